import { answerHandOver } from "../../shared/casework/ending.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** The resident's answer, given at the counter or on the phone. It is given once. */
export const recordHandOverAnswer = operation("record-hand-over-answer", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, (before, occasion) =>
    answerHandOver(before, request.body.answer, occasion),
  );
  return moved(needs, after);
});
