/**
 * SMS through Amazon SNS, outside mainland China. SNS cannot be asked what became of a message by our own id: after a crash
 * in the middle of a sending the message may be sent twice. A repeat is better than a loss; the sender counts them. What
 * became of a message that it took on, SNS writes to its logs, from which the town's own receipts are made.
 */
import { PublishCommand, SNSClient, SNSServiceException } from "@aws-sdk/client-sns";
import type { Asked, FindOutcome, SendOutcome, SmsGateway } from "../../reminders/gateway.ts";
import type { Receipts } from "../../reminders/receipt.ts";

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

/** Without SNS's own id (its answer was lost) nothing can be found. */
const receiptIn =
  (receipts: Pick<Receipts, "of">) =>
  async ({ messageId }: Asked): Promise<FindOutcome> => {
    const receipt = messageId === undefined ? undefined : await receipts.of(messageId);
    if (receipt === undefined) return { outcome: "absent" };
    const { state, at, code = "failed" } = receipt;
    return state === "delivered" ? { outcome: state, at } : { outcome: state, code };
  };

/** @param maxPriceUsd the most that one message may cost, US dollars */
export const snsGateway = (client: SNSClient, maxPriceUsd: number, receipts: Pick<Receipts, "of">): SmsGateway => ({
  timeoutMs: TIMEOUT_MS,
  receipt: receiptIn(receipts),
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
