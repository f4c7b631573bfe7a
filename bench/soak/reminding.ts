/** The deployed sweep and senders, all guards on, with a topic that delivers at once and a gateway that answers at once. */
import { randomUUID } from "node:crypto";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { caseDocket } from "../../functions/reminders/docket.ts";
import { attended } from "../../functions/reminders/fire-stages.ts";
import { sendSms } from "../../functions/reminders/send-sms.ts";
import { type SweepOutcome, sweepDeadlines } from "../../functions/reminders/sweep-deadlines.ts";
import { rememberedCalendars } from "../../functions/runtime/calendars.ts";
import { sha256 } from "../../functions/runtime/hashes.ts";
import { localClient } from "../../infra/local/tables.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { calendarStore } from "../../shared/aws/calendar-store.ts";
import { caseStore } from "../../shared/aws/case-store.ts";
import { deliveryStore } from "../../shared/aws/delivery-store.ts";
import { readingDirectory } from "../../shared/aws/directory-reading.ts";
import { smsCapStore } from "../../shared/aws/sms-cap-store.ts";
import { type Instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { type Meter, metered, newMeter } from "./metered.ts";

export type ReminderTables = { readonly cases: string; readonly directory: string; readonly reminders: string };
export type Reminded = {
  readonly outcome: SweepOutcome;
  readonly sweep: Meter;
  readonly senders: Meter;
  readonly ms: number;
  /** Messages that the gateway took on. */
  readonly sms: number;
};

const SENDERS = 8;
/** As Lambda gives the sweep. */
const REMAINING_MS = 240_000;

const storesOf = (endpoint: string, names: ReminderTables, meter: Meter, at: Instant) => {
  const raw = metered(localClient(endpoint), meter);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const now = () => ({ at, today: localDateOf(at) });
  return {
    needs: {
      cases: caseStore(client, names.cases),
      deliveries: deliveryStore(client, names.reminders),
      complaints: { find: async () => undefined },
      ratings: { find: async () => undefined },
      directory: readingDirectory(client, names.directory),
      calendars: rememberedCalendars(calendarStore(client, names.directory), now),
      caps: smsCapStore(client, names.reminders),
      hours: tengzhou.officeHours,
      ladder: tengzhou.ladder,
      window: tengzhou.sms.window,
    },
    now,
    close: () => raw.destroy(),
  };
};

/** One sweep at an instant, and everything that it publishes, until it is sent. */
export const remind = async (endpoint: string, names: ReminderTables, at: Instant): Promise<Reminded> => {
  const [sweep, senders] = [newMeter(), newMeter()];
  const sweeping = storesOf(endpoint, names, sweep, at);
  const sending = storesOf(endpoint, names, senders, at);
  let sms = 0;
  const send = sendSms({
    ...sending.needs,
    now: sending.now,
    signature: tengzhou.sms.signature,
    limits: tengzhou.sms.limits,
    numberHash: async () => sha256,
    newHolder: randomUUID,
    gateway: {
      timeoutMs: 10_000,
      send: async () => {
        sms += 1;
        return { outcome: "accepted", messageId: String(sms) };
      },
      find: async () => ({ outcome: "absent" }),
      receipt: async () => ({ outcome: "delivered" }),
    },
  });
  const topic: string[] = [];
  let swept = false;
  const sender = async (): Promise<void> => {
    for (;;) {
      const id = topic.shift();
      if (id !== undefined) await send(id);
      else if (swept) return;
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const from = performance.now();
  const working = Array.from({ length: SENDERS }, sender);
  const run = sweepDeadlines({
    ...sweeping.needs,
    dockets: [attended(caseDocket(sweeping.needs.cases))],
    publish: async (id) => void topic.push(id),
  });
  try {
    const outcome = await run({ at, today: localDateOf(at), scheduledFor: at, remaining: () => REMAINING_MS });
    swept = true;
    await Promise.all(working);
    return { outcome, sweep, senders, ms: performance.now() - from, sms };
  } finally {
    swept = true;
    sweeping.close();
    sending.close();
  }
};
