import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk } from "../../support/api.ts";
import { CENTRE, town } from "../../support/casework.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-21T09:00"));

const [ONE, OTHER] = town.proxies.filter(({ centre }) => centre === CENTRE).map(({ id }) => id) as [string, string];
const ACCEPTED = "old-age-allowance";
const FILED_ONLY = "tree-felling-licence";
const HANDLED = "pension-enrolment";
type CaseRoute = Extract<
  Parameters<CasesApi["call"]>[0],
  `${string}-case-as-proxy` | "forward-case" | "read-proxy-case"
>;

const bodyOf = (itemCode: string, authorisation: object = {}, change: object = {}) => ({
  itemCode,
  applicant: { name: "示例甲", phone: "10000000001" },
  authorisation: { resident: "示例甲", itemCode, until: "2026-12-31", form: "signature", ...authorisation },
  ...change,
});
const fileAs = (sub: string, body: object, headers: Record<string, string> = {}) =>
  api.call("file-case-as-proxy", { sub, body, headers });
const filed = async (itemCode: string, authorisation: object = {}): Promise<string> => {
  const answer = await fileAs(ONE, bodyOf(itemCode, authorisation));
  expect(answer.status).toBe(201);
  return answer.body.caseNumber;
};
const on = (caseNumber: string, id: CaseRoute, sub: string, version?: number, body?: object) =>
  api.call(id, {
    params: { caseNumber },
    sub,
    ...(version === undefined ? {} : { headers: { "If-Match": `"${version}"` } }),
    ...(body === undefined ? {} : { body }),
  });
const listOf = async (sub: string): Promise<string[]> =>
  (await api.call("list-proxy-cases", { sub })).body.entries.map(
    ({ caseNumber }: { caseNumber: string }) => caseNumber,
  );

describe("a proxy", () => {
  it("R47 files within the authorisation, and sees the case in their own list and nobody else's", async () => {
    const caseNumber = await filed(ACCEPTED);
    const { body } = await on(caseNumber, "read-proxy-case", ONE);
    expect(body).toMatchObject({
      channel: "station",
      state: "filed",
      applicant: { name: "示例甲", masked: false },
      proxy: { staffId: ONE, level: "accept", authorisation: { until: "2026-12-31", form: "signature" } },
    });
    expect(await listOf(ONE)).toContain(caseNumber);
    expect(await listOf(OTHER)).not.toContain(caseNumber);
    expect((await on(caseNumber, "read-proxy-case", OTHER)).body.code).toBe("case-not-found");
    // The window's list holds it too: it answers for it.
    const work = await api.call("list-work", { sub: clerk(1), query: { limit: "100" } });
    expect(work.body.entries.map((entry: { caseNumber: string }) => entry.caseNumber)).toContain(caseNumber);
  });

  it.each([
    [{ resident: "示例丙" }, "outside-authorisation"],
    [{ itemCode: HANDLED }, "outside-authorisation"],
    [{ until: "2026-09-20" }, "authorisation-expired"],
  ])("R47 files nothing that the authorisation does not cover: %o", async (authorisation, code) => {
    const answer = await fileAs(ONE, bodyOf(ACCEPTED, authorisation));
    expect(answer).toMatchObject({ status: 403, body: { code } });
    expect(answer.body.detail).not.toContain("{");
  });

  it("R47 files under no authorisation for longer than three years, and says until when one may last", async () => {
    const { status, body } = await fileAs(ONE, bodyOf(ACCEPTED, { until: "2099-12-31" }));
    const error = { pointer: "/authorisation/until", code: "too-late", detail: expect.stringContaining("2029-09-21") };
    expect([status, body.errors]).toMatchObject([400, [error]]);
  });

  it("R47 neither reads nor acts once the authorisation is over, and has it no longer in the list", async () => {
    const caseNumber = await filed(ACCEPTED, { until: "2026-09-22" });
    expect(await listOf(ONE)).toContain(caseNumber);
    api.goTo("2026-09-23T09:00");
    const answers = [
      await on(caseNumber, "read-proxy-case", ONE),
      await on(caseNumber, "accept-case-as-proxy", ONE, 1),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 403, body: { code: "authorisation-expired" } });
      expect(answer.body.detail).toContain("2026-09-22");
    }
    expect(await listOf(ONE)).not.toContain(caseNumber);
    // The centre goes on with it.
    const accepted = await api.call("accept-case", {
      params: { caseNumber },
      sub: clerk(1),
      headers: { "If-Match": '"1"' },
    });
    expect(accepted.body.state).toBe("accepted");
  });

  it("is answered once for one key, also when the authorisation has ended since", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const body = bodyOf(FILED_ONLY, { until: "2026-09-21" });
    const first = await fileAs(ONE, body, headers);
    expect(first.body.due).toMatchObject({ clock: "forwarding", dueOn: "2026-09-22" });
    await on(first.body.caseNumber, "forward-case", ONE, 1);
    api.goTo("2026-09-24T09:00");
    expect((await fileAs(ONE, body, headers)).body).toEqual(first.body);
  });

  it("names the field that is wrong, and takes no fee", async () => {
    const late = await fileAs(ONE, bodyOf(ACCEPTED, { form: "witness" }));
    expect(late.body.errors).toMatchObject([{ pointer: "/authorisation/witness", code: "required" }]);
    const paid = await fileAs(ONE, bodyOf(ACCEPTED, {}, { fee: 10 }));
    expect(paid.body.errors).toMatchObject([{ pointer: "/fee", code: "unknown-key" }]);
  });
});

describe("a station", () => {
  it("R48 does nothing for an item that is not on its list", async () => {
    const answer = await fileAs(ONE, bodyOf("veteran-card"));
    expect(answer).toMatchObject({ status: 403, body: { code: "not-entrusted" } });
    expect(answer.body.detail).toBe("便民服务中心没有委托本站点代收事项 veteran-card。");
  });

  it("R48 that only files keeps the case until the proxy forwards it: then the centre has received it", async () => {
    const caseNumber = await filed(FILED_ONLY);
    const { body } = await on(caseNumber, "read-proxy-case", ONE);
    expect(body).toMatchObject({ state: "at-station", due: { clock: "forwarding", dueOn: "2026-09-22" } });
    const accepting = await on(caseNumber, "accept-case-as-proxy", ONE, 1);
    expect(accepting).toMatchObject({ status: 403, body: { code: "not-entrusted" } });
    const early = await api.call("accept-case", {
      params: { caseNumber },
      sub: clerk(1),
      headers: { "If-Match": '"1"' },
    });
    expect(early).toMatchObject({ status: 409, body: { code: "move-not-allowed" } });
    api.goTo("2026-09-22T10:00");
    const forwarded = await on(caseNumber, "forward-case", ONE, 1);
    expect(forwarded).toMatchObject({
      status: 200,
      body: {
        state: "filed",
        receivedAt: "2026-09-22T02:00:00.000Z",
        due: { clock: "notice", dueOn: "2026-09-30" },
      },
    });
    // As it is kept, not only as it was answered.
    expect((await on(caseNumber, "read-proxy-case", ONE)).body).toMatchObject({
      receivedAt: "2026-09-22T02:00:00.000Z",
      version: 2,
    });
    expect(await on(caseNumber, "forward-case", ONE, 2)).toMatchObject({ status: 409 });
  });

  it("R48 whose proxy may not act any more loses nothing: the window takes the case in", async () => {
    const caseNumber = await filed(FILED_ONLY, { until: "2026-09-21" });
    api.goTo("2026-09-22T10:00");
    expect((await on(caseNumber, "forward-case", ONE, 1)).body.code).toBe("authorisation-expired");
    expect((await on(caseNumber, "forward-case", clerk(6), 1)).body.code).toBe("not-on-duty");
    expect((await on(caseNumber, "forward-case", clerk(1), 1)).body.state).toBe("filed");
  });

  it("R48 entrusted to accept accepts, and does not decide", async () => {
    const caseNumber = await filed(ACCEPTED);
    const accepted = await on(caseNumber, "accept-case-as-proxy", ONE, 1);
    expect(accepted.body).toMatchObject({ state: "accepted", acceptedOn: "2026-09-21" });
    expect(accepted.body.ledger[1].by).toMatchObject({ kind: "proxy", staffId: ONE });
    const decided = await on(caseNumber, "decide-case-as-proxy", ONE, 2, { outcome: "approved" });
    expect(decided).toMatchObject({ status: 403, body: { code: "not-entrusted" } });
  });

  it("R48 entrusted to handle a service goes all the way, and the case leaves the list", async () => {
    const caseNumber = await filed(HANDLED);
    await on(caseNumber, "accept-case-as-proxy", ONE, 1);
    const decided = await on(caseNumber, "decide-case-as-proxy", ONE, 2, { outcome: "approved" });
    expect(decided.body.state).toBe("decided");
    expect(await listOf(ONE)).toContain(caseNumber);
    const delivered = await on(caseNumber, "deliver-case-as-proxy", ONE, 3, { how: "counter" });
    expect(delivered.body.state).toBe("delivered");
    expect(await listOf(ONE)).not.toContain(caseNumber);
  });

  it("goes on with the first of two who forward at once", async () => {
    const caseNumber = await filed(FILED_ONLY);
    const both = await Promise.all([
      on(caseNumber, "forward-case", ONE, 1),
      on(caseNumber, "forward-case", clerk(1), 1),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("says nothing of names in the functions' log", () => {
    expect(api.logged.join("\n")).not.toMatch(/示例/);
  });
});
