import { beforeAll, describe, expect, it } from "vitest";
import { upToDate } from "../../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../../shared/casework/writing.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE, occasion } from "../../support/casework.ts";

const OFFICE = "office-1";
const DEPUTY = `${CENTRE}-deputy`;
const DIRECTOR = `${CENTRE}-director`;

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});

/** A licence accepted on Friday 2026-09-18: version 2. */
const accepted = async (): Promise<{ caseNumber: string; lookupCode: string }> => {
  api.goTo("2026-09-18T10:00");
  const { caseNumber, lookupCode } = (await api.call("file-case", { body: filingBody() })).body;
  await api.call("accept-case", { params: { caseNumber }, sub: clerk(1), headers: { "If-Match": '"1"' } });
  return { caseNumber, lookupCode };
};
const as = (sub: string, caseNumber: string, version: number, body?: object) => ({
  sub,
  params: { caseNumber },
  headers: { "If-Match": `"${version}"` },
  ...(body === undefined ? {} : { body }),
});
const asStaff = async (caseNumber: string, sub = DIRECTOR) =>
  (await api.call("read-case-as-staff", { params: { caseNumber }, sub })).body;
const REASON = { reason: "两次超时" };
const ANSWER = { done: "已约谈承办人", finishBy: "2026-09-25" };

/** As the sweep marks it: told of at an instant. */
const tellOf = async (caseNumber: string, stage: string, at: string) => {
  const number = CaseNumber.parse(caseNumber.replaceAll("-", ""));
  const before = await api.cases.get(number);
  const moment = occasion(at, { kind: "clock" });
  const seen = { number, version: before.version, nextStageAt: before.nextStage!.at, nextStage: before.nextStage!.id };
  const firedStages = { ...before.firedStages, [stage]: { at: moment.at } };
  const next = attentionOf({ ...before, firedStages }, moment);
  expect(await api.cases.advance(seen, [{ id: stage, at: moment.at }], next)).toBe(true);
  return upToDate(await api.cases.get(number), moment);
};

describe("a supervision order", () => {
  it("R31 is made by the office, seen by staff with its reason, and answered once by the deputy", async () => {
    const { caseNumber } = await accepted();
    const made = await api.call("order-supervision", as(OFFICE, caseNumber, 2, REASON));
    expect(made).toMatchObject({
      status: 200,
      headers: { ETag: '"3"' },
      body: { orders: [{ version: 3, dueOn: "2026-09-24", open: true, reason: "两次超时" }] },
    });
    expect(made.body.moves).not.toContain("order-supervision");
    const answered = await api.call("answer-supervision", as(DEPUTY, caseNumber, 3, ANSWER));
    expect(answered.body.orders).toMatchObject([
      { open: false, answer: { by: DEPUTY, finishBy: "2026-09-25", text: "已约谈承办人" } },
    ]);
    const again = await api.call("answer-supervision", as(DEPUTY, caseNumber, 4, ANSWER));
    expect(again).toMatchObject({ status: 409, body: { code: "no-open-order" } });
    const ledger = (await asStaff(caseNumber)).ledger.slice(-2);
    expect(ledger).toMatchObject([
      { what: "supervision-ordered", by: { kind: "lead", staffId: OFFICE, role: "office-member" } },
      { what: "supervision-answered", by: { kind: "lead", staffId: DEPUTY, role: "deputy-director" } },
    ]);
    expect(JSON.stringify(ledger)).not.toMatch(/约谈|超时/);
  });

  it("R31 that time owes is written with whatever the centre or the office does first", async () => {
    const { caseNumber } = await accepted();
    await tellOf(caseNumber, "statutory#1#supervision", "2026-10-23T08:30");
    api.goTo("2026-10-23T08:31");
    const answered = await api.call(
      "answer-supervision",
      as(DIRECTOR, caseNumber, 2, { ...ANSWER, finishBy: "2026-10-26" }),
    );
    expect(answered.body).toMatchObject({
      version: 4,
      orders: [{ stage: "statutory#1#supervision", dueOn: "2026-10-30", open: false }],
    });
    expect(answered.body.ledger.map(({ what }: { what: string }) => what)).toEqual([
      ...["filed", "accepted", "supervision-ordered", "supervision-answered"],
    ]);
  });

  it("R31 is the office's to make and the centre's leaders' to answer, each of their own", async () => {
    const { caseNumber } = await accepted();
    for (const sub of [DEPUTY, clerk(1), clerk(7)]) {
      expect(await api.call("order-supervision", as(sub, caseNumber, 2, REASON))).toMatchObject({ status: 403 });
    }
    expect((await api.call("order-supervision", as(OFFICE, caseNumber, 2, REASON))).status).toBe(200);
    for (const sub of [OFFICE, clerk(7)]) {
      expect(await api.call("answer-supervision", as(sub, caseNumber, 3, ANSWER))).toMatchObject({ status: 403 });
    }
    const stranger = await api.call("answer-supervision", as(`${OTHER_CENTRE}-director`, caseNumber, 3, ANSWER));
    expect(stranger).toMatchObject({ status: 404, body: { code: "case-not-found" } });
  });

  it("R31 of two people at once, one wins; a stale screen is told that the case changed", async () => {
    const { caseNumber } = await accepted();
    const both = await Promise.all([
      api.call("order-supervision", as(OFFICE, caseNumber, 2, REASON)),
      api.call("order-supervision", as("office-2", caseNumber, 2, REASON)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await asStaff(caseNumber)).orders).toHaveLength(1);
    const { If_Match: _, ...bare } = { If_Match: "", sub: OFFICE, params: { caseNumber }, body: REASON };
    expect(await api.call("order-supervision", bare)).toMatchObject({ status: 428 });
  });

  it.each([
    ["order-supervision", OFFICE, {}, "/reason", "required"],
    ["order-supervision", OFFICE, { reason: "办".repeat(301) }, "/reason", "too-large"],
    ["answer-supervision", DEPUTY, { ...ANSWER, finishBy: "2026-09-17" }, "/finishBy", "too-early"],
    ["answer-supervision", DEPUTY, { ...ANSWER, finishBy: "soon" }, "/finishBy", "invalid-date"],
    ["answer-supervision", DEPUTY, { finishBy: "2026-09-25" }, "/done", "required"],
    ["annul-card", OFFICE, { stage: "x", reason: "outage" }, "/stage", "invalid-format"],
    ["annul-card", OFFICE, { stage: "notice#1#red", reason: "mood" }, "/reason", "invalid-value"],
    ["annul-card", OFFICE, { stage: "notice#1#red", reason: "other" }, "/text", "required"],
  ] as const)("%s names the field that is wrong: %s %o", async (id, sub, body, pointer, code) => {
    const { caseNumber } = await accepted();
    const answer = await api.call(id, as(sub, caseNumber, 2, body));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it("R31 is refused on a case that has ended, and ends with the decision", async () => {
    const { caseNumber } = await accepted();
    await api.call("order-supervision", as(OFFICE, caseNumber, 2, REASON));
    await api.call("decide-case", as(clerk(7), caseNumber, 3, { outcome: "approved" }));
    expect((await asStaff(caseNumber)).orders).toMatchObject([{ open: false }]);
    await api.call("deliver-case", as(clerk(7), caseNumber, 4, { how: "counter" }));
    const late = await api.call("order-supervision", as(OFFICE, caseNumber, 5, REASON));
    expect(late).toMatchObject({ status: 409, body: { code: "move-not-allowed" } });
  });

  it("R31 is nothing that the resident is shown, in the case or in its deadlines", async () => {
    const { caseNumber, lookupCode } = await accepted();
    await api.call("order-supervision", as(OFFICE, caseNumber, 2, REASON));
    const look = { params: { caseNumber }, headers: { "Lookup-Code": lookupCode } };
    const [shown, explained] = [await api.call("read-case", look), await api.call("explain-case-deadline", look)];
    expect([shown.status, explained.status]).toEqual([200, 200]);
    expect(`${shown.text}${explained.text}`).not.toMatch(/order|supervis|督办|超时/);
    const toStaff = await api.call("explain-case-deadline-to-staff", { params: { caseNumber }, sub: DIRECTOR });
    expect(toStaff.body.clocks.map(({ clock }: { clock: string }) => clock)).toContain("order");
  });
});

describe("an annulled card", () => {
  it("R31a stays on record as annulled; twice changes nothing; a card that never was is refused", async () => {
    const { caseNumber } = await accepted();
    await tellOf(caseNumber, "promised#1#half", "2026-09-23T08:30");
    const body = { stage: "promised#1#half", reason: "other", text: "系统升级" };
    const first = await api.call("annul-card", as(OFFICE, caseNumber, 2, body));
    const cards = [
      { id: "promised#1#half", clock: "promised", stage: "half", annulled: { reason: "other", text: "系统升级" } },
    ];
    expect(first.body).toMatchObject({ version: 3, cards });
    const second = await api.call("annul-card", as("office-2", caseNumber, 3, { ...body, reason: "outage" }));
    expect(second).toMatchObject({ status: 200, body: { version: 3, cards } });
    const none = await api.call("annul-card", as(OFFICE, caseNumber, 3, { ...body, stage: "promised#1#red" }));
    expect(none).toMatchObject({ status: 404, body: { code: "card-not-found" } });
    expect(await api.call("annul-card", as(DIRECTOR, caseNumber, 3, body))).toMatchObject({ status: 403 });
  });

  it("R31a may be of a closed case, which stays closed", async () => {
    const { caseNumber } = await accepted();
    await tellOf(caseNumber, "promised#1#half", "2026-09-23T08:30");
    await api.call("decide-case", as(clerk(7), caseNumber, 2, { outcome: "approved" }));
    await api.call("deliver-case", as(clerk(7), caseNumber, 3, { how: "counter" }));
    const body = { stage: "promised#1#half", reason: "wrong-calendar" };
    const annulled = await api.call("annul-card", as(OFFICE, caseNumber, 4, body));
    expect(annulled.body).toMatchObject({ state: "delivered", version: 5, cards: [{ annulled: { version: 5 } }] });
  });
});
