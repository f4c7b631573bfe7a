/**
 * The consumer of the cases table's stream and of the redrive queue. A record that meets a passing trouble fails, and is
 * tried again in order with all that follow it; a record that can never be processed is queued as a pointer, so that one
 * broken case does not hold up the others, and is replayed from the case itself.
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
import type { Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import type { Contact } from "../../shared/casework/contacts.ts";
import { holdsWholeLedger, withPages } from "../../shared/casework/ledger-pages.ts";
import { takeOversOfContact } from "../../shared/casework/taken-over.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { type Cards, cardRowsOf } from "../../shared/scorecards/card-row.ts";
import { isLasting } from "../runtime/lasting.ts";
import { errorFields, log } from "../runtime/log.ts";
import { type EventNeeds, publishCaseEvents } from "./publish-case-events.ts";

export const Replay = z.object({ subject: CaseNumber, version: z.int().min(1) });

type Image = Record<string, AttributeValue>;
export type ConsumerNeeds = EventNeeds & {
  readonly cases: Pick<Cases, "getWhole">;
  /** @throws ZodError when the image is no case */
  readonly caseInImage: (image: Image) => Case;
  /** @throws ZodError when the image is no contact */
  readonly contactInImage: (image: Image) => Contact;
  readonly cards: Pick<Cards, "record">;
  readonly redrive: { send(replay: { subject: string; version: number }): Promise<void> };
};

const versionIn = (image: Image | undefined): number => Number(image?.version?.N ?? 0);

/** What a month's register says of a promise follows from the whole ledger; a long one is read beside its image. */
const wholeOf = async (subject: Case, { cases }: ConsumerNeeds): Promise<Case> =>
  holdsWholeLedger(subject) ? subject : withPages(subject, [(await cases.getWhole(subject.number)).ledger]);

/** A sweep's write has no new version, and is passed over unread. */
const newEntriesIn = (
  { dynamodb }: DynamoDBRecord,
  of: "case" | "contact",
): { image: Image; seen: number } | undefined => {
  const { Keys, NewImage, OldImage } = dynamodb ?? {};
  if (Keys?.sk?.S !== of || NewImage === undefined) return undefined;
  const seen = versionIn(OldImage);
  return versionIn(NewImage) === seen && seen > 0 ? undefined : { image: NewImage, seen };
};

const subjectOf = (record: DynamoDBRecord): string => record.dynamodb?.Keys?.pk?.S?.replace(/^case#/, "") ?? "unknown";

/** Of what happens to a contact, a missing hand-over alone is passed on (R41). One that cannot be read holds nothing up. */
const consumeContact = async (record: DynamoDBRecord, needs: ConsumerNeeds): Promise<void> => {
  const found = newEntriesIn(record, "contact");
  if (found === undefined) return;
  try {
    const takeOvers = takeOversOfContact(needs.contactInImage(found.image), found.seen);
    for (const takeOver of takeOvers) await needs.takeOvers.record(takeOver);
  } catch (error) {
    if (!isLasting(error)) throw error;
    log("contact-not-read", errorFields(error));
  }
};

const keysIn = (image: Image | undefined, name: string): readonly string[] => Object.keys(image?.[name]?.M ?? {});

/** Cards that are new, or annulled since; the sweep's writes are read for them, too. One that cannot be read holds nothing up. */
const consumeCards = async ({ dynamodb }: DynamoDBRecord, needs: ConsumerNeeds): Promise<void> => {
  const { Keys, NewImage, OldImage } = dynamodb ?? {};
  if (Keys?.sk?.S !== "case" || NewImage === undefined) return;
  const added = (name: string) => {
    const before = new Set(keysIn(OldImage, name));
    return keysIn(NewImage, name).filter((id) => !before.has(id));
  };
  const changed = [...new Set([...added("firedStages"), ...added("annulled")])];
  if (changed.length === 0) return;
  try {
    for (const row of cardRowsOf(needs.caseInImage(NewImage), changed)) await needs.cards.record(row);
  } catch (error) {
    if (!isLasting(error)) throw error;
    log("card-not-read", errorFields(error));
  }
};

const consumeRecord = async (record: DynamoDBRecord, needs: ConsumerNeeds): Promise<number> => {
  await consumeContact(record, needs);
  await consumeCards(record, needs);
  const found = newEntriesIn(record, "case");
  if (found === undefined) return 0;
  try {
    const subject = await wholeOf(needs.caseInImage(found.image), needs);
    return await publishCaseEvents(needs)(subject, found.seen);
  } catch (error) {
    if (!isLasting(error)) throw error;
    const replay = { subject: subjectOf(record), version: found.seen + 1 };
    await needs.redrive.send(replay);
    log("event-queued", { ...replay, ...errorFields(error) });
    return 0;
  }
};

const consumeStream = async (
  records: readonly DynamoDBRecord[],
  needs: ConsumerNeeds,
): Promise<DynamoDBBatchResponse> => {
  let passedOn = 0;
  for (const record of records) {
    try {
      passedOn += await consumeRecord(record, needs);
    } catch (error) {
      log("events-handled", { records: records.length, passedOn, retried: subjectOf(record), ...errorFields(error) });
      // Lambda starts again at this record: what comes after it waits, so that a case's entries stay in order.
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  log("events-handled", { records: records.length, passedOn });
  return { batchItemFailures: [] };
};

/** Entries are read from the case as it is now; those that were passed on before change nothing. */
const replay = async (body: string, needs: ConsumerNeeds): Promise<number> => {
  const { subject, version } = Replay.parse(JSON.parse(body));
  return publishCaseEvents(needs)(await needs.cases.getWhole(subject), version - 1);
};

const consumeQueue = async (records: SQSEvent["Records"], needs: ConsumerNeeds): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  let passedOn = 0;
  for (const { body, messageId } of records) {
    try {
      passedOn += await replay(body, needs);
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

export const caseEventsConsumer =
  (needs: ConsumerNeeds) =>
  (event: DynamoDBStreamEvent | SQSEvent): Promise<DynamoDBBatchResponse | SQSBatchResponse> =>
    isQueued(event) ? consumeQueue(event.Records, needs) : consumeStream(event.Records, needs);
