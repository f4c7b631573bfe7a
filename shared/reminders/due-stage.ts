/** The stage of a case that the sweep fires now, with the clock that it is a stage of. */
import { type Stage, stagesOf } from "../calendar/ladder.ts";
import { STAGE_NAMES } from "../calendar/ladder-settings.ts";
import type { Case, CaseClock, ClockKind } from "../casework/case.ts";
import { stagedClocks } from "../casework/clocks.ts";
import type { Timetable } from "../casework/counting.ts";
import { postAnswering } from "../casework/handling.ts";
import { goesAfterIt } from "../casework/proxy-filing.ts";
import { isAbsent } from "../directory/duty.ts";
import type { People } from "../directory/roster.ts";
import { type Instant, localDateOf } from "../kernel/local-date.ts";
import { type NewNotification, notificationId, type RecipientRole } from "./notification.ts";
import { type Seat, seatsOf, type Told } from "./recipients.ts";

export type DueStage = { readonly stage: Stage; readonly kind: ClockKind; readonly clock: CaseClock };

/**
 * A stage that was scheduled while the ladder listed it is found also when it lists it no more: it is told of as it was
 * scheduled. @returns undefined when no clock of the case that still reminds could have such a stage
 */
export const stageById = (
  subject: Pick<Case, "clocks">,
  stageId: string,
  timetable: Timetable,
): DueStage | undefined => {
  for (const [kind, clock, staged] of stagedClocks(subject.clocks, timetable.ladder)) {
    const stage = stagesOf({ ...staged, stages: STAGE_NAMES }, timetable).find(({ id }) => id === stageId);
    if (stage !== undefined) return { stage, kind, clock };
  }
  return undefined;
};

/**
 * Whom a stage is for. A case that waits at a station is first of all its proxy's (R48), as is one that they go after at a
 * higher body; the post that it is meant for
 * stands behind them (R34).
 */
export const seatsFor = (
  subject: Case,
  due: Pick<DueStage, "kind"> & { readonly stage: Pick<Stage, "name"> },
  people: People,
  at: Instant,
): readonly Seat[] => {
  const seats = seatsOf(due.stage.name, postAnswering(subject, due.kind), people, at, due.kind === "order");
  const ofProxy = due.kind === "forwarding" || (due.kind === "upward" && goesAfterIt(subject.proxy));
  if (!ofProxy || subject.proxy === undefined || isAbsent(people.roster, subject.proxy.staffId, at)) return seats;
  // Nobody may act on an authorisation that is over (R47).
  if (localDateOf(at) > subject.proxy.authorisation.until) return seats;
  const proxy: Told = { id: subject.proxy.staffId, centre: subject.centre };
  return seats.map((seat) => (seat.role === "on-duty" ? { ...seat, candidates: [proxy, ...seat.candidates] } : seat));
};

/** Hour clocks remind at any hour (R36). */
export const isUrgent = ({ clock }: DueStage): boolean => clock.limit.unit === "hours";

/** What one person is told of a stage. */
export const notificationOf = (
  subject: Case,
  due: DueStage,
  told: { readonly role: RecipientRole; readonly member: Told; readonly at: Instant; readonly late?: true | undefined },
): NewNotification => ({
  schema: 1,
  id: notificationId(subject.number, due.stage.id, told.role),
  staffId: told.member.id,
  ...(told.member.centre === undefined ? {} : { centre: told.member.centre }),
  at: told.at,
  role: told.role,
  ...(told.late && { late: told.late }),
  subject: {
    caseNumber: subject.number,
    centre: subject.centre,
    post: postAnswering(subject, due.kind),
    stageId: due.stage.id,
    stage: due.stage.name,
    dueOn: due.clock.dueOn,
    urgent: isUrgent(due),
  },
});
