import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createActivity } from "../../infra/local/activity.ts";
import { createClock } from "../../infra/local/clock.ts";
import { type LocalFunction, loadFunctions } from "../../infra/local/functions.ts";
import { startQueueSources } from "../../infra/local/queue-sources.ts";
import { createQueues, keepMessages, type LocalQueue } from "../../infra/local/queues.ts";
import { InvocationFailure, type Runtime } from "../../infra/local/runtime.ts";

const START = Date.parse("2026-09-30T09:00:00+08:00");
const MINUTE = 60_000;
const queue = (name: string, change: Partial<LocalQueue> = {}): LocalQueue => ({
  name,
  arn: `arn:${name}`,
  url: `http://queues/${name}`,
  visibilityMs: 5 * MINUTE,
  messages: [],
  ...change,
});
const rehearsal = () => {
  const activity = createActivity();
  const clock = createClock({ from: START, offsetChanged: () => undefined, settled: activity.rest });
  return { activity, clock };
};

describe("a queue", () => {
  it("hides what it hands out until its visibility timeout has passed, and forgets what is removed", () => {
    const clock = { at: 0 };
    const queues = createQueues([queue("q")], () => clock.at);
    queues.send("q", "hello");
    const [first] = queues.receive("q", 10);
    expect(first).toMatchObject({ body: "hello", receptions: 1 });
    expect(queues.receive("q", 10)).toEqual([]);
    clock.at = 5 * MINUTE;
    const [again] = queues.receive("q", 10);
    expect(again?.receptions).toBe(2);
    queues.remove("q", again?.receipt ?? "");
    expect(queues.find("q").messages).toEqual([]);
  });

  it("moves what was received too often to its dead letters", () => {
    const clock = { at: 0 };
    const queues = createQueues([queue("q", { redrive: { to: "arn:dead", after: 2 } }), queue("dead")], () => clock.at);
    queues.send("arn:q", "poison");
    for (let n = 0; n < 3; n += 1) {
      queues.receive("q", 10);
      clock.at += 5 * MINUTE;
    }
    expect(queues.find("q").messages).toEqual([]);
    expect(queues.find("dead").messages).toMatchObject([{ body: "poison" }]);
  });

  it("keeps its messages across restarts", () => {
    const folder = mkdtempSync(join(tmpdir(), "queues-test-"));
    const file = join(folder, "queues.json");
    const before = [queue("q")];
    createQueues(before, () => 0, keepMessages(before, file)).send("q", "hello");
    const after = [queue("q")];
    keepMessages(after, file);
    expect(after[0]?.messages).toMatchObject([{ body: "hello" }]);
    rmSync(folder, { recursive: true });
  });

  it("feeds its function again with what failed, as the clock moves, until the dead letters have it", async () => {
    const { activity, clock } = rehearsal();
    const queues = createQueues([queue("q", { redrive: { to: "arn:dead", after: 3 } }), queue("dead")], clock.now);
    const seen: string[][] = [];
    const invoke = async (_: string, event: unknown) => {
      const { Records } = event as { Records: { messageId: string; body: string }[] }; // made by the code under test
      seen.push(Records.map(({ body }) => body));
      return {
        batchItemFailures: Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({
          itemIdentifier: messageId,
        })),
      };
    };
    const source = { function: "f", region: "r", batchSize: 10, reportsFailures: true, queueArn: "arn:q" };
    startQueueSources({ sources: [source], queues, functions: { invoke }, activity, clock });
    queues.send("q", "good");
    queues.send("q", "bad");
    await clock.moveTo(START + 60 * MINUTE);
    expect(seen).toEqual([["good"], ["bad"], ["bad"], ["bad"]]);
    expect(queues.find("dead").messages).toMatchObject([{ body: "bad" }]);
  });
});

describe("an event for a function", () => {
  const FUNCTION: LocalFunction = {
    name: "f",
    arn: "arn:aws-cn:lambda:r:0:function:f",
    folder: "/f",
    handler: "index.handler",
    memoryMb: 128,
    timeoutMs: 60,
    environment: {},
    retries: 2,
    deadLetters: "arn:dead",
  };
  const loaded = async (answer: () => Promise<unknown>) => {
    const { activity, clock } = rehearsal();
    const tries: number[] = [];
    const dead: string[] = [];
    const runtime: Runtime = {
      send: async ({ kind }) => {
        if (kind === "load") return null;
        tries.push(Math.round((clock.now() - START) / MINUTE));
        return answer();
      },
      stop: async () => undefined,
    };
    const sendToQueue = (_: string, body: string) => void dead.push(body);
    const functions = await loadFunctions([FUNCTION], { runtime, activity, clock, sendToQueue });
    return { functions, clock, tries, dead };
  };
  const failing = async () => {
    throw new InvocationFailure({ errorType: "Error", errorMessage: "no" });
  };

  it("is tried twice more, after one and two minutes, and then ends in the dead letters", async () => {
    const { functions, clock, tries, dead } = await loaded(failing);
    expect(await functions.invokeAsEvent(FUNCTION.arn, { n: 1 })).toBeUndefined();
    await clock.moveTo(START + 10 * MINUTE);
    expect(tries).toEqual([0, 1, 3]);
    expect(dead).toEqual(['{"n":1}']);
  });

  it("is not tried again once it has succeeded", async () => {
    const { functions, clock, tries, dead } = await loaded(async () => "done");
    expect(await functions.invokeAsEvent("f", {})).toBe("done");
    await clock.moveTo(START + 10 * MINUTE);
    expect([tries, dead]).toEqual([[0], []]);
  });

  it("fails when the function takes longer than the template allows", async () => {
    const { functions } = await loaded(() => setTimeout(1_000));
    await expect(functions.invoke("f", {})).rejects.toThrow("Task timed out after 0.06 seconds");
  });
});
