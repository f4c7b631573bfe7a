/** Where stream records wait that could not be processed: pointers only, which outlive the stream's 24 hours. */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { TIMEOUTS } from "./clients.ts";

export type RedriveQueue = {
  /** Asks for the ledger of `subject` to be replayed from the entry of `version` on. */
  send(replay: { readonly subject: string; readonly version: number }): Promise<void>;
};

export const redriveQueueOf = (queueUrl: string): RedriveQueue => {
  const client = new SQSClient({ maxAttempts: 3, requestHandler: TIMEOUTS });
  return {
    async send(replay) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(replay) }));
    },
  };
};
