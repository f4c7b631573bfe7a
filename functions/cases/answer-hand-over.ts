import { answerHandOver } from "../../shared/casework/ending.ts";
import { operation } from "../runtime/operation.ts";
import { moveAsResident, type ResidentMoveNeeds } from "./moving-as-resident.ts";

/** The resident says yes or no to the offered hand-over (R11). It is said once. */
export const answerOfferedHandOver = operation(
  "answer-hand-over",
  (needs: ResidentMoveNeeds) => (request) =>
    moveAsResident(needs, request, (before, occasion) => answerHandOver(before, request.body.answer, occasion)),
);
