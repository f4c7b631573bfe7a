/** What a resident is asked for: in the one notice, after it, or against a promise; as it is kept with the case. */
import * as z from "zod";
import { AttachmentId } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";

/** How a notice reaches the resident; it counts as given when it is delivered so (R13). */
export const NoticeChannel = z.enum(["counter-signature", "sms", "post", "online"]);
export type NoticeChannel = z.infer<typeof NoticeChannel>;

/** A material of the item's guide. */
export const Paper = z.object({ code: z.string(), name: z.string() });
export type Paper = z.infer<typeof Paper>;

/** What becomes of an application whose papers did not come in time; a withdrawal only by the item's own rule (R16). */
export const Uncorrected = z.enum(["not-accepted", "withdrawn"]);
export type Uncorrected = z.infer<typeof Uncorrected>;

/** What becomes of an accepted case whose promised paper did not come in time, as the item's rule says (R17). */
export const UnkeptPromise = z.enum(["decided-without", "not-accepted", "withdrawn"]);
export type UnkeptPromise = z.infer<typeof UnkeptPromise>;

/** Asked for after the one notice: the same again, or something else, which is a violation (R14). */
export const FurtherRequest = z.object({
  /** Of the ledger's entry: names the person. */
  version: z.int().min(1),
  on: LocalDate,
  channel: NoticeChannel,
  /** The SMS that it was given by failed for good that day (R13). */
  undeliveredOn: LocalDate.optional(),
  missing: z.array(Paper),
  violation: z.boolean(),
});
export type FurtherRequest = z.infer<typeof FurtherRequest>;

/** Natural days, from the promise on, within which a promised paper has to come [P] (R17). */
export const MOST_DAYS_PROMISED = 180;

/** Accepted although papers are missing, against a written promise (容缺受理, R17). */
export const PaperPromise = z.object({
  on: LocalDate,
  /** The last day to supply them, until 24:00. */
  supplyBy: LocalDate,
  missing: z.array(Paper),
  /** Codes of what has come. */
  supplied: z.array(z.string()),
  ifUnkept: UnkeptPromise,
  /** The day after which it counted as not kept. */
  brokenOn: LocalDate.optional(),
});
export type PaperPromise = z.infer<typeof PaperPromise>;
/** As it is made, with the number of the written promise. */
export type WrittenPromise = PaperPromise & { readonly document: string };

/** The one notice, as it is given. */
export type NoticeAsked = {
  readonly missing: readonly Paper[];
  /** Delivered so; it counts as given now (R13). */
  readonly channel?: NoticeChannel | undefined;
  readonly text?: string | undefined;
  /** The item's own rule, where it has one (R16). */
  readonly ifUncorrected?: Uncorrected | undefined;
};

/** Which file is which paper: codes of the notice, ids of the case's attachments. */
export const PaperFile = z.object({ paper: z.string(), attachmentId: AttachmentId });
export type PaperFile = z.infer<typeof PaperFile>;

/** How corrections came: by the resident's own hand online, or recorded by staff. */
export const CorrectionChannel = z.enum(["online", "counter", "post", "phone"]);
export type CorrectionChannel = z.infer<typeof CorrectionChannel>;

/** What has been handed in of a notice, and as which files; the instant and the channel are those of the last of it. */
export const Submitted = z.object({
  at: Instant,
  on: LocalDate,
  papers: z.array(z.string()),
  files: z.array(PaperFile).optional(),
  /** When everything was there for the first time: what is asked for again later takes nothing of it back (R16). */
  complete: z.object({ at: Instant, on: LocalDate }).optional(),
  channel: CorrectionChannel.optional(),
});
export type Submitted = z.infer<typeof Submitted>;
type Asked = { readonly missing: readonly Paper[]; readonly submitted?: Submitted | undefined };

/** Of what the notice asked for, what has not been handed in. */
export const uncorrected = (notice: Asked | undefined): readonly Paper[] =>
  (notice?.missing ?? []).filter(({ code }) => !notice?.submitted?.papers.includes(code));

/** Since when the resident has done what the notice asked; undefined: something has never come. */
export const correctedSince = (notice: Asked | undefined): Submitted["complete"] => notice?.submitted?.complete;

/** Of the papers promised, those still to come. */
export const outstanding = ({ missing, supplied }: Pick<PaperPromise, "missing" | "supplied">): readonly Paper[] =>
  missing.filter(({ code }) => !supplied.includes(code));

/** Its facts: codes and the day. */
export const promiseInLedger = ({ missing, supplyBy }: PaperPromise) => ({
  promised: missing.map(({ code }) => code).join(","),
  supplyBy,
});
