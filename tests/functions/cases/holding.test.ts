import { beforeAll, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";

let api: CasesApi;
let caseNumber: string;
const DIRECTOR = `${CENTRE}-director`;
const ask = (sub: string, more: object = {}) =>
  api.call("explain-case-holding", { params: { caseNumber }, sub, ...more });

beforeAll(async () => {
  api = await casesApi();
  api.goTo("2026-09-17T10:00");
  ({ caseNumber } = (await api.call("file-case", { body: filingBody() })).body);
  api.goTo("2026-09-18T16:00");
  const headers = { "If-Match": '"1"' };
  await api.call("accept-case", { params: { caseNumber }, sub: clerk(1), headers });
  api.goTo("2026-09-21T09:00");
});

describe("accountability for a case", () => {
  it("tells the director and the office post, person, basis and what was done, day by day", async () => {
    const { status, body } = await ask(DIRECTOR);
    expect(status).toBe(200);
    expect(body).toMatchObject({ caseNumber, earlier: false, calendarVersion: expect.stringContaining("CN-2026") });
    expect(body.days).toMatchObject([
      { date: "2026-09-17", holders: [{ staffId: clerk(1), basis: "holder" }], done: [{ what: "filed" }] },
      {
        date: "2026-09-18",
        holders: [{ staffId: clerk(1) }, { staffId: clerk(7), basis: "holder" }],
        done: [{ what: "accepted", by: { kind: "staff", staffId: clerk(1), basis: "holder" } }],
      },
      { date: "2026-09-20", working: true, holders: [{ staffId: clerk(7) }], done: [] },
      { date: "2026-09-21", holders: [{ staffId: clerk(7) }], done: [] },
    ]);
    expect((await ask("office-1")).body).toEqual(body);
    expect((await ask(`${CENTRE}-deputy`)).body).toEqual(body);
  });

  it("says nothing of the applicant", async () => {
    expect((await ask(DIRECTOR)).text).not.toMatch(/示例甲|10000000001|杨树/);
  });

  it("is refused to those who handle cases, and reads as absent elsewhere", async () => {
    expect(await ask(clerk(1))).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(await ask(`${OTHER_CENTRE}-director`)).toMatchObject({ status: 404, body: { code: "case-not-found" } });
  });

  it("shows no day after the one asked for, and refuses what is no day", async () => {
    const { body } = await ask(DIRECTOR, { query: { until: "2026-09-17" } });
    expect(body.days.map(({ date }: { date: string }) => date)).toEqual(["2026-09-17"]);
    const odd = await ask(DIRECTOR, { query: { until: "2026-02-30" } });
    expect(odd).toMatchObject({ status: 400, body: { code: "validation-failed" } });
  });
});
