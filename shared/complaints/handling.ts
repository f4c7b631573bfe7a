/** From intake to inquiry: accept, assign, return and ruling, joining, refusal, notes, extension, interest (R52, R53, R57, R58). */
import { nextWorkingDay } from "../calendar/calendar.ts";
import { closingOf } from "../calendar/office-hours.ts";
import type { ClockKind } from "../casework/case.ts";
import type { Clocks } from "../casework/clocks.ts";
import { isInTime, recounted } from "../casework/counting.ts";
import type { StaffId } from "../directory/roster.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Body, Complaint, ComplaintNumber } from "./complaint.ts";
import { mayHandle, takenInBy } from "./handlers.ts";
import { type ComplaintMove, complaintStateAfter } from "./moves.ts";
import { requireRoomToNote } from "./room.ts";
import { wallsOf } from "./walls.ts";
import {
  type ComplaintFacts,
  type ComplaintMoment,
  type ComplaintOccasion,
  complaintWritten,
  hashedFact,
  keepingText,
  type Underived,
} from "./writing.ts";

/** The one extension, working days: the law's maximum (R52). */
export const LONGEST_EXTENSION = 7;

export const stoppedClocks = (clocks: Clocks, ...kinds: readonly ClockKind[]): Clocks =>
  Object.fromEntries(
    Object.entries(clocks).map(([kind, clock]) => [
      kind,
      kinds.length === 0 || kinds.includes(kind as ClockKind) ? { ...clock, running: false } : clock,
    ]),
  );

/** The complaint after a move that changes `change` and nothing else. @throws Refusal `move-not-allowed` */
export const moving = (
  before: Complaint,
  move: ComplaintMove,
  change: Partial<Underived>,
  facts: ComplaintFacts,
  occasion: ComplaintMoment,
): Complaint =>
  complaintWritten({ ...before, state: complaintStateAfter(move, before.state), ...change }, move, facts, occasion);

/** @throws Refusal `handler-not-fit`: not of the body, or walled; nothing says which */
const requireFit = (handler: StaffId, body: Body, before: Complaint, { people }: ComplaintOccasion): void => {
  if (!mayHandle(handler, body, wallsOf(before, people), people)) throw new Refusal("handler-not-fit");
};

export const acceptComplaint = (
  before: Complaint,
  { handler = before.handler }: { readonly handler?: StaffId | undefined },
  occasion: ComplaintOccasion,
): Complaint => {
  requireFit(handler, before.body, before, occasion);
  return moving(before, "accept", { handler }, { handler }, occasion);
};

export const assignComplaint = (
  before: Complaint,
  { handler, reason }: { readonly handler: StaffId; readonly reason: string },
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("assign", before.state);
  requireFit(handler, before.body, before, occasion);
  requireRoomToNote(before, reason);
  const personal = keepingText(before, "notes", reason);
  return moving(
    before,
    "assign",
    { handler, personal },
    { handler, ...hashedFact("reasonHash", reason, occasion) },
    occasion,
  );
};

/** @throws Refusal `nobody-can-handle` */
const taking = (before: Complaint, body: Body, { people, at }: ComplaintOccasion) => {
  const taken = takenInBy(body, wallsOf(before, people), people, at);
  if (taken === undefined) throw new Refusal("nobody-can-handle");
  return taken;
};

/** Within one working day of receipt, and once only: the office then says whose it is (R57). @throws Refusal `return-not-possible` */
export const returnComplaint = (before: Complaint, reason: string, occasion: ComplaintOccasion): Complaint => {
  complaintStateAfter("return", before.state);
  const { calendar, hours, at } = occasion;
  // R4: what the office does by a date, it does by closing time.
  const isLate = at > closingOf(hours, nextWorkingDay(calendar, before.receivedOn));
  if (before.ruled || before.body === "office" || isLate) throw new Refusal("return-not-possible");
  const personal = keepingText(before, "told", reason);
  return moving(
    before,
    "return",
    { ...taking(before, "office", occasion), personal },
    hashedFact("reasonHash", reason, occasion),
    occasion,
  );
};

/** By the municipal office, for good. */
export const ruleComplaint = (
  before: Complaint,
  { body, reason }: { readonly body: Body; readonly reason: string },
  occasion: ComplaintOccasion,
): Complaint => {
  const taken = taking(before, body, occasion);
  const personal = keepingText(before, "notes", reason);
  const facts = { body: taken.body, ...hashedFact("reasonHash", reason, occasion) };
  return moving(before, "rule", { ...taken, ruled: true, personal }, facts, occasion);
};

/**
 * The same facts: each complainant keeps a number of their own (R58). Whoever is walled from the one must be walled from the
 * other: else it would be joined to what its own accused may read, or handle (R53, R54). @throws Refusal `not-joinable`
 */
export const joinComplaint = (
  before: Complaint,
  main: Pick<Complaint, "number" | "centre" | "state" | "accused" | "walled" | "interested">,
  occasion: ComplaintOccasion,
): Complaint => {
  const fits = main.number !== before.number && main.centre === before.centre && main.state === "handling";
  const walls = wallsOf(main, occasion.people);
  const isBehindAll = [...wallsOf(before, occasion.people)].every((id) => walls.has(id));
  if (!fits || !isBehindAll) throw new Refusal("not-joinable");
  const joinedTo: ComplaintNumber = main.number;
  return moving(before, "join", { joinedTo, clocks: stoppedClocks(before.clocks) }, { with: main.number }, occasion);
};

export type TurnedAwayFor = "reviewed-before" | "not-competent" | "no-facts";
export const turnComplaintAway = (
  before: Complaint,
  { because, reason }: { readonly because: TurnedAwayFor; readonly reason: string },
  occasion: ComplaintOccasion,
): Complaint =>
  moving(
    before,
    "turn-away",
    { clocks: stoppedClocks(before.clocks), personal: keepingText(before, "told", reason) },
    { because, ...hashedFact("reasonHash", reason, occasion) },
    occasion,
  );

/** @throws Refusal `case-full` */
export const noteInquiry = (before: Complaint, text: string, occasion: ComplaintOccasion): Complaint => {
  complaintStateAfter("note", before.state);
  requireRoomToNote(before, text);
  const personal = keepingText(before, "notes", text);
  return moving(before, "note", { personal }, hashedFact("textHash", text, occasion), occasion);
};

/** Once, and asked while there is time (R52). @throws Refusal `already-extended`, `limit-passed` */
export const extendComplaint = (
  before: Complaint,
  { workingDays, reason }: { readonly workingDays: number; readonly reason: string },
  occasion: ComplaintOccasion,
): Complaint => {
  complaintStateAfter("extend", before.state);
  const { handling } = before.clocks;
  if (before.extension !== undefined) throw new Refusal("already-extended");
  if (handling === undefined || !isInTime(handling, occasion.at, occasion.hours))
    throw new Refusal("limit-passed", { day: handling?.dueOn ?? before.receivedOn });
  const added = Math.min(workingDays, LONGEST_EXTENSION);
  const longer = recounted("handling", handling, occasion, { suspensions: handling.suspensions, extendedBy: added });
  return moving(
    before,
    "extend",
    {
      extension: { workingDays: added, at: occasion.at },
      clocks: { ...before.clocks, handling: longer },
      personal: keepingText(before, "told", reason),
    },
    { workingDays: added, dueOn: longer.dueOn, ...hashedFact("reasonHash", reason, occasion) },
    occasion,
  );
};

/** Whoever declares it is walled from then on; the complaint goes to the next of its body (R53). */
export const declareInterest = (
  before: Complaint,
  { by, reason }: { readonly by: StaffId; readonly reason: string },
  occasion: ComplaintOccasion,
): Complaint => {
  const interested = [...before.interested, by];
  const held = { ...before, interested };
  const next = before.handler === by ? taking(held, before.body, occasion) : {};
  const facts = { declaredBy: by, ...hashedFact("reasonHash", reason, occasion) };
  return moving(
    before,
    "declare-interest",
    { interested, ...next, personal: keepingText(before, "notes", reason) },
    facts,
    occasion,
  );
};
