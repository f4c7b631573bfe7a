import { describe, expect, it } from "vitest";
import { fieldErrors, pointerOf } from "../../../shared/http/field-errors.ts";
import { localeOf, PROBLEMS, ProblemDocument, problemOf } from "../../../shared/http/problems.ts";
import { Refusal, type RefusalCode } from "../../../shared/kernel/refusal.ts";
import { sources } from "../../support/imports.ts";

const CODES = Object.keys(PROBLEMS) as RefusalCode[];
const factsIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
const thrown = sources("shared", "functions", "infra")
  .flatMap(({ text }) => [...text.matchAll(/new Refusal\(\s*"([\w-]+)"([^;]{0,200})/g)])
  .map(([, code, facts]) => ({ code: code!, facts: facts! }));

describe.each(CODES)("the problem %s", (code) => {
  const { status, title, detail, retryAfter } = PROBLEMS[code];

  it("is a whole problem document in both languages", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const { document } = problemOf(new Refusal(code), locale, "r-1");
      expect(ProblemDocument.parse(document)).toMatchObject({ status, code, type: `urn:problem:${code}` });
    }
    expect([title.zh, detail.zh].every((text) => /\p{Script=Han}/u.test(text))).toBe(true);
    expect([title.en, detail.en].some((text) => /\p{Script=Han}/u.test(text))).toBe(false);
  });

  it("says when to try again exactly when trying again helps", () => {
    expect(retryAfter !== undefined).toBe(status === 429 || status === 503);
  });

  it("is thrown with every fact that its sentences mention", () => {
    const wanted = new Set([...factsIn(detail.zh), ...factsIn(detail.en)].filter((fact) => fact !== "retryAfter"));
    for (const { facts } of thrown.filter((each) => each.code === code)) {
      for (const fact of wanted) expect(facts).toMatch(new RegExp(`\\b${fact}\\b`));
    }
  });
});

describe("a problem", () => {
  it("puts facts into the sentence, and says when it waits", () => {
    const { retryAfter, document } = problemOf(new Refusal("too-many-attempts", { retryAfter: 42 }), "en");
    expect(retryAfter).toBe(42);
    expect(document.detail).toContain("in 42 seconds");
  });
});

describe("the reader's language", () => {
  it.each([
    [undefined, "zh-CN"],
    ["", "zh-CN"],
    ["en", "en"],
    ["EN-gb", "en"],
    ["zh-CN,en;q=0.9", "zh-CN"],
    ["zh;q=0.1, en;q=0.2", "en"],
    ["fr", "zh-CN"],
    ["en;q=0", "zh-CN"],
    ["en;q=1.2.3", "zh-CN"],
    [";;;,,,", "zh-CN"],
  ])("of %j is %s", (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});

describe("field errors", () => {
  it("point as RFC 6901 says, with slash and tilde escaped", () => {
    expect(pointerOf("", ["a/b", "c~d", 0])).toBe("/a~1b/c~0d/0");
  });

  it("name every unknown key by itself", () => {
    const issue = { code: "unrecognized_keys" as const, keys: ["x", "y"], path: ["applicant"], message: "" };
    expect(fieldErrors([issue], "", "en").map(({ pointer }) => pointer)).toEqual(["/applicant/x", "/applicant/y"]);
  });
});
