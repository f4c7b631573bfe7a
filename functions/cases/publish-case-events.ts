/**
 * Passing on what happened to a case: the ledger is the outbox. The case goes to the ledgers of its centre and station as it
 * is; then each entry, in order, to the month's journal and due register, to the findings where a hand-over was missing, to
 * the resident's delivery and to the topic; the message is last, so that whoever hears of an entry finds the rest in place. A crash between any two steps is mended by passing the entry on again: every write is put-if-absent or
 * guarded by its version, and a message heard twice names a delivery that is sent once.
 */

import { rowsChangedBy } from "../../shared/bulletins/due-register.ts";
import { journalEntryOf } from "../../shared/bulletins/journal.ts";
import type { Journal } from "../../shared/bulletins/reports.ts";
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Case, LedgerEntry } from "../../shared/casework/case.ts";
import { takeOverIn } from "../../shared/casework/taken-over.ts";
import type { TakeOvers } from "../../shared/directory/directory.ts";
import { caseRowOf } from "../../shared/ledgers/ledger-row.ts";
import type { Ledgers } from "../../shared/ledgers/ledgers.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import type { Deliveries } from "../../shared/reminders/delivery.ts";
import { proxyDelivery } from "../../shared/reminders/proxy-messages.ts";
import { residentDelivery } from "../../shared/reminders/resident-messages.ts";
import type { Topic } from "../runtime/composition.ts";
import type { Now } from "../runtime/operation.ts";

export type EventNeeds = {
  readonly journal: Journal;
  readonly ledgers: Pick<Ledgers, "record">;
  readonly deliveries: Pick<Deliveries, "open">;
  readonly takeOvers: Pick<TakeOvers, "record">;
  readonly topic: Topic;
  readonly calendars: { current(): Promise<Calendar> };
  readonly municipality: Pick<MunicipalitySettings, "code" | "sms">;
  readonly now: Now;
};

/** Ids and codes only. The item is left out: its name may show hardship or health. */
const messageOf = (subject: Case, entry: LedgerEntry, deliveryId: string | undefined, municipality: string) => ({
  body: {
    municipality,
    caseNumber: subject.number,
    version: entry.version,
    what: entry.what,
    at: entry.at,
    centre: subject.centre,
    ...(deliveryId === undefined ? {} : { deliveryId }),
  },
  attributes: {
    kind: entry.what,
    channel: deliveryId === undefined ? ("none" as const) : ("sms" as const),
    locale: "zh-CN",
    municipality,
  },
});

/** Opens the SMS owed to the resident, and to the proxy if one filed it. One that is open, or sent, already stays as it is; its id is the same. */
const openDelivery = async (subject: Case, entry: LedgerEntry, needs: EventNeeds): Promise<string | undefined> => {
  const day = {
    at: needs.now().at,
    calendar: await needs.calendars.current(),
    window: needs.municipality.sms.window,
  };
  const delivery = residentDelivery(subject, entry, day);
  if (delivery !== undefined) await needs.deliveries.open(delivery);
  // The message names the resident's; the proxy's is published by the next sweep (R47).
  const toProxy = proxyDelivery(subject, entry, day);
  if (toProxy !== undefined) await needs.deliveries.open(toProxy);
  return delivery?.id;
};

const passOn = async (subject: Case, entry: LedgerEntry, needs: EventNeeds): Promise<void> => {
  await needs.journal.record(journalEntryOf(subject, entry));
  for (const row of rowsChangedBy(subject, entry.version)) await needs.journal.registerDue(row);
  const takeOver = takeOverIn(subject, entry);
  if (takeOver !== undefined) await needs.takeOvers.record(takeOver);
  const deliveryId = await openDelivery(subject, entry, needs);
  await needs.topic.publish(messageOf(subject, entry, deliveryId, needs.municipality.code));
};

/** Passes on every entry after `seen`, the last version known to be passed on. Answers how many. */
export const publishCaseEvents =
  (needs: EventNeeds) =>
  async (subject: Case, seen: number): Promise<number> => {
    const entries = subject.ledger.filter(({ version }) => version > seen);
    if (entries.length > 0) await needs.ledgers.record(caseRowOf(subject));
    for (const entry of entries) await passOn(subject, entry, needs);
    return entries.length;
  };
