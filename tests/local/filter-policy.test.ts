import { describe, expect, it } from "vitest";
import { wants, wantsBody } from "../../infra/local/filter-policy.ts";
import { wantsMessage } from "../../infra/local/topics.ts";

describe("a subscription's filter policy", () => {
  it("wants a message when every key matches any of its values", () => {
    const policy = { channel: ["sms"], kind: ["deadline", "case"] };
    expect(wants(policy, { channel: "sms", kind: "case" })).toBe(true);
    expect(wants(policy, { channel: "none", kind: "case" })).toBe(false);
    expect(wants(policy, { kind: "case" })).toBe(false);
  });

  it("knows presence, beginnings, exclusions, ranges and lists", () => {
    expect(wants({ a: [{ exists: false }] }, {})).toBe(true);
    expect(wants({ a: [{ exists: true }] }, { a: "" })).toBe(true);
    expect(wants({ a: [{ prefix: "case-" }] }, { a: "case-filed" })).toBe(true);
    expect(wants({ a: [{ "anything-but": ["x", "y"] }] }, { a: "z" })).toBe(true);
    expect(wants({ a: [{ "anything-but": "x" }] }, { a: "x" })).toBe(false);
    expect(wants({ a: [{ numeric: [">=", 1, "<", 5] }] }, { a: 5 })).toBe(false);
    expect(wants({ a: ["two"] }, { a: ["one", "two"] })).toBe(true);
  });

  it("stops at a condition that it does not know, instead of dropping messages silently", () => {
    expect(() => wants({ a: [{ cidr: "10.0.0.0/8" }] }, { a: "10.0.0.1" })).toThrow("cidr");
  });

  it("looks into the body where the subscription says so", () => {
    expect(wantsBody({ case: { state: ["filed"] } }, { case: { state: "filed" } })).toBe(true);
    expect(wantsBody({ case: { state: ["filed"] } }, { other: 1 })).toBe(false);
  });

  it("reads a message's attributes with their types", () => {
    const subscription = {
      arn: "s",
      topic: "t",
      protocol: "lambda",
      endpoint: "f",
      raw: false,
      filterScope: "MessageAttributes",
    } as const;
    const message = { body: "{}", attributes: { n: { DataType: "Number", StringValue: "3" } } };
    expect(wantsMessage({ ...subscription, filter: { n: [3] } }, message)).toBe(true);
    expect(wantsMessage({ ...subscription, filter: { n: ["3"] } }, message)).toBe(false);
    expect(wantsMessage(subscription, message)).toBe(true);
  });
});
