/** What the function `reminders-office` serves. */
import { listMessages } from "./list-messages.ts";
import { readMessageCost } from "./read-message-cost.ts";
import { resendMessage } from "./resend-message.ts";

export const OFFICE_OPERATIONS = [listMessages, readMessageCost, resendMessage] as const;
