/** Files that a complainant adds: sent straight to the bucket, saved by the complainant and by whoever handles it (R55). */
import * as z from "zod";
import { AttachmentList, AttachmentShown, Download, Upload } from "../../../casework/attachment-views.ts";
import { FileType } from "../../../casework/attachments.ts";
import { IdentityReading } from "../../../complaints/requests.ts";
import { ComplaintNumberParam } from "../../../complaints/views.ts";
import { AttachmentId } from "../../../kernel/ids.ts";
import { route } from "../../route.ts";
import { one, tag } from "./parts.ts";

const resident = { function: "complaint-attachments-residents", audience: "resident", tag } as const;
const staff = { function: "complaint-attachments-staff", audience: "staff", tag } as const;
const all = "/v1/complaints/{complaintNumber}/attachments";
const ofComplaint = { params: ComplaintNumberParam } as const;
const ofAttachment = { params: ComplaintNumberParam.extend({ attachmentId: AttachmentId }) } as const;
const listed = { description: "In the order in which they were announced", body: AttachmentList } as const;
const fetched = { description: "An address, good for five minutes", body: Download } as const;
const residentsRefusals = ["complaint-not-found", "too-many-attempts"] as const;

const ComplaintAttachmentAsked = z.strictObject({ fileType: FileType }).meta({ id: "ComplaintAttachmentAsked" });

export const RESIDENT_COMPLAINT_ATTACHMENT_ROUTES = {
  "create-complaint-attachment": route({
    ...resident,
    ...ofComplaint,
    id: "create-complaint-attachment",
    method: "POST",
    path: all,
    summary: "Announce a photograph or a paper; says where to send it",
    body: ComplaintAttachmentAsked,
    example: { fileType: "jpeg" },
    idempotent: true,
    replies: { 201: { description: "Where to send the file, within ten minutes", body: Upload } },
    refusals: [...residentsRefusals, "case-closed", "too-many-attachments", "idempotency-mismatch"],
  }),
  "confirm-complaint-attachment": route({
    ...resident,
    ...ofAttachment,
    id: "confirm-complaint-attachment",
    method: "POST",
    path: `${all}/{attachmentId}/confirmation`,
    summary: "Say that the file has been sent",
    replies: { 200: { description: "Received", body: AttachmentShown } },
    refusals: [...residentsRefusals, "case-closed", "attachment-not-found", "attachment-not-there", "attachment-unfit"],
  }),
  "list-complaint-attachments": route({
    ...resident,
    ...ofComplaint,
    id: "list-complaint-attachments",
    method: "GET",
    path: all,
    summary: "The files that you added to your complaint",
    replies: { 200: listed },
    refusals: residentsRefusals,
  }),
  "read-complaint-attachment": route({
    ...resident,
    ...ofAttachment,
    id: "read-complaint-attachment",
    method: "GET",
    path: `${all}/{attachmentId}`,
    summary: "Where your file can be fetched, to save, for five minutes",
    replies: { 200: fetched },
    refusals: [...residentsRefusals, "attachment-not-found", "attachment-not-there"],
  }),
} as const;

export const STAFF_COMPLAINT_ATTACHMENT_ROUTES = {
  "list-complaint-attachments-as-staff": route({
    ...staff,
    ...ofComplaint,
    id: "list-complaint-attachments-as-staff",
    method: "GET",
    path: `${one}/attachments`,
    summary: "The files added to a complaint, for whoever handles it",
    replies: { 200: listed },
    refusals: ["complaint-not-found", "forbidden"],
  }),
  "read-complaint-attachment-as-staff": route({
    ...staff,
    ...ofAttachment,
    id: "read-complaint-attachment-as-staff",
    method: "POST",
    path: `${one}/attachments/{attachmentId}/readings`,
    summary: "Where a file can be fetched, for the handler alone; reason and reader go on record",
    body: IdentityReading,
    example: { reason: "核实照片" },
    replies: { 200: fetched },
    refusals: ["complaint-not-found", "forbidden", "attachment-not-found", "attachment-not-there"],
  }),
} as const;
