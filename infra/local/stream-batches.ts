/** Handing the records of one shard to a function: in order, in batches, again after a failure, and given up at the end. */
import * as z from "zod";
import type { StreamSource } from "./event-sources.ts";
import type { Functions } from "./functions.ts";
import { BatchResponse } from "./queue-sources.ts";
import { InvocationFailure } from "./runtime.ts";
import type { LambdaRecord } from "./stream-record.ts";

/** Tries in quick succession; after them the next one waits for the rehearsal clock. */
const QUICK_TRIES = 5;
const FIRST_PAUSE_MS = 20;
const RETRY_AFTER_MS = 60_000;

/** `seenAt`: when it was read, by the rehearsal clock. */
export type Pending = { readonly record: LambdaRecord; readonly seenAt: number };

export type BatchesOptions = {
  readonly source: StreamSource;
  readonly functions: Pick<Functions, "invoke">;
  readonly now: () => number;
  /** Everything up to this sequence number is done with. */
  readonly handled: (sequenceNumber: string) => void;
  /** What was given up, and why. */
  readonly gaveUp: (records: readonly LambdaRecord[], condition: string, tries: number) => void;
};

export type Batches = {
  add(records: readonly Pending[]): void;
  readonly waiting: number;
  /** Hands over what is waiting. Answers with the instant of the next try, if one has to wait for it. */
  run(): Promise<number | undefined>;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sequenceOf = ({ record }: Pending): string => record.dynamodb.SequenceNumber ?? "";

export const createBatches = ({ source, functions, now, handled, gaveUp }: BatchesOptions): Batches => {
  const pending: Pending[] = [];
  let size = source.batchSize;
  let tries = 0;
  let notBefore = Number.NEGATIVE_INFINITY;

  /** How many records, from the first on, the function has dealt with. */
  const handOver = async (batch: readonly Pending[]): Promise<number> => {
    try {
      const reply = await functions.invoke(source.function, { Records: batch.map(({ record }) => record) });
      const failures = source.reportsFailures ? (BatchResponse.parse(reply)?.batchItemFailures ?? []) : [];
      const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
      const first = batch.findIndex((each) => failed.has(sequenceOf(each)));
      // An identifier that is none of the batch's means that the whole batch failed.
      return first >= 0 ? first : failed.size > 0 ? 0 : batch.length;
    } catch (error) {
      if (error instanceof InvocationFailure || error instanceof z.ZodError) return 0;
      throw error;
    }
  };

  const drop = (count: number): void => {
    const last = pending[count - 1];
    pending.splice(0, count);
    if (last !== undefined) handled(sequenceOf(last));
    tries = 0;
  };

  const whyGiveUp = ([first]: readonly Pending[]): string | undefined => {
    if (tries > source.maxRetries) return "RetryAttemptsExhausted";
    return first !== undefined && now() - first.seenAt > source.maxAgeMs ? "RecordAgeExceeded" : undefined;
  };

  /** Says whether to go on at once. */
  const afterFailure = async (batch: readonly Pending[]): Promise<boolean> => {
    tries += 1;
    const condition = whyGiveUp(batch);
    if (condition !== undefined) {
      gaveUp(
        batch.map(({ record }) => record),
        condition,
        tries,
      );
      drop(batch.length);
      return true;
    }
    if (source.bisects) size = Math.max(1, Math.floor(batch.length / 2));
    if (tries > QUICK_TRIES) {
      notBefore = now() + RETRY_AFTER_MS;
      return false;
    }
    await pause(FIRST_PAUSE_MS * 2 ** tries);
    return true;
  };

  return {
    add: (records) => void pending.push(...records),
    get waiting() {
      return pending.length;
    },
    async run() {
      if (pending.length > 0 && now() < notBefore) return notBefore;
      while (pending.length > 0) {
        const batch = pending.slice(0, size);
        const done = await handOver(batch);
        if (done > 0) drop(done);
        if (done === batch.length) size = source.batchSize;
        else if (!(await afterFailure(batch.slice(done)))) return notBefore;
      }
      return undefined;
    },
  };
};
