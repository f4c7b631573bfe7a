/**
 * Complaints and a poor rating are lived through National Day, by moving the clock. 2026: Sep 20 and Oct 10 are worked,
 * Sep 25–27 and Oct 1–7 are off.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { CENTRE, type LivingTown, livingTown } from "../support/local-town.ts";

const people = sampleTown(UNITS_370481);
const roster = people.rosters.find(({ centre }) => centre === CENTRE)!;
const [A, B, DEPUTY, DIRECTOR] = ["a1", "a2", "deputy", "director"].map((short) => `${CENTRE}-${short}`) as [
  string,
  string,
  string,
  string,
];
const HEAD = "office-head";
const POST = `${CENTRE}-p01`;

type Sms = { readonly deliveryId: string; readonly at: string };
/** Digests of complaints and ratings are apart from all others. */
const told = (sms: readonly Sms[], since: string): readonly string[] => {
  const found = sms.filter(({ at }) => Date.parse(at) >= Date.parse(since)).map(({ deliveryId }) => deliveryId);
  const ids = found.flatMap((id) => /^(.+?)#.*#complaints/.exec(id)?.[1] ?? []);
  return [...new Set(ids)].sort();
};

type Filed = { readonly complaintNumber: string; readonly lookupCode: string };

describe("complaints, from the first of them to the last word", () => {
  let town: LivingTown;
  let privacyNotice: string;
  beforeAll(async () => {
    town = await livingTown("2026-09-18T09:00:00+08:00");
    privacyNotice = (await town.call("read-privacy-notice")).body.version;
  });
  afterAll(() => town?.local.stop());

  const goTo = (text: string) => town.moveTo(`${text}:00+08:00`);
  const file = async (target: object, more: object = {}): Promise<Filed> => {
    const complainant = { phone: "10000000001" };
    const body = {
      naming: "confidential",
      centreCode: CENTRE,
      target,
      text: "示例：态度生硬。",
      complainant,
      privacyNotice,
    };
    const { status, body: receipt } = await town.call("file-complaint", { body: { ...body, ...more } });
    expect(status).toBe(201);
    return receipt;
  };
  const read = ({ complaintNumber }: Filed, staffId: string) =>
    town.as(staffId, "read-complaint-as-staff", { params: { complaintNumber } });
  const move = async (id: string, filed: Filed, staffId: string, body: object = {}) => {
    const etag = (await read(filed, staffId)).headers.get("etag")!;
    const given = { params: { complaintNumber: filed.complaintNumber }, headers: { "If-Match": etag }, body };
    return town.as(staffId, id, given);
  };
  const lookUp = async ({ complaintNumber, lookupCode }: Filed) =>
    (await town.call("read-complaint", { params: { complaintNumber }, headers: { "Lookup-Code": lookupCode } })).body;
  /** Who of the staff was told of a complaint by SMS since, each once. */
  const toldSince = async (text: string): Promise<readonly string[]> => told(await town.sms(), `${text}:00+08:00`);
  const handlers = async (staffId: string) =>
    (await town.as(staffId, "list-complaints")).body.complaints.map((each: Filed) => each.complaintNumber);

  describe("against a window clerk whose stand-in is on duty", () => {
    let filed: Filed;

    it("is the deputy's from the first moment; neither A, who is away, nor B, who serves, hears of it (R53)", async () => {
      const absence = { kind: "leave", from: "2026-09-18T09:00:00+08:00", until: "2026-10-21T09:00:00+08:00" };
      expect((await town.as(A, "record-absence", { body: absence })).status).toBe(201);
      filed = await file({ kind: "post", post: POST }, { notifyBySms: true });
      expect(await lookUp(filed)).toMatchObject({ state: "filed", dueOn: "2026-10-15" });
      expect((await read(filed, DEPUTY)).body).toMatchObject({ as: "handler", complainant: { phone: "100****0001" } });
      for (const staffId of [A, B, DIRECTOR]) {
        expect((await read(filed, staffId)).status).toBe(404);
        expect(await handlers(staffId)).toEqual([]);
      }
    });

    it("reminds the deputy and who stands above, around the walls, through half, yellow and red", async () => {
      await goTo("2026-10-09T09:00");
      expect(await toldSince("2026-09-18T09:00")).toEqual([DEPUTY]);
      await goTo("2026-10-14T09:00");
      expect(await toldSince("2026-10-14T08:00")).toEqual([DEPUTY]);
      await goTo("2026-10-16T09:00");
      expect(await toldSince("2026-10-16T08:00")).toEqual([DEPUTY, DIRECTOR]);
      const texts = (await town.sms()).map(({ text }) => text);
      for (const text of texts) expect(text).not.toMatch(/态度|示例甲|综合窗口|p01/);
    });

    it("is decided, and closed by a call-back with a satisfied resident (R59)", async () => {
      expect((await move("accept-complaint", filed, DEPUTY)).status).toBe(200);
      expect(
        (await move("decide-complaint", filed, DEPUTY, { finding: "upheld", reasons: "属实，已批评教育" })).status,
      ).toBe(200);
      expect((await move("record-call-back", filed, DEPUTY, { result: "satisfied" })).body.state).toBe("closed");
      expect(await lookUp(filed)).toMatchObject({ state: "closed", finding: "upheld" });
      const number = filed.complaintNumber.replaceAll("-", "");
      // The table's stream is read a moment later.
      await expect
        .poll(
          async () =>
            (await town.sms())
              .map(({ deliveryId }) => deliveryId)
              .filter((id) => id.startsWith(number))
              .sort(),
          {
            timeout: 15_000,
          },
        )
        .toEqual([`${number}#2#complaint`, `${number}#3#complaint`]);
      expect((await read(filed, A)).status).toBe(404);
    });
  });

  describe("against a deputy director", () => {
    it("is the municipal office's from the first write, and does not exist for anybody of the centre (R54)", async () => {
      const deputy = roster.staff.find(({ id }) => id === DEPUTY)!;
      const filed = await file({ kind: "person", window: roster.windows[0]!.id, badge: deputy.badge });
      for (const { id } of roster.staff) expect([id, (await read(filed, id)).status]).toEqual([id, 404]);
      expect((await read(filed, HEAD)).body).toMatchObject({ body: "office", as: "handler", handler: HEAD });
      expect((await move("accept-complaint", filed, HEAD)).status).toBe(200);
      const decided = await move("decide-complaint", filed, HEAD, { finding: "not-upheld", reasons: "查无实据" });
      expect(decided.status).toBe(200);
      await move("record-call-back", filed, HEAD, { result: "satisfied" });
      expect(await lookUp(filed)).toMatchObject({ state: "closed", handledBy: { zh: "市政管办" } });
    });
  });

  describe("dissatisfied, redone, dissatisfied again", () => {
    it("opens one redo with a limit of its own, then goes to the office for the last word (R59)", async () => {
      const filed = await file({ kind: "service", itemCode: "tree-felling-licence" });
      await move("accept-complaint", filed, DEPUTY);
      await move("decide-complaint", filed, DEPUTY, { finding: "not-upheld", reasons: "未发现问题" });
      const redo = await move("record-call-back", filed, DEPUTY, { result: "dissatisfied" });
      expect(redo.body).toMatchObject({ state: "handling", dueOn: "2026-11-06" });
      await move("decide-complaint", filed, DEPUTY, { finding: "partly-upheld", reasons: "部分属实" });
      await goTo("2026-10-19T10:00");
      const again = await move("record-call-back", filed, DEPUTY, { result: "dissatisfied" });
      expect(again.status).toBe(200);
      expect(await lookUp(filed)).toMatchObject({ state: "review", handledBy: { zh: "市政管办" } });
      expect((await read(filed, HEAD)).body).toMatchObject({ as: "handler", handler: HEAD });
      const last = await move("decide-review", filed, HEAD, { finding: "upheld", reasons: "属实，责令整改" });
      expect(last.body.state).toBe("closed");
      expect((await lookUp(filed)).told).toEqual(["未发现问题", "部分属实", "属实，责令整改"]);
    });
  });
});

describe("over National Day", () => {
  let town: LivingTown;
  beforeAll(async () => {
    town = await livingTown("2026-09-30T10:00:00+08:00");
  });
  afterAll(() => town?.local.stop());
  const goTo = (text: string) => town.moveTo(`${text}:00+08:00`);

  it("a petition is registered, handed over against receipt by the first working day, and decided nowhere here (R52)", async () => {
    const privacyNotice = (await town.call("read-privacy-notice")).body.version;
    const target = { kind: "service", itemCode: "old-age-allowance" };
    const body = { naming: "anonymous", centreCode: CENTRE, target, text: "示例：补贴政策意见。", privacyNotice };
    const filed: Filed = (await town.call("file-complaint", { body })).body;
    const params = { complaintNumber: filed.complaintNumber };
    const move = async (id: string, sent: object) => {
      const etag = (await town.as(DEPUTY, "read-complaint-as-staff", { params })).headers.get("etag")!;
      return town.as(DEPUTY, id, { params, headers: { "If-Match": etag }, body: sent });
    };
    const registered = await move("register-petition", { reason: "属于信访事项" });
    expect(registered.body).toMatchObject({ state: "petition", dueOn: "2026-10-08" });
    expect(await move("decide-complaint", { finding: "upheld", reasons: "x" })).toMatchObject({
      status: 409,
      body: { code: "move-not-allowed" },
    });
    await goTo("2026-10-08T08:45");
    expect(told(await town.sms(), "2026-09-30T10:00:00+08:00")).toContain(DEPUTY);
    const receipt = { receipt: "信访〔2026〕12号", on: "2026-10-08" };
    expect((await move("hand-over-petition", receipt)).body.state).toBe("petition-handed-over");
    const headers = { "Lookup-Code": filed.lookupCode };
    expect((await town.call("read-complaint", { params, headers })).body.petition).toEqual({
      handedOverOn: "2026-10-08",
      toldBy: "2026-10-23",
      finishBy: "2026-12-07",
      extended: false,
    });
  });

  it("two stars of the eve are followed up: contact by the first working day, a result within five (R62, R64)", async () => {
    const eve = await livingTown("2026-09-30T16:00:00+08:00");
    try {
      const slip = (await eve.as(B, "open-visit", { body: { post: POST } })).body;
      expect(slip.rateUntil).toBe("2026-10-13");
      const params = { ratedNumber: slip.ratedNumber };
      const headers = { "Lookup-Code": slip.lookupCode };
      const given = await eve.call("give-rating", { params, headers, body: { level: 2, phone: "10000000009" } });
      expect(given.body).toMatchObject({ contactBy: "2026-10-08", resultBy: "2026-10-13" });
      await eve.moveTo("2026-10-08T08:45:00+08:00");
      expect(told(await eve.sms(), "2026-09-30T16:00:00+08:00")).toEqual([DEPUTY]);
      for (const staffId of [A, B])
        expect((await eve.as(staffId, "read-rating-as-staff", { params })).status).toBe(404);
      for (const [version, id, body] of [
        [1, "record-rating-contact", {}],
        [2, "give-rating-result", { result: "已向群众致歉" }],
        [3, "record-rating-call-back", { result: "satisfied" }],
      ] as const) {
        const done = await eve.as(DEPUTY, id, { params, body, headers: { "If-Match": `"${version}"` } });
        expect([id, done.status]).toEqual([id, 200]);
      }
      await eve.moveTo("2026-10-14T09:00:00+08:00");
      expect((await eve.as(B, "list-ratings")).body.ratings).toMatchObject([{ level: 2, state: "final" }]);
    } finally {
      await eve.local.stop();
    }
  });
});
