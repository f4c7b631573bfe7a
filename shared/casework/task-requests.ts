/** What staff may send about a task of a joint case. */
import * as z from "zod";
import { TaskCode } from "../directory/service-item.ts";
import { CaseNumberParam } from "./views.ts";

export const TaskParam = CaseNumberParam.extend({ task: TaskCode });
export const TaskDone = z
  .strictObject({
    note: z.string().trim().min(1).max(500).optional().meta({ description: "What came of it; erasable" }),
  })
  .meta({ id: "TaskDone" });
