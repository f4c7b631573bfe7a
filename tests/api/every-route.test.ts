/** Every operation is called on the local run, and every reply, refusals too, fits openapi.json (checked by the client). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decidingPost } from "../../shared/directory/routing.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import { YEAR_2027 } from "../support/calendars.ts";
import { CENTRE, filing, type LivingTown, livingTown } from "../support/local-town.ts";
import { walkBoard } from "./board-walk.ts";
import { walkFigures, walkFiles, walkRunningFigures } from "./bulletin-files-walk.ts";
import { walkBulletins } from "./bulletins-walk.ts";
import { walkComplaints } from "./complaints-walk.ts";
import { walkLedgers } from "./ledgers-walk.ts";
import { walkOverdue } from "./overdue-walk.ts";
import { walkRatings } from "./ratings-walk.ts";
import { walkReturns } from "./returns-walk.ts";

const CLERK = `${CENTRE}-a1`;
const { rosters, items } = sampleTown(UNITS_370481);
const roster = rosters.find(({ centre }) => centre === CENTRE)!;
const decider = decidingPost(roster, items.find(({ code }) => code === "tree-felling-licence")!)!.holder;

describe("the API as it runs on one machine", () => {
  let town: LivingTown;
  beforeAll(async () => {
    town = await livingTown("2026-09-28T09:00:00+08:00");
  });
  afterAll(() => town?.local.stop());

  const fileOnce = async (more: object = {}): Promise<{ caseNumber: string; lookupCode: string }> =>
    (await town.call("file-case", { body: filing(more) })).body;
  const etagOf = async (caseNumber: string, staffId = CLERK) =>
    (await town.as(staffId, "read-case-as-staff", { params: { caseNumber } })).headers.get("etag")!;

  it("tells anyone about centres, stations, guides and deadlines", async () => {
    const centres = await town.call("list-centres");
    expect(centres.body.centres).toHaveLength(21);
    const stations = await Promise.all(
      centres.body.centres.map(({ code }: { code: string }) =>
        town.call("list-stations", { params: { centreCode: code } }),
      ),
    );
    expect(stations.reduce((sum, { body }) => sum + body.stations.length, 0)).toBe(1180);
    expect((await town.call("read-centre", { params: { centreCode: CENTRE } })).status).toBe(200);
    expect((await town.call("list-centre-items", { params: { centreCode: CENTRE } })).status).toBe(200);
    expect((await town.call("list-service-items")).body.items).toHaveLength(12);
    const guide = await town.call("read-service-item", { params: { itemCode: "tree-felling-licence" } });
    expect(guide.body).toMatchObject({ regime: expect.anything(), sampleData: true });
    const calculated = await town.call("calculate-deadline", {
      body: { from: "2026-09-30", days: 5, unit: "working-days" },
    });
    expect(calculated.body).toMatchObject({ dueOn: "2026-10-13", provisional: false });
  });

  it.each([
    ["read-centre", { centreCode: "370481999" }, 404, "unknown-centre"],
    ["read-centre", { centreCode: "x" }, 400, "validation-failed"],
    ["read-service-item", { itemCode: "no-such-item" }, 404, "unknown-item"],
    ["read-case", { caseNumber: "0000-0000-0000" }, 404, "case-not-found"],
    ["list-work", {}, 401, "sign-in-required"],
    ["list-bulletins", {}, 401, "sign-in-required"],
  ])("answers %s %j with %i %s", async (id, params, status, code) => {
    const reply = await town.call(id, { params });
    expect(reply).toMatchObject({ status, body: { code } });
    expect(reply.headers.get("content-type")).toContain("application/problem+json");
  });

  it("says what each field did wrong, in Chinese, and in English when asked", async () => {
    const body = { ...filing(), itemCode: 7, surprise: true, applicant: {} };
    const chinese = await town.call("file-case", { body });
    const english = await town.call("file-case", { body, headers: { "Accept-Language": "en" } });
    expect(chinese.status).toBe(400);
    expect(chinese.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      "/applicant/name",
      "/itemCode",
      "/surprise",
    ]);
    expect(chinese.body.title).toMatch(/[一-鿿]/);
    expect(english.body.title).not.toMatch(/[一-鿿]/);
  });

  it("gives one case and one answer for one Idempotency-Key, whoever is first", async () => {
    const headers = { "Idempotency-Key": "3f0c7a52-6c1d-4a53-9d6e-1f2a3b4c5d6e" };
    const replies = await Promise.all([1, 2, 3].map(() => town.call("file-case", { body: filing(), headers })));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const other = await town.call("file-case", { body: filing({ note: "另一件" }), headers });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency-mismatch" } });
  });

  it("leads a case through notice, acceptance, decision and delivery, for whoever read it last", async () => {
    const { caseNumber, lookupCode } = await fileOnce();
    const params = { caseNumber };
    const notice = { missing: ["felling-application-form"], channel: "counter-signature", text: "请补交申请表" };
    const missing = await town.as(CLERK, "give-correction-notice", { params, body: notice });
    expect(missing).toMatchObject({ status: 428, body: { code: "precondition-required" } });
    const stale = await etagOf(caseNumber);
    const move = async (id: string, body?: object, staffId = CLERK) =>
      town.as(staffId, id, {
        params,
        headers: { "If-Match": await etagOf(caseNumber, staffId) },
        ...(body === undefined ? {} : { body }),
      });
    expect((await move("give-correction-notice", notice)).body.state).toBe("correcting");
    const raced = await town.as(CLERK, "accept-case", { params, headers: { "If-Match": stale } });
    expect(raced).toMatchObject({ status: 412, body: { code: "version-conflict" } });
    const accepted = await move("accept-case");
    expect(accepted.body.state).toBe("accepted");
    expect(await move("decide-case", { outcome: "approved" })).toMatchObject({
      status: 403,
      body: { code: "not-on-duty" },
    });
    expect((await move("decide-case", { outcome: "approved" }, decider)).body.decision.outcome).toBe("approved");
    expect((await move("deliver-case", { how: "counter" }, decider)).body.state).toBe("delivered");
    expect(await move("accept-case", undefined, decider)).toMatchObject({
      status: 409,
      body: { code: "move-not-allowed" },
    });
    const renewed = await move("reissue-lookup-code", { identity: "id-card" }, decider);
    expect(renewed.body.lookupCode).not.toBe(lookupCode);
    const old = await town.call("read-case", { params, headers: { "Lookup-Code": lookupCode } });
    expect(old.status).toBe(404);
    const receipt = await town.as(decider, "print-receipt", { params });
    expect(receipt.body).toContain(renewed.body.lookupCode);
    expect(receipt.headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const [id, call] of [
      [
        "explain-case-deadline",
        town.call("explain-case-deadline", { params, headers: { "Lookup-Code": renewed.body.lookupCode } }),
      ],
      ["explain-case-deadline-to-staff", town.as(CLERK, "explain-case-deadline-to-staff", { params })],
      ["read-case", town.call("read-case", { params, headers: { "Lookup-Code": renewed.body.lookupCode } })],
    ] as const) {
      expect([id, (await call).status]).toEqual([id, 200]);
    }
  });

  const movedBy = async (staffId: string, id: string, caseNumber: string, body?: object) =>
    town.as(staffId, id, {
      params: { caseNumber },
      headers: { "If-Match": await etagOf(caseNumber, staffId) },
      ...(body === undefined ? {} : { body }),
    });

  it("turns away what is another organ's, and records what the resident says to the hand-over", async () => {
    const elsewhere = {
      ground: "not-our-power",
      reason: "由公安机关办理",
      whereToGo: "户籍地派出所",
      handOver: { to: "滕州市公安局", answer: "offered" },
    };
    const [online, atCounter] = [await fileOnce(), await fileOnce()];
    for (const { caseNumber } of [online, atCounter]) {
      expect((await movedBy(CLERK, "turn-case-away", caseNumber, elsewhere)).body.state).toBe("not-accepted");
    }
    const answered = await town.call("answer-hand-over", {
      params: { caseNumber: online.caseNumber },
      headers: { "Lookup-Code": online.lookupCode },
      body: { answer: "accepted" },
    });
    expect(answered.body.ending).toMatchObject({ handOver: "accepted", handOverTo: "滕州市公安局" });
    const declined = { answer: "declined" };
    expect((await movedBy(CLERK, "record-hand-over-answer", atCounter.caseNumber, declined)).status).toBe(200);
    const twice = await movedBy(CLERK, "record-hand-over-answer", atCounter.caseNumber, declined);
    expect(twice).toMatchObject({ status: 409, body: { code: "hand-over-not-offered" } });
  });

  it("puts right, asks again, accepts against a promise, and lets an applicant withdraw", async () => {
    const item = { itemCode: "old-age-allowance" };
    const first = await fileOnce(item);
    const papers = { papers: ["application-form"] };
    expect((await movedBy(CLERK, "record-put-right", first.caseNumber, papers)).status).toBe(200);
    const promise = { missing: ["bank-card"], supplyBy: "2026-10-12", document: "承诺1号" };
    expect((await movedBy(CLERK, "accept-conditionally", first.caseNumber, promise)).body.state).toBe("accepted");
    const deciding = decidingPost(roster, items.find(({ code }) => code === item.itemCode)!)!.holder;
    const supplied = { supplied: ["bank-card"] };
    expect((await movedBy(deciding, "record-promised-papers", first.caseNumber, supplied)).status).toBe(200);
    const asking = { missing: ["bank-card"], channel: "post" };
    expect((await movedBy(deciding, "ask-further", first.caseNumber, asking)).status).toBe(200);
    const signed = { proof: "signature", document: "撤回1号" };
    const withdrawn = await movedBy(deciding, "withdraw-case-for-resident", first.caseNumber, signed);
    expect(withdrawn.body.state).toBe("withdrawn");
    const second = await fileOnce(item);
    const notice = { missing: ["application-form"], channel: "online" };
    expect((await movedBy(CLERK, "give-correction-notice", second.caseNumber, notice)).status).toBe(200);
    const handedIn = await town.call("submit-corrections", {
      params: { caseNumber: second.caseNumber },
      headers: { "Lookup-Code": second.lookupCode },
      body: { papers: ["application-form"] },
    });
    expect(handedIn.body).toMatchObject({ notice: { submitted: { papers: ["application-form"] } } });
    const third = await fileOnce(item);
    expect((await movedBy(CLERK, "give-correction-notice", third.caseNumber, notice)).status).toBe(200);
    const brought = { papers: ["application-form"], channel: "counter" };
    const recorded = await movedBy(CLERK, "record-corrections", third.caseNumber, brought);
    expect(recorded.body).toMatchObject({ notice: { submitted: { channel: "counter" } } });
    const own = await town.call("withdraw-case", {
      params: { caseNumber: second.caseNumber },
      headers: { "Lookup-Code": second.lookupCode },
    });
    expect(own.body).toMatchObject({ state: "withdrawn", ending: { ground: "withdrawn-by-applicant" } });
  });

  it("orders supervision, which the deputy answers, and annuls a card", async () => {
    const { caseNumber } = await fileOnce();
    await movedBy(CLERK, "accept-case", caseNumber);
    const ordered = await movedBy("office-1", "order-supervision", caseNumber, { reason: "两次超时" });
    expect(ordered.body.orders).toMatchObject([{ open: true, reason: "两次超时" }]);
    const answer = { done: "已约谈承办人", finishBy: "2026-09-30" };
    const answered = await movedBy(`${CENTRE}-deputy`, "answer-supervision", caseNumber, answer);
    expect(answered.body.orders).toMatchObject([{ open: false, answer: { text: "已约谈承办人" } }]);
    const card = { stage: "promised#1#red", reason: "outage" };
    const refused = await movedBy("office-1", "annul-card", caseNumber, card);
    expect(refused).toMatchObject({ status: 404, body: { code: "card-not-found" } });
  });

  it("suspends, renews, ends and extends", async () => {
    const { caseNumber } = await fileOnce();
    await movedBy(CLERK, "accept-case", caseNumber);
    const interval = { reason: "hearing", from: "2026-09-29", plannedTo: "2026-09-30", notice: "听证" };
    expect((await movedBy(decider, "suspend-case", caseNumber, interval)).status).toBe(200);
    const ofFirst = async (id: string, body?: object) =>
      town.as(decider, id, {
        params: { caseNumber, suspension: "1" },
        headers: { "If-Match": await etagOf(caseNumber, decider) },
        ...(body === undefined ? {} : { body }),
      });
    expect((await ofFirst("renew-suspension", { plannedTo: "2026-10-08", notice: "改期" })).status).toBe(200);
    expect((await ofFirst("end-suspension")).status).toBe(200);
    const extension = { workingDays: 5, document: "滕林延〔2026〕1号", reason: "踏勘" };
    expect((await movedBy(decider, "extend-case", caseNumber, extension)).status).toBe(200);
  });

  it("completes an immediate item in one call, and files for a caller", async () => {
    const immediate = await town.as(CLERK, "complete-case-at-once", {
      body: filing({ itemCode: "medical-insurance-enrolment", channel: "counter", ruling: { outcome: "approved" } }),
    });
    expect(immediate.status).toBe(201);
    const caller = await town.as(CLERK, "file-case-for-resident", { body: filing({ channel: "phone" }) });
    expect(caller.status).toBe(201);
    expect((await town.as(CLERK, "list-work")).body.entries.length).toBeGreaterThan(0);
  });

  it("hands out receipts that anyone can check (R18)", async () => {
    const { caseNumber, lookupCode } = await fileOnce();
    const params = { caseNumber };
    await town.as(CLERK, "accept-case", { params, headers: { "If-Match": await etagOf(caseNumber) } });
    const headers = { "Lookup-Code": lookupCode };
    const [receipt] = (await town.call("list-receipts", { params, headers })).body.receipts;
    const ofReceipt = { caseNumber, receipt: "2" };
    expect((await town.call("show-receipt", { params: ofReceipt, headers })).body).toContain("<svg");
    const check = { params: { receiptNumber: receipt.number }, query: { code: receipt.verificationCode } };
    expect((await town.call("verify-receipt", check)).body).toMatchObject({ genuine: true });
    expect((await town.call("show-verification", check)).body).toContain("真实有效");
    expect((await town.as(CLERK, "list-receipts-as-staff", { params })).body.receipts).toHaveLength(1);
    expect((await town.as(CLERK, "show-receipt-as-staff", { params: ofReceipt })).body).toContain("专用章");
  });

  it("takes files for a case and hands them out again, to save", async () => {
    const { caseNumber, lookupCode } = await fileOnce();
    const headers = { "Lookup-Code": lookupCode };
    const people = [
      ["", (id: string, more: object) => town.call(id, { headers, ...more })],
      ["-as-staff", (id: string, more: object) => town.as(CLERK, id, more)],
    ] as const;
    for (const [suffix, call] of people) {
      const body = { material: "felling-application-form", fileType: "pdf" };
      const announced = await call(`create-attachment${suffix}`, { params: { caseNumber }, body });
      const { attachmentId, uploadUrl, fields } = announced.body;
      const params = { caseNumber, attachmentId };
      expect((await call(`confirm-attachment${suffix}`, { params })).body.code).toBe("attachment-not-there");
      const form = new FormData();
      for (const [name, value] of Object.entries<string>(fields)) form.append(name, value);
      form.append("file", new Blob(["%PDF-1.7"]));
      expect((await fetch(uploadUrl, { method: "POST", body: form })).status).toBe(204);
      expect((await call(`confirm-attachment${suffix}`, { params })).body).toMatchObject({
        state: "received",
        size: 8,
      });
      const saved = await fetch((await call(`read-attachment${suffix}`, { params })).body.url);
      expect(await saved.text()).toBe("%PDF-1.7");
      expect(saved.headers.get("content-disposition")).toContain(`attachment; filename="${attachmentId}.pdf"`);
    }
    const list = await town.as(CLERK, "list-attachments-as-staff", { params: { caseNumber } });
    expect(list.body).toEqual((await town.call("list-attachments", { params: { caseNumber }, headers })).body);
    expect(list.body.attachments.map(({ by }: { by: string }) => by)).toEqual(["resident", "staff"]);
  });

  it("tells the director who held a case, day by day", async () => {
    const params = { caseNumber: (await fileOnce()).caseNumber };
    await town.as(CLERK, "accept-case", { params, headers: { "If-Match": await etagOf(params.caseNumber) } });
    const { body } = await town.as(`${CENTRE}-director`, "explain-case-holding", { params });
    expect(body.days).toMatchObject([{ date: "2026-09-28", done: [{ what: "filed" }, { what: "accepted" }] }]);
    expect(await town.as(CLERK, "explain-case-holding", { params })).toMatchObject({ status: 403 });
  });

  it("lets a case's clocks stand still, go on, and end later", async () => {
    const params = { caseNumber: (await fileOnce()).caseNumber };
    const first = { params: { ...params, suspension: "1" } };
    await town.as(CLERK, "accept-case", { params, headers: { "If-Match": await etagOf(params.caseNumber) } });
    const move = async (id: string, call: object) =>
      town.as(decider, id, { params, ...call, headers: { "If-Match": await etagOf(params.caseNumber, decider) } });
    const suspension = { reason: "hearing", from: "2026-09-29", plannedTo: "2026-09-30", notice: "听证需两日" };
    expect((await move("suspend-case", { body: suspension })).status).toBe(200);
    const renewal = { ...first, body: { plannedTo: "2026-10-09", notice: "听证改期" } };
    expect((await move("renew-suspension", renewal)).status).toBe(200);
    expect((await move("end-suspension", first)).status).toBe(200);
    expect(await move("end-suspension", first)).toMatchObject({ status: 409, body: { code: "suspension-over" } });
    const extension = { workingDays: 5, document: "滕林延〔2026〕1号", reason: "需要实地踏勘" };
    expect((await move("extend-case", { body: extension })).body.extension).toMatchObject({ workingDays: 5 });
  });

  it("hands a contact from the first person asked to whoever accepts it, who answers", async () => {
    const body = { channel: "counter", subject: "询问高龄津贴何时发放" };
    const { contactId } = (await town.as(CLERK, "record-contact", { body })).body;
    const params = { contactId };
    const versioned = (version: number) => ({ params, headers: { "If-Match": `"${version}"` } });
    const to = { post: `${CENTRE}-p03` };
    expect((await town.as(CLERK, "hand-over-contact", { ...versioned(1), body: { to } })).body.holder).toBe(CLERK);
    const other = `${CENTRE}-a3`;
    expect((await town.as(other, "list-contacts")).body.offered).toHaveLength(1);
    expect((await town.as(other, "accept-contact", versioned(2))).body.holder).toBe(other);
    const answer = { ...versioned(3), body: { answer: "每月十五日" } };
    expect(await town.as(CLERK, "answer-contact", answer)).toMatchObject({ status: 403 });
    expect((await town.as(other, "answer-contact", answer)).body.state).toBe("answered");
    expect((await town.as(other, "read-contact", { params })).status).toBe(200);
  });

  it("lets a proxy file within an authorisation, forward to the centre, and handle what the station is entrusted with", async () => {
    const proxy = `${sampleTown(UNITS_370481).entrustments.find(({ centre }) => centre === CENTRE)!.station}-proxy`;
    const fileFor = async (itemCode: string): Promise<string> => {
      const authorisation = { resident: "示例甲", itemCode, until: "2026-12-31", form: "thumbprint" };
      const body = { itemCode, applicant: { name: "示例甲", phone: "10000000001" }, notifyBySms: true, authorisation };
      return (await town.as(proxy, "file-case-as-proxy", { body })).body.caseNumber;
    };
    const move = async (id: string, caseNumber: string, version: number, body?: object) =>
      town.as(proxy, id, {
        params: { caseNumber },
        headers: { "If-Match": `"${version}"` },
        ...(body === undefined ? {} : { body }),
      });
    const licence = await fileFor("tree-felling-licence");
    expect((await town.as(proxy, "read-proxy-case", { params: { caseNumber: licence } })).body.state).toBe(
      "at-station",
    );
    expect((await move("forward-case", licence, 1)).body.state).toBe("filed");
    const pension = await fileFor("pension-enrolment");
    expect((await town.as(proxy, "list-proxy-cases")).body.entries).toHaveLength(2);
    expect((await move("accept-case-as-proxy", pension, 1)).body.state).toBe("accepted");
    expect((await move("decide-case-as-proxy", pension, 2, { outcome: "approved" })).body.state).toBe("decided");
    expect((await move("deliver-case-as-proxy", pension, 3, { how: "counter" })).body.state).toBe("delivered");
    expect(await move("accept-case-as-proxy", licence, 2)).toMatchObject({
      status: 403,
      body: { code: "not-entrusted" },
    });
  });

  it("keeps absences, and who is who", async () => {
    expect((await town.as(CLERK, "read-me")).body).toMatchObject({ id: CLERK });
    const recorded = await town.as(`${CENTRE}-a5`, "record-absence", {
      body: { kind: "leave", from: "2026-10-09T00:00:00.000Z" },
    });
    expect(recorded.status).toBe(201);
    expect((await town.as(`${CENTRE}-deputy`, "list-absences")).status).toBe(200);
    const { id } = recorded.body.absence ?? recorded.body;
    const ended = await town.as(`${CENTRE}-a5`, "end-absence", { params: { absenceId: id }, body: {} });
    expect(ended.status).toBe(200);
  });

  it("keeps attendance, and names what went wrong with posts", async () => {
    expect((await town.as(CLERK, "record-attendance", { body: { event: "in" } })).status).toBe(200);
    const query = { from: "2026-09-01", to: "2026-09-30" };
    expect((await town.as(CLERK, "list-attendance", { query })).body.days).toHaveLength(1);
    expect((await town.as(`${CENTRE}-deputy`, "list-centre-attendance")).status).toBe(200);
    expect((await town.as(`${CENTRE}-director`, "list-findings", { query })).status).toBe(200);
    const params = { centreCode: CENTRE };
    expect((await town.as("office-1", "list-centre-findings", { params, query })).status).toBe(200);
  });

  it("adds to the calendar, and counts open cases again by it", async () => {
    const { caseNumber } = await fileOnce();
    const params = { caseNumber };
    const before = (await movedBy(CLERK, "accept-case", caseNumber)).body;
    const etag = (await town.call("read-calendar")).headers.get("etag")!;
    const reason = { zh: "暴雪停止办公", en: "Closed for heavy snow" };
    const closing = { params: { date: "2026-09-30" }, body: { reason }, headers: { "If-Match": etag } };
    expect((await town.as("office-1", "add-closing-day", closing)).body.version).toBe("CN-2026.1+local.1");
    const { year, ...notice } = { ...YEAR_2027, notice: { ...YEAR_2027.notice, date: "2026-09-25" } };
    const stale = { params: { year: String(year) }, body: notice, headers: { "If-Match": etag } };
    expect(await town.as("office-1", "add-calendar-year", stale)).toMatchObject({ status: 412 });
    const added = await town.as("office-1", "add-calendar-year", { ...stale, headers: { "If-Match": '"1"' } });
    expect(added.body.version).toBe("CN-2027.1+local.1");
    await town.moveTo("2026-09-28T09:30:00+08:00");
    const after = (await town.as(decider, "read-case-as-staff", { params })).body;
    expect(after.due.dueOn > before.due.dueOn).toBe(true);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      facts: { fromCalendar: "CN-2026.1", toCalendar: "CN-2027.1+local.1" },
    });
    const { clocks } = (await town.as(CLERK, "explain-case-deadline-to-staff", { params })).body;
    const promised = clocks.find(({ clock }: { clock: string }) => clock === "promised");
    expect(promised.days).toContainEqual({ date: "2026-09-30", counted: false, reason: "closing-day", label: reason });
    const mistake = { params: { date: "2026-09-30" }, headers: { "If-Match": '"2"' } };
    const withdrawn = await town.as("office-1", "withdraw-closing-day", mistake);
    expect(withdrawn.body).toMatchObject({ version: "CN-2027.1+local.2", closingDays: [] });
    const never = { ...mistake, params: { date: "2026-09-29" }, headers: { "If-Match": '"3"' } };
    expect(await town.as("office-1", "withdraw-closing-day", never)).toMatchObject({ status: 404 });
    await town.moveTo("2026-09-28T09:45:00+08:00");
    expect((await town.as(decider, "read-case-as-staff", { params })).body.due.dueOn).toBe(before.due.dueOn);
  });

  it("sends a proxy's case to a higher body, and has it back before it is decided", async () => {
    const proxy = `${sampleTown(UNITS_370481).entrustments.find(({ centre }) => centre === CENTRE)!.station}-proxy`;
    const itemCode = "old-age-allowance";
    const authorisation = { resident: "示例甲", itemCode, until: "2026-12-31", form: "signature" };
    const filing = { itemCode, applicant: { name: "示例甲" }, authorisation };
    const { caseNumber } = (await town.as(proxy, "file-case-as-proxy", { body: filing })).body;
    const move = async (id: string, version: number, body?: object) =>
      town.as(proxy, id, {
        params: { caseNumber },
        headers: { "If-Match": `"${version}"` },
        ...(body === undefined ? {} : { body }),
      });
    const accepted = (await move("accept-case-as-proxy", 1)).body;
    const sent = (await move("send-case-up", accepted.version)).body;
    const [{ sentOn: on }] = sent.upwardLegs;
    expect((await move("record-received-above", sent.version, { on })).status).toBe(200);
    const back = await move("record-returned-from-above", sent.version + 1, { on, answer: "agreed" });
    expect(back.body.upwardLegs).toMatchObject([{ answer: "agreed", answerName: { zh: "上级同意" } }]);
    expect((await move("record-returned-from-above", sent.version + 2, { on, answer: "agreed" })).body.code).toBe(
      "not-above",
    );
  });

  it("has every unit of a joint case do its part before it is decided", async () => {
    const { caseNumber } = await fileOnce({ itemCode: "rural-homestead-approval" });
    const ifMatch = async () => ({ "If-Match": await etagOf(caseNumber) });
    const accepted = await town.as(CLERK, "accept-case", { params: { caseNumber }, headers: await ifMatch() });
    const doer = `${CENTRE}-a6`;
    const decide = async () =>
      town.as(doer, "decide-case", { params: { caseNumber }, headers: await ifMatch(), body: { outcome: "approved" } });
    expect((await decide()).body.code).toBe("tasks-open");
    for (const { code: task } of accepted.body.tasks) {
      const params = { caseNumber, task };
      const done = await town.as(doer, "complete-task", { params, headers: await ifMatch(), body: { note: "符合" } });
      expect(done.status).toBe(200);
    }
    expect((await decide()).status).toBe(200);
  });

  it("opens slots, gives them to residents, and keeps who came", async () => {
    const windowId = `${CENTRE}-w01`;
    const slots = { windowId, day: "2026-09-28", from: "14:00", to: "16:00", minutesEach: 30 };
    expect((await town.as(CLERK, "open-slots", { body: slots })).status).toBeLessThan(404);
    expect((await town.as(`${CENTRE}-director`, "open-slots", { body: slots })).status).toBe(201);
    const booking = { windowId, day: slots.day, name: "示例甲", phone: "10000000077" };
    const book = async (starts: string) => town.call("book-slot", { body: { ...booking, starts } });
    const [kept, missed] = [(await book("14:00")).body, (await book("14:30")).body];
    expect(await book("14:00")).toMatchObject({ status: 409, body: { code: "slot-full" } });
    expect(await book("15:00")).toMatchObject({ status: 409, body: { code: "too-many-appointments" } });
    const listed = await town.call("list-slots", { params: { centreCode: CENTRE } });
    expect(listed.body.slots).toHaveLength(2);
    const of = ({ appointmentNumber, lookupCode }: { appointmentNumber: string; lookupCode: string }) => ({
      params: { appointmentNumber },
      headers: { "Lookup-Code": lookupCode },
    });
    expect((await town.call("read-appointment", of(kept))).body.state).toBe("booked");
    expect((await town.as(`${CENTRE}-director`, "mark-arrived", { params: of(kept).params })).body.state).toBe(
      "arrived",
    );
    const early = await town.as(`${CENTRE}-director`, "mark-no-show", { params: of(missed).params });
    expect(early).toMatchObject({ status: 409, body: { code: "appointment-not-begun" } });
    const cancelled = (await book("15:00")).body;
    expect((await town.call("cancel-appointment", of(cancelled))).body.state).toBe("cancelled");
    await town.moveTo("2026-09-28T15:05:00+08:00");
    const params = of(missed).params;
    expect((await town.as(`${CENTRE}-director`, "mark-no-show", { params })).body.state).toBe("no-show");
    const day = await town.as(`${CENTRE}-director`, "list-appointments", { params: { windowId } });
    expect(day.body.appointments.map(({ state }: { state: string }) => state)).toEqual([
      "arrived",
      "no-show",
      "cancelled",
    ]);
  });

  let complaints: Awaited<ReturnType<typeof walkComplaints>>;
  it("leads complaints through every move, behind their walls", async () => {
    complaints = await walkComplaints(town, "2026-09-28", "2026-09-29T09:00:00+08:00");
  });

  let bulletins: Awaited<ReturnType<typeof walkBulletins>>;
  it("makes and shows the bulletin, which a centre objects to and the office answers", async () => {
    await town.moveTo("2026-10-08T07:00:00+08:00");
    bulletins = await walkBulletins(town);
    await walkFiles(town, "2026-09");
    await walkRunningFigures(town);
    await walkFigures(town, "2026-09");
    await walkBoard(town);
  });

  it("takes in the data return of a centre, corrected, and tells the office", () => walkReturns(town));

  it("shows the ledger of a centre, and hands it out as files", () => walkLedgers(town, "2026-09"));

  it("has a visit rated, followed up and appealed against; shows what was sent and what it cost, sends it again, and shows the deadlines of a centre", async () => {
    const { caseNumber } = await fileOnce({ notifyBySms: false });
    const { due } = (await town.as(CLERK, "read-case-as-staff", { params: { caseNumber } })).body;
    const ratings = await walkRatings(town);
    await town.moveTo(`${due.dueOn}T09:00:00+08:00`);
    const own = (await town.as(CLERK, "list-own-messages")).body.messages;
    expect(own[0]).toMatchObject({ to: { kind: "staff", staffId: CLERK }, text: expect.stringContaining("【") });
    const month = due.dueOn.slice(0, 7);
    const delivered = { query: { month, state: "delivered", limit: "50" } };
    const [message] = (await town.as("office-1", "list-messages", delivered)).body.messages;
    expect(message.phone).toMatch(/^\d{3}\*{4}\d{4}$/);
    const cost = await town.as("office-1", "read-message-cost", { query: { month } });
    expect(cost.body).toMatchObject({ month, final: false, total: { currency: "CNY" } });
    const again = { params: { messageId: message.id }, body: { reason: "not-received" } };
    const resent = await town.as("office-1", "resend-message", again);
    expect(resent.body).toMatchObject({ text: message.text, resendOf: { messageId: message.id } });
    const early = { ...again, body: { reason: "number-corrected" } };
    expect((await town.as("office-1", "resend-message", early)).status).toBe(409);
    const board = await town.as(`${CENTRE}-director`, "list-centre-deadlines", { query: { limit: "100" } });
    expect(board.body.cases.map((each: { caseNumber: string }) => each.caseNumber)).toContain(caseNumber);
    const [card] = (await town.as(CLERK, "read-case-as-staff", { params: { caseNumber } })).body.cards;
    const outage = { stage: card.id, reason: "outage" };
    const annulled = await movedBy("office-1", "annul-card", caseNumber, outage);
    expect(annulled.body.cards[0]).toMatchObject({ id: card.id, annulled: { reason: "outage" } });
    await complaints.annul();
    const params = { centreCode: CENTRE };
    expect((await town.as("office-1", "list-deadlines-of-centre", { params })).body.cases.length).toBeGreaterThan(0);
    await town.moveTo("2026-10-15T09:00:00+08:00");
    await ratings.afterwards("2026-10-15");
  });

  it("says why a case is open beyond its limit", () => walkOverdue(town, decider));

  it("issues the bulletin, once, by the office's head, and shows each reader their edition", async () => {
    await bulletins.afterwards();
  });

  it("answers 503 while the database throttles, and has written nothing by halves", async () => {
    await town.fault({ dynamodb: "throttle" });
    const key = { "Idempotency-Key": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d" };
    const busy = await town.call("file-case", { body: filing(), headers: key });
    expect(busy).toMatchObject({ status: 503, body: { code: "service-unavailable" } });
    expect(busy.headers.get("retry-after")).toBeTruthy();
    await town.fault({ dynamodb: null });
    expect((await town.call("file-case", { body: filing(), headers: key })).status).toBe(201);
  });

  it("has shown a success of every operation of the table", () => {
    const silent = allRoutes.filter(({ id }) => ![...town.seen].some((each) => each.startsWith(`${id} 2`)));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});
