/** The papers that a case produces: dated, numbered, in the deciding organ's name, with a place for its seal (R13, R16, R18). */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { type CaseNumber, inGroups } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import type { Case, EntryKind, LedgerEntry } from "./case.ts";
import { correctionRolled } from "./clocks.ts";
import { GROUND_NAMES, REMEDIES } from "./endings.ts";

export const ReceiptKind = z.enum(["correction-notice", "acceptance", "non-acceptance", "withdrawal", "decision"]);
export type ReceiptKind = z.infer<typeof ReceiptKind>;

/** Kept with the case, so that a paper can be made again, the same, whatever has happened since. */
export const Issued = z.object({
  kind: ReceiptKind,
  /** Of the ledger's entry that issued it: the last part of its number. */
  version: z.int().min(1),
  on: LocalDate,
  /** The date of the promise, or the last day to correct, that it names, whatever moves it later. */
  dueOn: LocalDate.optional(),
  correctBy: LocalDate.optional(),
  /** Of that date. */
  provisional: z.boolean().optional(),
});
export type Issued = z.infer<typeof Issued>;

const KINDS: Readonly<Partial<Record<EntryKind, ReceiptKind>>> = {
  "notice-given": "correction-notice",
  accepted: "acceptance",
  "not-accepted": "non-acceptance",
  withdrawn: "withdrawal",
  decided: "decision",
};

type Dated = Pick<Case, "clocks" | "notice">;
/** What a paper says of days to come. */
const datesOf = (kind: ReceiptKind, { clocks: { promised }, notice: given }: Dated): Partial<Issued> => {
  if (kind === "acceptance" && promised) return { dueOn: promised.dueOn, provisional: promised.provisional };
  return kind === "correction-notice" && given ? { correctBy: given.correctBy, provisional: given.provisional } : {};
};

/** The papers of a case after one more entry of its ledger. @param state of the case after it */
export const issuedAfter = (
  issued: readonly Issued[],
  { what, version }: Pick<LedgerEntry, "what" | "version">,
  on: LocalDate,
  state: Dated,
): Issued[] => {
  const kind = KINDS[what];
  return kind === undefined ? [...issued] : [...issued, { kind, version, on, ...datesOf(kind, state) }];
};

/** `K7M2-9QXR-4T3B-3`: the case's number and the entry's version. */
export const receiptNumber = (number: CaseNumber, { version }: Pick<Issued, "version">): string =>
  `${inGroups(number)}-${version}`;

const TITLES: Readonly<Record<Exclude<ReceiptKind, "decision">, Bilingual>> = {
  "correction-notice": { zh: "补正材料告知书", en: "Notice of papers to be supplied" },
  acceptance: { zh: "受理通知书", en: "Notice of acceptance" },
  "non-acceptance": { zh: "不予受理通知书", en: "Notice of non-acceptance" },
  withdrawal: { zh: "撤回申请确认书", en: "Confirmation of withdrawal" },
};

const decisionTitle = ({ regime, decision }: Case): Bilingual => {
  const granted = decision?.outcome === "approved";
  if (regime === "licence") {
    return granted
      ? { zh: "准予行政许可决定书", en: "Decision granting the licence" }
      : { zh: "不予行政许可决定书", en: "Decision refusing the licence" };
  }
  return granted
    ? { zh: "办理结果告知书", en: "Notice of the result" }
    : { zh: "不予办理告知书", en: "Notice of refusal" };
};

export const Receipt = z
  .object({
    number: z.string().meta({ example: "K7M2-9QXR-4T3B-3" }),
    kind: ReceiptKind,
    title: Bilingual,
    issuedOn: LocalDate,
    decidingOrgan: z.string().meta({ description: "In whose name it is issued; its seal, never the centre's" }),
    applicant: z.string(),
    itemName: z.string(),
    receivedOn: LocalDate,
    acceptedOn: LocalDate.optional().meta({ description: "In law: after silence, the day of receipt (R15)" }),
    dueOn: LocalDate.optional().meta({ description: "By when it is decided" }),
    provisional: z.boolean().optional(),
    missing: z.array(z.string()).optional(),
    correctBy: LocalDate.optional(),
    rolled: Bilingual.optional().meta({ description: "Why that is not the thirtieth day: by analogy (R9)" }),
    outcome: z.enum(["approved", "refused"]).optional(),
    reason: z.string().optional(),
    remedy: z.string().optional(),
    verificationCode: z.string().meta({ description: "With the number, anyone can check that it is genuine" }),
    sampleData: z.boolean(),
  })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof Receipt>;

type Content = Partial<Receipt>;

const acceptance = ({ acceptedOn }: Case, { dueOn, provisional }: Issued): Content => ({
  ...(acceptedOn === undefined ? {} : { acceptedOn }),
  ...(dueOn === undefined ? {} : { dueOn, provisional }),
});

const notice = ({ notice: given, personal }: Case, { on, correctBy, provisional }: Issued): Content =>
  given === undefined
    ? {}
    : {
        missing: given.missing.map(({ name }) => name),
        correctBy,
        ...(correctBy === undefined ? {} : correctionRolled(on, correctBy)),
        provisional,
        ...(personal.noticeText === undefined ? {} : { reason: personal.noticeText }),
      };

/** A clerk's own explanation beside what the ground always says. */
const ending = ({ ending: end, personal }: Case): Content => {
  if (end === undefined) return {};
  const own = [personal.ending?.reason, personal.ending?.whereToGo].filter((text) => text !== undefined);
  return { reason: [GROUND_NAMES[end.ground].zh, ...own].join(" "), remedy: REMEDIES[end.ground].zh };
};

const decision = ({ decision: taken, personal }: Case): Content =>
  taken === undefined ? {} : { outcome: taken.outcome, reason: personal.decisionReason, remedy: personal.remedy };

const CONTENTS: Readonly<Record<ReceiptKind, (subject: Case, issued: Issued) => Content>> = {
  "correction-notice": notice,
  acceptance,
  "non-acceptance": ending,
  withdrawal: ending,
  decision,
};

export type ShownTo = {
  /** In full for the applicant and whoever handles the case, masked for anyone else. */
  readonly applicant: string;
  readonly verificationCode: (number: CaseNumber, version: number) => string;
  readonly sample: boolean;
};

export const receiptOf = (
  subject: Case,
  issued: Issued,
  { applicant, verificationCode, sample }: ShownTo,
): Receipt => ({
  number: receiptNumber(subject.number, issued),
  kind: issued.kind,
  title: issued.kind === "decision" ? decisionTitle(subject) : TITLES[issued.kind],
  issuedOn: issued.on,
  decidingOrgan: subject.decidingOrgan,
  applicant,
  itemName: subject.itemName,
  receivedOn: subject.receivedOn,
  ...CONTENTS[issued.kind](subject, issued),
  verificationCode: inGroups(verificationCode(subject.number, issued.version)),
  sampleData: sample,
});

/** What a check of a receipt answers: that it is genuine, of what kind, day and organ; nothing about a person. */
export const VerifiedReceipt = Receipt.pick({
  number: true,
  kind: true,
  title: true,
  issuedOn: true,
  decidingOrgan: true,
})
  .extend({ genuine: z.literal(true), sampleData: z.boolean() })
  .meta({ id: "VerifiedReceipt" });
export type VerifiedReceipt = z.infer<typeof VerifiedReceipt>;

export const verifiedReceipt = (subject: Case, issued: Issued, sample: boolean): VerifiedReceipt => ({
  genuine: true,
  number: receiptNumber(subject.number, issued),
  kind: issued.kind,
  title: issued.kind === "decision" ? { zh: "决定（告知）书", en: "Decision" } : TITLES[issued.kind],
  issuedOn: issued.on,
  decidingOrgan: subject.decidingOrgan,
  sampleData: sample,
});
