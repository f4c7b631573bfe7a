import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CASE_ROUTES } from "../../../shared/http/routes/cases.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE } from "../../support/casework.ts";

/** The comprehensive window; the window that decides the item filed. */
const INTAKE = clerk(1);
const FORESTRY = clerk(7);
type Id = keyof typeof CASE_ROUTES;

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-18T10:00"));

const filed = async (change: object = {}): Promise<{ caseNumber: string; lookupCode: string }> =>
  (await api.call("file-case", { body: filingBody(change) })).body;
const move = (id: Id, caseNumber: string, version: number, body?: object, sub = INTAKE) =>
  api.call(id, {
    params: { caseNumber },
    sub,
    headers: { "If-Match": `"${version}"` },
    ...(body === undefined ? {} : { body }),
  });
const asResident = (id: Id, { caseNumber, lookupCode }: { caseNumber: string; lookupCode: string }, body?: object) =>
  api.call(id, {
    params: { caseNumber },
    headers: { "Lookup-Code": lookupCode },
    from: randomUUID(),
    ...(body === undefined ? {} : { body }),
  });
const errorsOf = ({ status, body }: Awaited<ReturnType<CasesApi["call"]>>) => [
  status,
  ...(body.errors ?? []).map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
];
const versionOf = async (caseNumber: string): Promise<number> =>
  (await api.call("read-case-as-staff", { params: { caseNumber }, sub: INTAKE })).body.version;
const FORM = "felling-application-form";
const SURVEY = "felling-survey";
const notice = (change: object = {}) => ({ missing: [FORM], channel: "counter-signature", ...change });
/** The deciding post's holder of an item, from the roster that the API reads. */
const deciderOf = async (caseNumber: string): Promise<string> => {
  const { responsiblePost } = (await api.call("read-case-as-staff", { params: { caseNumber }, sub: INTAKE })).body;
  const roster = await api.directory.roster(CENTRE);
  return roster.posts.find(({ id }) => id === responsiblePost)!.holder;
};

describe("the notice", () => {
  it("R13 names its channel, which is kept with its time and shown to the resident", async () => {
    const receipt = await filed();
    const given = await move("give-correction-notice", receipt.caseNumber, 1, notice({ channel: "post" }));
    expect(given.body.ledger.at(-1)).toMatchObject({ at: "2026-09-18T02:00:00.000Z", facts: { channel: "post" } });
    const { body } = await asResident("read-case", receipt);
    expect(body.notice).toMatchObject({ channel: "post", on: "2026-09-18", correctBy: "2026-10-19" });
  });

  it.each([
    ["no channel", { channel: undefined }, "/channel required"],
    ["a channel that there is not", { channel: "pigeon" }, "/channel invalid-value"],
    ["SMS to whoever did not ask for SMS", { channel: "sms" }, "/channel not-offered"],
    ["R19a what the office looks up itself", { missing: ["identity-card"] }, "/missing/0 invalid-value"],
  ])("R13 is refused with %s, and nothing is written", async (_, change, error) => {
    const { caseNumber } = await filed();
    const answer = await move("give-correction-notice", caseNumber, 1, notice(change));
    expect(errorsOf(answer)).toEqual([400, error]);
    expect(await versionOf(caseNumber)).toBe(1);
  });

  it("R13 goes by SMS to whoever asked for SMS", async () => {
    const { caseNumber } = await filed({ notifyBySms: true });
    expect((await move("give-correction-notice", caseNumber, 1, notice({ channel: "sms" }))).status).toBe(200);
  });

  it("R12 what is put right on the spot leaves the case as it is", async () => {
    const { caseNumber } = await filed();
    const after = await move("record-put-right", caseNumber, 1, { papers: [FORM], text: "当场补签" });
    expect(after.body).toMatchObject({ state: "filed", version: 2 });
    expect(after.body).not.toHaveProperty("notice");
  });
});

describe("asking after the notice", () => {
  it("R14 for something else needs a reason, and stands in the ledger with the person; the dates stay", async () => {
    const receipt = await filed();
    await move("give-correction-notice", receipt.caseNumber, 1, notice());
    const more = { missing: [FORM, "felling-survey"], channel: "post", text: "另需调查设计" };
    const bare = await move("ask-further", receipt.caseNumber, 2, more);
    expect(errorsOf(bare)).toEqual([400, "/reason required"]);
    const asked = await move("ask-further", receipt.caseNumber, 2, { ...more, reason: "首次漏看面积" });
    expect(asked.body).toMatchObject({
      state: "correcting",
      notice: { correctBy: "2026-10-19" },
      violationReasons: { "3": "首次漏看面积" },
    });
    expect(asked.body.ledger.at(-1)).toMatchObject({
      what: "second-notice",
      by: { kind: "staff", staffId: INTAKE },
      facts: { violation: true, others: "felling-survey" },
    });
    const { text } = await asResident("read-case", receipt);
    expect(text).toContain("另需调查设计");
    expect(text).not.toContain("漏看面积");
  });

  it("R14 again for the same needs none, and is no violation", async () => {
    const { caseNumber } = await filed();
    await move("give-correction-notice", caseNumber, 1, notice());
    const again = await move("ask-further", caseNumber, 2, { missing: [FORM], channel: "post" });
    expect(again.body).toMatchObject({ furtherRequests: [{ violation: false }] });
    expect(again.body.ledger.at(-1).what).toBe("asked-again");
  });
});

describe("handing in corrections", () => {
  it("R4 R16 takes the look-up code, until midnight; acceptance counts as of that day", async () => {
    const receipt = await filed();
    await move("give-correction-notice", receipt.caseNumber, 1, notice());
    api.goTo("2026-10-19T23:50");
    const unlisted = await asResident("submit-corrections", receipt, { papers: ["felling-survey"] });
    expect(errorsOf(unlisted)).toEqual([400, "/papers/0 invalid-value"]);
    const handedIn = await asResident("submit-corrections", receipt, { papers: [FORM] });
    expect(handedIn.body).toMatchObject({
      state: "correcting",
      notice: { submitted: { on: "2026-10-19", papers: [FORM] } },
      due: { clock: "promised" },
    });
    const twice = await asResident("submit-corrections", receipt, { papers: [FORM] });
    expect(errorsOf(twice)).toEqual([400, "/papers/0 invalid-value"]);
    api.goTo("2026-10-20T09:00");
    const accepted = await move("accept-case", receipt.caseNumber, 3);
    expect(accepted.body).toMatchObject({ state: "accepted", acceptedOn: "2026-10-19" });
  });

  it("R16 takes what staff record from the counter, the post or the phone, with the same effect", async () => {
    const receipt = await filed();
    await move("give-correction-notice", receipt.caseNumber, 1, notice({ missing: [FORM, SURVEY] }));
    const both = { papers: [FORM, SURVEY], channel: "post" };
    const unlisted = { papers: ["identity-card"], channel: "counter" };
    expect(errorsOf(await move("record-corrections", receipt.caseNumber, 2, unlisted))).toEqual([
      400,
      "/papers/0 invalid-value",
    ]);
    expect(errorsOf(await move("record-corrections", receipt.caseNumber, 2, { ...both, channel: "online" }))).toEqual([
      400,
      "/channel invalid-value",
    ]);
    // What the notice waits for is no putting right on the spot: it would move no clock.
    const spot = await move("record-put-right", receipt.caseNumber, 2, { papers: [FORM] });
    expect(errorsOf(spot)).toEqual([400, "/papers/0 invalid-value"]);
    const come = await move("record-corrections", receipt.caseNumber, 2, both);
    expect(come.body).toMatchObject({
      state: "correcting",
      notice: { submitted: { on: "2026-09-18", papers: [FORM, SURVEY], channel: "post" } },
      due: { clock: "promised" },
    });
    expect(come.body.ledger.at(-1)).toMatchObject({
      what: "corrections-submitted",
      by: { kind: "staff", staffId: INTAKE },
      facts: { channel: "post" },
    });
    const twice = await move("record-corrections", receipt.caseNumber, 3, { papers: [FORM], channel: "counter" });
    expect(errorsOf(twice)).toEqual([400, "/papers/0 invalid-value"]);
    api.goTo("2026-10-20T09:00");
    const accepted = await move("accept-case", receipt.caseNumber, 3);
    expect(accepted.body).toMatchObject({ state: "accepted", acceptedOn: "2026-09-18" });
  });

  it("R16 is refused where nothing was asked for", async () => {
    const answer = await asResident("submit-corrections", await filed(), { papers: [FORM] });
    expect(answer).toMatchObject({ status: 409, body: { code: "move-not-allowed" } });
  });
});

describe("another organ's matter", () => {
  const elsewhere = {
    ground: "not-our-power",
    reason: "由公安机关办理",
    whereToGo: "户籍地派出所",
    handOver: { to: "滕州市公安局", answer: "offered" },
  };

  it("R11 is answered with where to go; the resident says yes to the hand-over, once", async () => {
    const receipt = await filed();
    const away = await move("turn-case-away", receipt.caseNumber, 1, elsewhere);
    expect(away.body).toMatchObject({ state: "not-accepted", ending: { handOver: "offered" }, due: null });
    const yes = await asResident("answer-hand-over", receipt, { answer: "accepted" });
    expect(yes).toMatchObject({
      status: 200,
      body: { ending: { handOver: "accepted", whereToGo: "户籍地派出所", handOverTo: "滕州市公安局" } },
    });
    const again = await asResident("answer-hand-over", receipt, { answer: "declined" });
    expect(again).toMatchObject({ status: 409, body: { code: "hand-over-not-offered" } });
    expect(again.body.detail).toContain("已经答复过");
  });

  it("R11 always comes with the offer to hand it over", async () => {
    const { caseNumber } = await filed();
    const answer = await move("turn-case-away", caseNumber, 1, { ...elsewhere, handOver: undefined });
    expect(errorsOf(answer)).toEqual([400, "/handOver required"]);
  });

  it("R11 leaves the list of work", async () => {
    const { caseNumber } = await filed();
    await move("turn-case-away", caseNumber, 1, elsewhere);
    const { body } = await api.call("list-work", { sub: INTAKE, query: { limit: "100" } });
    expect(body.entries.map((entry: { caseNumber: string }) => entry.caseNumber)).not.toContain(caseNumber);
  });
});

describe("withdrawing", () => {
  it("R16 takes the look-up code, and ends the case", async () => {
    const receipt = await filed();
    const wrong = await asResident("withdraw-case", { ...receipt, lookupCode: "0000-0000" });
    expect(wrong).toMatchObject({ status: 404, body: { code: "case-not-found" } });
    const done = await asResident("withdraw-case", receipt);
    expect(done).toMatchObject({ status: 200, body: { state: "withdrawn", due: null } });
    expect((await asResident("withdraw-case", receipt)).body.code).toBe("move-not-allowed");
  });

  it("R16 or, at the counter, a signature that is kept", async () => {
    const { caseNumber } = await filed();
    const bare = await move("withdraw-case-for-resident", caseNumber, 1, { proof: "signature" });
    expect(errorsOf(bare)).toEqual([400, "/document required"]);
    const signed = { proof: "signature", document: "滕林撤〔2026〕1号" };
    const done = await move("withdraw-case-for-resident", caseNumber, 1, signed);
    expect(done.body).toMatchObject({ state: "withdrawn", moves: ["reissue-code"] });
  });

  it("loses as a whole to staff who accept at the same moment, or wins", async () => {
    const receipt = await filed();
    const both = await Promise.all([asResident("withdraw-case", receipt), move("accept-case", receipt.caseNumber, 1)]);
    const statuses = both.map(({ status }) => status);
    expect(statuses).toContain(200);
    // The resident may also come second, and withdraw what was just accepted.
    const version = await versionOf(receipt.caseNumber);
    expect(version).toBe(1 + statuses.filter((status) => status === 200).length);
  });
});

describe("accepting against a promise", () => {
  const PENSION = { itemCode: "old-age-allowance" };
  const promise = (change: object = {}) => ({
    missing: ["bank-card"],
    supplyBy: "2026-09-28",
    document: "承诺1号",
    ...change,
  });

  it("R17 records the promise, and what has come", async () => {
    const receipt = await filed(PENSION);
    const accepted = await move("accept-conditionally", receipt.caseNumber, 1, promise());
    expect(accepted.body).toMatchObject({ state: "accepted", paperPromise: { supplyBy: "2026-09-28", supplied: [] } });
    const decider = await deciderOf(receipt.caseNumber);
    const other = await move(
      "record-promised-papers",
      receipt.caseNumber,
      2,
      { supplied: ["application-form"] },
      decider,
    );
    expect(errorsOf(other)).toEqual([400, "/supplied/0 invalid-value"]);
    const come = await move("record-promised-papers", receipt.caseNumber, 2, { supplied: ["bank-card"] }, decider);
    expect(come.body).toMatchObject({ version: 3, paperPromise: { supplied: ["bank-card"] } });
  });

  it.each([
    ["a material that the item does not list so", { missing: ["application-form"] }, "/missing/0 invalid-value"],
    ["a day that is not after today", { supplyBy: "2026-09-18" }, "/supplyBy too-early"],
    ["a day more than 180 days ahead", { supplyBy: "2027-03-18" }, "/supplyBy too-late"],
    ["no written promise", { document: undefined }, "/document required"],
  ])("R17 is refused for %s", async (_, change, error) => {
    const { caseNumber } = await filed(PENSION);
    expect(errorsOf(await move("accept-conditionally", caseNumber, 1, promise(change)))).toEqual([400, error]);
    expect(await versionOf(caseNumber)).toBe(1);
  });
});

describe("a move after a period has ended, before the sweep has come", () => {
  const BENEFIT = { itemCode: "old-age-allowance" };
  const promise = { missing: ["bank-card"], supplyBy: "2026-09-28", document: "承诺1号" };

  it("R16 finds the case as time has made it: what was not corrected in time is not accepted", async () => {
    const { caseNumber } = await filed();
    await move("give-correction-notice", caseNumber, 1, notice());
    api.goTo("2026-10-20T09:00");
    expect(await move("accept-case", caseNumber, 2)).toMatchObject({
      status: 409,
      body: { code: "move-not-allowed", detail: expect.stringContaining("不予受理") },
    });
    expect(await versionOf(caseNumber)).toBe(2);
  });

  it("R17 writes that the promise was not kept, and then what came or was decided, in one write", async () => {
    const { caseNumber } = await filed(BENEFIT);
    await move("accept-conditionally", caseNumber, 1, promise);
    const decider = await deciderOf(caseNumber);
    api.goTo("2026-09-29T09:00");
    const come = await move("record-promised-papers", caseNumber, 2, { supplied: ["bank-card"] }, decider);
    expect(come.body).toMatchObject({ version: 4, paperPromise: { brokenOn: "2026-09-28", supplied: ["bank-card"] } });
    api.goTo("2026-09-18T10:00");
    const second = await filed(BENEFIT);
    await move("accept-conditionally", second.caseNumber, 1, promise);
    api.goTo("2026-09-29T09:00");
    const decided = await move("decide-case", second.caseNumber, 2, { outcome: "approved" }, decider);
    expect(decided.body).toMatchObject({ state: "decided", version: 4, paperPromise: { brokenOn: "2026-09-28" } });
  });
});

describe("deciding", () => {
  it("R27 after the limit takes a coded reason, which the resident then reads", async () => {
    const receipt = await filed();
    await move("accept-case", receipt.caseNumber, 1);
    api.goTo("2026-10-09T09:00");
    const bare = await move("decide-case", receipt.caseNumber, 2, { outcome: "approved" }, FORESTRY);
    expect(errorsOf(bare)).toEqual([400, "/overdueReason required"]);
    const invented = { outcome: "approved", overdueReason: "holiday" };
    expect(errorsOf(await move("decide-case", receipt.caseNumber, 2, invented, FORESTRY))).toEqual([
      400,
      "/overdueReason invalid-value",
    ]);
    const reasoned = { outcome: "approved", overdueReason: "waiting-for-other-organ" };
    expect((await move("decide-case", receipt.caseNumber, 2, reasoned, FORESTRY)).status).toBe(200);
    const { body } = await asResident("read-case", receipt);
    expect(body.decision.overdueReason).toEqual({
      code: "waiting-for-other-organ",
      name: { zh: "等待其他机关办理", en: "waiting for another organ" },
    });
  });

  it("where a relative of an official applies takes the separate check", async () => {
    const allowance = { itemCode: "minimum-living-allowance" };
    const unasked = await api.call("file-case", { body: filingBody(allowance) });
    expect(errorsOf(unasked)).toEqual([400, "/relativeOfOfficial required"]);
    const receipt = await filed({ ...allowance, relativeOfOfficial: true });
    const accepted = await move("accept-case", receipt.caseNumber, 1);
    expect(accepted.body.relativeOfOfficial).toBe(true);
    const decider = await deciderOf(receipt.caseNumber);
    const bare = await move("decide-case", receipt.caseNumber, 2, { outcome: "approved" }, decider);
    expect(errorsOf(bare)).toEqual([400, "/relativeChecked required"]);
    const checked = { outcome: "approved", relativeChecked: true };
    expect((await move("decide-case", receipt.caseNumber, 2, checked, decider)).status).toBe(200);
    expect((await asResident("read-case", receipt)).body).not.toHaveProperty("relativeOfOfficial");
  });
});

describe("filing", () => {
  it.each([
    ["a licence that ends in a hundred years", { renewal: { expiresOn: "2126-09-18" } }, "/renewal/expiresOn too-late"],
    ["a licence that ended long ago", { renewal: { expiresOn: "1999-09-18" } }, "/renewal/expiresOn too-early"],
    ["a declaration that the item does not ask for", { relativeOfOfficial: false }, "/relativeOfOfficial not-offered"],
    [
      "a renewal of what is no licence",
      { itemCode: "old-age-allowance", renewal: { expiresOn: "2026-12-01" } },
      "/renewal not-offered",
    ],
  ])("is refused with %s", async (_, change, error) => {
    expect(errorsOf(await api.call("file-case", { body: filingBody(change) }))).toEqual([400, error]);
  });

  it("R19 a renewal is shown with the licence's last day, and silence renews nothing unless switched on", async () => {
    const receipt = await filed({ renewal: { expiresOn: "2026-12-01" } });
    const { body } = await asResident("read-case", receipt);
    expect(body.renewal).toEqual({ expiresOn: "2026-12-01", bySilence: false });
  });
});
