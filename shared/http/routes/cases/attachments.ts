/** Materials handed in as files: sent straight to the bucket, saved by whoever may see them, never opened here. */
import {
  AttachmentAsked,
  AttachmentList,
  AttachmentParams,
  AttachmentShown,
  Download,
  Upload,
} from "../../../casework/attachment-views.ts";
import { route } from "../../route.ts";
import { ofCase } from "./parts.ts";

const tag = "cases";
const resident = { function: "attachments-residents", tag } as const;
const staff = { function: "attachments-staff", audience: "staff", tag } as const;
const ofAttachment = { params: AttachmentParams } as const;
const announced = { description: "Where to send the file, within ten minutes", body: Upload } as const;
const listed = { description: "In the order in which they were announced", body: AttachmentList } as const;
const fetched = { description: "An address, good for five minutes", body: Download } as const;
const residentsRefusals = ["case-not-found", "too-many-attempts"] as const;
const staffRefusals = ["case-not-found", "not-on-duty"] as const;

export const RESIDENT_ATTACHMENT_ROUTES = {
  "create-attachment": route({
    ...resident,
    ...ofCase,
    id: "create-attachment",
    method: "POST",
    path: "/v1/cases/{caseNumber}/attachments",
    audience: "resident",
    summary: "Announce a file for one of the materials; says where to send it",
    body: AttachmentAsked,
    example: { material: "felling-application-form", fileType: "jpeg" },
    idempotent: true,
    replies: { 201: announced },
    refusals: [...residentsRefusals, "case-closed", "too-many-attachments", "idempotency-mismatch"],
  }),
  "confirm-attachment": route({
    ...resident,
    ...ofAttachment,
    id: "confirm-attachment",
    method: "POST",
    path: "/v1/cases/{caseNumber}/attachments/{attachmentId}/confirmation",
    audience: "resident",
    summary: "Say that the file has been sent",
    replies: { 200: { description: "Received", body: AttachmentShown } },
    refusals: [...residentsRefusals, "case-closed", "attachment-not-found", "attachment-not-there", "attachment-unfit"],
  }),
  "list-attachments": route({
    ...resident,
    ...ofCase,
    id: "list-attachments",
    method: "GET",
    path: "/v1/cases/{caseNumber}/attachments",
    audience: "resident",
    summary: "The files handed in for a case",
    replies: { 200: listed },
    refusals: residentsRefusals,
  }),
  "read-attachment": route({
    ...resident,
    ...ofAttachment,
    id: "read-attachment",
    method: "GET",
    path: "/v1/cases/{caseNumber}/attachments/{attachmentId}",
    audience: "resident",
    summary: "Where the file can be fetched, to save, for five minutes",
    replies: { 200: fetched },
    refusals: [...residentsRefusals, "attachment-not-found", "attachment-not-there"],
  }),
} as const;

export const STAFF_ATTACHMENT_ROUTES = {
  "create-attachment-as-staff": route({
    ...staff,
    ...ofCase,
    id: "create-attachment-as-staff",
    method: "POST",
    path: "/v1/staff/cases/{caseNumber}/attachments",
    summary: "Announce a file for one of the materials; says where to send it, for whoever handles the case",
    body: AttachmentAsked,
    example: { material: "felling-application-form", fileType: "jpeg" },
    idempotent: true,
    replies: { 201: announced },
    refusals: [...staffRefusals, "case-closed", "too-many-attachments", "idempotency-mismatch"],
  }),
  "confirm-attachment-as-staff": route({
    ...staff,
    ...ofAttachment,
    id: "confirm-attachment-as-staff",
    method: "POST",
    path: "/v1/staff/cases/{caseNumber}/attachments/{attachmentId}/confirmation",
    summary: "Say that the file has been sent, for whoever handles the case",
    replies: { 200: { description: "Received", body: AttachmentShown } },
    refusals: [...staffRefusals, "case-closed", "attachment-not-found", "attachment-not-there", "attachment-unfit"],
  }),
  "list-attachments-as-staff": route({
    ...staff,
    ...ofCase,
    id: "list-attachments-as-staff",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/attachments",
    summary: "The files handed in for a case, for whoever handles the case",
    replies: { 200: listed },
    refusals: staffRefusals,
  }),
  "read-attachment-as-staff": route({
    ...staff,
    ...ofAttachment,
    id: "read-attachment-as-staff",
    method: "GET",
    path: "/v1/staff/cases/{caseNumber}/attachments/{attachmentId}",
    summary: "Where the file can be fetched, to save, for five minutes, for whoever handles the case",
    replies: { 200: fetched },
    refusals: [...staffRefusals, "attachment-not-found", "attachment-not-there"],
  }),
} as const;
