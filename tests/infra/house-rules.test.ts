import { join } from "node:path";
import { App, Aws, Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { EndpointType, RestApi } from "aws-cdk-lib/aws-apigateway";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { UserPool } from "aws-cdk-lib/aws-cognito";
import { AttributeType, Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type CfnFunction, CfnUrl, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { CfnTemplate } from "aws-cdk-lib/aws-ses";
import { Subscription, SubscriptionProtocol, Topic } from "aws-cdk-lib/aws-sns";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, it } from "vitest";
import { FEATURE_FLAGS } from "../../infra/feature-flags.ts";
import { findingsIn, HOUSE_RULES, HouseRules } from "../../infra/house-rules.ts";
import { MUNICIPALITIES } from "../../infra/municipalities/index.ts";
import { deployed, scratch } from "./deployed.ts";

/** Synthesises a stack with the violation in it, as `npm run synth` would. */
const synthesising = (plant: (stack: Stack) => void, region = "cn-north-1") => {
  const app = new App({
    outdir: join(scratch(), "out"),
    context: FEATURE_FLAGS,
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  Validations.of(app).addPlugins(new HouseRules());
  plant(new Stack(app, "planted", { env: { account: "000000000000", region } }));
  return () => app.synth();
};

const roleWith = (stack: Stack, statement: PolicyStatement): void => {
  const role = new Role(stack, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  role.addToPolicy(statement);
};
const aFunction = (stack: Stack, more: Partial<ConstructorParameters<typeof LambdaFunction>[2]> = {}): LambdaFunction =>
  new LambdaFunction(stack, "Fn", {
    runtime: Runtime.NODEJS_24_X,
    handler: "index.handler",
    code: Code.fromInline("exports.handler = async () => {}"),
    ...more,
  });
const aLog = (stack: Stack, more: object = {}): LogGroup =>
  new LogGroup(stack, "Log", {
    retention: RetentionDays.THIRTEEN_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
    ...more,
  });

const PLANTED: readonly (readonly [rule: string, what: string, says: RegExp, plant: (stack: Stack) => void])[] = [
  [
    "keep-what-holds-data",
    "a topic that goes with its stack",
    /is not retained/,
    (stack) => void new Topic(stack, "Topic"),
  ],
  [
    "protect-tables",
    "a table without any protection",
    /has no point-in-time recovery/,
    (stack) =>
      void new Table(stack, "Table", {
        partitionKey: { name: "pk", type: AttributeType.STRING },
        deletionProtection: true,
      }),
  ],
  [
    "protect-tables",
    "a table that may be deleted",
    /has no deletion protection/,
    (stack) => void new Table(stack, "Table", { partitionKey: { name: "pk", type: AttributeType.STRING } }),
  ],
  [
    "protect-tables",
    "a table under AWS's key",
    /names no customer-managed key/,
    (stack) => void new Table(stack, "Table", { partitionKey: { name: "pk", type: AttributeType.STRING } }),
  ],
  [
    "keep-logs-400-days",
    "a log kept for a week",
    /is not kept 400 days/,
    (stack) => void aLog(stack, { retention: RetentionDays.ONE_WEEK }),
  ],
  [
    "keep-logs-400-days",
    "a log of telephone numbers kept as long as the others",
    /holds telephone numbers for more than 7 days/,
    (stack) => void aLog(stack, { logGroupName: "sns/region/account/DirectPublishToPhoneNumber" }),
  ],
  ["keep-logs-400-days", "a log under no key", /lies under no key/, (stack) => void aLog(stack)],
  [
    "keep-logs-400-days",
    "a function that logs into a group of Lambda's own making",
    /logs into no log group/,
    (stack) => {
      (aFunction(stack, { logGroup: aLog(stack) }).node.defaultChild as CfnFunction).addPropertyDeletionOverride(
        "LoggingConfig",
      ); // the L1 below it
    },
  ],
  [
    "no-wildcard-action",
    "a permission for every action of a service",
    /allows "dynamodb:\*"/,
    (stack) =>
      roleWith(
        stack,
        new PolicyStatement({ actions: ["dynamodb:*"], resources: [`arn:${Aws.PARTITION}:dynamodb:::table/x`] }),
      ),
  ],
  [
    "no-wildcard-action",
    "a permission for part of them",
    /allows "kms:GenerateDataKey\*"/,
    (stack) =>
      roleWith(
        stack,
        new PolicyStatement({ actions: ["kms:GenerateDataKey*"], resources: [`arn:${Aws.PARTITION}:kms:::key/x`] }),
      ),
  ],
  [
    "no-wildcard-action",
    "a permission for everything but one action",
    /everything but what it names/,
    (stack) =>
      roleWith(
        stack,
        new PolicyStatement({ notActions: ["iam:PassRole"], resources: [`arn:${Aws.PARTITION}:s3:::x`] }),
      ),
  ],
  [
    "no-wildcard-resource",
    "a permission on every table",
    /allows dynamodb:GetItem on everything/,
    (stack) => roleWith(stack, new PolicyStatement({ actions: ["dynamodb:GetItem"], resources: ["*"] })),
  ],
  [
    "no-partition-literal",
    "an ARN of one partition",
    /writes a partition into an ARN/,
    (stack) =>
      roleWith(
        stack,
        new PolicyStatement({ actions: ["sns:Publish"], resources: ["arn:aws:sns:ap-southeast-1:000000000000:x"] }),
      ),
  ],
  [
    "no-partition-literal",
    "a host of one partition",
    /writes a service's domain/,
    (stack) => void aFunction(stack, { environment: { HOST: "https://sqs.ap-southeast-1.amazonaws.com/x" } }),
  ],
  [
    "nothing-that-china-lacks",
    "a Cognito user pool",
    /needs Cognito user pools/,
    (stack) => void new UserPool(stack, "Pool"),
  ],
  ["nothing-that-china-lacks", "SES", /needs SES/, (stack) => void new CfnTemplate(stack, "Mail")],
  [
    "nothing-that-china-lacks",
    "a function traced by X-Ray",
    /is traced by X-Ray/,
    (stack) => void aFunction(stack, { tracing: Tracing.ACTIVE }),
  ],
  [
    "nothing-that-china-lacks",
    "a Lambda function URL",
    /needs Lambda function URLs/,
    (stack) => void new CfnUrl(stack, "Url", { authType: "NONE", targetFunctionArn: "x" }),
  ],
  [
    "nothing-that-china-lacks",
    "an edge-optimised API",
    /is not a regional endpoint/,
    (stack) =>
      void new RestApi(stack, "Api", { endpointConfiguration: { types: [EndpointType.EDGE] } }).root.addMethod("GET"),
  ],
  [
    "nothing-that-china-lacks",
    "the permission to send SMS by SNS",
    /may send SMS by SNS/,
    (stack) =>
      roleWith(
        stack,
        new PolicyStatement({ actions: ["sns:Publish"], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] }),
      ),
  ],
  [
    "watch-functions",
    "a function that fails in silence",
    /has no alarm for its errors/,
    (stack) => void aFunction(stack),
  ],
  [
    "alarms-say-who-is-hurt",
    "an alarm that does not say for whom",
    /does not say who is hurt/,
    (stack) =>
      void new Alarm(stack, "Alarm", {
        metric: new Queue(stack, "Queue").metricNumberOfMessagesSent(),
        threshold: 1,
        evaluationPeriods: 1,
        alarmDescription: "Too many messages.",
      }),
  ],
  [
    "alarms-say-who-is-hurt",
    "an alarm that tells nobody",
    /tells nobody/,
    (stack) =>
      void new Alarm(stack, "Alarm", {
        metric: new Queue(stack, "Queue").metricNumberOfMessagesSent(),
        threshold: 1,
        evaluationPeriods: 1,
      }),
  ],
  [
    "keep-and-watch-dead-letters",
    "a queue that nobody watches",
    /neither passes messages on/,
    (stack) => void new Queue(stack, "Queue"),
  ],
  [
    "keep-and-watch-dead-letters",
    "a subscription that loses what it cannot deliver",
    /loses what it cannot deliver/,
    (stack) =>
      void new Subscription(stack, "Sub", {
        topic: new Topic(stack, "Topic"),
        protocol: SubscriptionProtocol.LAMBDA,
        endpoint: aFunction(stack).functionArn,
      }),
  ],
  [
    "keep-and-watch-dead-letters",
    "a stream whose consumer loses what it cannot handle",
    /loses what it cannot deliver/,
    (stack) =>
      void aFunction(stack).addEventSourceMapping("Map", {
        eventSourceArn: `arn:${Aws.PARTITION}:dynamodb:::table/x/stream/y`,
        startingPosition: "LATEST" as never,
      }), // the enum's value
  ],
  [
    "keep-and-watch-dead-letters",
    "a schedule without dead letters",
    /loses what it cannot deliver/,
    (stack) =>
      void new CfnSchedule(stack, "Plan", {
        scheduleExpression: `rate(${Duration.minutes(5).toMinutes()} minutes)`,
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: "x", roleArn: "y" },
      }),
  ],
];

describe("a house rule bites", () => {
  it.each(PLANTED)("%s: %s", (rule, _, says, plant) => {
    const synth = synthesising(plant);
    expect(synth).toThrow(says);
    expect(synthesising(plant)).toThrow(new RegExp(rule));
  });

  it("and each of them is tried here", () => {
    expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(new Set(HOUSE_RULES.map(({ name }) => name)));
  });

  it("but SMS by SNS are allowed where they exist", () => {
    const plant = (stack: Stack) =>
      roleWith(
        stack,
        new PolicyStatement({ actions: ["sns:Publish"], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] }),
      );
    expect(synthesising(plant, "ap-southeast-1")).not.toThrow();
  });
});

describe("the deployments", () => {
  it.each(MUNICIPALITIES.map((town) => [town.code, town] as const))("of %s break no house rule", (_, town) => {
    for (const template of Object.values(deployed(town))) {
      expect(findingsIn(template, { inChina: town.partition === "aws-cn" })).toEqual([]);
    }
  });
});
