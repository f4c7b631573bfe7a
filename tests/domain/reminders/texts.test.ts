import { describe, expect, it } from "vitest";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { SmsTemplateName } from "../../../shared/municipality/settings.ts";
import {
  dateInWords,
  numberedText,
  ONE_PART,
  orderedParams,
  registeredText,
  render,
  SMS_TEXTS,
} from "../../../shared/reminders/texts.ts";

/** The longest that a number of three groups, a date and a count can be. */
const longest = { number: "WWWW-WWWW-WWWW", date: dateInWords("2026-12-31"), count: "99999" };
const longestSignature = "市".repeat(12);

describe("the texts of SMS", () => {
  it("R36 says what the rulebook's example says", () => {
    const params = { number: "K7M2-9QXR-4T3B", date: dateInWords("2026-10-12") };
    expect(render("滕州政务服务", "due-one", params)).toBe(
      "【滕州政务服务】事项K7M2-9QXR-4T3B将于10月12日到期，请及时办理。",
    );
    expect(render("滕州政务服务", "overdue-one", params)).toBe(
      "【滕州政务服务】事项K7M2-9QXR-4T3B已于10月12日到期，请尽快办理。",
    );
  });

  it.each(SmsTemplateName.options)("R36 fits %s into one part of 70 units with the longest parameters", (template) => {
    const text = render(longestSignature, template, longest);
    // `length` counts UTF-16 units, which is what a UCS-2 part holds.
    expect(text.length).toBeLessThanOrEqual(ONE_PART);
    expect(text).not.toMatch(/[{}$]/);
  });

  it.each(SmsTemplateName.options)("R36 needs no character beyond UCS-2 for %s, and no card colour", (template) => {
    const text = render(tengzhou.sms.signature, template, longest);
    expect([...text].every((character) => character.length === 1)).toBe(true);
    expect(text).not.toMatch(/黄牌|红牌|督办|投诉|[\p{Cc}\p{Cf}]/u);
  });

  it("refuses a text that lacks a parameter, as a gateway would", () => {
    expect(() => render("滕州政务服务", "due-one", { number: "K7M2-9QXR-4T3B" })).toThrow(RangeError);
  });

  it("is registered with the gateway's own placeholders", () => {
    expect(registeredText("overdue-one")).toBe(`事项\${number}已于\${date}到期，请尽快办理。`);
    expect(numberedText("overdue-one")).toBe("事项{1}已于{2}到期，请尽快办理。");
    expect(numberedText("dates-moved")).toBe(SMS_TEXTS["dates-moved"]);
  });

  it("hands the parameters to such a gateway in the order of the text, and never one too few", () => {
    expect(orderedParams("due-many", { date: "10月12日", count: "3" })).toEqual(["3", "10月12日"]);
    expect(() => orderedParams("due-many", { count: "3" })).toThrow("due-many needs date");
  });

  it("has only parameters that the longest case knows", () => {
    const names = Object.values(SMS_TEXTS).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(new Set(names)).toEqual(new Set(Object.keys(longest)));
  });
});
