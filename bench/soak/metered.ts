/** What a client asks of DynamoDB, and the capacity that DynamoDB says it took. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type Meter = {
  reads: number;
  readUnits: number;
  writes: number;
  writeUnits: number;
};
export const newMeter = (): Meter => ({ reads: 0, readUnits: 0, writes: 0, writeUnits: 0 });

type Capacity = { readonly CapacityUnits?: number };
/** A batch says it of each table. */
type Answer = { readonly ConsumedCapacity?: Capacity | readonly Capacity[] };

/** Counts every request of a client from now on. */
export const metered = (client: DynamoDBClient, meter: Meter): DynamoDBClient => {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const reading = /^(Get|Query|BatchGet)/.test(context.commandName ?? "");
      meter[reading ? "reads" : "writes"] += 1;
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
      const { ConsumedCapacity } = answer.output as Answer; // as every command asked so answers
      for (const { CapacityUnits = 0 } of [ConsumedCapacity ?? []].flat())
        meter[reading ? "readUnits" : "writeUnits"] += CapacityUnits;
      return answer;
    },
    { step: "initialize", name: "meter" },
  );
  return client;
};
