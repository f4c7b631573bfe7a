/**
 * What SNS writes to its logs of a text message that it sent, as a log subscription hands it on: gzipped, in batches. A
 * record holds the telephone number; nothing of it is kept but the message's id, what became of it and when.
 */
import { gunzipSync } from "node:zlib";
import type { CloudWatchLogsEvent } from "aws-lambda";
import * as z from "zod";
import { instantOf } from "../../shared/kernel/local-date.ts";
import type { Receipt } from "../../shared/reminders/receipt.ts";

const Batch = z.object({
  /** `CONTROL_MESSAGE` only checks that someone listens. */
  messageType: z.enum(["DATA_MESSAGE", "CONTROL_MESSAGE"]),
  logEvents: z.array(z.object({ timestamp: z.number(), message: z.string() })),
});

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const DeliveryRecord = z
  .string()
  .transform(parsed)
  .pipe(
    z.object({
      notification: z.object({ messageId: z.string().min(1) }),
      status: z.enum(["SUCCESS", "FAILURE"]),
      delivery: z.object({ providerResponse: z.string().optional() }).default({}),
    }),
  );

/** `Phone carrier has blocked this message` → `phone-carrier-has-blocked-this-message`; no digit, so no number, survives. */
const codeOf = (response = ""): string =>
  response
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60) || "failed";

const receiptOf = ({ timestamp, message }: { timestamp: number; message: string }): Receipt | undefined => {
  const record = DeliveryRecord.safeParse(message);
  if (!record.success) return undefined;
  const { notification, status, delivery } = record.data;
  const known = { schema: 1, messageId: notification.messageId, at: instantOf(timestamp) } as const;
  return status === "SUCCESS"
    ? { ...known, state: "delivered" }
    : { ...known, state: "undeliverable", code: codeOf(delivery.providerResponse) };
};

/**
 * The receipts of one event in their order, and how many records were none.
 * @throws Error, ZodError for what is no batch of log events: it ends in the dead letters
 */
export const receiptsIn = ({
  awslogs,
}: CloudWatchLogsEvent): { readonly receipts: readonly Receipt[]; readonly unreadable: number } => {
  const batch = Batch.parse(JSON.parse(gunzipSync(Buffer.from(awslogs.data, "base64")).toString()));
  const records = batch.messageType === "CONTROL_MESSAGE" ? [] : batch.logEvents.map(receiptOf);
  const receipts = records.filter((receipt) => receipt !== undefined);
  return { receipts, unreadable: records.length - receipts.length };
};
