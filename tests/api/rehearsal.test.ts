/**
 * A case filed on 2026-09-18 and one filed at the counter are lived through National Day to the bulletins of their months,
 * by moving the clock. 2026: Sep 20 and Oct 10 are worked, Sep 25–27 and Oct 1–7 are off.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decidingPost } from "../../shared/directory/routing.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { CENTRE, filing, type LivingTown, livingTown } from "../support/local-town.ts";

const people = sampleTown(UNITS_370481);
const roster = people.rosters.find(({ centre }) => centre === CENTRE)!;
const item = people.items.find(({ code }) => code === "tree-felling-licence")!;
const forestry = decidingPost(roster, item)!;
const phoneOf = (staffId: string) => roster.staff.find(({ id }) => id === staffId)!.phone!;
const withRole = (role: string) => roster.staff.filter((member) => member.role === role).map(({ id }) => id);
const CLERK = `${CENTRE}-a1`;

describe("a case filed on 2026-09-18", () => {
  let town: LivingTown;
  let receipt: { caseNumber: string; lookupCode: string; due: { dueOn: string } };
  let punctual: { caseNumber: string };
  const params = () => ({ caseNumber: receipt.caseNumber });
  const lookUp = async () =>
    (await town.call("read-case", { params: params(), headers: { "Lookup-Code": receipt.lookupCode } })).body;
  const textsTo = async (phone: string, since: string) =>
    (await town.sms())
      .filter(({ to, at }) => to.endsWith(phone) && Date.parse(at) >= Date.parse(since))
      .map(({ text }) => text);
  const move = async (staffId: string, operationId: string, caseNumber: string, body?: object) => {
    const read = await town.as(staffId, "read-case-as-staff", { params: { caseNumber } });
    return town.as(staffId, operationId, {
      params: { caseNumber },
      headers: { "If-Match": read.headers.get("etag")! },
      ...(body === undefined ? {} : { body }),
    });
  };

  beforeAll(async () => {
    town = await livingTown("2026-09-18T09:00:00+08:00");
  });
  afterAll(() => town?.local.stop());

  it("is received, with a number, a secret code and the date by which the office has to answer (R1, R2)", async () => {
    const { status, body } = await town.call("file-case", { body: filing() });
    expect(status).toBe(201);
    receipt = body;
    // Five working days: Sep 20 (a worked Sunday), 21, 22, 23, 24.
    expect(body.due).toMatchObject({ clock: "notice", dueOn: "2026-09-24" });
    expect(await lookUp()).toMatchObject({ state: "filed", due: { dueOn: "2026-09-24" } });
  });

  it("stands on the work list of the window that takes it in, with the applicant's name masked", async () => {
    const { body } = await town.as(CLERK, "list-work");
    const entry = body.entries.find(({ caseNumber }: { caseNumber: string }) => caseNumber === receipt.caseNumber);
    expect(entry).toMatchObject({ dueOn: "2026-09-24", workingDaysLeft: 5, applicant: "示*" });
  });

  it("reminds the window of the notice limit at the opening of the working day before (R29)", async () => {
    await town.moveTo("2026-09-23T08:25:00+08:00");
    expect(await textsTo(phoneOf(CLERK), "2026-09-18T00:00:00+08:00")).toEqual([]);
    await town.moveTo("2026-09-23T08:40:00+08:00");
    expect(await textsTo(phoneOf(CLERK), "2026-09-23T00:30:00Z")).toEqual([
      `【滕州政务服务】事项${receipt.caseNumber}将于9月24日到期，请及时办理。`,
    ]);
  });

  it("is accepted in time; the promise counts from that day, and the resident hears of it", async () => {
    await town.moveTo("2026-09-24T10:00:00+08:00");
    const accepted = await move(CLERK, "accept-case", receipt.caseNumber);
    expect(accepted.status).toBe(200);
    // Eight working days after Sep 24: Sep 28, 29, 30, Oct 8, 9, 10 (a worked Saturday), 12, 13.
    expect(accepted.body.due).toMatchObject({ clock: "promised", dueOn: "2026-10-13" });
    await town.moveTo("2026-09-24T10:10:00+08:00");
    expect(await textsTo("10000000001", "2026-09-24T02:00:00Z")).toEqual([
      `【滕州政务服务】您的办件${receipt.caseNumber}已受理，最迟10月13日办结，可凭查询码查看进度。`,
    ]);
  });

  it("explains its date day by day, National Day and the make-up Saturday by name (R10a)", async () => {
    const { body } = await town.call("explain-case-deadline", {
      params: params(),
      headers: { "Lookup-Code": receipt.lookupCode },
    });
    const promised = body.clocks.find(({ clock }: { clock: string }) => clock === "promised");
    expect(promised.days.filter(({ counted }: { counted: boolean }) => counted)).toHaveLength(8);
    const day = (date: string) => promised.days.find((each: { date: string }) => each.date === date);
    expect(day("2026-10-01")).toMatchObject({ counted: false, reason: "holiday", label: { zh: "国庆节" } });
    expect(day("2026-10-10")).toMatchObject({ counted: true, reason: "make-up-day" });
  });

  it("has company: one filed at the counter the same day, decided well in time", async () => {
    const { status, body } = await town.as(CLERK, "file-case-for-resident", {
      body: filing({ channel: "counter", notifyBySms: false, applicant: { name: "示例乙" } }),
    });
    expect(status).toBe(201);
    punctual = body;
    expect((await move(CLERK, "accept-case", punctual.caseNumber)).status).toBe(200);
    await town.moveTo("2026-09-29T09:00:00+08:00");
    const refused = await move(forestry.holder, "decide-case", punctual.caseNumber, {
      outcome: "refused",
      reason: "示例理由",
      remedy: "可在六十日内申请行政复议",
    });
    expect(refused.body).toMatchObject({ state: "decided", decision: { outcome: "refused", on: "2026-09-29" } });
  });

  it("sends no SMS to anyone over National Day (R36)", async () => {
    await town.moveTo("2026-10-08T00:00:00+08:00");
    const inHoliday = (await town.sms()).filter(({ at }) => Date.parse(at) >= Date.parse("2026-10-01T00:00:00+08:00"));
    expect(inHoliday).toEqual([]);
  });

  it("leaves September's bulletin on the first working day of October: one received online, one at the counter", async () => {
    await town.moveTo("2026-10-08T09:00:00+08:00");
    const { status, body } = await town.as("office-head", "read-bulletin", { params: { month: "2026-09" } });
    expect(status).toBe(200);
    expect(body.sheet.total).toMatchObject({ received: 2, accepted: 2, decided: 1, refused: 1 });
  });

  it("turns yellow for the stand-in while the holder is recorded absent (R29, R39)", async () => {
    const absence = await town.as(forestry.holder, "record-absence", {
      body: { kind: "training", from: "2026-10-09T00:00:00.000Z" },
    });
    expect(absence.status).toBe(201);
    await town.moveTo("2026-10-12T08:40:00+08:00");
    const since = "2026-10-12T00:00:00Z";
    const text = `【滕州政务服务】事项${receipt.caseNumber}将于10月13日到期，请及时办理。`;
    expect(await textsTo(phoneOf(forestry.standIn), since)).toEqual([text]);
    expect(await textsTo(phoneOf(forestry.holder), since)).toEqual([]);
    const window = roster.windows.find(({ id }) => id === forestry.window)!;
    expect(await textsTo(phoneOf(window.head), since)).toEqual([text]);
  });

  it("turns red on the working day after its date, for the stand-in, the deputy and the director (R30)", async () => {
    await town.moveTo("2026-10-14T08:40:00+08:00");
    const since = "2026-10-14T00:00:00Z";
    const text = `【滕州政务服务】事项${receipt.caseNumber}已于10月13日到期，请尽快办理。`;
    const told = [forestry.standIn, ...withRole("deputy-director"), ...withRole("director")];
    for (const staffId of told) expect(await textsTo(phoneOf(staffId), since)).toEqual([text]);
    expect(await textsTo(phoneOf(forestry.holder), since)).toEqual([]);
  });

  it("is decided by the stand-in, late, and delivered; the ledger names post, person and basis (R40)", async () => {
    await town.moveTo("2026-10-14T10:00:00+08:00");
    const late = { outcome: "approved", overdueReason: "staffing" };
    const decided = await move(forestry.standIn, "decide-case", receipt.caseNumber, late);
    expect(decided.status).toBe(200);
    expect(decided.body.ledger.at(-1)).toMatchObject({
      what: "decided",
      by: { postId: forestry.id, staffId: forestry.standIn, basis: "stand-in" },
      facts: { onTime: false },
    });
    await town.moveTo("2026-10-14T10:10:00+08:00");
    expect(await textsTo("10000000001", "2026-10-14T02:00:00Z")).toHaveLength(1);
    const delivered = await move(forestry.standIn, "deliver-case", receipt.caseNumber, { how: "counter" });
    expect(delivered.body.state).toBe("delivered");
    expect(await lookUp()).toMatchObject({ state: "delivered", decision: { outcome: "approved", on: "2026-10-14" } });
  });

  it("is in October's bulletin as the one of two due in the month that was late (R67)", async () => {
    await town.moveTo("2026-11-02T09:00:00+08:00");
    const { body, headers } = await town.as("office-head", "read-bulletin", { params: { month: "2026-10" } });
    expect(body.sheet.total).toMatchObject({
      received: 0,
      decided: 1,
      delivered: 1,
      promise: { onTime: 1, due: 2, finishedLate: 1 },
    });
    expect(JSON.stringify(body.sheet)).not.toContain("示例甲");
    const page = await town.as("office-1", "read-bulletin-page", { params: { month: "2026-10" } });
    expect(page.body).toContain("<svg");
    expect(page.body).toContain(body.envelope.sha256);
    const sign = () =>
      town.as("office-head", "sign-off-bulletin", {
        params: { month: "2026-10" },
        headers: { "If-Match": headers.get("etag")! },
      });
    expect((await sign()).body).toMatchObject({ code: "bulletin-open-to-objections" });
    // Centres may object for two working days (R65).
    await town.moveTo("2026-11-05T09:00:00+08:00");
    expect((await sign()).status).toBe(200);
    const again = await town.as("office-head", "read-bulletin", { params: { month: "2026-10" } });
    expect(again.body.envelope.sha256).toBe(body.envelope.sha256);
  });

  it("never told anyone twice, and never outside 08:00–20:00 on a working day (R32, R36)", async () => {
    const sent = await town.sms();
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(sent.length);
    for (const { at } of sent) {
      const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
      expect(local.slice(11, 16) >= "08:00" && local.slice(11, 16) < "20:00").toBe(true);
    }
  });
});
