import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { complaintStore } from "../../../shared/aws/complaint-store.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import { toldBySms } from "../../../shared/complaints/telling.ts";
import { openForTime } from "../../../shared/complaints/walls.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { CENTRE, OTHER_CENTRE, roster, sha256, town } from "../../support/casework.ts";
import { type ComplaintRouteId, type ComplaintsApi, complaintBody, complaintsApi } from "./world.ts";

const DEPUTY = `${CENTRE}-deputy`;
const DIRECTOR = `${CENTRE}-director`;
const HEAD = town.office.find(({ role }) => role === "office-head")!.id;
const MEMBER = town.office.find(({ role }) => role === "office-member")!.id;
const POST = roster.posts[0]!;
const BY_CALL = { identity: "call-back", reason: "查询码遗失" };
const BY_CARD = { identity: "id-card", reason: "手机丢失" };
const ANONYMOUS = { naming: "anonymous", complainant: undefined };

type Filed = { complaintNumber: string; lookupCode: string };

describe("a look-up code that was lost", () => {
  let api: ComplaintsApi;
  beforeAll(async () => {
    api = await complaintsApi();
  });
  beforeEach(() => api.goTo("2026-09-18T09:00"));

  const file = async (change: object = {}): Promise<Filed> =>
    (await api.call("file-complaint", { body: complaintBody(change) })).body;
  const look = async ({ complaintNumber }: Filed, lookupCode: string) =>
    (await api.call("read-complaint", { params: { complaintNumber }, headers: { "lookup-code": lookupCode } })).status;
  const move = (id: ComplaintRouteId, { complaintNumber }: Filed, sub: string, version: number, body: object) =>
    api.call(id, { params: { complaintNumber }, sub, body, headers: { "If-Match": `"${version}"` } });
  const reissue = (filed: Filed, sub: string, version: number, body: object = BY_CALL) =>
    move("reissue-complaint-code", filed, sub, version, body);
  const stored = async ({ complaintNumber }: Filed) =>
    openForTime((await complaintStore(api.client, api.names.complaints).findWhole(CaseNumber.parse(complaintNumber)))!);

  it("R51 is replaced by the handler who checked an identity: the new one opens it, the old one opens nothing", async () => {
    const filed = await file();
    const { status, headers, body } = await reissue(filed, DEPUTY, 1, BY_CARD);
    expect([status, headers.ETag]).toEqual([201, '"2"']);
    expect(body).toMatchObject({ complaintNumber: filed.complaintNumber, dueOn: "2026-10-15" });
    expect([await look(filed, filed.lookupCode), await look(filed, body.lookupCode)]).toEqual([404, 200]);
    const again = await reissue(filed, DEPUTY, 2);
    expect([await look(filed, body.lookupCode), await look(filed, again.body.lookupCode)]).toEqual([404, 200]);
  });

  it("R55 how identity was checked and by whom is in the ledger, the words of the reason and the code are not", async () => {
    const filed = await file();
    const { body } = await reissue(filed, DEPUTY, 1, BY_CARD);
    const { ledger, personal, codeVersion } = await stored(filed);
    const entry = { what: "code-reissued", by: { staffId: DEPUTY, as: "handler" }, facts: { identity: "id-card" } };
    expect([ledger[1], codeVersion]).toMatchObject([entry, 2]);
    expect(firstBrokenEntry(ledger, sha256)).toBeUndefined();
    expect(personal.notes).toEqual({ "2": BY_CARD.reason });
    const text = JSON.stringify(ledger);
    for (const word of [BY_CARD.reason, "示例甲", "10000000001", body.lookupCode, body.lookupCode.replace("-", "")])
      expect(text).not.toContain(word);
  });

  it("R51 an anonymous complaint has no identity to check, and a call proves no name: nothing is given out, in words", async () => {
    for (const [change, body] of [
      [ANONYMOUS, BY_CALL],
      [ANONYMOUS, BY_CARD],
      [{ complainant: { phone: "10000000001" } }, BY_CARD],
    ] as const) {
      const filed = await file(change);
      const refused = await reissue(filed, DEPUTY, 1, body);
      expect([refused.status, refused.body.code]).toEqual([409, "identity-not-checkable"]);
      expect(refused.body.detail).toContain("匿名投诉");
      expect([await look(filed, filed.lookupCode), (await stored(filed)).version]).toEqual([200, 1]);
    }
    const filed = await file({ complainant: { phone: "10000000001" } });
    expect((await reissue(filed, DEPUTY, 1)).status).toBe(201);
  });

  it("R53 R55 nobody but the handler gives one out: who oversees may not, and for everyone else there is no such complaint", async () => {
    const filed = await file({ target: { kind: "post", post: POST.id } });
    for (const sub of [MEMBER, HEAD]) expect((await reissue(filed, sub, 1)).status).toBe(403);
    const nothing = { ...filed, complaintNumber: "0000-0000-0000" };
    const answer = async (of: Filed, sub: string) => {
      api.requests.length = 0;
      const { status, headers, text } = await reissue(of, sub, 1);
      const same = text.replace(/[0-9a-f-]{36}/g, "").replaceAll(of.complaintNumber, "");
      return { status, same, headers: Object.keys(headers), requests: api.requests.toSorted() };
    };
    for (const sub of [POST.holder, POST.standIn, DIRECTOR, `${OTHER_CENTRE}-director`]) {
      const walled = await answer(filed, sub);
      expect(walled.status).toBe(404);
      expect(walled).toEqual(await answer(nothing, sub));
    }
    expect([await look(filed, filed.lookupCode), (await stored(filed)).version]).toEqual([200, 1]);
  });

  it("R53 R56 goes with the complaint: whoever handed it on gives out no code any more", async () => {
    const left = await file();
    await move("declare-interest", left, DEPUTY, 1, { reason: "亲属" });
    expect((await reissue(left, DEPUTY, 2)).status).toBe(404);
    expect((await reissue(left, DIRECTOR, 2)).status).toBe(201);
    const referred = await file();
    await move("refer-complaint", referred, DEPUTY, 1, { reason: "涉嫌收受财物" });
    expect((await reissue(referred, DEPUTY, 2)).status).toBe(404);
    const { status, body } = await reissue(referred, HEAD, 2);
    expect([status, body.dueOn]).toEqual([201, undefined]);
    expect(await look(referred, body.lookupCode)).toBe(200);
  });

  it("whoever asked to be told by SMS hears of it, should somebody else have asked for the code", async () => {
    const filed = await file({ notifyBySms: true });
    await reissue(filed, DEPUTY, 1);
    const subject = await stored(filed);
    expect(toldBySms(subject, subject.ledger[1]!)).toBe("step");
    expect(toldBySms({ ...subject, notifyBySms: false }, subject.ledger[1]!)).toBeUndefined();
  });

  it("two at once, or one that has changed since: one code, and one refusal", async () => {
    const filed = await file();
    const both = await Promise.all([1, 2].map(() => reissue(filed, DEPUTY, 1)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
    const given = both.find(({ status }) => status === 201)!;
    expect(await look(filed, given.body.lookupCode)).toBe(200);
    expect((await stored(filed)).codeVersion).toBe(2);
  });

  it("is given out for a closed one, too: what became of it can still be looked up", async () => {
    const filed = await file();
    await move("turn-complaint-away", filed, DEPUTY, 1, { because: "no-facts", reason: "没有具体事实" });
    const { status, body } = await reissue(filed, DEPUTY, 2);
    expect([status, await look(filed, body.lookupCode)]).toEqual([201, 200]);
  });

  it.each([
    {},
    { identity: "call-back" },
    { ...BY_CALL, identity: "other" },
    { ...BY_CALL, reason: "" },
    { ...BY_CALL, to: "x" },
  ])("takes how identity was checked and why, and nothing else: %j is refused", async (body) => {
    const filed = await file();
    expect((await reissue(filed, DEPUTY, 1, body)).status).toBe(400);
    expect(await look(filed, filed.lookupCode)).toBe(200);
  });

  it("a repeat of the filing gets the answer that it got, whose code is dead", async () => {
    const headers = { "Idempotency-Key": "00000000-0000-4000-8000-000000000001" };
    const sent = { body: complaintBody(), headers };
    const { body: filed } = await api.call("file-complaint", sent);
    const { body } = await reissue(filed, DEPUTY, 1);
    expect((await api.call("file-complaint", sent)).body).toEqual(filed);
    expect([await look(filed, filed.lookupCode), await look(filed, body.lookupCode)]).toEqual([404, 200]);
  });
});
