import { operation } from "../runtime/operation.ts";
import { corrected } from "./correcting.ts";
import { moveAsResident, type ResidentMoveNeeds } from "./moving-as-resident.ts";

/** The resident hands in corrections, at any hour (R4, R16). */
export const submitCorrectionsOfCase = operation(
  "submit-corrections",
  (needs: ResidentMoveNeeds) => (request) =>
    moveAsResident(needs, request, (before, occasion) =>
      corrected(before, { ...request.body, channel: "online" }, occasion, request.locale),
    ),
);
