/**
 * What the sweep and the watchdog ask of any kind of matter that has deadlines: cases, complaints. Each kind says what time asks
 * of it and whom a stage is for; how stages fire is the same for all.
 */
import type { Case, FiredStage } from "../../shared/casework/case.ts";
import type { Cases, DueCases } from "../../shared/casework/cases.ts";
import type { Timetable } from "../../shared/casework/counting.ts";
import { lapseKindOf } from "../../shared/casework/lapses.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { actOnTime } from "../../shared/casework/timed-moves.ts";
import type { Attention } from "../../shared/casework/watched.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import type { Complaint } from "../../shared/complaints/complaint.ts";
import type { Complaints, DueComplaints } from "../../shared/complaints/complaints.ts";
import { complaintUpToDate } from "../../shared/complaints/recounting.ts";
import { openForTime } from "../../shared/complaints/walls.ts";
import { attentionOfComplaint } from "../../shared/complaints/writing.ts";
import type { People } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { type Instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Rating } from "../../shared/ratings/rating.ts";
import type { DueRatings } from "../../shared/ratings/ratings.ts";
import { attentionOfRating } from "../../shared/ratings/writing.ts";
import { type DueStage, notificationAbout, notificationOf, seatsFor } from "../../shared/reminders/due-stage.ts";
import type { NewNotification, RecipientRole } from "../../shared/reminders/notification.ts";
import {
  type Seat,
  seatsAlong,
  stepsOfComplaint,
  stepsOfRating,
  type Told,
} from "../../shared/reminders/recipients.ts";
import { sha256 } from "../runtime/hashes.ts";

/** As much of a matter as firing needs. */
export type Timed = Pick<Case, "number" | "version" | "centre" | "clocks" | "firedStages" | "nextStage">;
export type Now = Timetable & { readonly at: Instant; readonly peopleOf: (centre: CentreCode) => Promise<People> };
export type TellingOf = {
  readonly role: RecipientRole;
  readonly member: Told;
  readonly at: Instant;
  readonly late?: true | undefined;
};

export type Docket<S extends Timed> = {
  /** Numbers of one segment whose next stage is due, the oldest first. */
  due(
    segment: number,
    until: Instant,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{ readonly numbers: readonly CaseNumber[]; readonly cursor?: string | undefined }>;
  /** The earliest next stage of a segment; undefined: nothing open. */
  earliest(segment: number): Promise<Instant | undefined>;
  getEach(numbers: readonly CaseNumber[]): Promise<ReadonlyMap<CaseNumber, S | Error>>;
  advance: DueCases["advance"];
  /** What it asks of time next, worked out anew. */
  attention(subject: S, timetable: Timetable): Attention | undefined;
  /** Whether that is time's own move, and no stage. */
  isLapse(id: string): boolean;
  /** Time's own move, saved; undefined: somebody moved it at the same moment. */
  lapse(subject: S, id: string, now: Now): Promise<S | undefined>;
  seats(subject: S, due: DueStage, people: People, at: Instant): readonly Seat[];
  notification(subject: S, due: DueStage, told: TellingOf): NewNotification;
  /**
   * Where nobody can be reached at all. `fails`: it stays due, and the run fails until somebody can. `alarms`: walls may leave
   * nobody for good, so it is fired as a card, and an alarm calls for a person.
   */
  readonly nobodyLeft: "fails" | "alarms";
};

/** @param fired marks of stages, by id */
export const withFired = <S extends Timed>(
  subject: S,
  fired: Readonly<Record<string, FiredStage>>,
  docket: Pick<Docket<S>, "attention">,
  timetable: Timetable,
): S => {
  const after = { ...subject, firedStages: { ...subject.firedStages, ...fired } };
  return { ...after, nextStage: docket.attention(after, timetable) };
};

/** Undefined: somebody moved it at the same moment. */
const unlessMoved = async <S extends Timed>(after: S, save: () => Promise<void>): Promise<S | undefined> => {
  try {
    await save();
    return after;
  } catch (error) {
    if (error instanceof Refusal && error.code === "version-conflict") return undefined;
    throw error;
  }
};

/**
 * Time's own move of a case, by the calendar of now (R8) and under one condition as a clerk's is. The token is this run's alone,
 * for the chain goes on from what is written.
 */
const lapseOfCase = async (
  cases: Pick<Cases, "save">,
  subject: Case,
  id: string,
  { at, calendar, hours, ladder }: Now,
): Promise<Case | undefined> => {
  const by = { kind: "clock" as const };
  const token = `clock ${id} ${at}`;
  const moment = { calendar, hours, ladder, at, today: localDateOf(at), by, token, sha256 };
  const after = actOnTime(recount(subject, moment), moment);
  if (after === subject) throw new Error(`${subject.number} has no lapse ${id} to act on`);
  return unlessMoved(after, () => cases.save(after, subject.version));
};

/** The same of a complaint: the order that its supervision owes. */
const lapseOfComplaint = async (
  complaints: Pick<Complaints, "save">,
  subject: Complaint,
  id: string,
  { at, peopleOf, calendar, hours, ladder }: Now,
): Promise<Complaint | undefined> => {
  const by = { kind: "clock" as const };
  const people = await peopleOf(subject.centre);
  const token = `clock ${id} ${at}`;
  const moment = { calendar, hours, ladder, at, today: localDateOf(at), by, token, people, sha256 };
  const after = complaintUpToDate(subject, moment);
  if (after === subject) throw new Error(`${subject.number} has no lapse ${id} to act on`);
  return unlessMoved(after, () => complaints.save(after, subject.version));
};

/**
 * What complaints are reminded of goes to the handler and upward, around everyone who is walled (R53). They are opened here
 * for time itself, and nowhere else in the reminders.
 */
export const complaintDocket = (complaints: DueComplaints & Pick<Complaints, "save">): Docket<Complaint> => ({
  async due(segment, until, page) {
    const found = await complaints.due(segment, until, page);
    return { numbers: found.cases.map(({ number }) => number), cursor: found.cursor };
  },
  earliest: complaints.earliest,
  async getEach(numbers) {
    const found = await complaints.getEach(numbers);
    return new Map([...found].map(([number, each]) => [number, each instanceof Error ? each : openForTime(each)]));
  },
  advance: complaints.advance,
  attention: attentionOfComplaint,
  isLapse: (id) => lapseKindOf(id) !== undefined,
  lapse: (subject, id, now) => lapseOfComplaint(complaints, subject, id, now),
  seats: (subject, { stage, kind }, people, at) =>
    seatsAlong(stage.name, stepsOfComplaint(subject, people), people, at, kind === "order" ? "handler" : undefined),
  notification: (subject, due, told) => notificationAbout(subject, due, told, { kind: "complaint" }),
  nobodyLeft: "alarms",
});

/** Poor ratings remind whoever follows them up, and then whoever stands above, never the rated one (R62). */
export const ratingDocket = (ratings: DueRatings): Docket<Rating> => ({
  async due(segment, until, page) {
    const found = await ratings.due(segment, until, page);
    return { numbers: found.cases.map(({ number }) => number), cursor: found.cursor };
  },
  earliest: ratings.earliest,
  getEach: ratings.getEach,
  advance: ratings.advance,
  attention: attentionOfRating,
  isLapse: () => false,
  lapse: async () => undefined,
  seats: (subject, { stage }, people, at) => seatsAlong(stage.name, stepsOfRating(subject, people), people, at),
  notification: (subject, due, told) => notificationAbout(subject, due, told, { kind: "rating" }),
  nobodyLeft: "alarms",
});

export const caseDocket = (
  cases: Pick<Cases, "getEach" | "save"> & Pick<DueCases, "advance"> & Partial<DueCases>,
): Docket<Case> => ({
  async due(segment, until, page) {
    const found = await cases.due?.(segment, until, page);
    return { numbers: found?.cases.map(({ number }) => number) ?? [], cursor: found?.cursor };
  },
  earliest: async (segment) => cases.earliest?.(segment),
  getEach: cases.getEach,
  advance: cases.advance,
  attention: attentionOf,
  isLapse: (id) => lapseKindOf(id) !== undefined,
  lapse: (subject, id, now) => lapseOfCase(cases, subject, id, now),
  seats: seatsFor,
  notification: notificationOf,
  nobodyLeft: "fails",
});
