/** Lambda `reminders-receipts`: keeps what SNS says of the text messages that it sent. Deployed with provider `sns` only. */
import type { CloudWatchLogsEvent } from "aws-lambda";
import * as z from "zod";
import { receiptsOf } from "../runtime/composition.ts";
import { environment, RemindersTable } from "../runtime/environment.ts";
import { log } from "../runtime/log.ts";
import { keepReceipts } from "./keep-receipts.ts";

const receipts = receiptsOf(environment(z.object(RemindersTable)));

export const handler = async (event: CloudWatchLogsEvent): Promise<void> => {
  log("receipts-kept", await keepReceipts(receipts, event));
};
