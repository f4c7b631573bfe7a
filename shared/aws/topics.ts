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
/** To subscribers by mail, in place of the message. @param subject ASCII, at most 100 characters, as SNS wants it */
export type Mail = { readonly subject: string; readonly text: string };
export type Topic = { publish(message: TopicMessage, mail?: Mail): Promise<void> };

export const snsClient = (): SNSClient => new SNSClient({ maxAttempts: 3, requestHandler: TIMEOUTS });

export const topicOf = (client: SNSClient, topicArn: string): Topic => ({
  async publish({ body, attributes }, mail) {
    const message = JSON.stringify(body);
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        ...(mail === undefined
          ? { Message: message }
          : {
              Message: JSON.stringify({ default: message, email: mail.text }),
              MessageStructure: "json",
              Subject: mail.subject,
            }),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
        ),
      }),
    );
  },
});
