/** The stores that an invented quarter is written through, and what the streams' consumers make of it. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { publishCaseEvents } from "../../functions/cases/publish-case-events.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { attendanceBook } from "../../shared/aws/attendance-store.ts";
import { cardStore } from "../../shared/aws/card-store.ts";
import { caseStore } from "../../shared/aws/case-store.ts";
import { complaintStore } from "../../shared/aws/complaint-store.ts";
import { sentMessages } from "../../shared/aws/delivery-list-store.ts";
import { deliveryStore } from "../../shared/aws/delivery-store.ts";
import { directoryStore } from "../../shared/aws/directory-store.ts";
import { takeOverStore } from "../../shared/aws/finding-store.ts";
import { journalStore } from "../../shared/aws/journal-store.ts";
import { ledgerStore } from "../../shared/aws/ledger-store.ts";
import { ratingStore } from "../../shared/aws/rating-store.ts";
import { reportStore } from "../../shared/aws/report-store.ts";
import { returnStore } from "../../shared/aws/return-store.ts";
import { complaintJournalEntryOf } from "../../shared/bulletins/complaint-journal.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { Case } from "../../shared/casework/case.ts";
import type { Complaint } from "../../shared/complaints/complaint.ts";
import {
  type Instant,
  instantOf,
  localDateOf,
  millisecondsOf,
  plusMilliseconds,
} from "../../shared/kernel/local-date.ts";
import type { Rating } from "../../shared/ratings/rating.ts";
import type { Delivery } from "../../shared/reminders/delivery.ts";
import { cardRowsOf } from "../../shared/scorecards/card-row.ts";
import type { TableName } from "../../shared/tables.ts";
import type { Random } from "../soak/random.ts";
import type { Step } from "./case-life.ts";

export type Stores = ReturnType<typeof storesOf>;

export const storesOf = (client: DynamoDBDocumentClient, names: Readonly<Record<TableName, string>>) => ({
  cases: caseStore(client, names.cases),
  complaints: complaintStore(client, names.complaints),
  ratings: ratingStore(client, names.ratings),
  reports: reportStore(client, names.reports),
  journal: journalStore(client, names.reports),
  ledgers: ledgerStore(client, names.reports),
  cards: cardStore(client, names.reports),
  deliveries: deliveryStore(client, names.reminders),
  sent: sentMessages(client, names.reminders),
  directory: directoryStore(client, names.directory),
  book: attendanceBook(client, names.directory),
  takeOvers: takeOverStore(client, names.directory),
  returns: returnStore(client, names.reports),
});

const HOLDER = "quarter";
const MINUTE_MS = 60_000;

/** Taken on by the gateway at once; one in a hundred and fifty never arrives. */
const sendText = async (delivery: Delivery, { deliveries }: Stores, random: Random): Promise<boolean> => {
  await deliveries.open(delivery);
  const at = delivery.notBefore;
  const until = plusMilliseconds(at, MINUTE_MS);
  await deliveries.claim(delivery.id, { holder: HOLDER, at, until });
  const taken = { sentAt: at, parts: 1, maskedTo: "100****0000" };
  return random.below(150) === 0
    ? deliveries.settle(delivery.id, HOLDER, until, { state: "failed", failure: "unreachable" })
    : deliveries.settle(delivery.id, HOLDER, until, { state: "delivered", ...taken });
};

/** Every state of a case in order, and then what `cases-events` makes of it. */
export const writeLife = async (steps: readonly Step[], stores: Stores, random: Random): Promise<Case> => {
  const { cases, cards } = stores;
  const [first, ...later] = steps;
  await cases.file(first!.state);
  let before = first!.state;
  for (const { state, fired } of later) {
    if (fired === undefined) await cases.save(state, before.version);
    else {
      const { number, version, nextStage } = before;
      const seen = { number, version, nextStage: nextStage!.id, nextStageAt: nextStage!.at };
      await cases.advance(seen, fired, state.nextStage);
    }
    before = state;
  }
  await publishCaseEvents({
    ...{ journal: stores.journal, ledgers: stores.ledgers, takeOvers: stores.takeOvers },
    topic: { publish: async () => undefined },
    deliveries: { open: (delivery) => sendText(delivery, stores, random) },
    calendars: { current: async () => CHINA_CALENDAR },
    municipality: tengzhou,
    now: () => nowOf(before.ledger.at(-1)!.at),
  })(before, 0);
  for (const row of cardRowsOf(before, Object.keys(before.firedStages))) await cards.record(row);
  return before;
};

const nowOf = (at: Instant) => ({ at: instantOf(millisecondsOf(at)), today: localDateOf(at) });

export const writeComplaint = async (states: readonly Complaint[], { complaints, journal }: Stores): Promise<void> => {
  const [first, ...later] = states;
  await complaints.file(first!);
  let before = first!;
  for (const state of later) {
    await complaints.save(state, before.version);
    before = state;
  }
  for (const entry of before.ledger) await journal.recordComplaint(complaintJournalEntryOf(before, entry));
};

export const writeRating = async (states: readonly Rating[], { ratings }: Stores): Promise<void> => {
  const [first, ...later] = states;
  await ratings.give(first!);
  let before = first!;
  for (const state of later) {
    await ratings.save(state, before.version);
    before = state;
  }
};
