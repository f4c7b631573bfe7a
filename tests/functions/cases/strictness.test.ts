import { beforeAll, describe, expect, it } from "vitest";
import { casesApi } from "../../support/api.ts";
import { CENTRE } from "../../support/casework.ts";

type Api = Awaited<ReturnType<typeof casesApi>>;
const A = `${CENTRE}-a1`;
const filing = { itemCode: "tree-felling-licence", centreCode: CENTRE, applicant: { name: "示例甲" } };
const counter = { ...filing, channel: "counter" };

describe("what staff and residents may not do", () => {
  let api: Api;
  beforeAll(async () => {
    api = await casesApi();
  });
  const printed = async (caseNumber: string) =>
    (await api.call("print-receipt", { params: { caseNumber }, sub: A })).text;
  const codeIn = (text: string) => /查询码 <strong>/.test(text);

  it("print the code of a case that was filed online, or on a later day than it was given", async () => {
    const online = await api.call("file-case", { body: filing });
    expect(codeIn(await printed(online.body.caseNumber))).toBe(false);
    const taken = await api.call("file-case-for-resident", { body: counter, sub: A });
    expect(codeIn(await printed(taken.body.caseNumber))).toBe(true);
    api.goTo("2026-09-21T10:00");
    const later = await printed(taken.body.caseNumber);
    expect(codeIn(later)).toBe(false);
    expect(later).toContain("请持身份证到窗口补领");
    await api.call("reissue-lookup-code", {
      params: { caseNumber: taken.body.caseNumber },
      headers: { "If-Match": '"1"' },
      body: { identity: "id-card" },
      sub: A,
    });
    expect(codeIn(await printed(taken.body.caseNumber))).toBe(true);
  });

  it("decide for a desk that never saw the case: an immediate item names the post that completed it", async () => {
    const body = { ...counter, itemCode: "medical-insurance-enrolment", ruling: { outcome: "approved" } };
    const done = await api.call("complete-case-at-once", { body, sub: A });
    const { body: seen } = await api.call("read-case-as-staff", {
      params: { caseNumber: done.body.caseNumber },
      sub: A,
    });
    expect(seen.responsiblePost).toBe(`${CENTRE}-p01`);
    expect(new Set(seen.ledger.map(({ by }: { by: { postId: string } }) => by.postId))).toEqual(
      new Set([`${CENTRE}-p01`]),
    );
    const byPhone = await api.call("complete-case-at-once", { body: { ...body, channel: "phone" }, sub: A });
    expect(byPhone).toMatchObject({ status: 400, body: { errors: [{ pointer: "/channel" }] } });
  });

  it("ask for urgent relief where the item has no hour clock", async () => {
    const asked = await api.call("file-case", { body: { ...filing, urgent: true } });
    expect(asked).toMatchObject({ status: 400, body: { errors: [{ pointer: "/urgent", code: "not-offered" }] } });
  });

  it("send what the route does not ask for", async () => {
    const { body } = await api.call("file-case", { body: filing });
    const params = { caseNumber: body.caseNumber };
    expect(await api.call("read-case-as-staff", { params, query: { full: "1" }, sub: A })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/query/full", code: "unknown-key" }] },
    });
    const headers = { "If-Match": '"1"' };
    expect(await api.call("accept-case", { params, headers, body: { on: "2026-01-01" }, sub: A })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/on", code: "unknown-key" }] },
    });
    expect((await api.call("accept-case", { params, headers, body: {}, sub: A })).status).toBe(200);
  });
});
