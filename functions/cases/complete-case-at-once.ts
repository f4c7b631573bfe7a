import { completeAtOnce } from "../../shared/casework/handling.ts";
import { operation } from "../runtime/operation.ts";
import type { FilingNeeds } from "./filing.ts";
import { fileAsStaff } from "./filing-as-staff.ts";

/** An immediate item, done while the resident waits: four ledger entries, one write. A repeat changes nothing. */
export const completeCaseAtOnce = operation(
  "complete-case-at-once",
  (needs: FilingNeeds) => (request) =>
    fileAsStaff(needs, "complete-case-at-once", request, (filing, roster, occasion) =>
      completeAtOnce(filing, request.body.ruling, roster, occasion),
    ),
);
