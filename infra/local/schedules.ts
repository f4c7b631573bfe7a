/** The template's schedules on the rehearsal clock. A function that says when it is next needed is not run before. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Activity } from "./activity.ts";
import type { Recurring } from "./agenda.ts";
import type { Functions } from "./functions.ts";
import { firingOf } from "./schedule-times.ts";
import { type LocalResource, ofType } from "./template.ts";

const Target = z.object({ Arn: z.string(), Input: z.string().optional() });
const ScheduleProperties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default("UTC"),
  State: z.string().default("ENABLED"),
  Target,
});
const RuleProperties = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default("ENABLED"),
  Targets: z.array(Target).default([]),
});

export type Schedule = {
  readonly name: string;
  readonly arn: string;
  readonly source: "aws.scheduler" | "aws.events";
  readonly expression: string;
  readonly zone: string;
  readonly function: string;
  /** JSON. */
  readonly input?: string;
  readonly account: string;
  readonly region: string;
};

export const schedulesOf = (resources: readonly LocalResource[]): readonly Schedule[] => [
  ...ofType(resources, "AWS::Scheduler::Schedule").flatMap(({ name, arn, stack: { account, region }, properties }) => {
    const {
      State,
      ScheduleExpression,
      ScheduleExpressionTimezone,
      Target: target,
    } = ScheduleProperties.parse(properties);
    if (State !== "ENABLED") return [];
    const when = { expression: ScheduleExpression, zone: ScheduleExpressionTimezone };
    const input = target.Input === undefined ? {} : { input: target.Input };
    return [{ name, arn, source: "aws.scheduler" as const, ...when, function: target.Arn, ...input, account, region }];
  }),
  ...ofType(resources, "AWS::Events::Rule").flatMap(({ name, arn, stack: { account, region }, properties }) => {
    const { State, ScheduleExpression, Targets } = RuleProperties.parse(properties);
    if (State !== "ENABLED") return [];
    return Targets.map((target) => {
      const input = target.Input === undefined ? {} : { input: target.Input };
      const when = { expression: ScheduleExpression, zone: "UTC" };
      return { name, arn, source: "aws.events" as const, ...when, function: target.Arn, ...input, account, region };
    });
  }),
];

/** What EventBridge sends when the template gives no input of its own. */
const eventOf = ({ arn, source, input, account, region }: Schedule, at: number): unknown => {
  const time = new Date(at).toISOString().replace(".000Z", "Z");
  if (input !== undefined) return JSON.parse(input.replaceAll("<aws.scheduler.scheduled-time>", time));
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source,
    account,
    time,
    region,
    resources: [arn],
    detail: source === "aws.scheduler" ? "{}" : {},
  };
};

/** `null`: nothing is open. A function that says nothing is run at every tick. */
const Reply = z.object({ nextNeededAt: z.iso.datetime({ offset: true }).nullable() });

export const recurringOf = (
  schedule: Schedule,
  functions: Pick<Functions, "invokeAsEvent">,
  activity: Activity,
): Recurring => {
  const firing = firingOf(schedule.expression, schedule.zone);
  let idle: { readonly until: number; readonly activity: number } | undefined;
  return {
    name: schedule.name,
    due(after) {
      if (idle === undefined || idle.activity !== activity.count) return firing.next(after);
      // The first tick that is not before the instant at which it is needed.
      return idle.until === Number.POSITIVE_INFINITY ? idle.until : firing.next(Math.max(after, idle.until - 1));
    },
    async run(at) {
      const before = activity.count;
      const reply = Reply.safeParse(await functions.invokeAsEvent(schedule.function, eventOf(schedule, at)));
      const until = reply.success ? Date.parse(reply.data.nextNeededAt ?? "") : undefined;
      idle =
        until === undefined
          ? undefined
          : { until: Number.isNaN(until) ? Number.POSITIVE_INFINITY : until, activity: before };
    },
  };
};
