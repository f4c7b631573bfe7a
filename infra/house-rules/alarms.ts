/** Nothing fails in silence: functions and dead letters are watched, and an alarm says who is hurt. */
import { at, type Found, type HouseRule, listOf, resourcesOf, type Template } from "./rule.ts";

const alarmsOf = (template: Template): Found[] => resourcesOf(template, "AWS::CloudWatch::Alarm");

/** Logical ids that an alarm's dimensions point at. */
const watchedBy = ({ properties }: Found): readonly string[] =>
  listOf(properties.Dimensions).flatMap((dimension) => {
    const value = at(dimension, "Value");
    return [...listOf(at(value, "Ref")), ...listOf(at(value, "Fn::GetAtt")).slice(0, 1)].map(String);
  });

const isWatched = (template: Template, id: string, metric: string): boolean =>
  alarmsOf(template).some((alarm) => alarm.properties.MetricName === metric && watchedBy(alarm).includes(id));

export const watchesFunctions: HouseRule = {
  name: "watch-functions",
  reason: "A function that fails hurts someone: someone else must hear of it.",
  breaches: (template) =>
    resourcesOf(template, "AWS::Lambda::Function")
      .filter(({ id }) => !isWatched(template, id, "Errors"))
      .map(({ id }) => ({ where: id, what: "has no alarm for its errors" })),
};

const IMPACT = /^[A-Z].{30,}\. Runbook: [a-z0-9-]+\.$/;

export const alarmsSpeak: HouseRule = {
  name: "alarms-say-who-is-hurt",
  reason: "Whoever is woken must know for whom, and where the runbook says what to do.",
  breaches: (template) =>
    alarmsOf(template).flatMap(({ id, properties }) => [
      ...(IMPACT.test(String(properties.AlarmDescription ?? ""))
        ? []
        : [{ where: id, what: "does not say who is hurt" }]),
      ...(listOf(properties.AlarmActions).length > 0 ? [] : [{ where: id, what: "tells nobody" }]),
    ]),
};

/** Each kind of asynchronous edge, and where it says what becomes of what it cannot deliver. */
const EDGES: readonly (readonly [type: string, path: readonly string[]])[] = [
  ["AWS::SNS::Subscription", ["RedrivePolicy"]],
  ["AWS::Scheduler::Schedule", ["Target", "DeadLetterConfig"]],
];

const isQueue = (mapping: Found): boolean => mapping.properties.StartingPosition === undefined;

const withoutDeadLetters = (template: Template): Found[] => [
  ...EDGES.flatMap(([type, path]) =>
    resourcesOf(template, type).filter(({ properties }) => at(properties, ...path) === undefined),
  ),
  ...resourcesOf(template, "AWS::Lambda::EventSourceMapping").filter(
    (mapping) =>
      !isQueue(mapping) && at(mapping.properties, "DestinationConfig", "OnFailure", "Destination") === undefined,
  ),
  ...resourcesOf(template, "AWS::Events::Rule").filter(({ properties }) =>
    listOf(properties.Targets).some((target) => at(target, "DeadLetterConfig") === undefined),
  ),
];

export const keepsDeadLetters: HouseRule = {
  name: "keep-and-watch-dead-letters",
  reason: "What an asynchronous edge gives up must lie somewhere, and someone must hear of it.",
  breaches: (template) => [
    ...withoutDeadLetters(template).map(({ id }) => ({ where: id, what: "loses what it cannot deliver" })),
    ...resourcesOf(template, "AWS::SQS::Queue")
      .filter(({ properties }) => properties.RedrivePolicy === undefined)
      .filter(({ id }) => !isWatched(template, id, "ApproximateNumberOfMessagesVisible"))
      .map(({ id }) => ({ where: id, what: "neither passes messages on to dead letters nor is watched" })),
  ],
};
