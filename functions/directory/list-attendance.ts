import { ownAttendance } from "../../shared/directory/attendance-views.ts";
import type { AttendanceBook } from "../../shared/directory/directory.ts";
import { operation } from "../runtime/operation.ts";
import { requireCentre } from "./attendance.ts";

/** When the person signed in came and went. Reads only. */
export const listAttendance = operation(
  "list-attendance",
  ({ book }: { readonly book: Pick<AttendanceBook, "days"> }) =>
    async ({ actor, query }) => {
      requireCentre(actor);
      return { status: 200, body: ownAttendance(actor, await book.days(actor.id, query)) };
    },
);
