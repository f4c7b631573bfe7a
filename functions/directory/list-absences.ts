import { absenceList } from "../../shared/directory/absence-views.ts";
import { operation } from "../runtime/operation.ts";
import { type Attendance, requireCentre } from "./attendance.ts";

/** Who of the centre is away, now and to come. Reads only. */
export const listAbsences = operation(
  "list-absences",
  ({ directory, now }: Pick<Attendance, "directory" | "now">) =>
    async ({ actor }) => {
      const roster = await directory.roster(requireCentre(actor));
      return { status: 200, body: absenceList(roster, actor, now().at) };
    },
);
