/** What the stream of the cases' table writes into the ledgers of centres and stations (article 14). */
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
import { caseInImage, contactInImage } from "../../../shared/aws/stream-image.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { answerContact, type Contact, ContactId, recordContact } from "../../../shared/casework/contacts.ts";
import { accept, decide, reissueCode } from "../../../shared/casework/handling.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { caseRowOf } from "../../../shared/ledgers/ledger-row.ts";
import { CENTRE, filed, filedAtStation, itemNamed, occasion, told } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";

const STATION = `${CENTRE}201`;
const SEPTEMBER = { from: localDate("2026-09-01"), to: localDate("2026-09-30") };
const all = { limit: 100 };
const item = itemNamed("pension-enrolment");
const first = filedAtStation(item, "2026-09-18T10:00", "accept");
const accepted = accept(first, occasion("2026-09-18T11:00"));
const carded: Case = { ...accepted, firedStages: told("promised#1#yellow") };
const decided = decide(carded, { outcome: "approved" }, occasion("2026-09-21T10:00"));
const LIFE = [first, accepted, carded, decided] as const;

/** The image as the table's stream has it, by way of JSON like a Lambda event. */
const imageOf = (subject: Case | Contact) => {
  const { nextStage: _, ...kept } = { nextStage: undefined, ...subject };
  return JSON.parse(JSON.stringify(marshall(kept, { removeUndefinedValues: true })));
};
const record = (of: "case" | "contact", after: Case | Contact, before?: Case | Contact, change: object = {}) => ({
  eventSource: "aws:dynamodb",
  dynamodb: {
    Keys: { pk: { S: `${of}#${"number" in after ? after.number : after.id}` }, sk: { S: of } },
    SequenceNumber: "1",
    NewImage: { ...imageOf(after), ...change },
    ...(before === undefined ? {} : { OldImage: imageOf(before) }),
  },
});
const RECORDS = LIFE.map((after, n) => record("case", after, LIFE[n - 1]));
// Only what the consumer reads of an event is made up here.
const stream = (...Records: object[]) => ({ Records }) as unknown as DynamoDBStreamEvent;

describe("cases-events and the ledgers", () => {
  let needs: ConsumerNeeds;
  let ledgers: ReturnType<typeof ledgerStore>;
  let cases: ReturnType<typeof caseStore>;
  const replays: object[] = [];

  beforeEach(async () => {
    const { client, names, endpoint } = await freshTables();
    const own = clientFor(endpoint, names, "cases-events");
    ledgers = ledgerStore(client, names.reports);
    cases = caseStore(client, names.cases);
    replays.length = 0;
    needs = {
      cases: caseStore(own, names.cases),
      caseInImage,
      contactInImage,
      journal: journalStore(own, names.reports),
      ledgers: ledgerStore(own, names.reports),
      cards: cardStore(own, names.reports),
      deliveries: deliveryStore(own, names.reminders),
      takeOvers: takeOverStore(own, names.directory),
      topic: { publish: async () => {} },
      redrive: { send: async (replay) => void replays.push(replay) },
      calendars: { current: async () => CHINA_CALENDAR },
      municipality: { code: "tengzhou", sms: { ...TENGZHOU_TOWN.sms, provider: "log" } },
      now: () => ({ at: instant("2026-09-21T02:00:00Z"), today: first.receivedOn }),
    };
  });
  const both = async () => [await ledgers.of(CENTRE, SEPTEMBER, all), await ledgers.of(STATION, SEPTEMBER, all)];
  const asDecided = [[caseRowOf(decided)], [caseRowOf(decided)]];

  it("keep one line of a case for its centre and one for its station, the sweep's cards in it", async () => {
    await caseEventsConsumer(needs)(stream(...RECORDS.slice(0, 3)));
    expect(await both()).toEqual([[caseRowOf(carded)], [caseRowOf(carded)]]);
    await caseEventsConsumer(needs)(stream(...RECORDS.slice(3)));
    expect(await both()).toEqual(asDecided);
    expect(caseRowOf(decided)).toMatchObject({ state: "decided", cards: { yellow: 1 }, station: STATION });
  });

  it.each([
    ["twice", [...RECORDS, ...RECORDS]],
    ["from the last to the first", RECORDS.toReversed()],
    ["the cards last of all", [RECORDS[0]!, RECORDS[1]!, RECORDS[3]!, RECORDS[2]!]],
    ["late, after a newer one", [RECORDS[3]!, RECORDS[1]!, RECORDS[3]!, RECORDS[0]!]],
  ])("say the same when records are heard %s", async (_, heard) => {
    await caseEventsConsumer(needs)(stream(...heard));
    expect(await both()).toEqual(asDecided);
  });

  it("write the line before anyone hears of the entry, and again when a record is tried again", async () => {
    let topicIsDown = true;
    const seen: number[] = [];
    const publish = async () => {
      seen.push((await ledgers.of(CENTRE, SEPTEMBER, all)).length);
      if (topicIsDown) throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
    };
    const consume = caseEventsConsumer({ ...needs, topic: { publish } });
    expect(await consume(stream(RECORDS[0]!))).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    topicIsDown = false;
    await consume(stream(RECORDS[0]!));
    expect(seen).toEqual([1, 1]);
    expect(await ledgers.of(STATION, SEPTEMBER, all)).toEqual([caseRowOf(first)]);
  });

  it("get from a replay what a broken record could not tell", async () => {
    await cases.file(decided);
    await caseEventsConsumer(needs)(stream(record("case", decided, accepted, { state: { S: "nonsense" } })));
    expect(await both()).toEqual([[], []]);
    const [replay] = replays;
    const queued = { Records: [{ eventSource: "aws:sqs", messageId: "m", body: JSON.stringify(replay) }] };
    await caseEventsConsumer(needs)(queued as unknown as SQSEvent);
    expect(await both()).toEqual(asDecided);
  });

  it("know of a long case on time what lies on its pages", async () => {
    let long = decide(
      accept(filed(item, "2026-09-18T10:00"), occasion("2026-09-18T11:00")),
      { outcome: "approved" },
      occasion("2026-09-21T10:00"),
    );
    await cases.file(long);
    while (long.version < 110) {
      const after = reissueCode(long, "id-card", occasion("2026-09-21T12:00"));
      await cases.save(after, long.version);
      long = await cases.get(long.number);
    }
    expect(long.ledger.some(({ what }) => what === "decided")).toBe(false);
    await caseEventsConsumer(needs)(stream(record("case", { ...long, firedStages: told("delivery#1#red") }, long)));
    expect(await ledgers.of(CENTRE, SEPTEMBER, all)).toMatchObject([{ onTime: true, cards: { red: 1 }, version: 110 }]);
  });

  it("hold what was first asked, and when it was answered", async () => {
    const at = occasion("2026-09-18T11:00");
    const asked = recordContact(
      {
        id: ContactId.parse("000000000005"),
        centre: CENTRE,
        channel: "counter",
        subject: "问路",
        bodyHash: "body",
        firstAsked: `${CENTRE}-a1`,
      },
      at,
    );
    const answered = answerContact(asked, "三楼", `${CENTRE}-a1`, occasion("2026-09-21T09:00"));
    await caseEventsConsumer(needs)(stream(record("contact", answered, asked), record("contact", asked)));
    expect(await ledgers.of(CENTRE, SEPTEMBER, all)).toMatchObject([
      { kind: "contact", version: 2, state: "answered", answeredOn: "2026-09-21" },
    ]);
    expect(JSON.stringify(await ledgers.of(CENTRE, SEPTEMBER, all))).not.toMatch(/问路|三楼/);
  });
});
