/** Firing the due stages of one case: telling everyone who has to know, and only then marking the stage as fired. */
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Case } from "../../shared/casework/case.ts";
import type { Cases, DueCases } from "../../shared/casework/cases.ts";
import { nextStageOf } from "../../shared/casework/clocks.ts";
import { responsiblePost } from "../../shared/casework/handling.ts";
import type { StaffId } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Deliveries, Delivery, Slot } from "../../shared/reminders/delivery.ts";
import { type DueStage, isUrgent, notificationOf, stageById } from "../../shared/reminders/due-stage.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import { nextToTell, type People, seatsOf } from "../../shared/reminders/recipients.ts";

export type FiringNeeds = {
  readonly cases: Pick<Cases, "get"> & Pick<DueCases, "advance">;
  readonly deliveries: Pick<Deliveries, "bind">;
  /** Of one centre, as they are in this run. */
  readonly peopleOf: (centre: Case["centre"]) => Promise<People>;
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  readonly window: SendingWindow;
  readonly at: Instant;
  readonly scheduledFor: Instant;
};

export type Fired = {
  readonly stages: number;
  /** What was told, as the deliveries stand: some may have been sent by an earlier run. */
  readonly deliveries: readonly Delivery[];
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
const tell = async (subject: Case, due: DueStage, needs: FiringNeeds): Promise<readonly Delivery[]> => {
  const people = await needs.peopleOf(subject.centre);
  const told = new Set<StaffId>();
  const deliveries: Delivery[] = [];
  for (const seat of seatsOf(due.stage.name, responsiblePost(subject), people, needs.at)) {
    const member = nextToTell(seat, told);
    if (member === undefined) continue;
    const draft = notificationOf(subject, due, { role: seat.role, member, at: needs.at });
    const { notification, delivery } = await needs.deliveries.bind(draft, slotFor(due, needs));
    told.add(notification.staffId);
    deliveries.push(delivery);
  }
  // R34: a stage never disappears. The case stays due, and the run fails until somebody can be reached.
  if (deliveries.length === 0) throw new Error(`nobody can be reached for ${subject.number} ${due.stage.id}`);
  return deliveries;
};

type NextStage = NonNullable<Case["nextStage"]>;

const fire = async (subject: Case, { id, at }: NextStage, needs: FiringNeeds) => {
  const due = stageById(subject, id, needs);
  if (due === undefined) throw new Error(`${subject.number} has no running clock with stage ${id}`);
  const deliveries = await tell(subject, due, needs);
  const firedStages = new Set([...subject.firedStages, id]);
  const stage = nextStageOf({ clocks: subject.clocks, firedStages }, needs);
  const next = stage && { id: stage.id, at: stage.at };
  const advanced = await needs.cases.advance({ number: subject.number, nextStageAt: at, nextStage: id }, next);
  return { deliveries, next, advanced, after: { ...subject, firedStages, nextStage: next } };
};

/**
 * Fires every stage of a case that is due now; none when the index was behind the case. Dying anywhere before the case
 * has advanced repeats the stage in the next run, where each notification finds itself bound; dying afterwards leaves
 * open deliveries, which the next run publishes. A case that someone moved at the same moment is left as they made it.
 */
export const fireStages = async (number: CaseNumber, needs: FiringNeeds): Promise<Fired> => {
  let subject = await needs.cases.get(number);
  let stages = 0;
  const deliveries: Delivery[] = [];
  while (subject.nextStage !== undefined && subject.nextStage.at <= needs.at) {
    const fired = await fire(subject, subject.nextStage, needs);
    deliveries.push(...fired.deliveries);
    if (!fired.advanced) return { stages, deliveries, next: fired.next?.at };
    stages += 1;
    subject = fired.after;
  }
  return { stages, deliveries, next: subject.nextStage?.at };
};
