/** The part of the SNS API that the functions use, as the SDK speaks it: Publish, to a topic or to a phone number. */
import { randomUUID } from "node:crypto";
import type { Faults } from "./faults.ts";
import type { Attribute } from "./queues.ts";
import type { Carried, Carrier } from "./sms-carrier.ts";
import type { Topics } from "./topics.ts";

export type SnsApiOptions = {
  readonly topics: Topics;
  readonly carrier: Carrier;
  /** Told of each SMS that was taken on: what became of it is said later, in the logs. */
  readonly sent: (sms: Carried) => void;
  readonly faults: () => Faults;
};
/** `lost`: what was asked is done, and the answer never comes. */
export type XmlReply = { readonly status: number; readonly xml: string } | "lost";

const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
const escaped = (text: string): string => text.replace(/[<>&]/g, (one) => `&#${one.charCodeAt(0)};`);

const failure = (status: number, code: string, message: string): XmlReply => ({
  status,
  xml: `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${status < 500 ? "Sender" : "Receiver"}</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});
const published = (id: string): XmlReply => ({
  status: 200,
  xml: `<PublishResponse xmlns="${NAMESPACE}"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></PublishResponse>`,
});

/** `MessageAttributes.entry.<n>.Name`, `….Value.DataType`, `….Value.StringValue`. */
const attributesOf = (form: URLSearchParams): Readonly<Record<string, Attribute>> => {
  const attributes: Record<string, Attribute> = {};
  for (let n = 1; ; n += 1) {
    const entry = `MessageAttributes.entry.${n}`;
    const name = form.get(`${entry}.Name`);
    if (name === null) return attributes;
    attributes[name] = {
      DataType: form.get(`${entry}.Value.DataType`) ?? "String",
      StringValue: form.get(`${entry}.Value.StringValue`) ?? "",
    };
  }
};

/** What is meant for every subscriber of which the message says nothing else: here, all but mail. */
const bodyIn = (form: URLSearchParams): string => {
  const text = form.get("Message") ?? "";
  return form.get("MessageStructure") === "json" ? JSON.parse(text).default : text;
};

const toTopic = (topic: string, form: URLSearchParams, { topics, faults }: SnsApiOptions): XmlReply => {
  if (faults().topics === "throttle") return failure(400, "Throttled", "Rate exceeded");
  if (faults().topics === "unavailable") return failure(503, "ServiceUnavailable", "Service unavailable");
  if (!topics.has(topic)) return failure(404, "NotFound", "Topic does not exist");
  const subject = form.get("Subject");
  const message = { body: bodyIn(form), attributes: attributesOf(form) };
  return published(topics.publish(topic, { ...message, ...(subject === null ? {} : { subject }) }));
};

const toPhone = (phone: string, form: URLSearchParams, { carrier, sent, faults }: SnsApiOptions): XmlReply => {
  const fault = faults().sms;
  if (fault === "reject" || !/^\+[1-9]\d{6,14}$/.test(phone))
    return failure(400, "InvalidParameter", "Invalid parameter: PhoneNumber");
  if (fault === "throttle") return failure(400, "Throttled", "Rate exceeded");
  if (fault === "unavailable") return failure(503, "ServiceUnavailable", "Service unavailable");
  const [messageId, text] = [randomUUID(), form.get("Message") ?? ""];
  const ourId = attributesOf(form).deliveryId?.StringValue ?? "";
  sent(carrier.take({ phone, messageId, ourId, template: "", text }));
  return fault === "timeout-after-accept" ? "lost" : published(messageId);
};

export const snsApi =
  (options: SnsApiOptions) =>
  (body: string): XmlReply => {
    const form = new URLSearchParams(body);
    const [topic, phone] = [form.get("TopicArn") ?? form.get("TargetArn"), form.get("PhoneNumber")];
    if (form.get("Action") !== "Publish")
      return failure(400, "InvalidAction", `${form.get("Action")} is not known to the local run`);
    if (topic !== null) return toTopic(topic, form, options);
    if (phone !== null) return toPhone(phone, form, options);
    return failure(400, "InvalidParameter", "Invalid parameter: TopicArn or PhoneNumber");
  };
