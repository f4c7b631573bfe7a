import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { OTHER_CENTRE } from "../../support/casework.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-18T10:00"));

const filed = async (change: object = {}) => (await api.call("file-case", { body: filingBody(change) })).body;
const look = (number: string, code: string | undefined, more: object = {}) =>
  api.call("read-case", {
    params: { caseNumber: number },
    headers: code === undefined ? {} : { "Lookup-Code": code },
    ...more,
  });

describe("filing online", () => {
  it("answers with number, code and the date that runs, for nobody to keep", async () => {
    const { status, body, headers } = await api.call("file-case", { body: filingBody() });
    expect(status).toBe(201);
    expect(body.caseNumber).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(body.lookupCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(body.due).toMatchObject({ clock: "notice", dueOn: "2026-09-24" });
    expect(headers["Cache-Control"]).toBe("no-store");
  });

  it("without a key, files a new case each time", async () => {
    expect((await filed()).caseNumber).not.toBe((await filed()).caseNumber);
  });

  it("same key and same body: the same answer, an hour and an acceptance later too", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const first = await api.call("file-case", { body: filingBody(), headers });
    const params = { caseNumber: first.body.caseNumber };
    await api.call("accept-case", { params, sub: clerk(1), headers: { "If-Match": '"1"' } });
    api.goTo("2026-09-18T11:00");
    const again = await api.call("file-case", { body: filingBody(), headers });
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it("same key and same body at once: one case, one answer", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.call("file-case", { body: filingBody(), headers })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
  });

  it("same key, other body: refused", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    await api.call("file-case", { body: filingBody(), headers });
    const { status, body } = await api.call("file-case", { body: filingBody({ note: "另一份" }), headers });
    expect([status, body.code]).toEqual([422, "idempotency-mismatch"]);
  });

  it("a key in capitals is the same key; one that is no UUID is refused with a pointer", async () => {
    const key = randomUUID();
    const first = await api.call("file-case", { body: filingBody(), headers: { "Idempotency-Key": key } });
    const again = await api.call("file-case", {
      body: filingBody(),
      headers: { "idempotency-key": key.toUpperCase() },
    });
    expect(again.body).toEqual(first.body);
    const { status, body } = await api.call("file-case", { body: filingBody(), headers: { "Idempotency-Key": "x" } });
    expect([status, body.errors[0].pointer]).toEqual([400, "#/headers/Idempotency-Key"]);
  });

  it.each([
    ["an unknown item", { itemCode: "no-such-item" }, 404, "unknown-item"],
    ["an unknown centre", { centreCode: "370481999" }, 404, "unknown-centre"],
    [
      "a sub-district's homestead approval",
      { itemCode: "rural-homestead-approval", centreCode: "370481001" },
      422,
      "item-not-offered",
    ],
    ["a centre without people", { centreCode: "370481001" }, 422, "item-not-offered"],
    ["another town's station", { stationCode: `${OTHER_CENTRE}201` }, 400, "validation-failed"],
  ])("refuses %s", async (_, change, status, code) => {
    const answer = await api.call("file-case", { body: filingBody(change) });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe("a body that is not valid", () => {
  const pointersOf = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await api.call("file-case", { body, headers });
    expect(answer.status).toBe(400);
    return answer.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
  };

  it("learns everything at once, each with a pointer", async () => {
    expect(await pointersOf({ itemCode: "X", applicant: { name: "", phone: 7 }, urgent: "yes", extra: 1 })).toEqual(
      expect.arrayContaining([
        "/itemCode invalid-format",
        "/centreCode required",
        "/applicant/name too-small",
        "/applicant/phone invalid-type",
        "/urgent invalid-type",
        "/extra unknown-key",
      ]),
    );
  });

  it("needs a phone for SMS", async () => {
    expect(await pointersOf(filingBody({ applicant: { name: "示例甲" }, notifyBySms: true }))).toEqual([
      "/applicant/phone required",
    ]);
  });

  it.each([
    ["no body", undefined],
    ["null", null],
    ["a list", []],
    ["a number", 7],
  ])("%s is refused at the root", async (_, body) => {
    const answer = await api.call("file-case", body === undefined ? {} : { body });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, ""]);
  });

  it("keys of the prototype are unknown keys, not settings", async () => {
    const body = JSON.stringify(filingBody()).replace(/^\{/, '{"constructor":{},"toString":1,');
    expect(await pointersOf(body)).toEqual(["/constructor unknown-key", "/toString unknown-key"]);
  });

  it.each(["\ud800", "甲\u0000乙", "甲\n乙"])("a name that no one can print (%j) is refused", async (name) => {
    expect(await pointersOf(filingBody({ applicant: { name } }))).toEqual(["/applicant/name invalid-format"]);
  });

  it("speaks the reader's language", async () => {
    const zh = await api.call("file-case", { body: {} });
    const en = await api.call("file-case", { body: {}, headers: { "Accept-Language": "en-GB,zh;q=0.5" } });
    expect([zh.body.title, zh.body.errors[0].detail]).toEqual(["填写有误", "必填。"]);
    expect([en.body.title, en.body.errors[0].detail]).toEqual(["The request is not valid", "Required."]);
    expect(en.headers).toMatchObject({
      "Content-Language": "en",
      "Content-Type": expect.stringMatching(/problem\+json/),
    });
  });

  it.each([
    ["malformed JSON", "{", {}, 400, "malformed-json"],
    ["a form", "a=1", { "Content-Type": "application/x-www-form-urlencoded" }, 415, "unsupported-media-type"],
    ["a huge body", JSON.stringify(filingBody({ note: "x".repeat(70_000) })), {}, 413, "payload-too-large"],
    ["deep nesting", "[".repeat(60_000), {}, 400, "malformed-json"],
  ])("refuses %s", async (_, body, headers, status, code) => {
    const answer = await api.call("file-case", { body, headers });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe("looking a case up", () => {
  it("shows where it stands, who answers for it and when it is due; nothing about people", async () => {
    const { caseNumber, lookupCode } = await filed();
    const { status, body, text } = await look(caseNumber, lookupCode);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      caseNumber,
      state: "filed",
      responsible: { window: "综合窗口" },
      centre: { name: "南沙河镇便民服务中心" },
      due: { clock: "notice", dueOn: "2026-09-24" },
      sampleData: true,
    });
    expect(text).not.toMatch(/示例甲|10000000001|ledger|token|bodyHash/);
  });

  it("reads number and code however they are typed", async () => {
    const { caseNumber, lookupCode } = await filed();
    const typed = (text: string) => text.replaceAll("-", " ").toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
    expect((await look(typed(caseNumber), typed(lookupCode))).status).toBe(200);
  });

  it("R10a explains the date day by day", async () => {
    const { caseNumber, lookupCode } = await filed();
    const { status, body } = await api.call("explain-case-deadline", {
      params: { caseNumber },
      headers: { "Lookup-Code": lookupCode },
    });
    expect(status).toBe(200);
    expect(body.clocks[0].days).toHaveLength(7);
    expect(body.clocks[0].days[2]).toMatchObject({ date: "2026-09-20", counted: true, reason: "make-up-day" });
  });

  it("a wrong code, a missing one and an unknown number answer alike, to the byte", async () => {
    const { caseNumber } = await filed();
    const requestId = randomUUID();
    const answers = [
      await look(caseNumber, "0000-0000", { requestId }),
      await look(caseNumber, undefined, { requestId }),
      await look("0000-0000-0001", "0000-0000", { requestId }),
    ];
    expect(new Set(answers.map(({ status, text, headers }) => JSON.stringify([status, text, headers]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: "case-not-found" } });
  });

  it("even the code that an unknown number would have opens nothing", async () => {
    const { keyed } = await import("../../support/api.ts");
    const { caseNumber: number } = await import("../../support/casework.ts");
    expect((await look("0000-0000-0002", keyed.codeOf(number("2"), 1))).status).toBe(404);
  });

  it.each(["known", "unknown"])("ten wrong codes lock one address out of a %s number, for 15 minutes", async (kind) => {
    const { caseNumber, lookupCode } = await filed();
    const number = kind === "known" ? caseNumber : `0000-0000-${caseNumber.slice(-4)}`;
    const from = "198.51.100.7";
    for (let tried = 0; tried < 10; tried += 1) expect((await look(number, "WRONG", { from })).status).toBe(404);
    const locked = await look(number, lookupCode, { from });
    expect([locked.status, locked.body.code, locked.headers["Retry-After"]]).toEqual([429, "too-many-attempts", "900"]);
    expect(locked.body.detail).toContain("900");
    const elsewhere = await look(number, lookupCode, { from: "198.51.100.8" });
    api.goTo("2026-09-18T10:15");
    const later = await look(number, lookupCode, { from });
    const opened = kind === "known" ? 200 : 404;
    expect([elsewhere.status, later.status]).toEqual([opened, opened]);
  });

  it("nine wrong codes lock nobody out", async () => {
    const { caseNumber, lookupCode } = await filed();
    for (let tried = 0; tried < 9; tried += 1) await look(caseNumber, "WRONG");
    expect((await look(caseNumber, lookupCode)).status).toBe(200);
  });

  it.each(["x", "%2F", "../staff", "1".repeat(41), "0000-0000-000U", "constructor"])(
    "a number that is none (%s) is refused, never looked for",
    async (caseNumber) => {
      expect([400, 404]).toContain((await look(caseNumber, "0000-0000")).status);
    },
  );
});
