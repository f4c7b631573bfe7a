/** First-asked responsibility: what anyone asked anyone, and whose it is (R45, R46). */
import * as z from "zod";
import {
  ContactAnswer,
  ContactHandOver,
  ContactIdParam,
  ContactRecord,
  ContactView,
} from "../../../casework/contact-views.ts";
import { route } from "../../route.ts";

const contacts = { function: "cases-staff", audience: "staff", tag: "contacts" } as const;
const one = { description: "The contact as it is now", body: ContactView, etag: true } as const;
const change = {
  ...contacts,
  method: "POST",
  params: ContactIdParam,
  ifMatch: true,
  replies: { 200: one },
} as const;
const refusals = ["contact-not-found", "contact-answered"] as const;

export const CONTACT_ROUTES = {
  "record-contact": route({
    ...contacts,
    id: "record-contact",
    method: "POST",
    path: "/v1/staff/contacts",
    summary: "Record that I was asked something: it is mine until somebody accepts it or it is answered",
    body: ContactRecord,
    example: { channel: "counter", subject: "询问高龄津贴什么时候发放" },
    idempotent: true,
    replies: { 201: { ...one, description: "Recorded, with me as the first person asked" } },
    refusals: ["forbidden", "case-not-found", "idempotency-mismatch"],
  }),
  "list-contacts": route({
    ...contacts,
    id: "list-contacts",
    method: "GET",
    path: "/v1/staff/contacts",
    summary: "Open contacts that I have to see to, and those offered to me or to a post that I am on duty for",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(50).default(50),
      cursor: z.string().max(2000).optional(),
    }),
    replies: {
      200: {
        description: "One page of both lists together, what was asked last first",
        body: z
          .object({
            held: z.array(ContactView),
            offered: z.array(ContactView),
            cursor: z.string().optional().meta({ description: "Opaque; absent on the last page" }),
          })
          .meta({ id: "ContactList" }),
      },
    },
    refusals: [],
  }),
  "read-contact": route({
    ...contacts,
    id: "read-contact",
    method: "GET",
    path: "/v1/staff/contacts/{contactId}",
    summary: "A contact with its ledger, for whoever was asked, has it or is offered it, and for the centre's leaders",
    params: ContactIdParam,
    replies: { 200: one },
    refusals: ["contact-not-found"],
  }),
  "hand-over-contact": route({
    ...change,
    id: "hand-over-contact",
    path: "/v1/staff/contacts/{contactId}/hand-over",
    summary: "Offer it to a person or a post: it stays mine until it is accepted, and comes back after a working day",
    body: ContactHandOver,
    example: { to: { post: "370481102-p03" } },
    refusals: [...refusals, "contact-not-held"],
  }),
  "accept-contact": route({
    ...change,
    id: "accept-contact",
    path: "/v1/staff/contacts/{contactId}/acceptance",
    summary: "Take over what was offered to me or to a post that I am on duty for",
    refusals: [...refusals, "contact-not-offered", "hand-over-lapsed"],
  }),
  "answer-contact": route({
    ...change,
    id: "answer-contact",
    path: "/v1/staff/contacts/{contactId}/answer",
    summary: "Record the answer that was given",
    body: ContactAnswer,
    refusals: [...refusals, "contact-not-held"],
  }),
} as const;
