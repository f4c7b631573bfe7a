import { absenceList } from "../../shared/directory/absence-views.ts";
import { operation } from "../runtime/operation.ts";
import { type Attendance, requireCentre } from "./attendance.ts";

/** Who of the centre is away, now and to come; a proxy's own only, who is not of its windows. Reads only. */
export const listAbsences = operation(
  "list-absences",
  ({ directory, now }: Pick<Attendance, "directory" | "now">) =>
    async ({ actor }) => {
      const roster = await directory.roster(requireCentre(actor));
      const seen = roster.absences.filter(({ staffId }) => actor.role !== "proxy" || staffId === actor.id);
      return { status: 200, body: absenceList({ ...roster, absences: seen }, actor, now().at) };
    },
);
