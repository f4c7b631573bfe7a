import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { type ConsumerNeeds, caseEventsConsumer } from "../../../functions/cases/consume-case-events.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { cardStore } from "../../../shared/aws/card-store.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import { takeOverStore } from "../../../shared/aws/finding-store.ts";
import { journalStore } from "../../../shared/aws/journal-store.ts";
import { ledgerStore } from "../../../shared/aws/ledger-store.ts";
import { reportStore } from "../../../shared/aws/report-store.ts";
import { caseInImage, contactInImage } from "../../../shared/aws/stream-image.ts";
import type { TopicMessage } from "../../../shared/aws/topics.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { ContactId, handOver, recordContact, takeOver } from "../../../shared/casework/contacts.ts";
import { accept, decide, reissueCode } from "../../../shared/casework/handling.ts";
import type { TakeOvers } from "../../../shared/directory/directory.ts";
import { instant, localDate, type Month } from "../../../shared/kernel/local-date.ts";
import { CENTRE, CLERK, filed, itemLike, occasion } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";

const SEPTEMBER = "2026-09" as Month;
const item = itemLike("pension-enrolment", {});
const first = filed(item, "2026-09-18T10:00", { notifyBySms: true });
const accepted = accept(first, occasion("2026-09-18T11:00"));
const decided = decide(accepted, { outcome: "approved" }, occasion("2026-09-21T10:00"));

/** The images as the table's stream has them, by way of JSON like a Lambda event. */
const imageOf = (subject: Case) => {
  const { firedStages: _, nextStage: __, ...kept } = subject;
  return JSON.parse(JSON.stringify(marshall(kept, { removeUndefinedValues: true })));
};
const record = (sequence: number, after: Case, before?: Case, change: object = {}) => ({
  eventID: String(sequence),
  eventSource: "aws:dynamodb",
  dynamodb: {
    Keys: { pk: { S: `case#${after.number}` }, sk: { S: "case" } },
    SequenceNumber: String(sequence),
    NewImage: { ...imageOf(after), ...change },
    ...(before === undefined ? {} : { OldImage: imageOf(before) }),
  },
});
// Only what the consumer reads of an event is made up here.
const stream = (...Records: object[]) => ({ Records }) as unknown as DynamoDBStreamEvent;
const queued = (body: object) =>
  ({ Records: [{ eventSource: "aws:sqs", messageId: "m1", body: JSON.stringify(body) }] }) as unknown as SQSEvent;

describe("cases-events", () => {
  let needs: ConsumerNeeds;
  let messages: TopicMessage[];
  let replays: object[];
  let reports: ReturnType<typeof reportStore>;
  let cases: ReturnType<typeof caseStore>;
  let cards: ReturnType<typeof cardStore>;
  let takeOvers: TakeOvers;

  beforeEach(async () => {
    const { client, names, endpoint } = await freshTables();
    const own = clientFor(endpoint, names, "cases-events");
    messages = [];
    replays = [];
    reports = reportStore(client, names.reports);
    cards = cardStore(client, names.reports);
    cases = caseStore(client, names.cases);
    takeOvers = takeOverStore(client, names.directory);
    needs = {
      cases: caseStore(own, names.cases),
      caseInImage,
      contactInImage,
      journal: journalStore(own, names.reports),
      ledgers: ledgerStore(own, names.reports),
      cards: cardStore(own, names.reports),
      deliveries: deliveryStore(own, names.reminders),
      takeOvers: takeOverStore(own, names.directory),
      topic: { publish: async (message) => void messages.push(message) },
      redrive: { send: async (replay) => void replays.push(replay) },
      calendars: { current: async () => CHINA_CALENDAR },
      municipality: {
        code: "tengzhou",
        sms: { ...TENGZHOU_TOWN.sms, provider: "log" },
      },
      now: () => ({ at: instant("2026-09-21T02:00:00Z"), today: first.receivedOn }),
    };
  });

  it("reads the pages of a case that no longer holds its whole ledger, and passes on what a short one would", async () => {
    let long = accepted;
    while (long.version < 70) long = reissueCode(long, "id-card", occasion("2026-09-18T12:00"));
    await cases.file(long);
    const after = decide(long, { outcome: "approved" }, occasion("2026-09-21T10:00"));
    await cases.save(after, long.version);
    const standing = await cases.get(after.number);
    expect(standing.ledger.length).toBeLessThan(after.version);
    await caseEventsConsumer(needs)(stream(record(1, standing, long)));
    const { entries, dues } = await reports.month(SEPTEMBER);
    expect(entries.map(({ version, what }) => [version, what])).toEqual([[after.version, "decided"]]);
    expect(dues).toMatchObject([{ version: after.version, finishedOn: "2026-09-21", inTime: true }]);
  });

  it("copies each new entry to the journal, keeps the due register and tells the topic, without personal data", async () => {
    const consume = caseEventsConsumer(needs);
    expect(await consume(stream(record(1, first), record(2, decided, first)))).toEqual({ batchItemFailures: [] });
    const { entries, dues } = await reports.month(SEPTEMBER);
    expect(entries.map(({ version, what }) => [version, what])).toEqual([
      [1, "filed"],
      [2, "accepted"],
      [3, "decided"],
    ]);
    expect(dues).toMatchObject([{ dueOn: decided.clocks.promised!.dueOn, finishedOn: "2026-09-21", version: 3 }]);
    expect(messages.map(({ attributes }) => [attributes.kind, attributes.channel])).toEqual([
      ["filed", "none"],
      ["accepted", "sms"],
      ["decided", "sms"],
    ]);
    expect(messages[2]!.body.deliveryId).toBe(`${first.number}#3`);
    expect(JSON.stringify(messages)).not.toMatch(/示例甲|10000000001|pension/);
  });

  it("R41 names once a day who took a post over without a recorded hand-over, however often it is heard", async () => {
    const consume = caseEventsConsumer(needs);
    const by = { ...CLERK, kind: "staff", staffId: `${CENTRE}-a2`, basis: "stand-in-unrecorded" } as const;
    const taken = accept(first, occasion("2026-09-18T11:00", { ...by, postId: `${CENTRE}-p01` }));
    const again = reissueCode(taken, "id-card", occasion("2026-09-18T12:00", { ...by, postId: `${CENTRE}-p01` }));
    const nextDay = reissueCode(again, "id-card", occasion("2026-09-21T09:00", { ...by, postId: `${CENTRE}-p01` }));
    await consume(stream(record(1, first), record(2, taken, first), record(3, nextDay, taken)));
    await consume(stream(record(2, taken, first), record(3, nextDay, taken)));
    const span = { from: localDate("2026-09-01"), to: localDate("2026-09-30") };
    const one = { centre: CENTRE, post: `${CENTRE}-p01`, staffId: `${CENTRE}-a2`, caseNumber: first.number };
    expect(await takeOvers.of(CENTRE, span)).toEqual([
      { schema: 1, ...one, date: "2026-09-18", at: instant("2026-09-18T11:00:00+08:00") },
      { schema: 1, ...one, date: "2026-09-21", at: instant("2026-09-21T09:00:00+08:00") },
    ]);
    expect(await takeOvers.of(CENTRE, { from: span.from, to: localDate("2026-09-18") })).toHaveLength(1);
  });

  it("R41 names too who took over what was offered to a post without a recorded hand-over", async () => {
    const at = occasion("2026-09-18T11:00");
    const asked = recordContact(
      {
        id: ContactId.parse("000000000005"),
        centre: CENTRE,
        channel: "counter",
        subject: "问路",
        bodyHash: "body",
        firstAsked: `${CENTRE}-a9`,
      },
      at,
    );
    const offered = handOver(asked, { post: `${CENTRE}-p01` }, `${CENTRE}-a9`, at);
    const taken = takeOver(offered, { staffId: `${CENTRE}-a2`, basis: "stand-in-unrecorded" }, at);
    const ofContact = (change: object) => ({
      eventSource: "aws:dynamodb",
      dynamodb: {
        Keys: { pk: { S: "contact#000000000005" }, sk: { S: "contact" } },
        SequenceNumber: "1",
        OldImage: JSON.parse(JSON.stringify(marshall(offered, { removeUndefinedValues: true }))),
        NewImage: { ...JSON.parse(JSON.stringify(marshall(taken, { removeUndefinedValues: true }))), ...change },
      },
    });
    const broken = ofContact({ state: { S: "nonsense" } });
    const consume = caseEventsConsumer(needs);
    expect(await consume(stream(broken, ofContact({}), ofContact({})))).toEqual({ batchItemFailures: [] });
    const day = localDate("2026-09-18");
    expect(await takeOvers.of(CENTRE, { from: day, to: day })).toMatchObject([
      { post: `${CENTRE}-p01`, staffId: `${CENTRE}-a2`, contactId: "000000000005" },
    ]);
    expect(messages).toEqual([]);
  });

  it("changes nothing when records come twice and out of order", async () => {
    const consume = caseEventsConsumer(needs);
    await consume(stream(record(3, decided, accepted), record(2, accepted, first), record(1, first)));
    const before = await reports.month(SEPTEMBER);
    await consume(stream(record(2, accepted, first), record(1, first), record(3, decided, accepted)));
    expect(await reports.month(SEPTEMBER)).toEqual(before);
    expect(before.dues).toMatchObject([{ finishedOn: "2026-09-21", version: 3 }]);
  });

  it("keeps each card once, with the post that answered for it, and that it was annulled, in whatever order it is heard", async () => {
    const fired = {
      ...accepted,
      firedStages: { "promised#1#half": { at: first.receivedAt }, "promised#1#yellow": { at: first.receivedAt } },
    };
    const annulled = {
      ...fired,
      version: fired.version + 1,
      annulled: {
        "promised#1#yellow": { version: fired.version + 1, at: first.receivedAt, reason: "outage" as const },
      },
    };
    const marks = marshall({ firedStages: fired.firedStages });
    const heard = [record(1, fired, accepted, marks), record(2, annulled, fired, marks)];
    for (const records of [heard, heard.toReversed()]) await caseEventsConsumer(needs)(stream(...records));
    const kept = await cards.ofCentre(CENTRE, "2026-09");
    expect(kept).toMatchObject([{ stage: "yellow", clock: "promised", post: accepted.decidingPost, annulled: true }]);
  });

  it("passes over a sweep's write and items that are no case", async () => {
    const attempts = record(2, first);
    attempts.dynamodb.Keys.sk.S = "lookup#a";
    await caseEventsConsumer(needs)(stream(record(1, first, first), attempts));
    expect(messages).toEqual([]);
  });

  it("fails a record that meets a passing trouble, so that it and all after it are tried again in order", async () => {
    const publish = async () => {
      throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
    };
    const answer = await caseEventsConsumer({ ...needs, topic: { publish } })(
      stream(record(7, first), record(8, accepted, first)),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "7" }] });
    expect(replays).toEqual([]);
  });

  it("queues a record that can never be processed, goes on, and replays it from the case itself", async () => {
    const other = filed(item, "2026-09-18T12:00", { number: accepted.number });
    const consume = caseEventsConsumer(needs);
    const broken = record(1, accepted, first, { state: { S: "nonsense" } });
    expect(await consume(stream(broken, record(2, { ...other, number: "000000000009" as Case["number"] })))).toEqual({
      batchItemFailures: [],
    });
    expect(replays).toEqual([{ subject: accepted.number, version: 2 }]);
    expect(messages).toHaveLength(1);
    await cases.file(accepted);
    expect(await consume(queued({ subject: accepted.number, version: 2 }))).toEqual({ batchItemFailures: [] });
    expect(messages.at(-1)?.body).toMatchObject({ caseNumber: accepted.number, version: 2 });
  });

  it("leaves a replay that fails again in the queue", async () => {
    const answer = await caseEventsConsumer(needs)(queued({ subject: "000000000042", version: 1 }));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
  });
});
