/** What the units of a joint case each do on it (联办). */
import { TaskDone, TaskParam } from "../../../casework/task-requests.ts";
import { route } from "../../route.ts";
import { move, moveRefusals } from "./parts.ts";

export const CASE_JOINT_ROUTES = {
  "complete-task": route({
    ...move,
    params: TaskParam,
    id: "complete-task",
    path: "/v1/staff/cases/{caseNumber}/tasks/{task}/completion",
    summary: "One unit's part of a joint case is done; for whoever is on duty at that part's post",
    body: TaskDone,
    refusals: [...moveRefusals, "task-not-found", "task-not-open", "case-full"],
  }),
} as const;
