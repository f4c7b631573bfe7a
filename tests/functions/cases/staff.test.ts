import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CASE_ROUTES } from "../../../shared/http/routes/cases.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";

/** Holder of the comprehensive window's first post; its stand-in; the forestry window's holder. */
const [A, B, FORESTRY] = [clerk(1), clerk(2), clerk(7)];
type Id = keyof typeof CASE_ROUTES;

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-18T10:00"));

const filed = async (change: object = {}): Promise<string> =>
  (await api.call("file-case", { body: filingBody(change) })).body.caseNumber;
const move = (id: Id, caseNumber: string, version: number | undefined, sub: string, body?: object) =>
  api.call(id, {
    params: { caseNumber },
    sub,
    ...(body === undefined ? {} : { body }),
    headers: version === undefined ? {} : { "If-Match": `"${version}"` },
  });
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body?.code];
const absent = (id: string, staffId: string, from: string, until: string) =>
  api.directory.record({
    schema: 1,
    id,
    staffId,
    centre: CENTRE,
    kind: "leave",
    from: instant(`${from}:00+08:00`),
    until: instant(`${until}:00+08:00`),
    recordedBy: `${CENTRE}-deputy`,
    recordedAt: instant("2026-09-01T00:00:00Z"),
  });

describe("a case's way through the windows", () => {
  it("is accepted, decided and delivered, each under the version that was read", async () => {
    const number = await filed();
    const accepted = await move("accept-case", number, 1, A);
    expect([accepted.status, accepted.headers.ETag]).toEqual([200, '"2"']);
    expect(accepted.body).toMatchObject({
      state: "accepted",
      acceptedOn: "2026-09-18",
      responsiblePost: `${CENTRE}-p07`,
      due: { clock: "promised", dueOn: "2026-09-30" },
      applicant: { name: "示例甲", masked: false },
    });
    const decided = await move("decide-case", number, 2, FORESTRY, { outcome: "approved" });
    expect(decided.body).toMatchObject({
      state: "decided",
      due: { clock: "delivery" },
      moves: ["deliver", "reissue-code"],
    });
    const delivered = await move("deliver-case", number, 3, FORESTRY, { how: "post" });
    expect(delivered.body).toMatchObject({ state: "delivered", version: 4, due: null, deliveredOn: "2026-09-18" });
    expect(delivered.body.ledger.map(({ what }: { what: string }) => what)).toEqual([
      "filed",
      "accepted",
      "decided",
      "delivered",
    ]);
  });

  it("R13 a correction notice names materials of the guide, and only those", async () => {
    const number = await filed();
    const wrong = await move("give-correction-notice", number, 1, A, { missing: ["no-such-thing"], channel: "online" });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, "/missing/0"]);
    const item = await api.directory.item("tree-felling-licence");
    const demanded = item!.materials.filter((material) => material.demanded)[0]!;
    const given = await move("give-correction-notice", number, 1, A, {
      missing: [demanded.code],
      channel: "online",
      text: "请补齐",
    });
    expect(given.body).toMatchObject({
      state: "correcting",
      notice: { missing: [{ code: demanded.code, name: demanded.name }], text: "请补齐" },
    });
    const corrected = await move("accept-case", number, 2, A);
    expect(corrected.body.state).toBe("accepted");
  });

  it("R18 a refusal needs reason and remedy", async () => {
    const number = await filed();
    await move("accept-case", number, 1, A);
    const bare = await move("decide-case", number, 2, FORESTRY, { outcome: "refused" });
    expect(bare.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["/reason", "/remedy"]);
    const full = { outcome: "refused", reason: "不符合采伐条件", remedy: "可在60日内申请行政复议" };
    const refused = await move("decide-case", number, 2, FORESTRY, full);
    expect(refused.body.decision).toMatchObject(full);
    expect(refused.body.due).toBeNull();
  });

  it("a move that the state does not allow is refused in words", async () => {
    const number = await filed();
    const answer = await api.call("decide-case", {
      params: { caseNumber: number },
      sub: A,
      body: { outcome: "approved" },
      headers: { "If-Match": '"1"', "Accept-Language": "en" },
    });
    expect(codeOf(answer)).toEqual([409, "move-not-allowed"]);
    expect(answer.body.detail).toBe("It is received, awaiting acceptance: decide is not possible now.");
  });
});

describe("If-Match", () => {
  it("missing, stale and garbage are told apart", async () => {
    const number = await filed();
    expect(codeOf(await move("accept-case", number, undefined, A))).toEqual([428, "precondition-required"]);
    expect(codeOf(await move("accept-case", number, 2, A))).toEqual([412, "version-conflict"]);
    for (const tag of ["1", "*", '"x"', '"1","2"', "", '"99999999999"']) {
      const answer = await api.call("accept-case", {
        params: { caseNumber: number },
        sub: A,
        headers: { "If-Match": tag },
      });
      expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([400, "#/headers/If-Match"]);
    }
  });

  it("lets only one of two through who accept at once", async () => {
    const number = await filed();
    const answers = await Promise.all([A, B, A, B].map((sub) => move("accept-case", number, 1, sub)));
    // Whoever reads it after the other's write finds it at the deciding post already.
    const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code);
    expect(refused).toHaveLength(3);
    for (const code of refused) expect(["version-conflict", "not-on-duty"]).toContain(code);
    expect((await move("read-case-as-staff", number, undefined, A)).body.version).toBe(2);
  });
});

describe("walls", () => {
  it("another centre's case reads exactly as one that does not exist", async () => {
    const number = await filed();
    const requestId = randomUUID();
    const sub = clerk(1, OTHER_CENTRE);
    const ids: Id[] = ["read-case-as-staff", "explain-case-deadline-to-staff", "print-receipt", "accept-case"];
    for (const id of ids) {
      const headers = { "If-Match": '"1"' };
      const other = await api.call(id, { params: { caseNumber: number }, sub, headers, requestId });
      const none = await api.call(id, { params: { caseNumber: "0000-0000-0009" }, sub, headers, requestId });
      expect(other).toEqual(none);
      expect(codeOf(other)).toEqual([404, "case-not-found"]);
    }
  });

  it("nobody files into another centre", async () => {
    const body = { ...filingBody(), channel: "counter" };
    const answer = await api.call("file-case-for-resident", { body, sub: clerk(1, OTHER_CENTRE) });
    expect(codeOf(answer)).toEqual([403, "not-on-duty"]);
  });

  it("whoever does not handle the case sees masks and no free text", async () => {
    const number = await filed({
      note: "家庭情况说明",
      applicant: { name: "示例甲", phone: "10000000001", idNumber: "37048119000101001X" },
    });
    const { body, text } = await move("read-case-as-staff", number, undefined, clerk(4));
    expect(body.applicant).toEqual({ name: "示*", phone: "100****0001", idNumber: "370*************1X", masked: true });
    expect(text).not.toContain("家庭情况说明");
    expect((await move("read-case-as-staff", number, undefined, "office-1")).body.applicant.masked).toBe(true);
    expect((await move("read-case-as-staff", number, undefined, A)).body).toMatchObject({
      applicant: { masked: false },
      note: "家庭情况说明",
    });
  });

  it("refusal reasons too are for whoever handles it", async () => {
    const number = await filed();
    await move("accept-case", number, 1, A);
    await move("decide-case", number, 2, FORESTRY, { outcome: "refused", reason: "某人的情况", remedy: "复议" });
    expect((await move("read-case-as-staff", number, undefined, clerk(4))).text).not.toContain("某人的情况");
    expect((await move("read-case-as-staff", number, undefined, FORESTRY)).text).toContain("某人的情况");
  });

  it("writes no personal data and no code into its logs", async () => {
    const { body } = await api.call("file-case", { body: filingBody({ note: "日志里不应有" }) });
    const all = api.logged.join("\n");
    expect(all).not.toMatch(/示例甲|10000000001|日志里不应有|192\.0\.2\.1/);
    expect(all).not.toContain(body.lookupCode);
  });
});

describe("duty", () => {
  it("R39 the holder's absence passes everything to the stand-in, and its end gives it back", async () => {
    await absent("leave-1", A, "2026-10-12T08:00", "2026-10-13T00:00");
    api.goTo("2026-10-12T10:00");
    const number = await filed({ centreCode: CENTRE });
    expect(codeOf(await move("accept-case", number, 1, A))).toEqual([403, "not-on-duty"]);
    const accepted = await move("accept-case", number, 1, B);
    expect(accepted.body.ledger[1].by).toEqual({
      kind: "staff",
      staffId: B,
      postId: `${CENTRE}-p01`,
      basis: "stand-in",
    });
    const list = await api.call("list-work", { sub: B });
    expect(list.body.posts).toContain(`${CENTRE}-p01`);
    api.goTo("2026-10-13T09:00");
    expect((await api.call("list-work", { sub: B })).body.posts).toEqual([`${CENTRE}-p02`]);
    expect((await api.call("list-work", { sub: A })).body.posts).toEqual([`${CENTRE}-p01`]);
  });

  it("R41 a stand-in may take over without a recorded absence, and the ledger says so", async () => {
    const number = await filed();
    const accepted = await move("accept-case", number, 1, B);
    expect(accepted.body.ledger[1].by).toMatchObject({ staffId: B, basis: "stand-in-unrecorded" });
  });

  it("anyone else of the centre may read, but not move", async () => {
    const number = await filed();
    for (const sub of [clerk(4), `${CENTRE}-director`, `${CENTRE}-deputy`, "office-head"]) {
      expect((await move("read-case-as-staff", number, undefined, sub)).status).toBe(200);
      expect(codeOf(await move("accept-case", number, 1, sub))).toEqual([403, "not-on-duty"]);
    }
  });

  it("the window that decides does not accept, the one that accepted does not decide", async () => {
    const number = await filed();
    expect(codeOf(await move("accept-case", number, 1, FORESTRY))).toEqual([403, "not-on-duty"]);
    await move("accept-case", number, 1, A);
    expect(codeOf(await move("decide-case", number, 2, A, { outcome: "approved" }))).toEqual([403, "not-on-duty"]);
  });
});

describe("at the counter", () => {
  const atCounter = (change: object = {}) => ({ ...filingBody(change), channel: "counter" });

  it("files for a walk-in at the comprehensive window or the unit's own, with the channel on record", async () => {
    for (const sub of [A, FORESTRY]) {
      const { status, body } = await api.call("file-case-for-resident", { body: atCounter(), sub });
      expect(status).toBe(201);
      const read = await move("read-case-as-staff", body.caseNumber, undefined, A);
      expect(read.body).toMatchObject({
        channel: "counter",
        ledger: [{ by: { staffId: sub }, facts: { channel: "counter" } }],
      });
      expect((await move("print-receipt", body.caseNumber, undefined, sub)).status).toBe(200);
    }
    expect(codeOf(await api.call("file-case-for-resident", { body: atCounter(), sub: clerk(4) }))).toEqual([
      403,
      "not-on-duty",
    ]);
  });

  it("needs the channel, and never takes online", async () => {
    for (const body of [filingBody(), { ...filingBody(), channel: "online" }]) {
      const answer = await api.call("file-case-for-resident", { body, sub: A });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "/channel"]);
    }
  });

  it("completes an immediate item at once, once, under one key", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const body = { ...atCounter({ itemCode: "birth-registration" }), ruling: { outcome: "approved" } };
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.call("complete-case-at-once", { body, headers, sub: A })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, body: { due: { clock: "promised", dueOn: "2026-09-18" } } });
    const read = await move("read-case-as-staff", answers[0]!.body.caseNumber, undefined, A);
    expect(read.body).toMatchObject({ state: "delivered", version: 4 });
    const other = { ...body, ruling: { outcome: "refused", reason: "因", remedy: "径" } };
    expect(codeOf(await api.call("complete-case-at-once", { body: other, headers, sub: A }))[0]).toBe(422);
  });

  it("completes nothing else at once", async () => {
    const body = { ...atCounter(), ruling: { outcome: "approved" } };
    expect(codeOf(await api.call("complete-case-at-once", { body, sub: A }))).toEqual([409, "not-immediate"]);
  });

  it("a re-issued code opens the case, the old one no longer does; the basis is on record", async () => {
    const { caseNumber, lookupCode } = (await api.call("file-case", { body: filingBody() })).body;
    await move("accept-case", caseNumber, 1, A);
    const reissued = await move("reissue-lookup-code", caseNumber, 2, A, { identity: "id-card" });
    expect([reissued.status, reissued.headers.ETag]).toEqual([201, '"3"']);
    expect(reissued.body).toMatchObject({ caseNumber, due: { clock: "promised" } });
    const look = async (code: string) =>
      (await api.call("read-case", { params: { caseNumber }, headers: { "Lookup-Code": code } })).status;
    expect([await look(lookupCode), await look(reissued.body.lookupCode)]).toEqual([404, 200]);
    const { body } = await move("read-case-as-staff", caseNumber, undefined, A);
    expect(body.ledger[2]).toMatchObject({ what: "code-reissued", facts: { identity: "id-card" } });
  });

  it("R18 prints a receipt in the organ's name, with the current code, whatever was typed", async () => {
    const name = "<script>alert(1)</script>";
    const { body } = await api.call("file-case-for-resident", { body: atCounter({ applicant: { name } }), sub: A });
    const receipt = await move("print-receipt", body.caseNumber, undefined, A);
    expect(receipt.headers).toMatchObject({
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": expect.stringContaining("default-src 'none'"),
    });
    expect(receipt.text).not.toMatch(/<script|alert/);
    expect(receipt.text).toContain("&lt;*");
    for (const shown of [body.caseNumber, body.lookupCode, "专用章", "示例数据", "2026年9月24日"]) {
      expect(receipt.text).toContain(shown);
    }
  });
});

describe("the work list", () => {
  it("is sorted by urgency, pages without loss, and drops what is closed", async () => {
    const fresh = await casesApi();
    fresh.goTo("2026-09-18T10:00");
    const numbers: string[] = [];
    const items = ["pension-enrolment", "tree-felling-licence", "birth-registration"];
    for (let nth = 0; nth < 9; nth += 1) {
      const body = filingBody({ itemCode: items[nth % 3] });
      numbers.push((await fresh.call("file-case", { body })).body.caseNumber);
    }
    const seen: { caseNumber: string; dueOn: string }[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await fresh.call("list-work", { sub: A, query: { limit: "2", ...(cursor ? { cursor } : {}) } });
      seen.push(...body.entries);
      cursor = body.cursor;
    } while (cursor !== undefined);
    expect(seen.map(({ caseNumber }) => caseNumber).sort()).toEqual([...numbers].sort());
    expect(seen.map(({ dueOn }) => dueOn)).toEqual(seen.map(({ dueOn }) => dueOn).toSorted());
    expect(seen[0]).toMatchObject({ applicant: "示*", clock: "promised", workingDaysLeft: 0, dueOn: "2026-09-18" });
    await fresh.call("accept-case", { params: { caseNumber: numbers[1]! }, sub: A, headers: { "If-Match": '"1"' } });
    const left = (await fresh.call("list-work", { sub: A })).body.entries;
    expect(left).toHaveLength(8);
    const [moved] = (await fresh.call("list-work", { sub: FORESTRY })).body.entries;
    expect(moved).toMatchObject({ caseNumber: numbers[1], state: "accepted", clock: "promised" });
  });

  it("R7 says which dates are provisional", async () => {
    const fresh = await casesApi();
    const body = filingBody({ itemCode: "birth-registration" });
    for (const at of ["2026-12-31T10:00", "2026-12-31T18:00"]) {
      fresh.goTo(at);
      await fresh.call("file-case", { body });
    }
    expect((await fresh.call("list-work", { sub: A })).body.entries).toMatchObject([
      { dueOn: "2026-12-31", provisional: false },
      { dueOn: "2027-01-04", provisional: true },
    ]);
  });

  it.each(["x", Buffer.from("2026-09-18#short").toString("base64url"), "💥"])(
    "refuses a cursor that is none of ours (%s)",
    async (cursor) => {
      const answer = await api.call("list-work", { sub: A, query: { cursor } });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "#/query/cursor"]);
    },
  );

  it.each(["0", "101", "-1", "1.5", "x", ""])("refuses a limit of %s", async (limit) => {
    const answer = await api.call("list-work", { sub: A, query: { limit } });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "#/query/limit"]);
  });
});
