import type { SNSEvent, SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { deliveriesWanted } from "../../../functions/reminders/delivery-messages.ts";

// Events carry far more than what is read of them.
const fromTopic = (...messages: string[]) =>
  ({ Records: messages.map((Message) => ({ Sns: { Message } })) }) as SNSEvent;
const fromQueue = (...bodies: string[]) => ({ Records: bodies.map((body) => ({ body, messageId: "m" })) }) as SQSEvent;
const wanted = JSON.stringify({ deliveryId: "370481102-a3#T" });

describe("the messages that ask for an SMS", () => {
  it("come straight from a topic, with whatever else they carry", () => {
    const moved = JSON.stringify({ what: "accepted", caseNumber: "K7M29QXR4T3B", deliveryId: "K7M29QXR4T3B#2" });
    expect(deliveriesWanted(fromTopic(wanted, moved))).toEqual(["370481102-a3#T", "K7M29QXR4T3B#2"]);
  });

  it("come through a queue, in an envelope or bare", () => {
    const envelope = JSON.stringify({ Type: "Notification", Message: wanted });
    expect(deliveriesWanted(fromQueue(envelope, wanted))).toEqual(["370481102-a3#T", "370481102-a3#T"]);
  });

  it.each(["{}", "not json", '{"deliveryId":""}', '{"deliveryId":7}'])(
    "are refused when they name none: %s",
    (message) => {
      expect(() => deliveriesWanted(fromTopic(message))).toThrow();
    },
  );
});
