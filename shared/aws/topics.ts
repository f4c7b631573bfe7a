/** SNS topics: the seam between what happened and who is told. Messages hold ids and codes, never personal data. */
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { TIMEOUTS } from "./clients.ts";

export type TopicMessage = {
  readonly body: Readonly<Record<string, unknown>>;
  /** What subscribers filter by. */
  readonly attributes: {
    readonly kind: string;
    readonly channel: "sms" | "none";
    readonly locale: string;
    readonly municipality: string;
  };
};
export type Topic = { publish(message: TopicMessage): Promise<void> };

export const snsClient = (): SNSClient => new SNSClient({ maxAttempts: 3, requestHandler: TIMEOUTS });

export const topicOf = (client: SNSClient, topicArn: string): Topic => ({
  async publish({ body, attributes }) {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify(body),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
        ),
      }),
    );
  },
});
