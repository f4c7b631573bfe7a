/** The tasks of a case that several stationed units work on (联办), as they are kept: each its post, its state, its clock. */
import * as z from "zod";
import { DayLimit } from "../calendar/limit.ts";
import { PostId, WindowId } from "../directory/roster.ts";
import { JOINT_ORDERS, TaskCode, UnitKind } from "../directory/service-item.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";

/** The clocks of the tasks, by their place in the item's list: an item has no more steps than this. */
export const TASK_CLOCKS = ["task-1", "task-2", "task-3", "task-4"] as const;
export type TaskClock = (typeof TASK_CLOCKS)[number];
export const isTaskClock = (kind: string): kind is TaskClock => TASK_CLOCKS.some((clock) => clock === kind);

export const TaskState = z.enum(["waiting", "open", "done"]);
export type TaskState = z.infer<typeof TaskState>;

export const CaseTask = z.object({
  code: TaskCode,
  name: z.string(),
  unit: UnitKind,
  limit: DayLimit,
  /** Where it is done: the first post of the unit at the centre, else the post that decides. */
  post: PostId,
  window: z.object({ id: WindowId, name: z.string() }),
  state: TaskState,
  openedOn: LocalDate.optional(),
  openedAt: Instant.optional(),
  doneOn: LocalDate.optional(),
  doneAt: Instant.optional(),
  /** Of the ledger's entry: the note of the result lies under it in the erasable part. */
  doneVersion: z.int().optional(),
});
export type CaseTask = z.infer<typeof CaseTask>;

export const Joint = z.object({ order: z.enum(JOINT_ORDERS), tasks: z.array(CaseTask) });
export type Joint = z.infer<typeof Joint>;
