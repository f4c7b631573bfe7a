import { describe, expect, it } from "vitest";
import type { LogCode } from "../../functions/runtime/log.ts";
import { FUNCTIONS } from "../../infra/functions.ts";
import { at, listOf, type Template } from "../../infra/house-rules/rule.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { all, allowed, deployed, functionsIn, type Named, one } from "./deployed.ts";

const { api, messaging, workers } = deployed(tengzhou);
const idOf = (arn: unknown): string => String(at(arn, "Fn::GetAtt", "0") ?? at(arn, "Ref"));

const alarmOn = (template: Template, id: string, metric: string): Named | undefined =>
  all(template, "AWS::CloudWatch::Alarm").find(
    ({ properties }) =>
      properties.MetricName === metric &&
      listOf(properties.Dimensions).some((dimension) => idOf(at(dimension, "Value")) === id),
  );

const expectWatched = (queueId: string, template = workers): void => {
  const alarm = alarmOn(template, queueId, "ApproximateNumberOfMessagesVisible");
  expect(alarm?.properties).toMatchObject({ Threshold: 1, TreatMissingData: "notBreaching", Statistic: "Maximum" });
  expect(alarm?.properties.AlarmDescription).toMatch(/^[A-Z].{30,}\. Runbook: [a-z-]+\.$/);
  expect(listOf(alarm?.properties.AlarmActions)).toHaveLength(1);
};

describe("every asynchronous edge keeps what fails, and says so", () => {
  const mappingOf = (consumer: string, streamed: boolean): Named =>
    one(
      workers,
      "AWS::Lambda::EventSourceMapping",
      ({ properties }) =>
        idOf(properties.FunctionName) === functionsIn(workers).get(consumer)?.id &&
        (properties.StartingPosition !== undefined) === streamed,
    );

  it.each(["cases-events", "complaints-events"])("from a table's stream to %s", (id) => {
    const mapping = mappingOf(id, true);
    expect(mapping.properties).toMatchObject({
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumBatchingWindowInSeconds: 0,
      MaximumRecordAgeInSeconds: 86_400,
    });
    expect(Number(mapping.properties.ParallelizationFactor)).toBeGreaterThanOrEqual(2);
    expectWatched(idOf(at(mapping.properties, "DestinationConfig", "OnFailure", "Destination")));
  });

  it.each([
    ["RedriveQueue", "cases-events"],
    ["ComplaintsRedriveQueue", "complaints-events"],
  ])("from %s to the same consumer, %s", (name, id) => {
    const queue = one(messaging, "AWS::SQS::Queue", (each) => each.id.startsWith(name));
    expectWatched(idOf(at(queue.properties, "RedrivePolicy", "deadLetterTargetArn")), messaging);
    const mapping = mappingOf(id, false);
    expect(mapping.properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
    const consumer = functionsIn(workers).get(id);
    expect(Number(queue.properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * Number(consumer?.properties.Timeout));
  });

  it("from the topics to the SMS sender, for messages of its channel only", () => {
    const subscriptions = all(workers, "AWS::SNS::Subscription");
    expect(subscriptions).toHaveLength(3);
    for (const { properties } of subscriptions) {
      expect(properties).toMatchObject({ Protocol: "lambda", FilterPolicy: { channel: ["sms"] } });
      expect(idOf(properties.Endpoint)).toBe(functionsIn(workers).get("reminders-sms-sender")?.id);
      expectWatched(idOf(at(properties, "RedrivePolicy", "deadLetterTargetArn")));
    }
  });

  it("from the mail of an alarm to whoever is on call", () => {
    for (const { properties } of all(messaging, "AWS::SNS::Subscription")) {
      expectWatched(idOf(at(properties, "RedrivePolicy", "deadLetterTargetArn")), messaging);
    }
  });

  it("from the schedules, in the town's time zone, to their functions", () => {
    const schedules = all(workers, "AWS::Scheduler::Schedule");
    const planned = schedules.map(({ properties }) => [
      properties.Name,
      properties.ScheduleExpression,
      properties.ScheduleExpressionTimezone,
    ]);
    expect(planned.sort()).toEqual([
      ["tengzhou-bulletins-scheduled", "cron(30 6 * * ? *)", "Asia/Shanghai"],
      ["tengzhou-calendar-scheduled", "cron(0/5 * * * ? *)", "Asia/Shanghai"],
      ["tengzhou-reminders-scheduled", "cron(0/5 * * * ? *)", "Asia/Shanghai"],
      ["tengzhou-reminders-watchdog", "cron(0/5 * * * ? *)", "Asia/Shanghai"],
    ]);
    for (const { properties } of schedules) expectWatched(idOf(at(properties, "Target", "DeadLetterConfig", "Arn")));
  });

  it.each([
    "reminders-scheduled",
    "reminders-watchdog",
    "reminders-sms-sender",
    "bulletins-scheduled",
    "calendar-scheduled",
  ])("from Lambda's own queue of events to %s", (id) => {
    const target = functionsIn(workers).get(id);
    const queue = idOf(at(target?.properties, "DeadLetterConfig", "TargetArn"));
    expectWatched(queue);
    const senders = allowed(workers, id).filter(({ actions }) => actions.includes("sqs:SendMessage"));
    expect(senders.flatMap(({ resources }) => resources.map(idOf))).toContain(queue);
  });
});

describe("every function", () => {
  const everywhere = [...functionsIn(api), ...functionsIn(workers)].map(([id, found]) => [id, found] as const);

  it.each(everywhere)("%s has an alarm that says who is hurt", (id, { id: logicalId }) => {
    const alarm = alarmOn(api, logicalId, "Errors") ?? alarmOn(workers, logicalId, "Errors");
    const impact = FUNCTIONS.find((row) => row.id === id)?.impact;
    expect(alarm?.properties.AlarmDescription).toBe(`${impact} Runbook: ${id}-fails.`);
    expect(alarm?.properties.AlarmName).toBe(`tengzhou-${id}-fails`);
    expect(listOf(alarm?.properties.AlarmActions)).toHaveLength(1);
  });

  it.each(everywhere)(
    "%s runs Node 24 as the settings say, and keeps its log 400 days under the key",
    (_, { properties }) => {
      expect(properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler" });
      const group = [...all(api, "AWS::Logs::LogGroup"), ...all(workers, "AWS::Logs::LogGroup")].find(
        ({ id }) => id === at(properties, "LoggingConfig", "LogGroup", "Ref"),
      );
      expect(group).toMatchObject({
        DeletionPolicy: "Retain",
        properties: { RetentionInDays: 400, KmsKeyId: expect.anything() },
      });
    },
  );

  it("that runs by the clock is missed when it does not run", () => {
    for (const id of ["reminders-scheduled", "reminders-watchdog", "bulletins-scheduled"]) {
      const alarm = alarmOn(workers, String(functionsIn(workers).get(id)?.id), "Invocations");
      expect(alarm?.properties).toMatchObject({
        TreatMissingData: "breaching",
        ComparisonOperator: "LessThanThreshold",
        Threshold: 1,
      });
    }
    expect(
      alarmOn(workers, String(functionsIn(workers).get("reminders-scheduled")?.id), "Invocations")?.properties.Period,
    ).toBe(900);
  });
});

describe("what is said in good order", () => {
  const CODES = [
    ["R34", "sms-account-blocked", "reminders-sms-sender"],
    ["R34", "sms-failed", "reminders-sms-sender"],
    ["R34", "nobody-left", "reminders-sms-sender"],
    ["R34", "nobody-left", "reminders-scheduled"],
    ["R34", "nobody-left", "reminders-watchdog"],
    ["R35", "stage-missed", "reminders-watchdog"],
    ["R35", "delivery-stuck", "reminders-watchdog"],
  ] as const satisfies (readonly [string, LogCode, string])[];

  it.each(CODES)("%s is heard of all the same: %s, said by %s", (_, code, by) => {
    const group = at(functionsIn(workers).get(by)?.properties, "LoggingConfig", "LogGroup", "Ref");
    const filter = one(
      workers,
      "AWS::Logs::MetricFilter",
      ({ properties }) =>
        String(properties.FilterPattern).includes(`"${code}"`) && at(properties, "LogGroupName", "Ref") === group,
    );
    // Lambda's JSON format wraps the line: `{ "message": "{\"code\":\"nobody-left\"…}" }`.
    expect(filter.properties.FilterPattern).toBe(`{ ($.message = "*${code}*") || ($.code = "${code}") }`);
    const [told] = listOf(filter.properties.MetricTransformations);
    const alarm = one(
      workers,
      "AWS::CloudWatch::Alarm",
      ({ properties }) => properties.MetricName === at(told, "MetricName"),
    );
    expect(alarm.properties).toMatchObject({
      AlarmName: `tengzhou-${code}`,
      Namespace: at(told, "MetricNamespace"),
      Threshold: 1,
      Statistic: "Sum",
    });
    expect(listOf(alarm.properties.AlarmActions)).toHaveLength(1);
  });
});

describe("the alarms", () => {
  const alarms = [api, messaging, workers].flatMap((template) => all(template, "AWS::CloudWatch::Alarm"));

  it("have names of their own, which are headings of the runbook", () => {
    const names = alarms.map(({ properties }) => String(properties.AlarmName));
    expect(new Set(names).size).toBe(names.length);
    for (const { properties } of alarms) {
      const heading = String(properties.AlarmName).slice("tengzhou-".length);
      expect(properties.AlarmDescription).toMatch(new RegExp(`Runbook: ${heading}\\.$`));
    }
  });

  it("say who is hurt: residents, staff, the office or whoever is on call", () => {
    for (const { properties } of alarms) {
      expect(properties.AlarmDescription).toMatch(/[Rr]esident|staff|office|window|on call|people|[Nn]obody/);
    }
  });
});
