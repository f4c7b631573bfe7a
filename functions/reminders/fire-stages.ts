/**
 * What time asks of cases: to tell everyone who has to know of a stage, and only then to mark it as fired; and to write down
 * what the law makes of the office's silence (R15). Cases go through it together, because one person's digest tells of many:
 *
 *   note what is due ─▶ bind it to each person's delivery ─▶ mark the stages as fired
 */
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { FiredStage } from "../../shared/casework/case.ts";
import type { Attention } from "../../shared/casework/watched.ts";
import type { People, StaffId } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Bound, Deliveries, Slot } from "../../shared/reminders/delivery.ts";
import { type DueStage, isUrgent, stageById } from "../../shared/reminders/due-stage.ts";
import type { Notification } from "../../shared/reminders/notification.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import { nextToTell } from "../../shared/reminders/recipients.ts";
import { fewAtATime } from "../runtime/at-a-time.ts";
import { log } from "../runtime/log.ts";
import { type Docket, type Timed, withFired } from "./docket.ts";

export type FiringNeeds = {
  readonly deliveries: Pick<Deliveries, "note" | "bind">;
  /** Of one centre, as they are in this run. */
  readonly peopleOf: (centre: CentreCode) => Promise<People>;
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly window: SendingWindow;
  readonly at: Instant;
  readonly scheduledFor: Instant;
};

/** What was fired of one case. */
export type Fired = {
  readonly stages: number;
  /** What was told, as the deliveries stand: some may have been sent by an earlier run. */
  readonly deliveries: readonly Bound[];
  /** When the case is next due. */
  readonly next: Instant | undefined;
};
/** One case's trouble does not stop the others. */
export type Outcome = Fired | { readonly number: CaseNumber; readonly error: unknown };

/** All stages of a run go out in one digest a person; what has to wait joins the digest of the window's opening. */
const slotFor = (due: DueStage, { at, calendar, window, scheduledFor }: FiringNeeds): Slot => {
  const sendable = sendableFrom(at, calendar, window, isUrgent(due));
  return { at, from: sendable > at || scheduledFor > at ? sendable : scheduledFor };
};

type Noted = { readonly notification: Notification; readonly slot: Slot };

/**
 * One seat after the other, because who was told decides who still has to be. A seat that an earlier, unfinished run has
 * filled keeps its person, whatever the roster says now.
 */
const note = async <S extends Timed>(
  subject: S,
  due: DueStage,
  late: FiredStage["late"],
  { docket, ...needs }: Firing<S>,
): Promise<readonly Noted[]> => {
  const people = await needs.peopleOf(subject.centre);
  const slot = slotFor(due, needs);
  const told = new Set<StaffId>();
  const noted: Noted[] = [];
  for (const seat of docket.seats(subject, due, people, needs.at)) {
    const member = nextToTell(seat, told);
    if (member === undefined) continue;
    const draft = docket.notification(subject, due, { role: seat.role, member, at: needs.at, late });
    const notification = await needs.deliveries.note(draft, slot);
    told.add(notification.staffId);
    noted.push({ notification, slot });
  }
  // R34: a stage never disappears.
  if (noted.length === 0) {
    if (docket.nobodyLeft === "fails") throw new Error(`nobody can be reached for ${subject.number} ${due.stage.id}`);
    log("nobody-left", { caseNumber: subject.number, stageId: due.stage.id });
  }
  return noted;
};

/** What it asks of time next. `late`: it was missing, and is marked so (R35). */
export type Asked = Attention & Pick<FiredStage, "late">;
export type Asking<S> = (subject: S) => Asked | undefined;
type Firing<S extends Timed> = FiringNeeds & { readonly docket: Docket<S>; readonly asking: Asking<S> };

/** What it asks of time by now. */
const askedNow = <S extends Timed>(subject: S, { at, asking }: Firing<S>): Asked | undefined => {
  const asked = asking(subject);
  return asked !== undefined && asked.at <= at ? asked : undefined;
};

type Standing<S> = {
  readonly subject: S;
  readonly stages: number;
  readonly deliveries: readonly Bound[];
};
/** Noted, and not yet bound. */
type Begun<S> = {
  readonly before: Standing<S>;
  readonly fired: readonly (FiredStage & { readonly id: string })[];
  readonly noted: readonly Noted[];
  readonly after: S;
};

/** Notes every stage that is due, up to the next lapse. */
const begin = async <S extends Timed>(before: Standing<S>, needs: Firing<S>): Promise<Begun<S>> => {
  const fired: Begun<S>["fired"][number][] = [];
  const noted: Noted[] = [];
  let after = before.subject;
  for (;;) {
    const asked = askedNow(after, needs);
    if (asked === undefined || needs.docket.isLapse(asked.id)) break;
    const { id, late } = asked;
    try {
      const due = stageById(after, id, needs);
      if (due === undefined) throw new Error(`${after.number} has no running clock with stage ${id}`);
      noted.push(...(await note(after, due, late, needs)));
    } catch (error) {
      // Those before it must not wait for it; it comes first when they are marked.
      if (fired.length > 0) break;
      throw error;
    }
    const mark: FiredStage = { at: needs.at, ...(late && { late }) };
    fired.push({ id, ...mark });
    after = withFired(after, { [id]: mark }, needs.docket, needs);
  }
  return { before, fired, noted, after };
};

type BoundOrNot = ReadonlyMap<string, Bound | { readonly error: unknown }>;

/** One write for each person, whatever the number of cases. By the notification's id. */
const bind = async (noted: readonly Noted[], { deliveries }: FiringNeeds): Promise<BoundOrNot> => {
  const groups = Map.groupBy(noted, ({ notification }) => notification.deliveryId);
  const bound = await fewAtATime([...groups.values()], async (group): Promise<BoundOrNot> => {
    const notifications = group.map(({ notification }) => notification);
    const [earliest] = group.map(({ slot }) => slot).sort((a, b) => (a.from < b.from ? -1 : 1));
    try {
      return await deliveries.bind(notifications, earliest!); // no group is empty
    } catch (error) {
      return new Map(notifications.map(({ id }) => [id, { error }]));
    }
  });
  return new Map(bound.flatMap((each) => [...each]));
};

/** @returns where the case stands then, or what became of it when somebody moved it at the same moment */
const finish = async <S extends Timed>(
  { before, fired, noted, after }: Begun<S>,
  bound: BoundOrNot,
  { docket }: Firing<S>,
): Promise<Standing<S> | Fired> => {
  const carriers = noted.map(({ notification: { id } }) => {
    const carrier = bound.get(id);
    if (carrier === undefined || "error" in carrier) throw carrier?.error ?? new Error(`${id} was not bound`);
    return carrier;
  });
  const deliveries = [...before.deliveries, ...carriers];
  const { number, version, nextStage: seen } = before.subject;
  const asSeen = { number, version, ...(seen && { nextStageAt: seen.at, nextStage: seen.id }) };
  if (!(await docket.advance(asSeen, fired, after.nextStage)))
    return { stages: before.stages, deliveries, next: after.nextStage?.at };
  return { subject: after, stages: before.stages + fired.length, deliveries };
};

/** Lapses first, while they are what is asked; then the stages behind them. @returns its end when nothing more is due */
const take = async <S extends Timed>(from: Standing<S>, needs: Firing<S>): Promise<Begun<S> | Fired> => {
  let standing = from;
  for (;;) {
    const { subject, stages, deliveries } = standing;
    const asked = askedNow(subject, needs);
    if (asked === undefined) return { stages, deliveries, next: needs.asking(subject)?.at };
    if (!needs.docket.isLapse(asked.id)) return begin(standing, needs);
    const after = await needs.docket.lapse(subject, asked.id, needs);
    if (after === undefined) return { stages, deliveries, next: needs.at };
    standing = { ...standing, subject: after };
  }
};

/** Keeps what has ended apart from what goes on. */
const eachOf = async <T, R extends object>(
  all: readonly T[],
  work: (one: T) => Promise<R | Fired>,
  numberOf: (one: T) => CaseNumber,
  ended: Outcome[],
): Promise<readonly R[]> => {
  const results = await fewAtATime(all, (one) =>
    work(one).catch((error: unknown) => ({ number: numberOf(one), error })),
  );
  const hasEnded = (result: R | Outcome): result is Outcome => "next" in result || "error" in result;
  ended.push(...results.filter(hasEnded));
  return results.filter((result): result is R => !hasEnded(result));
};

/** What cannot be read together is each in trouble, and what else the run has to do goes on. */
const readAll = async <S extends Timed>(
  numbers: readonly CaseNumber[],
  { getEach }: Docket<S>,
): Promise<ReadonlyMap<CaseNumber, S | Error>> => {
  try {
    return await getEach(numbers);
  } catch (error) {
    const why = error instanceof Error ? error : new Error(String(error));
    return new Map(numbers.map((number) => [number, why]));
  }
};

/**
 * Fires every stage that is due now of these cases, or whatever the docket holds; none where the index was behind.
 * @param asking as it was written with it, unless it is to be worked out anew
 * Dying anywhere before a case
 * has advanced repeats its stages in the next run, where each notification finds itself bound; dying afterwards leaves
 * open deliveries, which the next run publishes. A case that someone moved at the same moment is left as they made
 * it, and looked at again in the next run.
 */
export const fireStages = async <S extends Timed>(
  numbers: readonly CaseNumber[],
  docket: Docket<S>,
  given: FiringNeeds,
  asking: Asking<S> = ({ nextStage }) => nextStage,
): Promise<readonly Outcome[]> => {
  const needs: Firing<S> = { ...given, docket, asking };
  const ended: Outcome[] = [];
  const read = await readAll(numbers, docket);
  const standingAt = async (number: CaseNumber): Promise<Standing<S>> => {
    const subject = read.get(number);
    if (subject === undefined || subject instanceof Error) throw subject ?? new Error("was not read");
    return { subject, stages: 0, deliveries: [] };
  };
  let standing = await eachOf<CaseNumber, Standing<S>>(numbers, standingAt, (number) => number, ended);
  while (standing.length > 0) {
    const taken = (one: Standing<S>) => take(one, needs);
    const begun = await eachOf<Standing<S>, Begun<S>>(standing, taken, ({ subject }) => subject.number, ended);
    const bound = await bind(
      begun.flatMap(({ noted }) => noted),
      needs,
    );
    const finished = (one: Begun<S>) => finish(one, bound, needs);
    standing = await eachOf<Begun<S>, Standing<S>>(begun, finished, ({ before }) => before.subject.number, ended);
  }
  return ended;
};

/** A docket of whatever kind, with its stages ready to fire: nobody else looks into what it hands out. */
export type Attended = Pick<Docket<never>, "due" | "earliest"> & {
  fire(numbers: readonly CaseNumber[], firing: FiringNeeds): Promise<readonly Outcome[]>;
};

export const attended = <S extends Timed>(docket: Docket<S>): Attended => ({
  due: docket.due,
  earliest: docket.earliest,
  fire: (numbers, firing) => fireStages(numbers, docket, firing),
});
