/**
 * Supervision orders on complaints, and their cards (R31, R31a): as on cases. The office orders, time orders what the ladder
 * owes, and whoever handles the complaint answers; nobody else is asked, so no wall is passed (R53).
 */
import { oneMoreAnnulled, oneMoreOrder, ordersAnswered } from "../casework/orders.ts";
import { requireRoom } from "../casework/room.ts";
import { type AnnulmentReason, owedOrder, stageOfLapse } from "../casework/supervision.ts";
import type { StaffId } from "../directory/roster.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import { type Complaint, isClosed } from "./complaint.ts";
import { moving } from "./handling.ts";
import { complaintStateAfter } from "./moves.ts";
import { type ComplaintMoment, type ComplaintOccasion, hashedFact, keepingText } from "./writing.ts";

/** Time's own: the order that a supervision stage owes; the complaint as it is when none is owed. */
export const makeOwedOrder = (before: Complaint, moment: ComplaintMoment): Complaint => {
  const owed = isClosed(before.state) ? undefined : owedOrder(before);
  if (owed === undefined) return before;
  const { change, facts } = oneMoreOrder(before, stageOfLapse(owed.id), moment);
  return moving(before, "make-order", change, facts, moment);
};

/** The municipal office's, by hand. @throws Refusal `case-full`, `move-not-allowed` */
export const orderByHand = (before: Complaint, reason: string, occasion: ComplaintOccasion): Complaint => {
  complaintStateAfter("order-supervision", before.state);
  requireRoom("orders", before.orders?.length ?? 0);
  const { change, facts } = oneMoreOrder(before, undefined, occasion);
  return moving(
    before,
    "order-supervision",
    { ...change, personal: keepingText(before, "notes", reason) },
    { ...facts, ...hashedFact("reasonHash", reason, occasion) },
    occasion,
  );
};

/** Answers every open order, and stops their clock. @throws Refusal `no-open-order`, `move-not-allowed` */
export const answerOrders = (
  before: Complaint,
  { by, done, finishBy }: { readonly by: StaffId; readonly done: string; readonly finishBy: LocalDate },
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("answer-supervision", before.state);
  const { change, facts } = ordersAnswered(before, { by, finishBy }, occasion.at);
  return moving(
    before,
    "answer-supervision",
    { ...change, personal: keepingText(before, "notes", done) },
    { ...facts, ...hashedFact("doneHash", done, occasion) },
    occasion,
  );
};

/**
 * Of a stage that was told of, on an open complaint or a closed one. A card that is annulled already stays as it was annulled.
 * @throws Refusal `card-not-found`, `case-full`
 */
export const annulCard = (
  before: Complaint,
  asked: { readonly stage: string; readonly reason: AnnulmentReason; readonly text?: string | undefined },
  occasion: ComplaintOccasion,
): Complaint => {
  const annulment = oneMoreAnnulled(before, asked, occasion.at);
  if (annulment === undefined) return before;
  return moving(
    before,
    "annul-card",
    { ...annulment.change, personal: keepingText(before, "notes", asked.text) },
    { ...annulment.facts, ...hashedFact("textHash", asked.text, occasion) },
    occasion,
  );
};
