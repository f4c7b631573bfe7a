import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createActivity } from "../../infra/local/activity.ts";
import { Template } from "../../infra/local/assembly.ts";
import { createLogs, logSubscriptionsOf } from "../../infra/local/logs.ts";
import { resolveStacks } from "../../infra/local/template.ts";

const subscribed = (pattern: string) =>
  logSubscriptionsOf(
    resolveStacks(
      [
        {
          name: "town-workers",
          region: "ap-southeast-1",
          account: "000000000001",
          assetPath: () => undefined,
          template: Template.parse({
            Resources: {
              Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "sns/here" } },
              Function: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "receipts" } },
              Filter: {
                Type: "AWS::Logs::SubscriptionFilter",
                Properties: {
                  LogGroupName: { Ref: "Group" },
                  DestinationArn: { "Fn::GetAtt": ["Function", "Arn"] },
                  FilterPattern: pattern,
                },
              },
            },
          }),
        },
      ],
      { partition: "aws", urlSuffix: "amazonaws.com", queues: "http://127.0.0.1:1/queues" },
    ),
  );

describe("a log subscription of the template", () => {
  it("hands what is written to its group, and to no other, to its function as CloudWatch Logs would", async () => {
    const [subscription] = subscribed("");
    const events: { readonly target: string; readonly event: unknown }[] = [];
    const invokeAsEvent = async (target: string, event: unknown) => void events.push({ target, event });
    const logs = createLogs({
      subscriptions: [subscription!],
      functions: { invokeAsEvent },
      activity: createActivity(),
    });
    await logs.write("sns/here", "a record", 1_000);
    await logs.write("sns/elsewhere", "another", 2_000);
    expect(events.map(({ target }) => target)).toEqual([
      "arn:aws:lambda:ap-southeast-1:000000000001:function:receipts",
    ]);
    const { awslogs } = events[0]!.event as { awslogs: { data: string } }; // made by the code under test
    expect(JSON.parse(gunzipSync(Buffer.from(awslogs.data, "base64")).toString())).toMatchObject({
      messageType: "DATA_MESSAGE",
      logGroup: "sns/here",
      subscriptionFilters: ["Filter"],
      logEvents: [{ timestamp: 1_000, message: "a record" }],
    });
  });

  it("with a pattern that leaves something out is not understood, and stops the start", () => {
    expect(() => subscribed("ERROR")).toThrow(/FilterPattern/);
  });
});
