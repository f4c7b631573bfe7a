/**
 * Passing on what happened to a complaint, as with cases: the ledger is the outbox. Each entry goes, in order, to the
 * month's journal, the complainant's delivery and the topic; passing it on again changes nothing.
 */
import { complaintJournalEntryOf } from "../../shared/bulletins/complaint-journal.ts";
import type { ComplaintJournal } from "../../shared/bulletins/reports.ts";
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Complaint, ComplaintEntry, ComplaintNumber } from "../../shared/complaints/complaint.ts";
import type { Complaints } from "../../shared/complaints/complaints.ts";
import { openForTime, type Sealed } from "../../shared/complaints/walls.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { complainantDelivery } from "../../shared/reminders/complainant-messages.ts";
import type { Deliveries } from "../../shared/reminders/delivery.ts";
import type { Topic } from "../runtime/composition.ts";
import type { Now } from "../runtime/operation.ts";
import { type Image, outboxConsumer, type Redrive } from "../runtime/outbox.ts";

export type ComplaintEventNeeds = {
  readonly complaints: Pick<Complaints, "findWhole">;
  /** @throws ZodError when the image is no complaint */
  readonly complaintInImage: (image: Image) => Sealed<Complaint>;
  readonly journal: ComplaintJournal;
  readonly deliveries: Pick<Deliveries, "open">;
  readonly topic: Topic;
  readonly calendars: { current(): Promise<Calendar> };
  readonly municipality: Pick<MunicipalitySettings, "code" | "sms">;
  readonly redrive: Redrive;
  readonly now: Now;
};

/** Whoever listens may be walled: a number, a version, an instant, and that something happened; not what, where or to whom (R53). */
const messageOf = (
  number: ComplaintNumber,
  { version, at }: ComplaintEntry,
  municipality: string,
  deliveryId?: string,
) => ({
  body: { municipality, complaintNumber: number, version, at, ...(deliveryId === undefined ? {} : { deliveryId }) },
  attributes: {
    kind: "complaint-moved",
    channel: deliveryId === undefined ? ("none" as const) : ("sms" as const),
    locale: "zh-CN",
    municipality,
  },
});

const passOn = async (subject: Complaint, entry: ComplaintEntry, needs: ComplaintEventNeeds): Promise<void> => {
  const { municipality, calendars, deliveries, journal, topic, now } = needs;
  await journal.recordComplaint(complaintJournalEntryOf(subject, entry));
  const day = { at: now().at, calendar: await calendars.current(), window: municipality.sms.window };
  const delivery = complainantDelivery(subject, entry, day);
  if (delivery !== undefined) await deliveries.open(delivery);
  await topic.publish(messageOf(subject.number, entry, municipality.code, delivery?.id));
};

export const complaintEventsConsumer = (needs: ComplaintEventNeeds) =>
  outboxConsumer<Sealed<Complaint>>({
    of: "complaint",
    inImage: async (image) => needs.complaintInImage(image),
    find: async (number) => {
      const found = await needs.complaints.findWhole(number);
      if (found === undefined) throw new Refusal("complaint-not-found");
      return found;
    },
    passOn: async (item, seen) => {
      const subject = openForTime(item);
      const entries = subject.ledger.filter(({ version }) => version > seen);
      for (const entry of entries) await passOn(subject, entry, needs);
      return entries.length;
    },
    redrive: needs.redrive,
  });
