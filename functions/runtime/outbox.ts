/**
 * The consumer of a table's stream and of its redrive queue: each subject's ledger is an outbox. A record that meets a passing
 * trouble fails, and is tried again in order with all that follow it; a record that can never be processed is queued as a
 * pointer, so that one broken item does not hold up the others, and is replayed from the item itself.
 */
import type {
  AttributeValue,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
} from "aws-lambda";
import * as z from "zod";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { isLasting } from "./lasting.ts";
import { errorFields, log } from "./log.ts";

export const Replay = z.object({ subject: CaseNumber, version: z.int().min(1) });

export type Image = Record<string, AttributeValue>;
export type Redrive = { send(replay: { subject: string; version: number }): Promise<void> };

export type Outbox<Subject> = {
  /** Its items' sort key, and what their partition keys begin with. */
  readonly of: "case" | "complaint";
  /** As a record shows it, with as much of its ledger as passing on needs. @throws ZodError when the image is none */
  readonly inImage: (image: Image) => Promise<Subject>;
  /** As it is now, with its whole ledger. */
  readonly find: (number: CaseNumber) => Promise<Subject>;
  /** Passes on every entry after `seen`. @returns how many */
  readonly passOn: (subject: Subject, seen: number) => Promise<number>;
  readonly redrive: Redrive;
  /** What else a record tells of. */
  readonly alongside?: (record: DynamoDBRecord) => Promise<void>;
};

const versionIn = (image: Image | undefined): number => Number(image?.version?.N ?? 0);

/** A sweep's write has no new version, and is passed over unread. */
export const newEntriesIn = (
  { dynamodb }: DynamoDBRecord,
  of: string,
): { readonly image: Image; readonly seen: number } | undefined => {
  const { Keys, NewImage, OldImage } = dynamodb ?? {};
  if (Keys?.sk?.S !== of || NewImage === undefined) return undefined;
  const seen = versionIn(OldImage);
  return versionIn(NewImage) === seen && seen > 0 ? undefined : { image: NewImage, seen };
};

const subjectOf = (record: DynamoDBRecord, of: string): string =>
  record.dynamodb?.Keys?.pk?.S?.replace(new RegExp(`^${of}#`), "") ?? "unknown";

const consumeRecord = async <Subject>(record: DynamoDBRecord, outbox: Outbox<Subject>): Promise<number> => {
  await outbox.alongside?.(record);
  const found = newEntriesIn(record, outbox.of);
  if (found === undefined) return 0;
  try {
    return await outbox.passOn(await outbox.inImage(found.image), found.seen);
  } catch (error) {
    if (!isLasting(error)) throw error;
    const replay = { subject: subjectOf(record, outbox.of), version: found.seen + 1 };
    await outbox.redrive.send(replay);
    log("event-queued", { ...replay, ...errorFields(error) });
    return 0;
  }
};

const consumeStream = async <Subject>(
  records: readonly DynamoDBRecord[],
  outbox: Outbox<Subject>,
): Promise<DynamoDBBatchResponse> => {
  let passedOn = 0;
  for (const record of records) {
    try {
      passedOn += await consumeRecord(record, outbox);
    } catch (error) {
      const retried = subjectOf(record, outbox.of);
      log("events-handled", { records: records.length, passedOn, retried, ...errorFields(error) });
      // Lambda starts again at this record: what comes after it waits, so that a subject's entries stay in order.
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  log("events-handled", { records: records.length, passedOn });
  return { batchItemFailures: [] };
};

/** Entries are read from the item as it is now; those that were passed on before change nothing. */
const replay = async <Subject>(body: string, { find, passOn }: Outbox<Subject>): Promise<number> => {
  const { subject, version } = Replay.parse(JSON.parse(body));
  return passOn(await find(subject), version - 1);
};

const consumeQueue = async <Subject>(
  records: SQSEvent["Records"],
  outbox: Outbox<Subject>,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  let passedOn = 0;
  for (const { body, messageId } of records) {
    try {
      passedOn += await replay(body, outbox);
    } catch (error) {
      log("events-handled", { messageId, ...errorFields(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  log("events-handled", { messages: records.length, passedOn, failed: batchItemFailures.length });
  return { batchItemFailures };
};

const isQueued = (event: DynamoDBStreamEvent | SQSEvent): event is SQSEvent =>
  event.Records.some((record) => record.eventSource === "aws:sqs");

export const outboxConsumer =
  <Subject>(outbox: Outbox<Subject>) =>
  (event: DynamoDBStreamEvent | SQSEvent): Promise<DynamoDBBatchResponse | SQSBatchResponse> =>
    isQueued(event) ? consumeQueue(event.Records, outbox) : consumeStream(event.Records, outbox);
