/** Which deliveries an event asks for: messages of a topic, straight from SNS or through a queue. */
import type { SNSEvent, SQSEvent } from "aws-lambda";
import * as z from "zod";

/** Topics carry more than the id; the rest is for others. */
const Wanted = z.object({ deliveryId: z.string().min(1) });
/** A queue holds the topic's message in an envelope, or bare where raw delivery is on. */
const Envelope = z.object({ Type: z.literal("Notification"), Message: z.string() });

const wantedIn = (text: string): string => Wanted.parse(JSON.parse(text)).deliveryId;

const inQueue = (body: string): string => {
  const envelope = Envelope.safeParse(JSON.parse(body));
  return wantedIn(envelope.success ? envelope.data.Message : body);
};

/**
 * Ids of deliveries.
 * @throws SyntaxError, ZodError for a message that names none: it ends in the dead letters
 */
export const deliveriesWanted = (event: SNSEvent | SQSEvent): readonly string[] =>
  event.Records.map((record) => ("Sns" in record ? wantedIn(record.Sns.Message) : inQueue(record.body)));
