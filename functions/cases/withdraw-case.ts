import { withdraw } from "../../shared/casework/ending.ts";
import { operation } from "../runtime/operation.ts";
import { moveAsResident, type ResidentMoveNeeds } from "./moving-as-resident.ts";

/** The applicant withdraws, with number and code (R16). */
export const withdrawCase = operation(
  "withdraw-case",
  (needs: ResidentMoveNeeds) => (request) =>
    moveAsResident(needs, request, (before, occasion) => withdraw(before, { kind: "lookup-code" }, occasion)),
);
