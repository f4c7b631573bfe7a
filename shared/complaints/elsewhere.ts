/** What belongs to another authority: petitions, and suspected misconduct (R52, R56). Nothing about them is decided here. */
import { started } from "../casework/counting.ts";
import { type LocalDate, plusDays } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Complaint } from "./complaint.ts";
import { takenInBy } from "./handlers.ts";
import { moving, stoppedClocks } from "./handling.ts";
import { complaintStateAfter } from "./moves.ts";
import { wallsOf } from "./walls.ts";
import { type ComplaintOccasion, hashedFact, keepingText } from "./writing.ts";

const WITHIN = { days: 1, unit: "working-days" } as const;
const PETITION = { zh: "信访事项1个工作日内移交", en: "a petition is handed over within 1 working day" };
const REFERRAL = { zh: "问题线索1个工作日内移送", en: "suspected misconduct is referred within 1 working day" };
/** Natural days from the petition office's receipt: to be told who deals with it, and to have it finished (信访工作条例 22, 34). */
export const TOLD_WITHIN = 15;
export const FINISHED_WITHIN = 60;
/** Natural days more, if the petition office has said so; once (信访工作条例 34). */
export const EXTENDED_BY = 30;

const handingOver = (before: Complaint, basis: typeof PETITION, occasion: ComplaintOccasion): Complaint["clocks"] => ({
  ...stoppedClocks(before.clocks),
  "hand-over": started("hand-over", { on: occasion.today, at: occasion.at }, WITHIN, basis, occasion),
});

export const registerPetition = (before: Complaint, reason: string, occasion: ComplaintOccasion): Complaint =>
  moving(
    before,
    "register-petition",
    {
      petition: { extended: false },
      clocks: handingOver(before, PETITION, occasion),
      personal: keepingText(before, "told", reason),
    },
    hashedFact("reasonHash", reason, occasion),
    occasion,
  );

export type HandOver = { readonly receipt: string; readonly on: LocalDate };

/** A receipt of a day that has not come, or from before there was anything to hand over. @throws Refusal `day-not-possible` */
const requirePossible = (on: LocalDate, before: Complaint, { today }: ComplaintOccasion): void => {
  if (on > today || on < before.receivedOn)
    throw new Refusal("day-not-possible", { from: before.receivedOn, to: today });
};

/** Against the petition office's receipt, whose dates are mirrored from then on. */
export const handOverPetition = (
  before: Complaint,
  { receipt, on }: HandOver,
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("hand-over-petition", before.state);
  requirePossible(on, before, occasion);
  const dates = { handedOverOn: on, toldBy: plusDays(on, TOLD_WITHIN), finishBy: plusDays(on, FINISHED_WITHIN) };
  return moving(
    before,
    "hand-over-petition",
    {
      petition: { ...dates, extended: false },
      clocks: stoppedClocks(before.clocks),
      personal: keepingText(before, "notes", receipt),
    },
    { on, ...hashedFact("receiptHash", receipt, occasion) },
    occasion,
  );
};

/**
 * The petition office's own extension, mirrored from its notice: nothing about it is decided here, and no clock runs (R52).
 * @throws Refusal `already-extended`, `day-not-possible`: before it was handed over, or still to come
 */
export const extendPetition = (
  before: Complaint,
  { notice, on }: { readonly notice: string; readonly on: LocalDate },
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("extend-petition", before.state);
  const { handedOverOn = before.receivedOn, ...dates } = before.petition ?? { extended: false };
  if (dates.extended) throw new Refusal("already-extended");
  if (on > occasion.today || on < handedOverOn)
    throw new Refusal("day-not-possible", { from: handedOverOn, to: occasion.today });
  const finishBy = plusDays(handedOverOn, FINISHED_WITHIN + EXTENDED_BY);
  return moving(
    before,
    "extend-petition",
    {
      petition: { ...dates, handedOverOn, finishBy, extended: true },
      personal: keepingText(before, "notes", notice),
    },
    { on, finishBy, ...hashedFact("noticeHash", notice, occasion) },
    occasion,
  );
};

/** To the municipal office, which hands it on; the centre sees no more of it than that it was transferred (R56). */
export const referComplaint = (before: Complaint, reason: string, occasion: ComplaintOccasion): Complaint => {
  const { people, at } = occasion;
  const taken = takenInBy("office", wallsOf(before, people), people, at);
  if (taken === undefined) throw new Refusal("nobody-can-handle");
  const from = before.body === "centre" ? { from: before.handler } : {};
  return moving(
    before,
    "refer",
    {
      ...taken,
      referral: { on: occasion.today, ...from },
      clocks: handingOver(before, REFERRAL, occasion),
      personal: keepingText(before, "notes", reason),
    },
    hashedFact("reasonHash", reason, occasion),
    occasion,
  );
};

export const handOverReferral = (
  before: Complaint,
  { receipt, on }: HandOver,
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("hand-over-referral", before.state);
  requirePossible(on, before, occasion);
  return moving(
    before,
    "hand-over-referral",
    {
      referral: { on: before.referral?.on ?? on, ...before.referral, handedOverOn: on },
      clocks: stoppedClocks(before.clocks),
      personal: keepingText(before, "notes", receipt),
    },
    { on, ...hashedFact("receiptHash", receipt, occasion) },
    occasion,
  );
};
