import { describe, expect, it } from "vitest";
import { at, listOf } from "../../infra/house-rules/rule.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { all, allowed, deployed, functionsIn, one } from "./deployed.ts";

const { workers } = deployed(sandbox);
const idOf = (arn: unknown): string => String(at(arn, "Fn::GetAtt", "0") ?? at(arn, "Ref"));
const receiver = functionsIn(workers).get("reminders-receipts");
const groups = all(workers, "AWS::Logs::LogGroup").filter(({ properties }) =>
  String(properties.LogGroupName).startsWith("sns/"),
);

describe("what SNS says of the SMS that it sent", () => {
  it("goes to two log groups under the names that SNS gives them, encrypted, kept for three days", () => {
    const arrived = "sns/ap-southeast-1/000000000001/DirectPublishToPhoneNumber";
    expect(groups.map(({ properties }) => properties.LogGroupName)).toEqual([arrived, `${arrived}/Failure`]);
    for (const { properties } of groups) {
      expect(properties).toMatchObject({ RetentionInDays: 3, KmsKeyId: expect.anything() });
    }
  });

  it("is written with a role that can write there and nowhere else", () => {
    const role = one(workers, "AWS::IAM::Role", ({ properties }) =>
      JSON.stringify(properties.AssumeRolePolicyDocument).includes("sns.amazonaws.com"),
    );
    const policy = one(workers, "AWS::IAM::Policy", ({ properties }) =>
      listOf(properties.Roles).some((each) => at(each, "Ref") === role.id),
    );
    const [statement, ...others] = listOf(at(policy.properties, "PolicyDocument", "Statement"));
    expect(others).toEqual([]);
    expect(at(statement, "Action")).toEqual(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]);
    expect(listOf(at(statement, "Resource")).map(idOf)).toEqual(groups.map(({ id }) => id));
    const outputs = Object.values((workers as { Outputs?: object }).Outputs ?? {});
    expect(outputs).toContainEqual(expect.objectContaining({ Value: { "Fn::GetAtt": [role.id, "Arn"] } }));
  });

  it("reaches the function whole, from those groups of this account only", () => {
    const filters = all(workers, "AWS::Logs::SubscriptionFilter");
    expect(filters.map(({ properties }) => idOf(properties.LogGroupName))).toEqual(groups.map(({ id }) => id));
    for (const { properties } of filters) {
      expect(properties.FilterPattern).toBe("");
      expect(idOf(properties.DestinationArn)).toBe(receiver?.id);
    }
    const doors = all(workers, "AWS::Lambda::Permission").filter(
      ({ properties }) => properties.Principal === "logs.amazonaws.com",
    );
    expect(doors.map(({ properties }) => idOf(properties.SourceArn))).toEqual(groups.map(({ id }) => id));
    for (const { properties } of doors) expect(properties.SourceAccount).toBe("000000000001");
  });

  it("ends in watched dead letters when it cannot be kept, with alarms that say who is hurt", () => {
    const queue = idOf(at(receiver?.properties, "DeadLetterConfig", "TargetArn"));
    const senders = allowed(workers, "reminders-receipts").filter(({ actions }) => actions.includes("sqs:SendMessage"));
    expect(senders.flatMap(({ resources }) => resources.map(idOf))).toEqual([queue]);
    const names = all(workers, "AWS::CloudWatch::Alarm").map(({ properties }) => properties.AlarmName);
    expect(names).toEqual(
      expect.arrayContaining(["sandbox-reminders-receipts-fails", "sandbox-reminders-receipts-dead-letters"]),
    );
  });

  it("is made for no other provider", () => {
    const others = deployed(tengzhou).workers;
    expect(functionsIn(others).has("reminders-receipts")).toBe(false);
    expect(all(others, "AWS::Logs::SubscriptionFilter")).toEqual([]);
  });
});
