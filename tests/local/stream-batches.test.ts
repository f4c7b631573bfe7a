import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPositions } from "../../infra/local/positions.ts";
import { InvocationFailure } from "../../infra/local/runtime.ts";
import { createBatches } from "../../infra/local/stream-batches.ts";
import { lambdaRecord } from "../../infra/local/stream-record.ts";

const SOURCE = {
  function: "consumer",
  region: "cn-north-1",
  batchSize: 4,
  reportsFailures: true,
  streamArn: "stream",
  tableName: "cases",
  bisects: true,
  maxAgeMs: 86_400_000,
  maxRetries: 20,
};
const pending = (sequence: number, seenAt = 0) => ({
  record: lambdaRecord(
    { eventName: "INSERT", dynamodb: { SequenceNumber: String(sequence) } },
    "stream",
    "cn-north-1",
    0,
  ),
  seenAt,
});
type Event = { Records: { dynamodb: { SequenceNumber?: string | undefined } }[] };
const sequences = (event: unknown) => (event as Event).Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber)); // the test's own records

/** @param behave what the consumer does with the sequence numbers of a batch: the first that failed, or "throw" */
const feeding = (behave: (batch: number[]) => number | "throw" | undefined, change: object = {}) => {
  const batches: number[][] = [];
  const handled: string[] = [];
  const givenUp: string[] = [];
  const clock = { at: 0 };
  const feed = createBatches({
    source: { ...SOURCE, ...change },
    functions: {
      invoke: async (_, event) => {
        const batch = sequences(event);
        batches.push(batch);
        const outcome = behave(batch);
        if (outcome === "throw") throw new InvocationFailure({ errorType: "Error", errorMessage: "no" });
        return { batchItemFailures: outcome === undefined ? [] : [{ itemIdentifier: String(outcome) }] };
      },
    },
    now: () => clock.at,
    handled: (sequence) => handled.push(sequence),
    gaveUp: (records, condition) =>
      givenUp.push(`${records.map(({ dynamodb }) => dynamodb.SequenceNumber)} ${condition}`),
  });
  return { feed, batches, handled, givenUp, clock };
};

describe("feeding a stream's records to a function", () => {
  it("hands them over in order, in batches, and remembers how far it came", async () => {
    const { feed, batches, handled } = feeding(() => undefined);
    feed.add([1, 2, 3, 4, 5].map((n) => pending(n)));
    expect(await feed.run()).toBeUndefined();
    expect(batches).toEqual([[1, 2, 3, 4], [5]]);
    expect(handled).toEqual(["4", "5"]);
  });

  it("goes on from the record that the function names as failed", async () => {
    let failures = 1;
    const { feed, batches, handled } = feeding((batch) => (batch.includes(3) && failures-- > 0 ? 3 : undefined));
    feed.add([1, 2, 3, 4].map((n) => pending(n)));
    await feed.run();
    expect(batches).toEqual([[1, 2, 3, 4], [3], [4]]);
    expect(handled).toEqual(["2", "3", "4"]);
  });

  it("halves a batch that fails as a whole until the bad record stands alone, gives it up after its tries, and goes on", async () => {
    const { feed, handled, givenUp } = feeding((batch) => (batch.includes(2) ? "throw" : undefined), { maxRetries: 3 });
    feed.add([1, 2, 3].map((n) => pending(n)));
    await feed.run();
    expect(givenUp).toEqual(["2 RetryAttemptsExhausted"]);
    expect(handled).toEqual(["1", "2", "3"]);
  });

  it("waits for the clock after a few quick tries, and takes up again where it was", async () => {
    let broken = true;
    const { feed, batches, handled, clock } = feeding(() => (broken ? "throw" : undefined));
    feed.add([pending(1)]);
    const nextTry = await feed.run();
    expect(nextTry).toBe(60_000);
    const tries = batches.length;
    expect(await feed.run()).toBe(60_000);
    expect(batches.length).toBe(tries);
    broken = false;
    clock.at = 60_000;
    expect(await feed.run()).toBeUndefined();
    expect(handled).toEqual(["1"]);
  });

  it("gives up what has grown too old", async () => {
    const { feed, givenUp, clock } = feeding(() => "throw", { maxAgeMs: 1_000 });
    clock.at = 2_000;
    feed.add([pending(1, 0)]);
    await feed.run();
    expect(givenUp).toEqual(["1 RecordAgeExceeded"]);
  });
});

describe("the kept positions of a stream", () => {
  it("are there again at the next start", () => {
    const folder = mkdtempSync(join(tmpdir(), "positions-test-"));
    const file = join(folder, "positions.json");
    openPositions(file).set("cases", "shard-1", "000042");
    const again = openPositions(file);
    expect(again.get("cases", "shard-1")).toBe("000042");
    expect(again.get("cases", "shard-2")).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});

describe("a record of the stream", () => {
  it("says of an empty map that it is a map, as DynamoDB does and DynamoDB Local's streams do not", () => {
    const written = { Keys: { pk: { S: "a" } }, NewImage: { fired: {}, list: { L: [{}] }, map: { M: { deep: {} } } } };
    // As the stream's client hands it out, which knows no value without a type.
    const read = { eventID: "1", eventName: "INSERT", dynamodb: written } as unknown as Parameters<
      typeof lambdaRecord
    >[0];
    expect(lambdaRecord(read, "arn", "cn-north-1", 0).dynamodb.NewImage).toEqual({
      fired: { M: {} },
      list: { L: [{ M: {} }] },
      map: { M: { deep: { M: {} } } },
    });
  });
});
