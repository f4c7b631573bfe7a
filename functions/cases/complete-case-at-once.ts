import { completeAtOnce } from "../../shared/casework/handling.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { fileAsStaff, type StaffFilingNeeds } from "./filing-as-staff.ts";

/** An immediate item, done while the resident waits: four ledger entries, one write. A repeat changes nothing. */
export const completeCaseAtOnce = operation(
  "complete-case-at-once",
  (needs: StaffFilingNeeds) => (request) =>
    fileAsStaff(needs, "complete-case-at-once", request, (filing, roster, occasion) => {
      const { ruling } = request.body;
      if (filing.relativeOfOfficial && ruling.relativeChecked !== true) {
        const field = fieldError(["ruling", "relativeChecked"], "required", request.locale);
        throw new Refusal("validation-failed", {}, field);
      }
      return completeAtOnce(filing, ruling, roster, occasion);
    }),
);
