import { completeTask as complete, taskNamed } from "../../shared/casework/joint-handling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** The unit's part is done, by whoever is on duty at its post; two at once: the second is told that the case changed. */
export const completeTask = operation("complete-task", (needs: MoveNeeds) => async (request) => {
  const { task } = request.params;
  const after = await moveCase(
    needs,
    request,
    (before, occasion) => complete(before, task, request.body.note, occasion),
    (subject) => [taskNamed(subject, task).post],
  );
  return moved(needs, after);
});
