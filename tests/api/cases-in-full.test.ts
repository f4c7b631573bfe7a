/**
 * Cases that people leave alone, that stand still, that take longer, and that cannot wait, lived through the autumn of
 * 2026 by moving the clock. Sep 20 and Oct 10 are worked, Sep 25–27 and Oct 1–7 are off.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptingPost, decidingPost } from "../../shared/directory/routing.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { YEAR_2027 } from "../support/calendars.ts";
import { CENTRE, filing, type LivingTown, livingTown } from "../support/local-town.ts";

const people = sampleTown(UNITS_370481);
const roster = people.rosters.find(({ centre }) => centre === CENTRE)!;
const itemNamed = (code: string) => people.items.find((item) => item.code === code)!;
const phoneOf = (staffId: string) => roster.staff.find(({ id }) => id === staffId)!.phone!;
const CLERK = `${CENTRE}-a1`;
const FORESTRY = decidingPost(roster, itemNamed("tree-felling-licence"))!.holder;
const RELIEF = acceptingPost(roster, itemNamed("temporary-assistance"))!.holder;
const GRANTING = decidingPost(roster, itemNamed("temporary-assistance"))!.holder;
const CIVIL_AFFAIRS = decidingPost(roster, itemNamed("old-age-allowance"))!.holder;
/** Of the station that may accept allowances; nobody but their organ decides them. */
const STATION = people.entrustments.find(
  ({ centre, items }) => centre === CENTRE && items["old-age-allowance"] === "accept",
)!.station;
const PROXY = people.proxies.find(({ station }) => station === STATION)!;

type Receipt = { readonly caseNumber: string; readonly lookupCode: string };

describe("cases in full, from 2026-09-01", () => {
  let town: LivingTown;
  let lastMinute: Receipt;
  let tooLate: Receipt;
  let standing: Receipt;
  let licence: Receipt;
  let benefit: Receipt;
  let entrusted: Receipt;
  let helped: Receipt;
  const file = async (more: object = {}): Promise<Receipt> =>
    (await town.call("file-case", { body: filing(more) })).body;
  const lookUp = async ({ caseNumber, lookupCode }: Receipt) =>
    (await town.call("read-case", { params: { caseNumber }, headers: { "Lookup-Code": lookupCode } })).body;
  const move = async (staffId: string, operationId: string, { caseNumber }: Receipt, body?: object) => {
    const reading = staffId === PROXY.id ? "read-proxy-case" : "read-case-as-staff";
    const read = await town.as(staffId, reading, { params: { caseNumber } });
    return town.as(staffId, operationId, {
      params: { caseNumber },
      headers: { "If-Match": read.headers.get("etag")! },
      ...(body === undefined ? {} : { body }),
    });
  };
  const textsTo = async (phone: string, since: string) =>
    (await town.sms())
      .filter(({ to, at }) => to.endsWith(phone) && Date.parse(at) >= Date.parse(since))
      .map(({ text }) => text);

  beforeAll(async () => {
    town = await livingTown("2026-09-01T09:00:00+08:00");
    lastMinute = await file();
    tooLate = await file();
    for (const one of [lastMinute, tooLate]) expect((await move(CLERK, "accept-case", one)).status).toBe(200);
  });
  afterAll(() => town?.local.stop());

  it("R20 R22 one stands still twice at once: days in both suspensions count once", async () => {
    await town.moveTo("2026-09-21T09:00:00+08:00");
    standing = await file();
    await move(CLERK, "accept-case", standing);
    const review = { reason: "expert-review", from: "2026-09-24", plannedTo: "2026-10-09", notice: "专家评审" };
    expect((await move(FORESTRY, "suspend-case", standing, review)).status).toBe(200);
    const hearing = { reason: "hearing", from: "2026-10-08", plannedTo: "2026-10-13", notice: "听证" };
    const { body } = await move(FORESTRY, "suspend-case", standing, hearing);
    // Eight working days: Sep 22, 23, Oct 14, 15, 16, 19, 20, 21.
    expect(body.due).toMatchObject({ clock: "promised", dueOn: "2026-10-21" });
    expect(await lookUp(standing)).toMatchObject({
      suspensions: [{ label: { zh: "专家评审" } }, { label: { zh: "听证" }, notice: "听证" }],
    });
  });

  it("two are filed on 2026-09-24 and left alone", async () => {
    await town.moveTo("2026-09-24T09:00:00+08:00");
    licence = await file();
    benefit = await file({ itemCode: "old-age-allowance" });
    expect(await lookUp(licence)).toMatchObject({ state: "filed", due: { clock: "notice", dueOn: "2026-10-09" } });
  });

  it("R24 an extension approved in the last minute of the limit moves it, one a minute later is refused", async () => {
    const extension = { workingDays: 10, document: "滕林延〔2026〕1号", reason: "需要实地踏勘" };
    await town.moveTo("2026-09-29T17:29:00+08:00");
    const extended = await move(FORESTRY, "extend-case", lastMinute, extension);
    expect(extended).toMatchObject({ status: 200, body: { extension: { workingDays: 10 } } });
    const { body } = await town.as(FORESTRY, "explain-case-deadline-to-staff", {
      params: { caseNumber: lastMinute.caseNumber },
    });
    const statutory = body.clocks.find(({ clock }: { clock: string }) => clock === "statutory");
    expect(statutory).toMatchObject({ dueOn: "2026-10-19", extendedBy: 10 });
    await town.moveTo("2026-09-29T17:31:00+08:00");
    const refused = await move(FORESTRY, "extend-case", tooLate, extension);
    expect(refused).toMatchObject({ status: 409, body: { code: "limit-passed" } });
  });

  it("R15 the silent licence is accepted as of its receipt at the end of working day 5, over National Day, and its resident told", async () => {
    await town.moveTo("2026-10-09T16:59:00+08:00");
    expect((await lookUp(licence)).state).toBe("filed");
    await town.moveTo("2026-10-09T17:06:00+08:00");
    // Eight working days from Sep 24: Sep 28, 29, 30, Oct 8, 9, 10, 12, 13.
    expect(await lookUp(licence)).toMatchObject({
      state: "accepted",
      acceptedOn: "2026-09-24",
      due: { clock: "promised", dueOn: "2026-10-13" },
    });
    expect(await textsTo("10000000001", "2026-10-09T09:00:00Z")).toContain(
      `【滕州政务服务】您的办件${licence.caseNumber}已受理，最迟10月13日办结，可凭查询码查看进度。`,
    );
    const { body } = await town.as(CLERK, "read-case-as-staff", { params: { caseNumber: licence.caseNumber } });
    expect(body.ledger.at(-1)).toMatchObject({ what: "accepted", by: { kind: "clock" }, facts: { deemed: true } });
  });

  it("R15 the same silence on a benefit only starts its promise, from receipt", async () => {
    const seen = await lookUp(benefit);
    expect(seen).toMatchObject({ state: "filed", due: { clock: "promised", dueOn: "2026-10-22" } });
    expect(seen.acceptedOn).toBeUndefined();
  });

  it("R15 R30 both silences earn the window that was silent its red card", async () => {
    await town.moveTo("2026-10-10T08:40:00+08:00");
    const texts = await textsTo(phoneOf(CLERK), "2026-10-10T00:00:00Z");
    expect(texts.some((text) => text.includes("2件事项"))).toBe(true);
  });

  it("R36 urgent relief filed on a Friday evening reminds on Saturday, within its 24 hours", async () => {
    await town.moveTo("2026-10-16T20:00:00+08:00");
    const urgent = await file({ itemCode: "temporary-assistance", urgent: true });
    helped = await file({ itemCode: "temporary-assistance", urgent: true });
    const seen = await lookUp(urgent);
    expect(seen.due.clock).toBe("urgent");
    expect(Date.parse(seen.due.dueAt) - Date.parse(seen.receivedAt)).toBe(24 * 60 * 60 * 1000);
    // The other is helped on Saturday morning, and nobody is reminded of it.
    await town.moveTo("2026-10-17T10:00:00+08:00");
    expect((await move(RELIEF, "accept-case", helped)).status).toBe(200);
    const decided = await move(GRANTING, "decide-case", helped, { outcome: "approved" });
    expect(decided).toMatchObject({ status: 200, body: { decision: { on: "2026-10-17" } } });
    expect(decided.body.ledger.at(-1).facts).toMatchObject({ onTime: true });
    const yellow = "2026-10-17T18:06:00+08:00";
    await town.moveTo(yellow);
    const texts = await textsTo(phoneOf(RELIEF), "2026-10-17T09:55:00Z");
    expect(texts).toEqual([`【滕州政务服务】事项${urgent.caseNumber}将于10月17日到期，请及时办理。`]);
    await town.moveTo("2026-10-17T20:06:00+08:00");
    expect(await textsTo(phoneOf(RELIEF), "2026-10-17T12:00:00Z")).toEqual([
      `【滕州政务服务】事项${urgent.caseNumber}已于10月17日到期，请尽快办理。`,
    ]);
  });

  const asProxy = (operationId: string, body?: object) => move(PROXY.id, operationId, entrusted, body);
  /** As the resident sees them. */
  const clocksOf = async ({ caseNumber, lookupCode }: Receipt) => {
    const asked = { params: { caseNumber }, headers: { "Lookup-Code": lookupCode } };
    const { body } = await town.call("explain-case-deadline", asked);
    return Object.fromEntries(body.clocks.map((each: { clock: string }) => [each.clock, each]));
  };

  it("R47 R48 a proxy files within a written authorisation, at no cost, and accepts what the station is entrusted with", async () => {
    await town.moveTo("2026-10-19T09:00:00+08:00");
    const itemCode = "old-age-allowance";
    const authorisation = { resident: "示例丁", itemCode, until: "2026-12-31", form: "witness", witness: "示例戊" };
    const applicant = { name: "示例丁", phone: "10000000004" };
    const body = { itemCode, applicant, notifyBySms: true, authorisation };
    const paid = await town.as(PROXY.id, "file-case-as-proxy", { body: { ...body, fee: 10 } });
    expect(paid.body.errors).toMatchObject([{ pointer: "/fee", code: "unknown-key" }]);
    entrusted = (await town.as(PROXY.id, "file-case-as-proxy", { body })).body;
    expect(await lookUp(entrusted)).toMatchObject({
      state: "filed",
      channel: "station",
      proxy: { staffId: PROXY.id, station: STATION, authorisation: { until: "2026-12-31", form: "witness" } },
      due: { clock: "notice", dueOn: "2026-10-26" },
    });
    await town.moveTo("2026-10-20T09:00:00+08:00");
    // The station received it in law, and accepts it in time: fifteen working days from today.
    expect((await asProxy("accept-case-as-proxy")).body.due).toMatchObject({ clock: "promised", dueOn: "2026-11-10" });
    const beyond = await asProxy("decide-case-as-proxy", { outcome: "approved" });
    expect(beyond).toMatchObject({ status: 403, body: { code: "not-entrusted" } });
  });

  it("R47 the same proxy sends it up and has it back, while the higher body's clock runs; nobody decides before", async () => {
    expect((await asProxy("send-case-up")).body.upwardLegs).toMatchObject([
      { body: "滕州市民政局", sentOn: "2026-10-20", responsible: { proxy: PROXY.id }, dueOn: "2026-10-27" },
    ]);
    const early = await move(CIVIL_AFFAIRS, "decide-case", entrusted, { outcome: "approved" });
    expect(early).toMatchObject({ status: 409, body: { code: "is-above" } });
    await town.moveTo("2026-10-26T09:00:00+08:00");
    await asProxy("record-received-above", { on: "2026-10-22" });
    expect((await clocksOf(entrusted)).upward).toMatchObject({ dueOn: "2026-10-27", running: true });
    const back = await asProxy("record-returned-from-above", { on: "2026-10-26", answer: "agreed" });
    expect(back.body.ledger.at(-1).facts).toMatchObject({ returnedOn: "2026-10-26", inTime: true });
    expect(await clocksOf(entrusted)).toMatchObject({
      upward: { dueOn: "2026-10-27", running: false },
      promised: { dueOn: "2026-11-10", running: true },
    });
  });

  it("R47 it is decided and delivered, and resident and proxy were told of every step", async () => {
    await town.moveTo("2026-10-27T09:00:00+08:00");
    expect((await move(CIVIL_AFFAIRS, "decide-case", entrusted, { outcome: "approved" })).status).toBe(200);
    await town.moveTo("2026-10-27T10:00:00+08:00");
    expect((await move(CIVIL_AFFAIRS, "deliver-case", entrusted, { how: "counter" })).body.state).toBe("delivered");
    await town.moveTo("2026-10-27T10:06:00+08:00");
    const { body } = await town.as(PROXY.id, "read-proxy-case", { params: { caseNumber: entrusted.caseNumber } });
    expect(body.ledger.map(({ what }: { what: string }) => what).join(" ")).toBe(
      "filed accepted sent-up received-above returned-from-above decided delivered",
    );
    expect(JSON.stringify(body)).not.toMatch(/"[a-z]*fee[a-z]*":|收费/i);
    // The resident hears of each entry; the proxy of those that others wrote, and of the higher body's last day.
    const toResident = (what: string) => `【滕州政务服务】您的办件${entrusted.caseNumber}${what}`;
    const told = await textsTo("10000000004", "2026-10-19T00:00:00Z");
    expect(told).toHaveLength(body.ledger.length);
    expect(new Set(told)).toEqual(
      new Set([
        toResident("有新的进展，可凭查询码查看。"),
        toResident("已受理，最迟11月10日办结，可凭查询码查看进度。"),
        toResident("已有办理结果，请凭查询码查看。"),
      ]),
    );
    const ofProxy = await textsTo(PROXY.phone!, "2026-10-19T00:00:00Z");
    const step = `【滕州政务服务】您代办的事项${entrusted.caseNumber}有新的进展，请登录查看。`;
    expect(ofProxy.filter((text) => text === step)).toHaveLength(2);
    expect(ofProxy).toContain(`【滕州政务服务】事项${entrusted.caseNumber}将于10月27日到期，请及时办理。`);
  });

  it("R7 R8 a provisional date becomes certain and moves when the year's calendar is added in December", async () => {
    await town.moveTo("2026-12-25T09:00:00+08:00");
    const open = await file();
    await move(CLERK, "accept-case", open);
    // Dec 28–31, then Jan 4–7: no make-up day is guessed. The notice makes Sunday, Jan 3, one.
    expect((await lookUp(open)).due).toMatchObject({ dueOn: "2027-01-07", provisional: true });
    const { headers, body: known } = await town.call("read-calendar");
    expect(known.version).toBe("CN-2026.1");
    const added = await town.as("office-1", "add-calendar-year", {
      params: { year: "2027" },
      headers: { "If-Match": headers.get("etag")! },
      body: { notice: YEAR_2027.notice, holidays: YEAR_2027.holidays },
    });
    expect(added).toMatchObject({ status: 200, body: { version: "CN-2027.1" } });
    await town.moveTo("2026-12-25T09:16:00+08:00");
    expect((await lookUp(open)).due).toMatchObject({ dueOn: "2027-01-06", provisional: false });
    const { body } = await town.as(CLERK, "read-case-as-staff", { params: { caseNumber: open.caseNumber } });
    expect(body.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      by: { kind: "clock" },
      facts: { fromCalendar: "CN-2026.1", toCalendar: "CN-2027.1", movedFrom: "2027-01-07", movedTo: "2027-01-06" },
    });
    const told = await textsTo(phoneOf(FORESTRY), "2026-12-25T01:00:00Z");
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain(open.caseNumber);
  });
});
