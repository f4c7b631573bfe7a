/** What is shown of the tasks of a joint case: which offices work on it, whether they are done, and their dates. */
import * as z from "zod";
import { PostId } from "../directory/roster.ts";
import { LocalDate } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import { CaseTask, Joint, TASK_CLOCKS } from "./joint-tasks.ts";

/** For residents: offices and dates, no people. */
export const TaskView = CaseTask.pick({
  code: true,
  name: true,
  state: true,
  openedOn: true,
  doneOn: true,
}).extend({
  window: z.string(),
  dueOn: LocalDate.optional().meta({ description: "Once it is open" }),
});
export const JointView = z.object({ order: Joint.shape.order, tasks: z.array(TaskView) });

/** For staff: also at which post, and what came of it. */
export const StaffTask = z.object({
  code: CaseTask.shape.code,
  post: PostId,
  note: z.string().optional().meta({ description: "What came of it; for those who handle the case" }),
});

export const jointViewOf = ({ joint, clocks }: Case): z.infer<typeof JointView> | undefined =>
  joint && {
    order: joint.order,
    tasks: joint.tasks.map(({ code, name, state, openedOn, doneOn, window }, index) => {
      const dueOn = clocks[TASK_CLOCKS[index] ?? "task-1"]?.dueOn;
      return {
        code,
        name,
        state,
        window: window.name,
        ...(openedOn === undefined ? {} : { openedOn }),
        ...(openedOn === undefined || dueOn === undefined ? {} : { dueOn }),
        ...(doneOn === undefined ? {} : { doneOn }),
      };
    }),
  };

/** @param inFull whether free text is shown */
export const staffTasksOf = ({ joint, personal }: Case, inFull: boolean): z.infer<typeof StaffTask>[] | undefined =>
  joint?.tasks.map(({ code, post, doneVersion }) => {
    const note = inFull && doneVersion !== undefined ? personal.told?.[String(doneVersion)] : undefined;
    return { code, post, ...(note === undefined ? {} : { note }) };
  });
