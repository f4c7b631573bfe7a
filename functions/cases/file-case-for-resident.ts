import { fileCase } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import { fileAsStaff, type StaffFilingNeeds } from "./filing-as-staff.ts";

/** Staff file for a walk-in or a caller. The same key and body twice, even at once: one case, the same answer. */
export const fileCaseForResident = operation(
  "file-case-for-resident",
  (needs: StaffFilingNeeds) => (request) => fileAsStaff(needs, "file-case-for-resident", request, fileCase),
);
