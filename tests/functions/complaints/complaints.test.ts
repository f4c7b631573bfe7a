import { randomUUID } from "node:crypto";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CENTRE, OTHER_CENTRE, roster, rosterOf, town } from "../../support/casework.ts";
import { type ComplaintRouteId, type ComplaintsApi, complaintBody, complaintsApi } from "./world.ts";

const DEPUTY = `${CENTRE}-deputy`;
const DIRECTOR = `${CENTRE}-director`;
const HEAD = town.office.find(({ role }) => role === "office-head")!.id;
const MEMBER = town.office.find(({ role }) => role === "office-member")!.id;
const CLERK = roster.posts[0]!.holder;

let api: ComplaintsApi;
beforeAll(async () => {
  api = await complaintsApi();
});
beforeEach(() => api.goTo("2026-09-18T09:00"));

type Filed = { complaintNumber: string; lookupCode: string };
const file = async (change: object = {}): Promise<Filed> => {
  const { status, body } = await api.call("file-complaint", { body: complaintBody(change) });
  expect(status).toBe(201);
  return body;
};
const asResident = ({ complaintNumber, lookupCode }: Filed, id: ComplaintRouteId = "read-complaint", from?: string) =>
  api.call(id, { params: { complaintNumber }, headers: { "lookup-code": lookupCode }, ...(from ? { from } : {}) });
const read = ({ complaintNumber }: Filed, sub: string) =>
  api.call("read-complaint-as-staff", { params: { complaintNumber }, sub });
const move = (id: ComplaintRouteId, { complaintNumber }: Filed, sub: string, version: number, body: object = {}) =>
  api.call(id, { params: { complaintNumber }, sub, body, headers: { "If-Match": `"${version}"` } });

describe("filing and looking up", () => {
  it("R51 shows the notice first, takes a complaint without an account, and gives number and code once", async () => {
    const notice = await api.call("read-privacy-notice");
    expect(notice.body).toMatchObject({ version: "2026-1", zh: expect.stringContaining("匿名") });
    const filed = await file();
    const { status, body } = await asResident(filed);
    expect([status, body.state, body.dueOn]).toEqual([200, "filed", "2026-10-15"]);
    expect(JSON.stringify(body)).not.toMatch(/deputy|10000000001|示例甲/);
  });

  it("the same key and body twice is one complaint; another body is refused", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const [one, two] = await Promise.all(
      [1, 2].map(() => api.call("file-complaint", { body: complaintBody(), headers })),
    );
    expect(one?.body).toEqual(two?.body);
    const other = await api.call("file-complaint", { body: complaintBody({ text: "另一件事" }), headers });
    expect([other.status, other.body.code]).toEqual([422, "idempotency-mismatch"]);
  });

  it("R51 R53 is taken down by whoever the resident turns to, who does not find it again", async () => {
    const [other] = rosterOf(OTHER_CENTRE).staff;
    const headers = { "Idempotency-Key": randomUUID() };
    const taken = { sub: other!.id, headers, body: complaintBody({ channel: "phone" }) };
    const { status, body: filed } = await api.call("file-complaint-for-resident", taken);
    expect(status).toBe(201);
    expect((await api.call("file-complaint-for-resident", taken)).body).toEqual(filed);
    expect((await asResident(filed)).body.state).toBe("filed");
    expect((await read(filed, other!.id)).status).toBe(404);
    expect((await read(filed, DEPUTY)).body).toMatchObject({ as: "handler", channel: "phone" });
    const anothers = await api.call("file-complaint-for-resident", {
      ...taken,
      sub: rosterOf(OTHER_CENTRE).staff[1]!.id,
    });
    expect(anothers.body.complaintNumber).not.toBe(filed.complaintNumber);
  });

  it("R53 gives no look-up code to whoever is accused, or works with them", async () => {
    for (const sub of [CLERK, roster.posts[0]!.standIn!]) {
      const body = complaintBody({ channel: "counter", target: { kind: "post", post: roster.posts[0]!.id } });
      const refused = await api.call("file-complaint-for-resident", { sub, body });
      expect([refused.status, refused.body.code]).toEqual([409, "receiver-concerned"]);
    }
  });

  it.each([
    [{ centreCode: "370481999" }, 404],
    [{ target: { kind: "window", window: `${CENTRE}-w99` } }, 422],
    [{ privacyNotice: "old" }, 409],
    [{ naming: "anonymous" }, 400],
    [{ text: "" }, 400],
    [{ happenedOn: "2026-09-19" }, 400],
    [{ unknown: 1 }, 400],
  ])("refuses what it cannot take, in words: %j", async (change, status) => {
    const refused = await api.call("file-complaint", { body: complaintBody(change) });
    expect([refused.status, typeof refused.body.detail]).toEqual([status, "string"]);
  });

  it("a wrong code and an unknown number answer alike, and ten of them lock the address out", async () => {
    const filed = await file();
    const wrong = await asResident({ ...filed, lookupCode: "00000000" }, "read-complaint", "203.0.113.7");
    const unknown = await asResident({ ...filed, complaintNumber: "000000000000" }, "read-complaint", "203.0.113.8");
    const { requestId: _, instance: __, ...first } = wrong.body;
    expect([wrong.status, first.code]).toEqual([404, "complaint-not-found"]);
    expect(unknown.body).toMatchObject({ code: first.code, detail: first.detail, title: first.title });
    for (let n = 0; n < 9; n += 1)
      await asResident({ ...filed, lookupCode: "00000000" }, "read-complaint", "203.0.113.7");
    expect((await asResident(filed, "read-complaint", "203.0.113.7")).status).toBe(429);
    expect((await asResident(filed)).status).toBe(200);
  });

  it("is filed and looked up with as few requests as a case", async () => {
    api.requests.length = 0;
    const filed = await file();
    // The centre's people, the office's, and the one write.
    expect(api.requests.toSorted()).toEqual(["PutItem", "Query", "Query"]);
    api.requests.length = 0;
    await asResident(filed);
    expect(api.requests).toEqual(["GetItem"]);
  });
});

describe("behind the walls", () => {
  it("R53 the accused, their partner and everyone else of the centre get what a number without a complaint gets", async () => {
    const post = roster.posts[0]!;
    const filed = await file({ target: { kind: "post", post: post.id } });
    const nothing = { ...filed, complaintNumber: "000000000000" };
    for (const sub of [post.holder, post.standIn, DIRECTOR, `${OTHER_CENTRE}-director`]) {
      api.requests.length = 0;
      const walled = await read(filed, sub);
      const reads = [...api.requests];
      api.requests.length = 0;
      const absent = await read(nothing, sub);
      expect(reads.toSorted()).toEqual(api.requests.toSorted());
      expect(walled.status).toBe(404);
      const same = (text: string) =>
        text
          .replace(/[0-9a-f-]{36}/g, "")
          .replaceAll(filed.complaintNumber, "")
          .replaceAll("000000000000", "");
      expect(same(walled.text)).toBe(same(absent.text));
      expect(Object.keys(walled.headers)).toEqual(Object.keys(absent.headers));
      expect((await move("accept-complaint", filed, sub, 1)).status).toBe(404);
    }
    expect((await read(filed, DEPUTY)).body).toMatchObject({ as: "handler", complainant: { phone: "100****0001" } });
    expect((await read(filed, MEMBER)).body).toMatchObject({ as: "office" });
  });

  it("R53 lists are each person's own: another's complaint changes neither page nor cursor", async () => {
    const before = await api.call("list-complaints", { sub: DIRECTOR });
    for (let n = 0; n < 3; n += 1) await file();
    expect((await api.call("list-complaints", { sub: DIRECTOR })).text).toBe(before.text);
    const own = await api.call("list-complaints", { sub: DEPUTY, query: { limit: "2" } });
    expect(own.body.complaints).toHaveLength(2);
    const { cursor } = own.body;
    const next = await api.call("list-complaints", { sub: DEPUTY, query: { limit: "2", cursor } });
    expect(next.body.complaints[0].complaintNumber).not.toBe(own.body.complaints[1].complaintNumber);
    expect((await api.call("list-complaints", { sub: DEPUTY, query: { cursor: "x" } })).status).toBe(400);
  });

  it("R54 against the director it is the office's, and nobody of the centre sees it", async () => {
    const filed = await file({ target: { kind: "centre" } });
    for (const { id } of roster.staff.slice(0, 4)) expect((await read(filed, id)).status).toBe(404);
    expect((await read(filed, HEAD)).body).toMatchObject({ body: "office", handler: HEAD, as: "handler" });
  });

  it("R55 shows the complainant to the handler only, with a reason, and keeps who looked on record", async () => {
    const filed = await file();
    const params = { complaintNumber: filed.complaintNumber };
    const ask = (sub: string, body: object) => api.call("read-complainant", { params, sub, body });
    expect((await ask(MEMBER, { reason: "好奇" })).status).toBe(403);
    expect((await ask(DEPUTY, {})).status).toBe(400);
    expect((await ask(DEPUTY, { reason: "回访核实" })).body).toEqual({ name: "示例甲", phone: "10000000001" });
    const { Items } = await api.client.send(
      new QueryCommand({
        TableName: api.names.complaints,
        KeyConditionExpression: "pk = :pk and begins_with(sk, :sk)",
        ExpressionAttributeValues: {
          ":pk": `complaint#${filed.complaintNumber.replaceAll("-", "")}`,
          ":sk": "reading#",
        },
      }),
    );
    expect(Items).toMatchObject([{ by: DEPUTY, reason: "回访核实" }]);
    expect(JSON.stringify(Items)).not.toContain("10000000001");
  });

  it("R56 once it is referred, the centre has never heard of it, and the complainant hears only that it was transferred", async () => {
    const filed = await file();
    expect((await move("refer-complaint", filed, DEPUTY, 1, { reason: "涉嫌收受财物" })).status).toBe(200);
    expect((await read(filed, DEPUTY)).status).toBe(404);
    const { body } = await asResident(filed);
    expect(body).toMatchObject({ state: "referred", stateName: { zh: "已转有权机关" }, told: [] });
  });
});

describe("handling", () => {
  it("R59 lives through acceptance, decision, a dissatisfied call-back, the redo, and the office's last word", async () => {
    const filed = await file();
    const steps: readonly [ComplaintRouteId, string, object, string][] = [
      ["accept-complaint", DEPUTY, {}, "2026-09-18T10:00"],
      ["note-inquiry", DEPUTY, { text: "调取录像" }, "2026-09-21T10:00"],
      ["extend-complaint", DEPUTY, { workingDays: 5, reason: "录像调取需时" }, "2026-09-22T10:00"],
      ["decide-complaint", DEPUTY, { finding: "upheld", reasons: "属实" }, "2026-09-28T10:00"],
      ["record-call-back", DEPUTY, { result: "dissatisfied" }, "2026-09-29T10:00"],
      ["decide-complaint", DEPUTY, { finding: "partly-upheld", reasons: "部分属实" }, "2026-10-12T10:00"],
      ["record-call-back", DEPUTY, { result: "dissatisfied" }, "2026-10-13T10:00"],
      ["decide-review", HEAD, { finding: "upheld", reasons: "属实，责令整改" }, "2026-10-20T10:00"],
    ];
    let version = 1;
    for (const [id, sub, body, at] of steps) {
      api.goTo(at);
      const { status, body: after } = await move(id, filed, sub, version, body);
      expect([id, status]).toEqual([id, 200]);
      version = after.version;
    }
    const { body } = await asResident(filed);
    expect(body).toMatchObject({ state: "closed", finding: "upheld", handledBy: { zh: "市政管办" } });
    expect(body.told).toEqual(["录像调取需时", "属实", "部分属实", "属实，责令整改"]);
  });

  it("two people at once: the second is told that it changed, and nothing of theirs is written", async () => {
    const filed = await file();
    const both = await Promise.all([1, 2].map(() => move("accept-complaint", filed, DEPUTY, 1)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await move("accept-complaint", filed, DEPUTY, 1)).status).toBe(412);
  });

  it("overseeing is not handling: the office may give it to somebody else, and decide nothing", async () => {
    const filed = await file();
    await move("accept-complaint", filed, DEPUTY, 1);
    expect((await move("decide-complaint", filed, MEMBER, 2, { finding: "upheld", reasons: "x" })).status).toBe(403);
    const given = await move("assign-complaint", filed, MEMBER, 2, { handler: DIRECTOR, reason: "休假" });
    expect([given.status, given.body.handler]).toEqual([200, DIRECTOR]);
    const unfit = await move("assign-complaint", filed, MEMBER, 3, { handler: "nobody-here", reason: "x" });
    expect([unfit.status, unfit.body.code]).toEqual([409, "handler-not-fit"]);
  });

  it("R53 whoever declares an interest is out, and it is on the next one's list", async () => {
    const filed = await file();
    expect((await move("declare-interest", filed, DEPUTY, 1, { reason: "亲属" })).status).toBe(200);
    expect((await read(filed, DEPUTY)).status).toBe(404);
    expect((await read(filed, DIRECTOR)).body.as).toBe("handler");
  });

  it("R58 joins it with another that is being handled; its complainant hears only that it is", async () => {
    const [main, second] = [await file(), await file()];
    await move("accept-complaint", main, DEPUTY, 1);
    const joined = await move("join-complaint", second, DEPUTY, 1, { with: main.complaintNumber });
    expect([joined.status, joined.body.state]).toEqual([200, "joined"]);
    expect((await asResident(second)).body).toMatchObject({ stateName: { zh: "您反映的问题正在办理" }, told: [] });
    const unknown = await move("join-complaint", await file(), DEPUTY, 1, { with: "000000000000" });
    expect(unknown.status).toBe(404);
  });

  it("R58 goes on for the one that was joined when the other complainant withdraws, and tells it how it ended", async () => {
    const [main, second] = [await file(), await file()];
    await move("accept-complaint", main, DEPUTY, 1);
    await move("join-complaint", second, DEPUTY, 1, { with: main.complaintNumber });
    expect((await asResident(main, "withdraw-complaint")).body.state).toBe("withdrawn");
    expect((await asResident(main, "withdraw-complaint")).status).toBe(409);
    expect((await asResident(main)).body).toMatchObject({ state: "withdrawn", told: [] });
    expect((await read(main, DEPUTY)).body.state).toBe("handling");
    const decision = { finding: "upheld", reasons: "属实，已批评教育" };
    // Nobody of it waits for a call any more: the decision ends it.
    expect((await move("decide-complaint", main, DEPUTY, 4, decision)).body.state).toBe("closed");
    expect((await asResident(second)).body).toMatchObject({ state: "closed", finding: "upheld", told: [] });
  });

  it("R58 names the one that it joins once, and nothing where the other has moved on", async () => {
    const [main, second] = [await file(), await file()];
    await move("accept-complaint", main, DEPUTY, 1);
    expect((await move("join-complaint", second, DEPUTY, 9, { with: main.complaintNumber })).status).toBe(412);
    for (const _ of [1, 2]) await move("join-complaint", second, DEPUTY, 1, { with: main.complaintNumber });
    const kinds = (await read(main, DEPUTY)).body.ledger.map(({ what }: { what: string }) => what);
    expect(kinds.filter((what: string) => what === "joined-here")).toHaveLength(1);
  });

  it("R51 is withdrawn with the code, once", async () => {
    const filed = await file();
    expect((await asResident(filed, "withdraw-complaint")).body.state).toBe("withdrawn");
    expect((await asResident(filed, "withdraw-complaint")).status).toBe(409);
  });

  it("a clerk who handles nothing has an empty list, and the overview is the office's", async () => {
    expect((await api.call("list-complaints", { sub: CLERK })).body).toEqual({ complaints: [] });
    const query = { centreCode: CENTRE };
    expect((await api.call("list-complaints-of-centre", { sub: CLERK, query })).status).toBe(403);
    expect(
      (await api.call("list-complaints-of-centre", { sub: MEMBER, query })).body.complaints.length,
    ).toBeGreaterThan(0);
    expect(
      (await api.call("list-complaints-of-centre", { sub: MEMBER, query: { centreCode: "370481999" } })).status,
    ).toBe(404);
  });
});
