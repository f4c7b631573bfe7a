/** Keeps each receipt of an event once. The event may come twice, late or out of order: the first receipt of a message stays. */
import type { CloudWatchLogsEvent } from "aws-lambda";
import type { Receipts } from "../../shared/reminders/receipt.ts";
import { receiptsIn } from "./delivery-records.ts";

/**
 * How many receipts the event held, and how many of them were the first of their message.
 * @throws Error when a record could not be read, after the others have been kept: the event ends in the dead letters
 */
export const keepReceipts = async (
  store: Pick<Receipts, "keep">,
  event: CloudWatchLogsEvent,
): Promise<{ readonly receipts: number; readonly kept: number }> => {
  const { receipts, unreadable } = receiptsIn(event);
  let kept = 0;
  for (const receipt of receipts) if (await store.keep(receipt)) kept += 1;
  if (unreadable > 0) throw new Error(`${unreadable} delivery records cannot be read`);
  return { receipts: receipts.length, kept };
};
