/** What a client asks of DynamoDB, and the capacity that DynamoDB says it took. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type Meter = {
  reads: number;
  readUnits: number;
  writes: number;
  writeUnits: number;
};
export const newMeter = (): Meter => ({ reads: 0, readUnits: 0, writes: 0, writeUnits: 0 });

type Answer = { readonly ConsumedCapacity?: { readonly CapacityUnits?: number } };

/** Counts every request of a client from now on. */
export const metered = (client: DynamoDBClient, meter: Meter): DynamoDBClient => {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const reading = /^(Get|Query|BatchGet)/.test(context.commandName ?? "");
      meter[reading ? "reads" : "writes"] += 1;
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
      const { ConsumedCapacity } = answer.output as Answer; // as every command asked so answers
      meter[reading ? "readUnits" : "writeUnits"] += ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    },
    { step: "initialize", name: "meter" },
  );
  return client;
};
