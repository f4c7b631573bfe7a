/**
 * `npm run redrive -- <code>`: moves what ended in the dead letters of the redrive queues back into those queues, where the
 * stream consumers replay it from the cases and complaints themselves. Repeating it is harmless: entries passed on before
 * change nothing.
 */
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { municipalityOf } from "./municipalities/index.ts";

/** CloudFormation names a queue `<stack>-<logical id>-<random>`. */
const deadLettersOf = (code: string): readonly string[] =>
  ["RedriveDeadLetters", "ComplaintsRedriveDeadLetters"].map((id) => `${code}-messaging-${id}`);

const redriveFrom = async (client: Pick<SQSClient, "send">, prefix: string): Promise<number> => {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
  const [QueueUrl, another] = QueueUrls;
  if (QueueUrl === undefined || another !== undefined) {
    throw new Error(`${QueueUrls.length} queues are named ${prefix}…: exactly one was expected`);
  }
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn", "ApproximateNumberOfMessages"] }),
  );
  const waiting = Number(Attributes.ApproximateNumberOfMessages ?? 0);
  // Without a destination they go back to the queue that they came from.
  if (waiting > 0) await client.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes.QueueArn }));
  return waiting;
};

/**
 * Answers with how many messages waited there, by SQS's own estimate.
 * @throws Error when there is no such queue, or more than one
 */
export const redrive = async (client: Pick<SQSClient, "send">, code: string): Promise<number> => {
  let waiting = 0;
  for (const prefix of deadLettersOf(code)) waiting += await redriveFrom(client, prefix);
  return waiting;
};

if (import.meta.main) {
  try {
    const { code, region } = municipalityOf(process.argv[2]);
    const waiting = await redrive(new SQSClient({ region }), code);
    console.log(waiting === 0 ? "nothing to replay" : `about ${waiting} messages go back to the redrive queues`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
