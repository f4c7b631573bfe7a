/** What staff and the municipal office do with posts, absences and attendance. */
import { endAbsence } from "./end-absence.ts";
import { listAbsences } from "./list-absences.ts";
import { listAttendance } from "./list-attendance.ts";
import { listCentreAttendance } from "./list-centre-attendance.ts";
import { listCentreFindings } from "./list-centre-findings.ts";
import { listFindings } from "./list-findings.ts";
import { readMe } from "./read-me.ts";
import { recordAbsence } from "./record-absence.ts";
import { recordAttendance } from "./record-attendance.ts";

export const STAFF_OPERATIONS = [
  readMe,
  listAbsences,
  recordAbsence,
  endAbsence,
  recordAttendance,
  listAttendance,
  listCentreAttendance,
  listFindings,
  listCentreFindings,
] as const;
