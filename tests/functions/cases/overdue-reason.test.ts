import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";

/** The comprehensive window; the window that decides the item filed. */
const INTAKE = clerk(1);
const FORESTRY = clerk(7);

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-18T10:00"));

/** Promised for 2026-09-30. */
const acceptedCase = async (): Promise<{ caseNumber: string; lookupCode: string }> => {
  const receipt = (await api.call("file-case", { body: filingBody() })).body;
  const headers = { "If-Match": '"1"' };
  await api.call("accept-case", { params: { caseNumber: receipt.caseNumber }, sub: INTAKE, headers });
  return receipt;
};
type More = { readonly sub?: string; readonly requestId?: string };
const explain = (caseNumber: string, version: number, body: object, { sub = FORESTRY, requestId }: More = {}) =>
  api.call("give-overdue-reason", {
    ...{ params: { caseNumber }, sub, body, headers: { "If-Match": `"${version}"` } },
    ...(requestId === undefined ? {} : { requestId }),
  });
const STAFFING = { reason: "staffing" };
const reasonsIn = async (caseNumber: string) =>
  (await api.call("read-case-as-staff", { params: { caseNumber }, sub: INTAKE })).body.ledger
    .filter(({ what }: { what: string }) => what === "overdue-reason-given")
    .map(({ facts }: { facts: { overdueReason: string } }) => facts.overdueReason);

describe("saying why a case is over its limit", () => {
  it("R27 is published to the resident while the case is open, and goes into a late decision that names none", async () => {
    const { caseNumber, lookupCode } = await acceptedCase();
    api.goTo("2026-10-08T09:00");
    const given = await explain(caseNumber, 2, STAFFING);
    expect(given).toMatchObject({
      status: 200,
      body: { version: 3, state: "accepted", overdueReason: { code: "staffing" } },
    });
    const read = () =>
      api.call("read-case", { params: { caseNumber }, headers: { "Lookup-Code": lookupCode }, from: randomUUID() });
    expect((await read()).body.overdueReason).toEqual({
      code: "staffing",
      name: { zh: "办理人员不足", en: "not enough staff" },
    });
    const decision = { params: { caseNumber }, sub: FORESTRY, headers: { "If-Match": '"3"' } };
    expect((await api.call("decide-case", { ...decision, body: { outcome: "approved" } })).status).toBe(200);
    const { body } = await read();
    expect(body.decision.overdueReason.code).toBe("staffing");
    expect(body).not.toHaveProperty("overdueReason");
  });

  it("R27 is refused before the limit has passed and after the case has ended, and nothing is written", async () => {
    const { caseNumber } = await acceptedCase();
    const early = await explain(caseNumber, 2, STAFFING);
    expect(early).toMatchObject({
      status: 409,
      body: { code: "limit-not-passed", detail: expect.stringContaining("2026-09-30") },
    });
    api.goTo("2026-10-08T09:00");
    const ruling = { outcome: "approved", overdueReason: "other" };
    await api.call("decide-case", {
      ...{ params: { caseNumber }, sub: FORESTRY, headers: { "If-Match": '"2"' }, body: ruling },
    });
    expect(await explain(caseNumber, 3, STAFFING)).toMatchObject({ status: 409, body: { code: "move-not-allowed" } });
    expect(await reasonsIn(caseNumber)).toEqual([]);
  });

  it.each([
    ["a reason of one's own", { reason: "holiday" }, ["/reason"]],
    ["none", {}, ["/reason"]],
    ["free text beside it", { reason: "staffing", text: "示例甲" }, ["/text"]],
  ])("R27 takes a code of the list, and not %s", async (_, body, pointers) => {
    const { caseNumber } = await acceptedCase();
    api.goTo("2026-10-08T09:00");
    const refused = await explain(caseNumber, 2, body);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
  });

  it("is for whoever handles the case now, and names the version that they read", async () => {
    const { caseNumber } = await acceptedCase();
    api.goTo("2026-10-08T09:00");
    const other = await explain(caseNumber, 2, STAFFING, { sub: clerk(3) });
    expect(other).toMatchObject({ status: 403, body: { code: "not-on-duty" } });
    const bare = await api.call("give-overdue-reason", { params: { caseNumber }, sub: FORESTRY, body: STAFFING });
    expect(bare.status).toBe(428);
    expect((await explain(caseNumber, 1, STAFFING)).status).toBe(412);
    expect(await reasonsIn(caseNumber)).toEqual([]);
  });

  it("is written once by two at once, and once by a request that is delivered twice", async () => {
    const { caseNumber } = await acceptedCase();
    api.goTo("2026-10-08T09:00");
    const both = await Promise.all([
      explain(caseNumber, 2, STAFFING),
      explain(caseNumber, 2, { reason: "complex-case" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await reasonsIn(caseNumber)).toHaveLength(1);
    const again = { reason: "other" };
    await explain(caseNumber, 3, again, { requestId: "one-request" });
    await explain(caseNumber, 3, again, { requestId: "one-request" });
    expect((await reasonsIn(caseNumber)).slice(1)).toEqual(["other"]);
  });

  it("can be given again: the newest one is shown", async () => {
    const { caseNumber } = await acceptedCase();
    api.goTo("2026-10-08T09:00");
    await explain(caseNumber, 2, STAFFING);
    const second = await explain(caseNumber, 3, { reason: "waiting-for-other-organ" });
    expect(second.body.overdueReason.code).toBe("waiting-for-other-organ");
    expect(await reasonsIn(caseNumber)).toEqual(["staffing", "waiting-for-other-organ"]);
  });

  it("writes no name into the log", () => {
    expect(api.logged.join("\n")).not.toContain("示例甲");
  });
});
