/** A bulletin (通报): a frozen sheet in its envelope, and how far it has come: made, objected to, signed off, announced (R65). */
import * as z from "zod";
import { type Calendar, plusWorkingDays } from "../calendar/calendar.ts";
import { StaffId, type StaffMember } from "../directory/roster.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Sha256 } from "../kernel/ids.ts";
import { Instant, LocalDate, localDateOf, Month } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { BulletinRules } from "../municipality/bulletin-rules.ts";
import { Correction, CorrectionId } from "./addenda.ts";
import { Objection } from "./objections.ts";
import { BulletinSheet } from "./sheet.ts";

/** Beside the content, so that a redeployment or a later hour does not change the hash. */
export const Envelope = z
  .object({
    madeAt: Instant,
    codeVersion: z.string(),
    calendarVersion: z.string(),
    rulebookVersion: z.string(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: "Of the sheet as canonical JSON (keys in order)" }),
  })
  .meta({ id: "BulletinEnvelope" });
export type Envelope = z.infer<typeof Envelope>;

export const FrozenSheet = z.object({ envelope: Envelope, sheet: BulletinSheet });
export type FrozenSheet = z.infer<typeof FrozenSheet>;

export const BulletinState = z.enum(["awaiting-sign-off", "issued"]);
export type BulletinState = z.infer<typeof BulletinState>;

export const Bulletin = z
  .object({
    schema: z.literal(1),
    month: Month,
    version: z.int().min(1),
    state: BulletinState,
    envelope: Envelope,
    summary: z.object({
      received: z.int(),
      decided: z.int(),
      onTime: z.int(),
      due: z.int(),
      openOverdue: z.int(),
    }),
    sample: z.boolean(),
    /** The last day on which centres may object. */
    objectUntil: LocalDate,
    objections: z.array(Objection).default(() => []),
    /** Of this bulletin, each told as an addendum in a later sheet. */
    corrections: z.array(Correction).default(() => []),
    /** Of earlier bulletins: what this one's sheet tells as addenda. */
    addenda: z.array(CorrectionId).default(() => []),
    signedOffAt: Instant.optional(),
    signedOffBy: StaffId.optional(),
    /** Of the request that wrote it last: tells our own repeated write from someone else's. */
    token: z.string().optional(),
    announcedAt: Instant.optional(),
  })
  .meta({ id: "StoredBulletin" });
export type Bulletin = z.infer<typeof Bulletin>;

export const freeze = (
  sheet: BulletinSheet,
  made: { readonly at: Instant; readonly codeVersion: string; readonly sha256: Sha256 },
): FrozenSheet => ({
  sheet,
  envelope: {
    madeAt: made.at,
    codeVersion: made.codeVersion,
    calendarVersion: sheet.calendarVersion,
    rulebookVersion: sheet.rulebookVersion,
    sha256: made.sha256(canonicalJson(sheet)),
  },
});

/** Where the window for objections begins, and how long it is. */
export type Listing = {
  /** The day on which centres can see their figures first: that of the sheet, or later where a run died in between. */
  readonly today: LocalDate;
  readonly calendar: Calendar;
  readonly rules: Pick<BulletinRules, "objectionDays">;
};

/** What the list shows, before anyone has signed. */
export const bulletinOf = ({ sheet, envelope }: FrozenSheet, { today, calendar, rules }: Listing): Bulletin => ({
  schema: 1,
  month: sheet.month,
  version: 1,
  state: "awaiting-sign-off",
  envelope,
  summary: {
    received: sheet.total.received,
    decided: sheet.total.decided,
    onTime: sheet.total.promise.onTime,
    due: sheet.total.promise.due,
    openOverdue: sheet.openOverdue.length,
  },
  sample: sheet.sample,
  objectUntil: plusWorkingDays(calendar, today, rules.objectionDays),
  objections: [],
  corrections: [],
  addenda: sheet.addenda.map(({ id }) => id),
});

export const openObjections = ({ objections }: Pick<Bulletin, "objections">): number =>
  objections.filter(({ state }) => state === "open").length;

/** Until the end of the window's last day. */
export const isOpenToObjections = ({ state, objectUntil }: Pick<Bulletin, "state" | "objectUntil">, at: Instant) =>
  state !== "issued" && localDateOf(at) <= objectUntil;

/**
 * Sign-off (签发) by the head of the municipal office, once; not before every centre has had its days, nor over an objection
 * that nobody has answered (R65).
 * @throws Refusal `forbidden`, `bulletin-already-signed`, `bulletin-open-to-objections`, `objections-unanswered`
 */
export const signOff = (
  before: Bulletin,
  by: Pick<StaffMember, "id" | "role">,
  occasion: { readonly at: Instant; readonly token: string },
): Bulletin => {
  if (by.role !== "office-head") throw new Refusal("forbidden");
  const { month, objectUntil } = before;
  if (before.state === "issued") throw new Refusal("bulletin-already-signed", { month });
  if (isOpenToObjections(before, occasion.at)) throw new Refusal("bulletin-open-to-objections", { month, objectUntil });
  const count = openObjections(before);
  if (count > 0) throw new Refusal("objections-unanswered", { month, count });
  return {
    ...before,
    version: before.version + 1,
    state: "issued",
    signedOffAt: occasion.at,
    signedOffBy: by.id,
    token: occasion.token,
  };
};

export const isUnannounced = ({ state, announcedAt }: Pick<Bulletin, "state" | "announcedAt">): boolean =>
  state === "issued" && announcedAt === undefined;
