import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk } from "../../support/api.ts";
import { CENTRE, town } from "../../support/casework.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-21T09:00"));

const [PROXY, OTHER_PROXY] = town.proxies.filter(({ centre }) => centre === CENTRE).map(({ id }) => id) as [
  string,
  string,
];
type Move = "accept-case-as-proxy" | "send-case-up" | "record-received-above" | "record-returned-from-above";
const move = (id: Move, caseNumber: string, sub: string, version: number, body?: object) =>
  api.call(id, {
    params: { caseNumber },
    sub,
    headers: { "If-Match": `"${version}"` },
    ...(body === undefined ? {} : { body }),
  });

/** Filed by a proxy and accepted at the station: version 2. */
const accepted = async (itemCode = "old-age-allowance"): Promise<string> => {
  const authorisation = { resident: "示例甲", itemCode, until: "2026-12-31", form: "signature" };
  const body = { itemCode, applicant: { name: "示例甲" }, authorisation };
  const { caseNumber } = (await api.call("file-case-as-proxy", { sub: PROXY, body })).body;
  expect((await move("accept-case-as-proxy", caseNumber, PROXY, 1)).status).toBe(200);
  return caseNumber;
};
const deciderOf = (post: string): string => clerk(Number(post.slice(-2)));

describe("a proxy's case with an upward leg", () => {
  it("R47 goes up and comes back by its proxy, its dates shown, before it is decided", async () => {
    const caseNumber = await accepted();
    const sent = await move("send-case-up", caseNumber, PROXY, 2);
    expect(sent).toMatchObject({
      status: 200,
      body: {
        upwardLegs: [
          { body: "滕州市民政局", sentOn: "2026-09-21", responsible: { proxy: PROXY }, dueOn: "2026-09-29" },
        ],
        due: { clock: "promised" },
      },
    });
    const decider = deciderOf(sent.body.responsiblePost);
    const early = await api.call("decide-case", {
      params: { caseNumber },
      sub: decider,
      headers: { "If-Match": '"3"' },
      body: { outcome: "approved" },
    });
    expect([early.status, early.body.code]).toEqual([409, "is-above"]);
    expect(early.body.detail).toContain("滕州市民政局");
    api.goTo("2026-09-24T09:00");
    await move("record-received-above", caseNumber, PROXY, 3, { on: "2026-09-22" });
    const back = await move("record-returned-from-above", caseNumber, decider, 4, {
      on: "2026-09-24",
      answer: "agreed",
    });
    expect(back.body.upwardLegs[0]).toMatchObject({
      receivedOn: "2026-09-22",
      returnedOn: "2026-09-24",
      answerName: { zh: "上级同意" },
    });
    const explained = await api.call("explain-case-deadline-to-staff", { params: { caseNumber }, sub: decider });
    expect(explained.body.clocks.find(({ clock }: { clock: string }) => clock === "upward")).toMatchObject({
      dueOn: "2026-09-29",
      running: false,
    });
  });

  it("is sent once by two at the same time", async () => {
    const caseNumber = await accepted();
    const both = await Promise.all([1, 2].map(() => move("send-case-up", caseNumber, PROXY, 2)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("refuses days out of order, naming the field, and writes nothing", async () => {
    const caseNumber = await accepted();
    await move("send-case-up", caseNumber, PROXY, 2);
    for (const [on, code] of [
      ["2026-09-20", "too-early"],
      ["2026-09-22", "too-late"],
    ]) {
      const answer = await move("record-received-above", caseNumber, PROXY, 3, { on });
      expect([answer.status, answer.body.errors]).toMatchObject([400, [{ pointer: "/on", code }]]);
    }
    expect((await move("record-received-above", caseNumber, PROXY, 3, { on: "2026-09-21" })).body.version).toBe(4);
  });

  it("is nobody else's to send: not another proxy's, not a clerk's without duty", async () => {
    const caseNumber = await accepted();
    expect((await move("send-case-up", caseNumber, OTHER_PROXY, 2)).body.code).toBe("case-not-found");
    expect((await move("send-case-up", caseNumber, clerk(1), 2)).body.code).toBe("not-on-duty");
  });

  it("R48 is not moved by a proxy whose station may only file it, up, there or back", async () => {
    const itemCode = "old-age-allowance";
    const authorisation = { resident: "示例甲", itemCode, until: "2026-12-31", form: "signature" };
    const body = { itemCode, applicant: { name: "示例甲" }, authorisation };
    const { caseNumber } = (await api.call("file-case-as-proxy", { sub: OTHER_PROXY, body })).body;
    const by = (id: Parameters<CasesApi["call"]>[0], sub: string, version: number, body?: object) =>
      api.call(id, { params: { caseNumber }, sub, headers: { "If-Match": `"${version}"` }, ...(body && { body }) });
    await by("forward-case", OTHER_PROXY, 1);
    const taken = await by("accept-case", clerk(1), 2);
    const decider = deciderOf(taken.body.responsiblePost);
    const refused = { status: 403, body: { code: "not-entrusted" } };
    expect(await by("send-case-up", OTHER_PROXY, 3)).toMatchObject(refused);
    expect((await by("send-case-up", decider, 3)).status).toBe(200);
    const on = "2026-09-21";
    expect(await by("record-received-above", OTHER_PROXY, 4, { on })).toMatchObject(refused);
    expect((await by("record-received-above", decider, 4, { on })).status).toBe(200);
    const back = { on, answer: "agreed" };
    expect(await by("record-returned-from-above", OTHER_PROXY, 5, back)).toMatchObject(refused);
    expect((await by("record-returned-from-above", decider, 5, back)).status).toBe(200);
  });

  it("is refused for an item whose guide names no higher body", async () => {
    const caseNumber = await accepted("pension-enrolment");
    const answer = await move("send-case-up", caseNumber, PROXY, 2);
    expect([answer.status, answer.body.code]).toEqual([409, "no-upward-leg"]);
    expect(answer.body.detail).toContain("pension-enrolment");
  });
});
