import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createActivity } from "../../infra/local/activity.ts";
import { createClock } from "../../infra/local/clock.ts";
import { createTables, type DynamoDbLocal, startDynamoDbLocal } from "../../infra/local/dynamodb.ts";
import type { Faults } from "../../infra/local/faults.ts";
import { openPositions } from "../../infra/local/positions.ts";
import { InvocationFailure } from "../../infra/local/runtime.ts";
import { createStreams } from "../../infra/local/streams.ts";
import { localClient } from "../../infra/local/tables.ts";
import { TABLES } from "../../shared/tables.ts";

const START = Date.parse("2026-09-30T09:00:00+08:00");
let database: DynamoDbLocal;
beforeAll(async () => {
  database = await startDynamoDbLocal();
});
afterAll(() => database?.stop());

type Image = { readonly dynamodb: { readonly Keys: { readonly pk: { readonly S: string } } } };

/** A consumer of the stream of a fresh table of cases. */
const consuming = async (prefix: string) => {
  const { cases } = await createTables(database.endpoint, { cases: TABLES.cases }, prefix);
  const writer = localClient(database.endpoint);
  const client = new DynamoDBStreamsClient({
    endpoint: database.endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const seen: string[] = [];
  const consumer = { broken: false };
  const faults: { current: Pick<Faults, "streams"> } = { current: { streams: null } };
  const activity = createActivity();
  const positions = openPositions();
  const sent: string[] = [];
  const source = {
    function: "consumer",
    region: "cn-north-1",
    batchSize: 25,
    reportsFailures: true,
    streamArn: "arn:stream",
    tableName: cases,
    bisects: true,
    maxAgeMs: 86_400_000,
    maxRetries: 20,
    onFailure: "arn:dead",
  };
  const invoke = async (_: string, event: unknown) => {
    if (consumer.broken) throw new InvocationFailure({ errorType: "Error", errorMessage: "broken" });
    const { Records } = event as { Records: Image[] }; // made by the code under test
    seen.push(...Records.map(({ dynamodb }) => dynamodb.Keys.pk.S));
    return { batchItemFailures: [] };
  };
  const clock = createClock({
    from: START,
    offsetChanged: () => undefined,
    settled: async () => {
      while ((await streams.drain()) > 0);
    },
  });
  const queues = { send: (_: string, body: string) => void sent.push(body) as never };
  const start = () =>
    createStreams({ sources: [source], client, functions: { invoke }, queues, activity, clock, positions, faults });
  let streams = start();
  return {
    seen,
    sent,
    consumer,
    faults,
    clock,
    activity,
    put: async (...names: string[]) => {
      for (const name of names) {
        const Item = { pk: { S: name }, sk: { S: "case" } };
        await writer.send(new PutItemCommand({ TableName: cases, Item }));
      }
    },
    drain: () => streams.drain(),
    restart: () => {
      streams = start();
    },
    end: () => {
      client.destroy();
      writer.destroy();
    },
  };
};

describe("a table's stream", () => {
  it("has nothing left to hand over once it has been drained, and goes on where it was after a restart", async () => {
    const { put, drain, seen, restart, end } = await consuming("a-");
    const names = Array.from({ length: 60 }, (_, n) => `case#${String(n).padStart(2, "0")}`);
    await put(...names);
    expect(await drain()).toBe(60);
    expect(seen).toEqual(names);
    expect(await drain()).toBe(0);
    restart();
    await put("case#new");
    expect(await drain()).toBe(1);
    expect(seen.at(-1)).toBe("case#new");
    end();
  });

  it("is not read while it is held, and read to its end afterwards", async () => {
    const { put, drain, seen, faults, end } = await consuming("held-");
    faults.current = { streams: "held" };
    await put("case#1", "case#2");
    expect(await drain()).toBe(0);
    faults.current = { streams: null };
    expect(await drain()).toBe(2);
    expect(seen).toEqual(["case#1", "case#2"]);
    end();
  });

  it("waits with a consumer that is broken, loses nothing, and calls for no idle tick meanwhile", async () => {
    const { put, drain, seen, sent, consumer, clock, activity, end } = await consuming("b-");
    consumer.broken = true;
    await put("case#1", "case#2");
    await drain();
    const before = activity.count;
    await drain();
    await clock.moveTo(START + 3 * 60_000);
    expect(activity.count).toBe(before);
    consumer.broken = false;
    await clock.moveTo(START + 5 * 60_000);
    expect(seen).toEqual(["case#1", "case#2"]);
    expect(sent).toEqual([]);
    end();
  });

  it("gives up after the template's number of tries, and says where the record lay, not what it said", async () => {
    const { put, seen, sent, consumer, clock, drain, end } = await consuming("c-");
    consumer.broken = true;
    await put("case#lost");
    await drain();
    await clock.moveTo(START + 60 * 60_000);
    expect(sent.map((body) => JSON.parse(body))).toMatchObject([
      { requestContext: { condition: "RetryAttemptsExhausted" }, DDBStreamBatchInfo: { batchSize: 1 } },
    ]);
    expect(sent[0]).not.toContain("case#lost");
    consumer.broken = false;
    await put("case#next");
    await drain();
    expect(seen).toEqual(["case#next"]);
    end();
  });
});
