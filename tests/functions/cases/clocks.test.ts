import { beforeAll, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});

/** A licence filed and accepted on Friday 2026-09-18, as its deciding post's holder reads it. */
const acceptedCase = async (): Promise<string> => {
  api.goTo("2026-09-18T09:00");
  const { caseNumber } = (await api.call("file-case", { body: filingBody() })).body;
  const params = { caseNumber };
  await api.call("accept-case", { params, sub: clerk(1), headers: { "If-Match": '"1"' } });
  return caseNumber;
};
const DECIDER = clerk(7);
const asDecider = (caseNumber: string, version: number, more: object = {}) => ({
  sub: DECIDER,
  params: { caseNumber },
  headers: { "If-Match": `"${version}"` },
  ...more,
});
const ofFirst = <C extends { params: object }>(call: C) => ({ ...call, params: { ...call.params, suspension: "1" } });
const SUSPENSION = { reason: "expert-review", from: "2026-09-21", plannedTo: "2026-09-23", notice: "专家评审需三日" };

describe("suspending a case", () => {
  it("R20 R22 is told to the resident, renewed, ended, and moves the date each time", async () => {
    const caseNumber = await acceptedCase();
    const suspended = await api.call("suspend-case", asDecider(caseNumber, 2, { body: SUSPENSION }));
    expect(suspended).toMatchObject({
      status: 200,
      body: {
        suspensions: [{ id: 1, plannedTo: "2026-09-23", label: { zh: "专家评审" }, notice: "专家评审需三日" }],
        due: { clock: "promised", dueOn: "2026-10-10" },
      },
    });
    const renewal = { body: { plannedTo: "2026-09-24", notice: "专家改期" } };
    const renewed = await api.call("renew-suspension", ofFirst(asDecider(caseNumber, 3, renewal)));
    expect(renewed.body.due.dueOn).toBe("2026-10-12");
    const ended = await api.call("end-suspension", ofFirst(asDecider(caseNumber, 4)));
    // Ended before it began: it never counted.
    expect(ended.body).toMatchObject({ version: 5, due: { dueOn: "2026-09-30" } });
  });

  it.each([
    [{ ...SUSPENSION, from: "2026-09-17" }, "/from", "too-early"],
    [{ ...SUSPENSION, plannedTo: "2026-09-20" }, "/plannedTo", "reversed-interval"],
    [{ ...SUSPENSION, reason: "more-papers" }, "/reason", "invalid-value"],
  ])("names the field that is wrong: %o", async (body, pointer, code) => {
    const caseNumber = await acceptedCase();
    const answer = await api.call("suspend-case", asDecider(caseNumber, 2, { body }));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it("R21 R22 is planned or renewed at most the regime's longest ahead, and the refusal names field and bound", async () => {
    const caseNumber = await acceptedCase();
    const planned = (plannedTo: string) =>
      api.call("suspend-case", asDecider(caseNumber, 2, { body: { ...SUSPENSION, plannedTo } }));
    for (const day of ["2099-12-31", "2027-09-19"]) {
      expect(await planned(day)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "/plannedTo", code: "too-late", detail: expect.stringContaining("2027-09-18") }] },
      });
    }
    expect((await planned("2027-09-18")).status).toBe(200);
    const renewal = { body: { plannedTo: "2099-12-31", notice: "专家改期" } };
    expect((await api.call("renew-suspension", ofFirst(asDecider(caseNumber, 3, renewal)))).body.errors).toMatchObject([
      { pointer: "/plannedTo", code: "too-late", detail: expect.stringContaining("2027-09-18") },
    ]);
  });

  it("R20 says in both languages which reasons there are", async () => {
    const caseNumber = await acceptedCase();
    const body = { ...SUSPENSION, reason: "third-party-consultation" };
    const answer = await api.call("suspend-case", asDecider(caseNumber, 2, { body }));
    expect(answer).toMatchObject({ status: 409, body: { code: "suspension-not-allowed" } });
    expect(answer.body.detail).toContain("听证、招标、拍卖");
  });

  it("lets only the first of two at once suspend it", async () => {
    const caseNumber = await acceptedCase();
    const both = await Promise.all(
      [1, 2].map(() => api.call("suspend-case", asDecider(caseNumber, 2, { body: SUSPENSION }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe("extending a case", () => {
  const EXTENSION = { workingDays: 10, document: "滕林延〔2026〕1号", reason: "需要实地踏勘" };

  it("R24 is shown to the resident with its reason, and is there only once", async () => {
    const caseNumber = await acceptedCase();
    const extended = await api.call("extend-case", asDecider(caseNumber, 2, { body: EXTENSION }));
    expect(extended).toMatchObject({
      status: 200,
      body: { extension: { workingDays: 10, approver: { zh: "决定机关负责人" }, reason: "需要实地踏勘" } },
    });
    const again = await api.call("extend-case", asDecider(caseNumber, 3, { body: EXTENSION }));
    expect(again).toMatchObject({ status: 409, body: { code: "already-extended" } });
  });

  it("R24 is refused after the limit's closing time, and nothing is written", async () => {
    const caseNumber = await acceptedCase();
    api.goTo("2026-10-27T09:00");
    const late = await api.call("extend-case", asDecider(caseNumber, 2, { body: EXTENSION }));
    expect(late).toMatchObject({ status: 409, body: { code: "limit-passed" } });
    const { body } = await api.call("read-case-as-staff", { sub: DECIDER, params: { caseNumber } });
    expect(body.version).toBe(2);
  });
});
