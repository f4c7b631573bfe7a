/** What may be sent about a contact, and what is shown of it. */
import * as z from "zod";
import { PostId, StaffId } from "../directory/roster.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber, inGroups } from "../kernel/ids.ts";
import { Instant } from "../kernel/local-date.ts";
import { type Contact, ContactChannel, ContactEntry, ContactId, holderAt, textsAt, textsEndAt } from "./contacts.ts";
import type { WorkingTime } from "./counting.ts";
import { text } from "./requests.ts";

export const ContactRecord = z
  .strictObject({
    channel: ContactChannel.meta({ description: "`station`: proxies only" }),
    subject: text(300).meta({ description: "What was asked; no name is needed" }),
    caseNumber: CaseNumber.optional().meta({ description: "The case that it was about" }),
  })
  .meta({ id: "ContactRecord" });

export const ContactHandOver = z
  .strictObject({
    to: z.union([z.strictObject({ person: StaffId }), z.strictObject({ post: PostId })]),
  })
  .meta({ id: "ContactHandOver" });

export const ContactAnswer = z
  .strictObject({ answer: text(1000).meta({ description: "As it was given" }) })
  .meta({ id: "ContactAnswer" });

export const ContactIdParam = z.strictObject({ contactId: ContactId });

export const ContactView = z
  .object({
    contactId: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    version: z.int(),
    state: z.enum(["open", "answered"]),
    centre: CentreCode,
    station: StationCode.optional(),
    channel: ContactChannel,
    caseNumber: z.string().optional(),
    subject: z.string().optional().meta({ description: "Absent once it is erased: see `textsUntil`" }),
    askedAt: Instant,
    firstAsked: StaffId,
    holder: StaffId.meta({ description: "Who bears the duty now: an offer alone changes nothing (R45)" }),
    offered: z
      .object({
        to: z.union([z.object({ person: StaffId }), z.object({ post: PostId })]),
        by: StaffId,
        until: Instant.meta({ description: "Not accepted by then, it is back with the holder (R46)" }),
      })
      .optional(),
    returnedAt: Instant.optional().meta({ description: "Nobody accepted it in time: when it came back (R46)" }),
    answer: z.string().optional(),
    textsUntil: Instant.optional().meta({ description: "When subject and answer go; absent while it is open" }),
    ledger: z.array(ContactEntry.omit({ token: true, previousHash: true })),
  })
  .meta({ id: "Contact" });
export type ContactView = z.infer<typeof ContactView>;

export const contactView = (contact: Contact, at: Instant, timetable: WorkingTime): ContactView => {
  const { holder, offer, returnedAt } = holderAt(contact, at, timetable);
  const { id, version, state, centre, station, channel, caseNumber, askedAt, firstAsked, ledger } = contact;
  const texts = textsAt(contact, at);
  const textsUntil = textsEndAt(contact);
  return {
    contactId: inGroups(id),
    version,
    state,
    centre,
    ...(station === undefined ? {} : { station }),
    channel,
    ...(caseNumber === undefined ? {} : { caseNumber: inGroups(caseNumber) }),
    ...(texts === undefined ? {} : { subject: texts.subject }),
    askedAt,
    firstAsked,
    holder,
    ...(offer === undefined ? {} : { offered: offer }),
    ...(returnedAt === undefined ? {} : { returnedAt }),
    ...(texts?.answer === undefined ? {} : { answer: texts.answer }),
    ...(textsUntil === undefined ? {} : { textsUntil }),
    ledger,
  };
};
