import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type ComplaintEventNeeds,
  complaintEventsConsumer,
} from "../../../functions/complaints/publish-complaint-events.ts";
import { phoneOf } from "../../../functions/reminders/sending.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { complaintInImage, complaintStore } from "../../../shared/aws/complaint-store.ts";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import { readingDirectory } from "../../../shared/aws/directory-store.ts";
import { journalStore } from "../../../shared/aws/journal-store.ts";
import { reportStore } from "../../../shared/aws/report-store.ts";
import type { TopicMessage } from "../../../shared/aws/topics.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Complaint } from "../../../shared/complaints/complaint.ts";
import { decideComplaint } from "../../../shared/complaints/deciding.ts";
import { acceptComplaint, noteInquiry } from "../../../shared/complaints/handling.ts";
import { instant, monthOf } from "../../../shared/kernel/local-date.ts";
import { complaintOccasion, filedComplaint, person } from "../../support/complaints.ts";
import { clientFor, freshTables } from "../../support/tables.ts";

const by = { kind: "staff", staffId: person("deputy"), role: "deputy-director", as: "handler" } as const;
const on = (at: string) => complaintOccasion(at, { by });
const first = filedComplaint({ notifyBySms: true });
const accepted = acceptComplaint(first, {}, on("2026-09-18T11:00"));
const noted = noteInquiry(accepted, "调取录像", on("2026-09-18T12:00"));
const decided = decideComplaint(noted, { finding: "upheld", reasons: "属实" }, on("2026-09-19T19:50"));

const imageOf = ({ nextStage: _, ...kept }: Complaint) =>
  JSON.parse(JSON.stringify(marshall(kept, { removeUndefinedValues: true })));
const record = (sequence: number, after: Complaint, before?: Complaint, change: object = {}) => ({
  eventSource: "aws:dynamodb",
  dynamodb: {
    Keys: { pk: { S: `complaint#${after.number}` }, sk: { S: "complaint" } },
    SequenceNumber: String(sequence),
    NewImage: { ...imageOf(after), ...change },
    ...(before === undefined ? {} : { OldImage: imageOf(before) }),
  },
});
// Only what the consumer reads of an event is made up here.
const stream = (...Records: object[]) => ({ Records }) as unknown as DynamoDBStreamEvent;
const queued = (body: object) =>
  ({ Records: [{ eventSource: "aws:sqs", messageId: "m1", body: JSON.stringify(body) }] }) as unknown as SQSEvent;

describe("complaints-events", () => {
  let needs: ComplaintEventNeeds;
  let messages: TopicMessage[];
  let replays: object[];
  let tables: Awaited<ReturnType<typeof freshTables>>;
  const deliveryOf = (version: number) =>
    deliveryStore(tables.client, tables.names.reminders).get(`${first.number}#${version}#complaint`);

  beforeEach(async () => {
    tables = await freshTables();
    const own = clientFor(tables.endpoint, tables.names, "complaints-events");
    messages = [];
    replays = [];
    needs = {
      complaints: complaintStore(own, tables.names.complaints),
      complaintInImage,
      journal: journalStore(own, tables.names.reports),
      deliveries: deliveryStore(own, tables.names.reminders),
      topic: { publish: async (message) => void messages.push(message) },
      redrive: { send: async (replay) => void replays.push(replay) },
      calendars: { current: async () => CHINA_CALENDAR },
      municipality: { code: "tengzhou", sms: { ...TENGZHOU_TOWN.sms, provider: "log" } },
      now: () => ({ at: instant("2026-09-18T03:00:00Z"), today: first.receivedOn }),
    };
  });

  it("R53 journals each entry once, by month, with codes and days only", async () => {
    const events = stream(record(1, first), record(2, accepted, first), record(3, decided, accepted));
    await complaintEventsConsumer(needs)(events);
    await complaintEventsConsumer(needs)(events);
    const kept = await reportStore(tables.client, tables.names.reports).complaintsOf(monthOf(first.receivedOn));
    expect(kept.map(({ version, what }) => [version, what]).sort()).toEqual(
      decided.ledger.map(({ version, what }) => [version, what]),
    );
    expect(Object.keys(kept[0]!).sort()).toEqual([
      "at",
      "centre",
      "kind",
      "on",
      "schema",
      "subject",
      "version",
      "what",
    ]);
  });

  it("R36 R53 tells the topic that something happened, and neither what, nor where, nor of whom", async () => {
    const events = stream(record(1, first), record(2, accepted, first), record(3, decided, accepted));
    expect(await complaintEventsConsumer(needs)(events)).toEqual({ batchItemFailures: [] });
    expect(messages.map(({ body }) => body.version)).toEqual([1, 2, 3, 4]);
    for (const { body, attributes } of messages) {
      const { deliveryId: _, ...told } = body;
      expect(Object.keys(told)).toEqual(["municipality", "complaintNumber", "version", "at"]);
      expect(attributes.kind).toBe("complaint-moved");
    }
    expect(JSON.stringify(messages)).not.toMatch(/370481102|deputy|10000000001|upheld|decided|等候/);
  });

  it("tells the complainant who asked for it of each step and of the result, in any applicant's words, once", async () => {
    const events = stream(record(1, first), record(2, accepted, first), record(3, decided, accepted));
    const consume = complaintEventsConsumer(needs);
    await consume(events);
    await consume(events);
    expect(messages.flatMap(({ body }) => body.deliveryId ?? []).slice(0, 2)).toEqual([
      `${first.number}#2#complaint`,
      `${first.number}#4#complaint`,
    ]);
    const delivery = await deliveryOf(2);
    expect(delivery).toMatchObject({ confidential: true, content: { template: "resident-step" } });
    expect((await deliveryOf(4))?.content?.template).toBe("resident-decided");
    expect(JSON.stringify(delivery)).not.toMatch(/10000000001|370481102/);
  });

  it("tells nobody who did not ask for it", async () => {
    const silent = filedComplaint({});
    const moved = acceptComplaint(silent, {}, on("2026-09-18T11:00"));
    await complaintEventsConsumer(needs)(stream(record(1, silent), record(2, moved, silent)));
    expect(messages.map(({ attributes }) => attributes.channel)).toEqual(["none", "none"]);
  });

  it("finds the number to send to behind the walls, and none when it was erased", async () => {
    const { client, names, endpoint } = tables;
    await complaintStore(client, names.complaints).file(first);
    const own = clientFor(endpoint, names, "reminders-sms-sender");
    const stores = {
      complaints: complaintStore(own, names.complaints),
      cases: caseStore(own, names.cases),
      directory: readingDirectory(own, names.directory),
    };
    const recipient = { kind: "resident", of: "complaint", caseNumber: first.number } as const;
    expect(await phoneOf(recipient, stores)).toBe("10000000001");
    const unknown = filedComplaint({}).number;
    expect(await phoneOf({ ...recipient, caseNumber: unknown }, stores)).toBeUndefined();
  });

  it("queues a record that can never be processed, goes on, and replays it from the complaint itself", async () => {
    const broken = record(1, first, undefined, { state: { S: "unheard-of" } });
    const consume = complaintEventsConsumer(needs);
    expect(await consume(stream(broken, record(2, accepted, first)))).toEqual({ batchItemFailures: [] });
    expect(replays).toEqual([{ subject: first.number, version: 1 }]);
    const store = complaintStore(tables.client, tables.names.complaints);
    await store.file(first);
    await store.save(accepted, first.version);
    messages = [];
    await consume(queued({ subject: first.number, version: 1 }));
    expect(messages.map(({ body }) => body.version)).toEqual([1, 2]);
    expect(await consume(queued({ subject: filedComplaint({}).number, version: 1 }))).toEqual({
      batchItemFailures: [{ itemIdentifier: "m1" }],
    });
  });

  it("tries a record again, in order, when a passing trouble stops it", async () => {
    needs = { ...needs, topic: { publish: async () => Promise.reject(new Error("the topic is away")) } };
    expect(await complaintEventsConsumer(needs)(stream(record(7, first)))).toEqual({
      batchItemFailures: [{ itemIdentifier: "7" }],
    });
  });
});
