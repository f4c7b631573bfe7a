/** CloudWatch Logs on one machine: what is written to a group goes to the functions that its subscriptions name. */
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import * as z from "zod";
import type { Activity } from "./activity.ts";
import type { Functions } from "./functions.ts";
import { type LocalResource, ofType } from "./template.ts";

/** A pattern that leaves something out would have to be understood: none is needed yet. */
const FilterProperties = z.object({
  LogGroupName: z.string(),
  DestinationArn: z.string(),
  FilterPattern: z.literal(""),
  FilterName: z.string().optional(),
});

export type LogSubscription = { readonly group: string; readonly name: string; readonly function: string };

/** @throws ZodError for a filter pattern */
export const logSubscriptionsOf = (resources: readonly LocalResource[]): readonly LogSubscription[] =>
  ofType(resources, "AWS::Logs::SubscriptionFilter").map(({ logicalId, properties }) => {
    const { LogGroupName, DestinationArn, FilterName } = FilterProperties.parse(properties);
    return { group: LogGroupName, name: FilterName ?? logicalId, function: DestinationArn };
  });

export type Logs = {
  /** Answers when every subscriber has had its first try. @param at milliseconds */
  write(group: string, message: string, at: number): Promise<void>;
};
export type LogsOptions = {
  readonly subscriptions: readonly LogSubscription[];
  readonly functions: Pick<Functions, "invokeAsEvent">;
  readonly activity: Activity;
};

export const createLogs = ({ subscriptions, functions, activity }: LogsOptions): Logs => ({
  async write(group, message, at) {
    for (const { name, function: target } of subscriptions.filter((one) => one.group === group)) {
      activity.happened();
      const batch = {
        messageType: "DATA_MESSAGE",
        owner: "000000000000",
        logGroup: group,
        logStream: "local",
        subscriptionFilters: [name],
        logEvents: [{ id: randomUUID(), timestamp: at, message }],
      };
      const data = gzipSync(JSON.stringify(batch)).toString("base64");
      await activity.during(() => functions.invokeAsEvent(target, { awslogs: { data } }));
    }
  },
});
