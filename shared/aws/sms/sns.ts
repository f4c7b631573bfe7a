/**
 * SMS through Amazon SNS, outside mainland China. SNS cannot be asked what became of a message by our own id: after a crash
 * in the middle of a sending the message may be sent twice. A repeat is better than a loss; the sender counts them.
 */
import { PublishCommand, SNSClient, SNSServiceException } from "@aws-sdk/client-sns";
import type { SendOutcome, SmsGateway } from "../../reminders/gateway.ts";

const TIMEOUT_MS = 10_000;

/** One attempt only: the SDK would repeat a request whose answer was lost, and with it the message. */
export const smsSnsClient = (): SNSClient =>
  new SNSClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2000, requestTimeout: TIMEOUT_MS - 2000, throwOnRequestTimeout: true },
  });

const FOR_GOOD: ReadonlySet<string> = new Set([
  "InvalidParameterException",
  "InvalidParameter",
  "InvalidParameterValueException",
  "ParameterValueInvalid",
  "OptedOutException",
]);
const NOT_NOW: ReadonlySet<string> = new Set(["Throttled", "ThrottledException", "Throttling", "ThrottlingException"]);

const outcomeOf = (error: unknown): SendOutcome => {
  if (!(error instanceof SNSServiceException)) return { outcome: "unknown", code: "no-answer" };
  const { name: code } = error;
  if (FOR_GOOD.has(code)) return { outcome: "rejected", code };
  if (NOT_NOW.has(code)) return { outcome: "deferred", code, account: false };
  return error.$fault === "client" ? { outcome: "deferred", code, account: true } : { outcome: "unknown", code };
};

/** @param maxPriceUsd the most that one message may cost, US dollars */
export const snsGateway = (client: SNSClient, maxPriceUsd: number): SmsGateway => ({
  timeoutMs: TIMEOUT_MS,
  // None comes to us yet.
  receipt: async () => ({ outcome: "absent" }),
  async send({ id, to, text }) {
    const stringAttribute = (StringValue: string) => ({ DataType: "String", StringValue });
    try {
      const { MessageId } = await client.send(
        new PublishCommand({
          PhoneNumber: `+86${to}`,
          Message: text,
          MessageAttributes: {
            "AWS.SNS.SMS.SMSType": stringAttribute("Transactional"),
            "AWS.SNS.SMS.MaxPrice": { DataType: "Number", StringValue: String(maxPriceUsd) },
            deliveryId: stringAttribute(id),
          },
        }),
      );
      return { outcome: "accepted", messageId: MessageId };
    } catch (error) {
      return outcomeOf(error);
    }
  },
});
