/** R31, R31a on complaints, through the routes: whoever is walled neither orders, answers nor hears of any. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CENTRE, OTHER_CENTRE, roster, town } from "../../support/casework.ts";
import { type ComplaintRouteId, type ComplaintsApi, complaintBody, complaintsApi } from "./world.ts";

const DEPUTY = `${CENTRE}-deputy`;
const DIRECTOR = `${CENTRE}-director`;
const HEAD = town.office.find(({ role }) => role === "office-head")!.id;
const MEMBER = town.office.find(({ role }) => role === "office-member")!.id;
const REASON = { reason: "多次催办" };
const ANSWER = { done: "已约谈承办人", finishBy: "2026-09-25" };

let api: ComplaintsApi;
beforeAll(async () => {
  api = await complaintsApi();
});
beforeEach(() => api.goTo("2026-09-18T09:00"));

type Filed = { complaintNumber: string; lookupCode: string };
/** Accepted by its handler: version 2. */
const accepted = async (change: object = {}, handler = DEPUTY): Promise<Filed> => {
  const { body } = await api.call("file-complaint", { body: complaintBody(change) });
  expect((await move("accept-complaint", body, handler, 1, {})).status).toBe(200);
  return body;
};
const move = (id: ComplaintRouteId, { complaintNumber }: Filed, sub: string, version: number, body: object) =>
  api.call(id, { params: { complaintNumber }, sub, body, headers: { "If-Match": `"${version}"` } });
const read = ({ complaintNumber }: Filed, sub: string) =>
  api.call("read-complaint-as-staff", { params: { complaintNumber }, sub });

describe("a supervision order on a complaint", () => {
  it("R31 is made by the office, read with its reason and answered once by the handler", async () => {
    const filed = await accepted();
    const made = await move("order-complaint-supervision", filed, MEMBER, 2, REASON);
    expect(made).toMatchObject({
      status: 200,
      headers: { ETag: '"3"' },
      body: { orders: [{ version: 3, dueOn: "2026-09-24", open: true, reason: "多次催办" }] },
    });
    expect((await read(filed, DEPUTY)).body.orders).toMatchObject([{ open: true, reason: "多次催办" }]);
    const answered = await move("answer-complaint-supervision", filed, DEPUTY, 3, ANSWER);
    expect(answered.body.orders).toMatchObject([
      { open: false, answer: { by: DEPUTY, finishBy: "2026-09-25", text: "已约谈承办人" } },
    ]);
    const again = await move("answer-complaint-supervision", filed, DEPUTY, 4, ANSWER);
    expect(again).toMatchObject({ status: 409, body: { code: "no-open-order" } });
  });

  it("R31 is the office's to make and the handler's to answer; nobody orders for themselves", async () => {
    const filed = await accepted();
    expect((await move("order-complaint-supervision", filed, DEPUTY, 2, REASON)).status).toBe(403);
    await move("order-complaint-supervision", filed, MEMBER, 2, REASON);
    expect((await move("answer-complaint-supervision", filed, MEMBER, 3, ANSWER)).status).toBe(403);
    const ofOffice = await accepted({ target: { kind: "centre" } }, HEAD);
    expect((await move("order-complaint-supervision", ofOffice, HEAD, 2, REASON)).status).toBe(403);
    expect((await move("order-complaint-supervision", ofOffice, MEMBER, 2, REASON)).status).toBe(200);
    expect((await move("answer-complaint-supervision", ofOffice, HEAD, 3, ANSWER)).status).toBe(200);
  });

  it("R53 whoever is walled gets what a number without a complaint gets, for every one of these routes", async () => {
    const post = roster.posts[0]!;
    const filed = await accepted({ target: { kind: "post", post: post.id } });
    await move("order-complaint-supervision", filed, MEMBER, 2, REASON);
    const nothing = { ...filed, complaintNumber: "000000000000" };
    const calls: readonly [ComplaintRouteId, object][] = [
      ["answer-complaint-supervision", ANSWER],
      ["order-complaint-supervision", REASON],
      ["annul-complaint-card", { stage: "handling#1#red", reason: "outage" }],
    ];
    for (const sub of [post.holder, post.standIn, DIRECTOR, `${OTHER_CENTRE}-director`]) {
      expect((await read(filed, sub)).status).toBe(404);
      for (const [id, body] of calls) {
        const [walled, absent] = [await move(id, filed, sub, 3, body), await move(id, nothing, sub, 3, body)];
        expect([id, sub, walled.status, walled.body.code]).toEqual([id, sub, absent.status, absent.body.code]);
        expect([403, 404]).toContain(walled.status);
      }
    }
    expect((await read(filed, DEPUTY)).body.orders).toHaveLength(1);
  });

  it("R31 of two people at once one wins, and a stale screen is told so", async () => {
    const filed = await accepted();
    const both = await Promise.all(
      [HEAD, MEMBER].map((sub) => move("order-complaint-supervision", filed, sub, 2, REASON)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await read(filed, HEAD)).body.orders).toHaveLength(1);
  });

  it.each([
    ["order-complaint-supervision", MEMBER, {}, "/reason", "required"],
    ["order-complaint-supervision", MEMBER, { reason: "办".repeat(301) }, "/reason", "too-large"],
    ["answer-complaint-supervision", DEPUTY, { ...ANSWER, finishBy: "2026-09-17" }, "/finishBy", "too-early"],
    ["answer-complaint-supervision", DEPUTY, { finishBy: "2026-09-25" }, "/done", "required"],
    ["annul-complaint-card", MEMBER, { stage: "x", reason: "outage" }, "/stage", "invalid-format"],
    ["annul-complaint-card", MEMBER, { stage: "handling#1#red", reason: "other" }, "/text", "required"],
  ] as const)("%s names the field that is wrong: %s %o", async (id, sub, body, pointer, code) => {
    const filed = await accepted();
    expect(await move(id, filed, sub, 2, body)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it("R31 is nothing that whoever complained is shown", async () => {
    const filed = await accepted();
    await move("order-complaint-supervision", filed, MEMBER, 2, REASON);
    const shown = await api.call("read-complaint", {
      params: { complaintNumber: filed.complaintNumber },
      headers: { "lookup-code": filed.lookupCode },
    });
    expect(shown.status).toBe(200);
    expect(shown.text).not.toMatch(/order|supervis|督办|催办/);
  });

  it("R31 is refused on one that was withdrawn, and a card that was never told of cannot be annulled", async () => {
    const filed = await accepted();
    const card = { stage: "handling#1#red", reason: "outage" };
    expect(await move("annul-complaint-card", filed, MEMBER, 2, card)).toMatchObject({
      status: 404,
      body: { code: "card-not-found" },
    });
    const params = { complaintNumber: filed.complaintNumber };
    await api.call("withdraw-complaint", { params, headers: { "lookup-code": filed.lookupCode } });
    expect(await move("order-complaint-supervision", filed, MEMBER, 3, REASON)).toMatchObject({
      status: 409,
      body: { code: "move-not-allowed" },
    });
  });
});
