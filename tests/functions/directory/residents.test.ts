import { beforeAll, describe, expect, it } from "vitest";
import { calculateDeadline } from "../../../functions/directory/calculate-deadline.ts";
import { listCentreItems } from "../../../functions/directory/list-centre-items.ts";
import { listCentres } from "../../../functions/directory/list-centres.ts";
import { listServiceItems } from "../../../functions/directory/list-service-items.ts";
import { listStations } from "../../../functions/directory/list-stations.ts";
import { readCalendar } from "../../../functions/directory/read-calendar.ts";
import { readCentre } from "../../../functions/directory/read-centre.ts";
import { readServiceItem } from "../../../functions/directory/read-service-item.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { calendarStore } from "../../../shared/aws/calendar-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { SAMPLE_NOTICE } from "../../../shared/directory/sample-notice.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { villageRegister } from "../../../shared/directory/station-register.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { DIRECTORY_ROUTES } from "../../../shared/http/routes/directory.ts";
import { instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { type Caller, caller } from "./calling.ts";

const CENTRE = "370481102";
const NATIONAL_DAY_EVE = instant("2026-09-30T02:00:00Z");
const operations = [
  listCentres,
  readCentre,
  listStations,
  listCentreItems,
  listServiceItems,
  readServiceItem,
  calculateDeadline,
  readCalendar,
];
let call: Caller;
let at = NATIONAL_DAY_EVE;

beforeAll(async () => {
  const { client, names, endpoint } = await freshTables();
  await loadSampleTown(directoryStore(client, names.directory), sampleTown(UNITS_370481));
  const handler = httpHandler("directory-residents", DIRECTORY_ROUTES, operations, {
    directory: readingDirectory(clientFor(endpoint, names, "directory-residents"), names.directory),
    register: townRegister("370481"),
    villages: villageRegister("370481"),
    calendars: { current: async () => CHINA_CALENDAR },
    editions: calendarStore(clientFor(endpoint, names, "directory-residents"), names.directory),
    hours: tengzhou.officeHours,
    origins: [],
    now: () => ({ at, today: localDateOf(at) }),
  });
  call = caller(handler);
});

describe("centres", () => {
  it("lists all 21 in register order", async () => {
    const { status, body } = await call("list-centres");
    expect(status).toBe(200);
    expect(body.centres).toHaveLength(21);
    expect(body.centres[6]).toEqual({ code: CENTRE, name: "南沙河镇便民服务中心", kind: "town" });
  });

  it("shows a centre's windows, what they handle and today's hours, and nobody's name", async () => {
    const { status, body } = await call("read-centre", { params: { centreCode: CENTRE } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "南沙河镇便民服务中心",
      organ: "滕州市南沙河镇人民政府",
      officeHoursToday: { date: "2026-09-30", open: true, opens: "08:30", closes: "17:30" },
      sampleData: true,
      notice: SAMPLE_NOTICE,
    });
    expect(body).not.toHaveProperty("hotline");
    expect(body.windows).toHaveLength(8);
    expect(body.windows[0]).toMatchObject({ name: "综合窗口", comprehensive: true });
    expect(body.windows[0].handles).toHaveLength(12);
    const veterans = body.windows.find(({ unit }: { unit?: string }) => unit === "veterans");
    expect(veterans.handles).toEqual([
      { code: "veteran-card", name: "退役军人、其他优抚对象优待证申领", accepts: false, decides: true },
    ]);
    for (const { name, phone } of sampleTown(UNITS_370481).rosters[6]!.staff) {
      expect(JSON.stringify(body)).not.toContain(name);
      expect(JSON.stringify(body)).not.toContain(phone);
    }
  });

  it("R2 says that the hall is closed on National Day, and why", async () => {
    at = instant("2026-10-01T02:00:00Z");
    const { body } = await call("read-centre", { params: { centreCode: CENTRE } });
    at = NATIONAL_DAY_EVE;
    expect(body.officeHoursToday).toMatchObject({ date: "2026-10-01", open: false, reason: "holiday" });
    expect(body.officeHoursToday.label.zh).toContain("国庆");
    expect(body.officeHoursToday).not.toHaveProperty("opens");
  });

  it("lists a centre's stations under the names of article 13", async () => {
    const { body } = await call("list-stations", { params: { centreCode: CENTRE } });
    const expected = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE);
    expect(body.stations).toHaveLength(expected.length);
    expect(body.stations[0].name).toMatch(/^南沙河镇.+(村|社区)便民服务站$/);
  });

  it("R48 says what each station does by its centre's entrustment, and that the others do nothing", async () => {
    const { body } = await call("list-stations", { params: { centreCode: CENTRE } });
    const [first, second, third] = body.stations;
    expect(first.entrusted).toContainEqual({
      itemCode: "pension-enrolment",
      level: "handle",
      levelName: { zh: "办理", en: "handle" },
    });
    expect(second.entrusted.map(({ level }: { level: string }) => level).sort()).toEqual(["accept", "file"]);
    expect(third.entrusted).toEqual([]);
  });

  it("refuses a centre that does not exist, and a code that is none", async () => {
    for (const id of ["read-centre", "list-stations", "list-centre-items"] as const) {
      const unknown = await call(id, { params: { centreCode: "370481999" } });
      expect([unknown.status, unknown.body.code]).toEqual([404, "unknown-centre"]);
      const wrong = await call(id, { params: { centreCode: "x" } });
      expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, "#/path/centreCode"]);
    }
  });
});

describe("service items", () => {
  it("lists twelve, marked as sample data", async () => {
    const { body } = await call("list-service-items");
    expect(body.items).toHaveLength(12);
    expect(body).toMatchObject({ sampleData: true, notice: SAMPLE_NOTICE });
    expect(JSON.stringify(body)).not.toContain("sensitive");
  });

  it("offers homestead approvals at towns only, in the town's name, with the window to ask at", async () => {
    const town = await call("list-centre-items", { params: { centreCode: CENTRE } });
    const homestead = town.body.items.find(({ code }: { code: string }) => code === "rural-homestead-approval");
    expect(homestead).toMatchObject({ decidingOrgan: "滕州市南沙河镇人民政府", window: "综合窗口" });
    const street = await call("list-centre-items", { params: { centreCode: "370481001" } });
    expect(street.body.items.map(({ code }: { code: string }) => code)).not.toContain("rural-homestead-approval");
    expect(street.body.items).toHaveLength(11);
  });

  it("R5a publishes the seven fields, the limits and the law that sets each", async () => {
    const { status, body } = await call("read-service-item", { params: { itemCode: "rural-homestead-approval" } });
    expect(status).toBe(200);
    expect(Object.keys(body.guide).toSorted()).toEqual([
      "feeBasis",
      "feeStandard",
      "itemName",
      "legalBasis",
      "materials",
      "procedure",
      "promisedLimit",
    ]);
    expect(body).toMatchObject({
      version: 1,
      regimeName: { zh: "行政许可" },
      decidingOrgan: "办理地镇人民政府",
      guide: { promisedLimit: { days: 15, unit: "working-days" }, feeBasis: null, feeStandard: "不收费" },
      limits: {
        statutory: { limit: { days: 45, unit: "working-days" }, law: { zh: "行政许可法第32、42—45条" } },
        notice: { limit: { days: 5, unit: "working-days" } },
        delivery: { limit: { days: 10, unit: "working-days" } },
      },
    });
    expect(body.centres).toHaveLength(16);
  });

  it("says of an item that several units handle which of them does what, and within what time", async () => {
    const { body } = await call("read-service-item", { params: { itemCode: "rural-homestead-approval" } });
    expect(body.joint).toMatchObject({
      order: "parallel",
      parts: [
        { code: "homestead-review", unitName: { zh: "农业农村" }, limit: { days: 8, unit: "working-days" } },
        { code: "planning-review", unitName: { zh: "自然资源" }, limit: { days: 8, unit: "working-days" } },
      ],
    });
    expect(body.joint.inWords).toEqual({
      zh: "本事项分2部分，由以下窗口同时办理：农业农村窗口负责“宅基地资格和用地审查”，8个工作日内完成；自然资源窗口负责“规划和用途审查”，8个工作日内完成。您只需在一个窗口交一次材料，全部完成后作出决定。",
      en: "This item has 2 parts, handled at the same time: Agriculture and rural affairs, within 8 working days; Natural resources, within 8 working days. You hand in your papers once, at one window; the decision follows when all are done.",
    });
    const alone = await call("read-service-item", { params: { itemCode: "veteran-card" } });
    expect(alone.body).not.toHaveProperty("joint");
  });

  it("R19a keeps apart what the office looks up itself from what the applicant hands in", async () => {
    const { body } = await call("read-service-item", { params: { itemCode: "minimum-living-allowance" } });
    const codes = (materials: { code: string }[]) => materials.map(({ code }) => code);
    expect(codes(body.lookedUp)).toContain("household-means");
    expect(codes(body.guide.materials)).toContain("written-application");
    expect(codes(body.guide.materials)).not.toContain("household-means");
    expect(body.limits.statutory.law.zh).toContain("社会救助法");
  });

  it("reads a guide as it was published, and refuses a version or an item that never was", async () => {
    const first = await call("read-service-item", { params: { itemCode: "veteran-card" }, query: { version: "1" } });
    expect([first.status, first.body.version]).toEqual([200, 1]);
    const second = await call("read-service-item", { params: { itemCode: "veteran-card" }, query: { version: "2" } });
    expect([second.status, second.body.code]).toEqual([404, "unknown-item"]);
    const wrong = await call("read-service-item", {
      params: { itemCode: "veteran-card" },
      query: { version: "x", v: "1" },
    });
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      "#/query/v",
      "#/query/version",
    ]);
  });
});

describe("the deadline calculator", () => {
  const ask = (body: unknown, headers = {}) => call("calculate-deadline", { body, headers });
  const question = { from: "2026-09-30", days: 5, unit: "working-days" };

  it.each([
    ["2026-09-30", 5, "2026-10-13"],
    ["2026-09-18", 2, "2026-09-21"],
    ["2026-02-12", 5, "2026-02-26"],
    ["2026-04-29", 3, "2026-05-07"],
    ["2026-09-01", 20, "2026-09-29"],
    ["2025-09-26", 5, "2025-10-10"],
  ])("R2 counts from %s %i working days to %s", async (from, days, dueOn) => {
    const { status, body } = await ask({ from, days, unit: "working-days" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ dueOn, provisional: false, calendarVersion: CHINA_CALENDAR.version });
    expect(Object.keys(body).toSorted()).toEqual(["calendarVersion", "days", "dueOn", "provisional"]);
    expect(body.days.filter(({ counted }: { counted: boolean }) => counted)).toHaveLength(days);
    expect(body.days[0]).toEqual({ date: from, counted: false, reason: "event-day" });
    expect(body.days.at(-1).date).toBe(dueOn);
  });

  it("R21 does not count the days of an expert review, and says so", async () => {
    const suspensions = [{ from: "2026-09-24", to: "2026-10-09", reason: "expert-review" }];
    const { body } = await ask({ from: "2026-09-21", days: 10, unit: "working-days", suspensions });
    expect(body.dueOn).toBe("2026-10-20");
    expect(body.days[3]).toMatchObject({ date: "2026-09-24", reason: "suspended", label: { zh: "专家评审" } });
  });

  it("R9 shows the safe day of natural days, and R7 that a year is not published yet", async () => {
    const { body } = await ask({ from: "2026-09-25", days: 10, unit: "natural-days" });
    expect([body.dueOn, body.safeBy]).toEqual(["2026-10-08", "2026-09-30"]);
    expect((await ask({ from: "2026-12-25", days: 10, unit: "working-days" })).body.provisional).toBe(true);
  });

  it.each([
    ["a day that does not exist", { ...question, from: "2026-02-30" }, "/from", "invalid-date"],
    ["no day", { days: 5, unit: "working-days" }, "/from", "required"],
    ["a day before the calendar", { ...question, from: "2024-12-31" }, "/from", "out-of-range"],
    ["a result after the calendar", { ...question, from: "2099-12-20", days: 366 }, "/from", "out-of-range"],
    ["a day after the calendar", { ...question, from: "2100-01-04" }, "/from", "out-of-range"],
    ["no days at all", { ...question, days: 0 }, "/days", "too-small"],
    ["negative days", { ...question, days: -5 }, "/days", "too-small"],
    ["more than a year", { ...question, days: 367 }, "/days", "too-large"],
    ["half days", { ...question, days: 1.5 }, "/days", "invalid-type"],
    ["days beyond every number", { ...question, days: 1e300 }, "/days", "too-large"],
    ["days as a text", { ...question, days: "5" }, "/days", "invalid-type"],
    ["another unit", { ...question, unit: "hours" }, "/unit", "invalid-value"],
    ["an unknown key", { ...question, zone: "UTC" }, "/zone", "unknown-key"],
    [
      "a reversed suspension",
      { ...question, suspensions: [{ from: "2026-10-09", to: "2026-10-08", reason: "hearing" }] },
      "/suspensions/0/to",
      "reversed-interval",
    ],
    [
      "a suspension that begins on no day",
      { ...question, suspensions: [{ from: "2026-13-09", to: "2026-10-08", reason: "hearing" }] },
      "/suspensions/0/from",
      "invalid-date",
    ],
    [
      "an unknown reason",
      { ...question, suspensions: [{ from: "2026-10-08", to: "2026-10-08", reason: "holiday" }] },
      "/suspensions/0/reason",
      "invalid-value",
    ],
    [
      "51 suspensions",
      { ...question, suspensions: Array(51).fill({ from: "2026-10-08", to: "2026-10-08", reason: "hearing" }) },
      "/suspensions",
      "too-large",
    ],
    ["a list", [question], "", "invalid-type"],
  ])("refuses %s with a pointer", async (_, body, pointer, code) => {
    const reply = await ask(body);
    expect([reply.status, reply.body.code]).toEqual([400, "validation-failed"]);
    expect(reply.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    expect(reply.body.errors[0].detail).toMatch(/\p{Script=Han}/u);
  });

  it("takes 50 suspensions, and explains itself in English when asked", async () => {
    const suspensions = Array(50).fill({ from: "2026-10-08", to: "2026-10-08", reason: "hearing" });
    expect((await ask({ ...question, suspensions })).body.dueOn).toBe("2026-10-14");
    const reply = await ask({ ...question, from: "2024-01-01" }, { "accept-language": "en" });
    expect(reply.body.errors).toEqual([
      { pointer: "/from", code: "out-of-range", detail: "The day lies outside the calendar." },
    ]);
  });

  it("refuses a body that is no JSON, and none at all", async () => {
    expect((await ask("{")).body.code).toBe("malformed-json");
    expect((await ask(undefined)).body.code).toBe("validation-failed");
  });
});
