/**
 * First-asked responsibility (首问负责, R45, R46): whoever is asked first keeps the matter until somebody else has
 * accepted it, or it is answered. A case that is filed is its own record; this is for everything that is no case (yet).
 */
import * as z from "zod";
import { deadline } from "../calendar/deadline.ts";
import { closingOf } from "../calendar/office-hours.ts";
import { PostId, StaffId } from "../directory/roster.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber, normalizeCode, type Sha256 } from "../kernel/ids.ts";
import { Instant, instantAt, LocalDate, localDateOf, plusDays } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { WorkingTime } from "./counting.ts";
import { appendEntry } from "./ledger.ts";

export type ContactId = string & { readonly __brand: "ContactId" };
/** 12 characters, read out and typed like a case number. */
export const ContactId = z
  .string()
  .max(40)
  .transform(normalizeCode)
  .refine((text) => /^[0-9A-HJKMNP-TV-Z]{12}$/.test(text), { message: "not a contact's number" })
  .transform((text) => text as ContactId)
  .meta({ override: { type: "string", maxLength: 40 }, description: "12 characters, dashes optional" });

export const ContactChannel = z.enum(["counter", "phone", "station"]);
export const ContactEntryKind = z.enum(["asked", "offered", "taken-over", "returned", "answered"]);
export type ContactEntryKind = z.infer<typeof ContactEntryKind>;

/** A line of a contact's ledger: ids, codes, dates and keyed hashes of free text; never changed (R50). */
export const ContactEntry = z.object({
  version: z.int().min(1),
  at: Instant,
  what: ContactEntryKind,
  by: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("staff"), staffId: StaffId }),
    z.object({ kind: z.literal("clock") }),
  ]),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  token: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type ContactEntry = z.infer<typeof ContactEntry>;

/** To one person, or to whoever is on duty at a post. */
export const OfferedTo = z.union([z.object({ person: StaffId }), z.object({ post: PostId })]);
export type OfferedTo = z.infer<typeof OfferedTo>;

export const Contact = z.object({
  schema: z.literal(1),
  id: ContactId,
  version: z.int().min(1),
  state: z.enum(["open", "answered"]),
  centre: CentreCode,
  station: StationCode.optional(),
  channel: ContactChannel,
  /** The case that it was about. */
  caseNumber: CaseNumber.optional(),
  askedAt: Instant,
  firstAsked: StaffId,
  /** Whose duty it is: the first person asked, until somebody accepts it (R45). */
  holder: StaffId,
  /** Not accepted yet; its date is counted when somebody looks, so that time alone brings it back (R46). */
  offer: z.object({ to: OfferedTo, by: StaffId, at: Instant, on: LocalDate }).optional(),
  /** Keyed hash of the body that recorded it. */
  bodyHash: z.string(),
  ledger: z.array(ContactEntry),
  /** The erasable part; gone some time after the answer (`textsEndAt`). */
  personal: z.object({ subject: z.string(), answer: z.string().optional() }).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** When, in which request, and the hash functions. */
export type ContactMoment = WorkingTime & {
  readonly at: Instant;
  readonly today: LocalDate;
  readonly token: string;
  readonly sha256: Sha256;
  readonly textHash: Sha256;
};

/** 90 days: how long after the day of its answer the words of a contact are kept. The ledger stays. */
export const TEXTS_KEPT_DAYS = 90;

/** When its words go. Undefined: still open, and whoever bears the duty needs them. */
export const textsEndAt = ({ state, ledger }: Pick<Contact, "state" | "ledger">): Instant | undefined => {
  const answered = state === "answered" ? ledger.at(-1) : undefined;
  return answered && instantAt(plusDays(localDateOf(answered.at), TEXTS_KEPT_DAYS), "00:00");
};

/** What may be shown of its words: from their end on nothing, whether they have been erased yet or not. */
export const textsAt = (contact: Contact, at: Instant): Contact["personal"] => {
  const end = textsEndAt(contact);
  return end === undefined || at < end ? contact.personal : undefined;
};

/** Within which an offered hand-over has to be accepted [P] (R46). */
export const ACCEPT_WITHIN = { days: 1, unit: "working-days" } as const;

export type Standing = {
  /** Who bears the duty now. */
  readonly holder: StaffId;
  /** Can still be accepted, until closing time of its last day. */
  readonly offer?: { readonly to: OfferedTo; readonly by: StaffId; readonly on: LocalDate; readonly until: Instant };
  /** Nobody accepted it in time: when it came back. */
  readonly returnedAt?: Instant;
};

/** Whose it is at an instant: nothing has to be written for a hand-over to come back (R46). */
export const holderAt = (
  { holder, offer, state }: Pick<Contact, "holder" | "offer" | "state">,
  at: Instant,
  { calendar, hours }: WorkingTime,
): Standing => {
  if (offer === undefined || state === "answered") return { holder };
  const until = closingOf(hours, deadline(calendar, { from: offer.on, limit: ACCEPT_WITHIN }).dueOn);
  return at <= until ? { holder, offer: { ...offer, until } } : { holder, returnedAt: until };
};

type Draft = Pick<ContactEntry, "what" | "by" | "facts">;
type Unwritten = Omit<Contact, "version">;

const written = (state: Unwritten, { at, token, sha256 }: ContactMoment, ...drafts: readonly Draft[]): Contact => {
  const ledger = drafts.reduce<ContactEntry[]>(
    (entries, draft) => appendEntry(entries, { ...draft, at, token }, sha256),
    state.ledger,
  );
  return { ...state, ledger, version: ledger.length };
};

const byStaff = (staffId: StaffId): ContactEntry["by"] => ({ kind: "staff", staffId });

export type Asked = Pick<
  Contact,
  "id" | "centre" | "station" | "channel" | "caseNumber" | "firstAsked" | "bodyHash"
> & { readonly subject: string };

/** Somebody was asked something (R45). */
export const recordContact = ({ subject, ...asked }: Asked, moment: ContactMoment): Contact =>
  written(
    {
      schema: 1,
      ...asked,
      state: "open",
      askedAt: moment.at,
      holder: asked.firstAsked,
      ledger: [],
      personal: { subject },
    },
    moment,
    {
      what: "asked",
      by: byStaff(asked.firstAsked),
      facts: { channel: asked.channel, subjectHash: moment.textHash(subject) },
    },
  );

/**
 * The contact as time has left it, and the entry that says so: whoever writes next puts on record that nobody accepted
 * in time. @throws Refusal `contact-answered`
 */
const brought = (before: Contact, moment: ContactMoment): { now: Contact; returned: readonly Draft[] } => {
  if (before.state === "answered") throw new Refusal("contact-answered");
  const { holder, returnedAt } = holderAt(before, moment.at, moment);
  if (returnedAt === undefined) return { now: before, returned: [] };
  const { offer: _, ...now } = before;
  return { now, returned: [{ what: "returned", by: { kind: "clock" }, facts: { holder, since: returnedAt } }] };
};

/**
 * Offers the matter to somebody else; an offer that was open is replaced. The duty stays where it is (R45).
 * @param by the holder, or a leader of the centre in their place
 * @throws Refusal `contact-answered`
 */
export const handOver = (before: Contact, to: OfferedTo, by: StaffId, moment: ContactMoment): Contact => {
  const { now, returned } = brought(before, moment);
  const offer = { to, by, at: moment.at, on: moment.today };
  const { dueOn } = deadline(moment.calendar, { from: offer.on, limit: ACCEPT_WITHIN });
  const offered: Draft = { what: "offered", by: byStaff(by), facts: { ...to, acceptBy: dueOn } };
  return written({ ...now, offer }, moment, ...returned, offered);
};

/**
 * Accepting ends the duty of whoever had it (R45).
 * @param by the person, and the capacity in which they act for the post it was offered to
 * @throws Refusal `contact-answered`, `contact-not-offered`, `hand-over-lapsed` once it has gone back (R46)
 */
export const takeOver = (
  before: Contact,
  by: { readonly staffId: StaffId; readonly basis?: string | undefined },
  moment: ContactMoment,
): Contact => {
  const { returnedAt } = holderAt(before, moment.at, moment);
  if (returnedAt !== undefined) throw new Refusal("hand-over-lapsed", { holder: before.holder });
  const { now } = brought(before, moment);
  const { offer, ...rest } = now;
  if (offer === undefined) throw new Refusal("contact-not-offered");
  const facts = { ...offer.to, from: rest.holder, ...(by.basis === undefined ? {} : { basis: by.basis }) };
  return written({ ...rest, holder: by.staffId }, moment, { what: "taken-over", by: byStaff(by.staffId), facts });
};

/** The other end of the duty (R45). @throws Refusal `contact-answered`, `contact-not-held` */
export const answerContact = (before: Contact, answer: string, by: StaffId, moment: ContactMoment): Contact => {
  const { now, returned } = brought(before, moment);
  if (now.holder !== by) throw new Refusal("contact-not-held");
  const { offer: _, ...rest } = now;
  const personal = rest.personal && { ...rest.personal, answer };
  return written({ ...rest, state: "answered", personal }, moment, ...returned, {
    what: "answered",
    by: byStaff(by),
    facts: { answerHash: moment.textHash(answer) },
  });
};

/** Where a contact stands in a list; positions sort by the instant at which it was asked. */
export type ListedContact = { readonly id: ContactId; readonly position: string };
/** The newest first; `before`: the position after which the page begins. */
export type ContactPage = { readonly before?: string | undefined; readonly limit: number };

/** What the rest of the system asks of the contact store; kept by `shared/aws/contact-store.ts`. */
export type Contacts = {
  /** Without its words once they are erased. @throws Refusal `contact-not-found` */
  get(id: ContactId): Promise<Contact>;
  /** Put if absent; the one that already stood there, if any. */
  record(created: Contact): Promise<Contact | undefined>;
  /** One conditional write. A repeat of our own (same token) is a success. @throws Refusal `version-conflict` */
  save(after: Contact, expecting: number): Promise<void>;
  /** Open ones that a person bears the duty of. */
  heldBy(staffId: StaffId, page: ContactPage): Promise<readonly ListedContact[]>;
  /** Open ones that were offered to a person or a post, accepted in time or not. */
  offeredTo(to: StaffId | PostId, page: ContactPage): Promise<readonly ListedContact[]>;
};
