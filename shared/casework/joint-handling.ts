/** Joint handling (联办): the tasks of several units on one case, opened at acceptance and all done before the decision. */
import type { PostId, Roster } from "../directory/roster.ts";
import { taskPost, windowOf } from "../directory/routing.ts";
import type { ServiceItem, TaskCode } from "../directory/service-item.ts";
import type { CentreCode } from "../directory/units.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Case, ClockKind } from "./case.ts";
import type { Clocks } from "./clocks.ts";
import { isInTime, started } from "./counting.ts";
import { type CaseTask, type Joint, TASK_CLOCKS, type TaskClock } from "./joint-tasks.ts";
import { stateAfter } from "./moves.ts";
import { telling } from "./room.ts";
import { hashed, type Moment, type Occasion, written } from "./writing.ts";

const TASK_KINDS: readonly ClockKind[] = TASK_CLOCKS;
const TASK = { zh: "联办事项分项时限", en: "the time of one unit's part" };

/**
 * The tasks that the item's guide names, each with its post at the centre, all waiting. Undefined: one unit does it all.
 * @param deciding the post that does what the centre has no window for
 */
export const plannedTasks = (
  { joint }: Pick<ServiceItem, "joint">,
  roster: Roster,
  deciding: Pick<CaseTask, "post" | "window">,
): Joint | undefined =>
  joint && {
    order: joint.order,
    tasks: joint.steps.map((step): CaseTask => {
      const post = taskPost(roster, step)?.id;
      const window = post && windowOf(roster, post);
      const routed = post && window ? { post, window: { id: window.id, name: window.name } } : deciding;
      return { ...step, ...routed, state: "waiting" };
    }),
  };

const clockOf = (index: number): TaskClock => {
  const kind = TASK_CLOCKS[index];
  if (kind === undefined) throw new RangeError(`no clock for task ${index + 1}`);
  return kind;
};

type Tasked = Pick<Case, "joint" | "clocks">;

/** All that wait, or the first of them, with their clocks, whose day 0 is today. */
const opened = ({ joint, clocks }: Tasked, moment: Moment): Tasked => {
  if (joint === undefined) return { clocks };
  const waiting = joint.tasks.filter(({ state }) => state === "waiting");
  const next = new Set(joint.order === "parallel" ? waiting : waiting.slice(0, 1));
  const start = { on: moment.today, at: moment.at };
  const begun = joint.tasks.flatMap((task, index): [TaskClock, ReturnType<typeof started>][] =>
    next.has(task) ? [[clockOf(index), started(clockOf(index), start, task.limit, TASK, moment)]] : [],
  );
  const tasks = joint.tasks.map((task) =>
    next.has(task) ? { ...task, state: "open" as const, openedOn: moment.today, openedAt: moment.at } : task,
  );
  return { joint: { ...joint, tasks }, clocks: { ...clocks, ...Object.fromEntries(begun) } };
};

/** What acceptance opens: nothing where one unit does it all. @param clocks as acceptance leaves them */
export const openedOnAcceptance = ({ joint }: Pick<Case, "joint">, clocks: Clocks, moment: Moment): Tasked =>
  opened({ joint, clocks }, moment);

/** None once the case is decided or has ended. */
export const openTasks = ({ joint, state }: Pick<Case, "joint" | "state">): readonly CaseTask[] =>
  state === "accepted" ? (joint?.tasks ?? []).filter((task) => task.state === "open") : [];

/** Each once. */
export const taskPosts = (subject: Pick<Case, "joint" | "state">): readonly PostId[] => [
  ...new Set(openTasks(subject).map(({ post }) => post)),
];

/** On which list those who do its open tasks find a case; undefined: on none. */
export const taskListOf = (subject: Pick<Case, "joint" | "state" | "centre">): CentreCode | undefined =>
  openTasks(subject).length === 0 ? undefined : subject.centre;

/** The post of the task that a clock is of; undefined: it is none of a task. */
export const postOfTaskClock = ({ joint }: Pick<Case, "joint">, kind: ClockKind): PostId | undefined =>
  joint?.tasks[TASK_KINDS.indexOf(kind)]?.post;

/** The office promised the whole, not its parts. @throws Refusal `tasks-open` naming those that are not done */
export const requireTasksDone = ({ joint }: Pick<Case, "joint">): void => {
  const left = (joint?.tasks ?? []).filter(({ state }) => state !== "done");
  if (left.length === 0) return;
  throw new Refusal("tasks-open", {
    tasks: left.map(({ name }) => name).join("、"),
    codes: left.map(({ code }) => code).join(", "),
  });
};

/** @throws Refusal `task-not-found` */
export const taskNamed = ({ joint }: Pick<Case, "joint">, code: TaskCode): CaseTask => {
  const task = joint?.tasks.find((each) => each.code === code);
  if (task === undefined) throw new Refusal("task-not-found");
  return task;
};

/**
 * One unit's part is done; where they go in order, the next one begins in the same write.
 * @param note its result, in words, for whoever decides
 * @throws Refusal `task-not-found`, `task-not-open`, `move-not-allowed`, `case-full`
 */
export const completeTask = (before: Case, code: TaskCode, note: string | undefined, occasion: Occasion): Case => {
  const state = stateAfter("complete-task", before.state);
  const task = taskNamed(before, code);
  if (task.state !== "open") throw new Refusal("task-not-open", { task: task.name, code });
  const tasks = before.joint?.tasks ?? [];
  const kind = clockOf(tasks.indexOf(task));
  const clock = before.clocks[kind];
  const version = before.version + 1;
  const done: CaseTask = {
    ...task,
    state: "done",
    doneOn: occasion.today,
    doneAt: occasion.at,
    doneVersion: version,
  };
  const after = opened(
    {
      joint: before.joint && { ...before.joint, tasks: tasks.map((each) => (each === task ? done : each)) },
      clocks: { ...before.clocks, ...(clock === undefined ? {} : { [kind]: { ...clock, running: false } }) },
    },
    occasion,
  );
  return written(
    { ...before, ...after, state, personal: telling(before, note) },
    "complete-task",
    {
      task: code,
      post: task.post,
      ...(clock === undefined ? {} : { taskDueOn: clock.dueOn, inTime: isInTime(clock, occasion.at, occasion.hours) }),
      ...hashed("noteHash", note, occasion),
    },
    occasion,
  );
};
