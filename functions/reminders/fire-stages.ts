/**
 * What time asks of one case: to tell everyone who has to know of a stage, and only then to mark it as fired; and to write
 * down what the law makes of the office's silence (R15).
 */
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Case, FiredStage } from "../../shared/casework/case.ts";
import type { Cases, DueCases } from "../../shared/casework/cases.ts";
import { lapseKindOf } from "../../shared/casework/lapses.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { actOnTime } from "../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import type { StaffId } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { type Instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Bound, Deliveries, Slot } from "../../shared/reminders/delivery.ts";
import { type DueStage, isUrgent, notificationOf, seatsFor, stageById } from "../../shared/reminders/due-stage.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import { nextToTell, type People } from "../../shared/reminders/recipients.ts";
import { sha256 } from "../runtime/hashes.ts";

export type FiringNeeds = {
  readonly cases: Pick<Cases, "get" | "save"> & Pick<DueCases, "advance">;
  readonly deliveries: Pick<Deliveries, "bind">;
  /** Of one centre, as they are in this run. */
  readonly peopleOf: (centre: Case["centre"]) => Promise<People>;
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly window: SendingWindow;
  readonly at: Instant;
  readonly scheduledFor: Instant;
};

export type Fired = {
  readonly stages: number;
  /** What was told, as the deliveries stand: some may have been sent by an earlier run. */
  readonly deliveries: readonly Bound[];
  /** When the case is next due. */
  readonly next: Instant | undefined;
};

/** All stages of a run go out in one digest a person; what has to wait joins the digest of the window's opening. */
const slotFor = (due: DueStage, { at, calendar, window, scheduledFor }: FiringNeeds): Slot => {
  const sendable = sendableFrom(at, calendar, window, isUrgent(due));
  return { at, from: sendable > at || scheduledFor > at ? sendable : scheduledFor };
};

/**
 * One seat after the other, because who was told decides who still has to be. A seat that an earlier, unfinished run has
 * filled keeps its person, whatever the roster says now.
 */
const tell = async (
  subject: Case,
  due: DueStage,
  late: FiredStage["late"],
  needs: FiringNeeds,
): Promise<readonly Bound[]> => {
  const people = await needs.peopleOf(subject.centre);
  const told = new Set<StaffId>();
  const deliveries: Bound[] = [];
  for (const seat of seatsFor(subject, due, people, needs.at)) {
    const member = nextToTell(seat, told);
    if (member === undefined) continue;
    const draft = notificationOf(subject, due, { role: seat.role, member, at: needs.at, late });
    const { notification, delivery } = await needs.deliveries.bind(draft, slotFor(due, needs));
    told.add(notification.staffId);
    deliveries.push(delivery);
  }
  // R34: a stage never disappears. The case stays due, and the run fails until somebody can be reached.
  if (deliveries.length === 0) throw new Error(`nobody can be reached for ${subject.number} ${due.stage.id}`);
  return deliveries;
};

/** What a case asks of time next. `late`: it was missing, and is marked so (R35). */
type Asked = NonNullable<Case["nextStage"]> & Pick<FiredStage, "late">;
export type Asking = (subject: Case, needs: FiringNeeds) => Asked | undefined;
/** As it was written with the case. */
const asWritten: Asking = ({ nextStage }) => nextStage;

const fire = async (subject: Case, { id, late }: Asked, needs: FiringNeeds) => {
  const due = stageById(subject, id, needs);
  if (due === undefined) throw new Error(`${subject.number} has no running clock with stage ${id}`);
  const deliveries = await tell(subject, due, late, needs);
  const fired: FiredStage = { at: needs.at, ...(late && { late }) };
  const firedStages = { ...subject.firedStages, [id]: fired };
  const next = attentionOf({ ...subject, firedStages }, needs);
  const { number, version, nextStage: seen } = subject;
  const asSeen = { number, version, ...(seen && { nextStageAt: seen.at, nextStage: seen.id }) };
  const advanced = await needs.cases.advance(asSeen, { id, ...fired }, next);
  return { deliveries, next, advanced, after: { ...subject, firedStages, nextStage: next } };
};

/**
 * Time's own move, by the calendar of now (R8) and under one condition as a clerk's is. Undefined: somebody moved the case
 * at the same moment, another run maybe: the token is this run's alone, for the chain goes on from what is written.
 */
const lapse = async (subject: Case, id: string, needs: FiringNeeds): Promise<Case | undefined> => {
  const { at, calendar, hours, ladder } = needs;
  const by = { kind: "clock" as const };
  const moment = { at, today: localDateOf(at), by, token: `clock ${id} ${at}`, calendar, hours, ladder, sha256 };
  const after = actOnTime(recount(subject, moment), moment);
  if (after === subject) throw new Error(`${subject.number} has no lapse ${id} to act on`);
  try {
    await needs.cases.save(after, subject.version);
    return after;
  } catch (error) {
    if (error instanceof Refusal && error.code === "version-conflict") return undefined;
    throw error;
  }
};

/**
 * Fires every stage of a case that is due now; none when the index was behind the case. Dying anywhere before the case
 * has advanced repeats the stage in the next run, where each notification finds itself bound; dying afterwards leaves
 * open deliveries, which the next run publishes. A case that someone moved at the same moment is left as they made
 * it, and looked at again in the next run.
 */
export const fireStages = async (
  number: CaseNumber,
  needs: FiringNeeds,
  asking: Asking = asWritten,
): Promise<Fired> => {
  let subject = await needs.cases.get(number);
  let stages = 0;
  const deliveries: Bound[] = [];
  let asked = asking(subject, needs);
  for (; asked !== undefined && asked.at <= needs.at; asked = asking(subject, needs)) {
    if (lapseKindOf(asked.id) !== undefined) {
      const after = await lapse(subject, asked.id, needs);
      if (after === undefined) return { stages, deliveries, next: needs.at };
      subject = after;
      continue;
    }
    const fired = await fire(subject, asked, needs);
    deliveries.push(...fired.deliveries);
    if (!fired.advanced) return { stages, deliveries, next: fired.next?.at };
    stages += 1;
    subject = fired.after;
  }
  return { stages, deliveries, next: asked?.at };
};
