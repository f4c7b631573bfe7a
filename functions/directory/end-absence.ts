import { absenceView } from "../../shared/directory/absence-views.ts";
import { sampled } from "../../shared/directory/sample-notice.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type Attendance, mayEnd, memberOf, requireCentre } from "./attendance.ts";

/**
 * Back at work, or not leaving after all. Two people at once with the same end: both are told so; with different ends,
 * the first is kept and the other is told that it is over.
 */
export const endAbsence = operation(
  "end-absence",
  ({ directory, absences, now }: Attendance) =>
    async ({ params, body, actor, locale }) => {
      const { at } = now();
      const roster = await directory.roster(requireCentre(actor));
      const absence = roster.absences.find(({ id }) => id === params.absenceId);
      if (absence === undefined) throw new Refusal("absence-not-found");
      if (!mayEnd(actor, absence)) throw new Refusal("forbidden");
      // Only what has not begun can be cancelled; what was, was.
      if (body.until !== undefined && body.until < absence.from && absence.from <= at) {
        throw new Refusal("validation-failed", {}, fieldError(["until"], "reversed-interval", locale));
      }
      const ended = await absences.end(absence, { until: body.until ?? at, by: actor.id, at });
      const member = memberOf(roster, actor, absence.staffId);
      const name = member?.name ?? absence.staffId;
      return { status: 200, body: { absence: absenceView(ended, name, actor), ...sampled(actor.sample) } };
    },
);
