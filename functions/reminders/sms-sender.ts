/** Lambda `reminders-sms-sender`: the subscriber of every topic whose messages ask for an SMS. */
import { randomUUID } from "node:crypto";
import type { SNSEvent, SQSEvent } from "aws-lambda";
import * as z from "zod";
import {
  calendarsOf,
  casesOf,
  complaintsOf,
  deliveriesOf,
  directoryToRead,
  keyedHashes,
  now,
  ratingsOf,
  receiptsOf,
  smsCapsOf,
  smsGatewayOf,
} from "../runtime/composition.ts";
import {
  CasesTable,
  ComplaintsTable,
  DirectoryTable,
  environment,
  RatingsTable,
  RemindersTable,
} from "../runtime/environment.ts";
import { settings } from "../runtime/settings.ts";
import { deliveriesWanted } from "./delivery-messages.ts";
import { sendSms } from "./send-sms.ts";

const env = environment(
  z.object({
    ...CasesTable,
    ...ComplaintsTable,
    ...DirectoryTable,
    ...RatingsTable,
    ...RemindersTable,
    CODE_SECRET_ARN: z.string().min(1),
    SMS_SECRET_ARN: z.string().optional(),
  }),
);
const { sms, officeHours: hours, ladder } = settings();
const keyed = keyedHashes(env.CODE_SECRET_ARN);

const send = sendSms({
  cases: casesOf(env),
  complaints: complaintsOf(env),
  ratings: ratingsOf(env),
  directory: directoryToRead(env),
  deliveries: deliveriesOf(env),
  gateway: smsGatewayOf(sms, { secretArn: env.SMS_SECRET_ARN, receipts: receiptsOf(env) }),
  signature: sms.signature,
  window: sms.window,
  limits: sms.limits,
  caps: smsCapsOf(env),
  numberHash: async () => (await keyed()).textHash,
  calendars: calendarsOf(env),
  now,
  hours,
  ladder,
  newHolder: randomUUID,
});

/** A message that fails comes again; one that succeeded before it finds its delivery settled. */
export const handler = async (event: SNSEvent | SQSEvent): Promise<void> => {
  for (const deliveryId of deliveriesWanted(event)) await send(deliveryId);
};
