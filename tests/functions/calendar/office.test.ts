/** The municipal office adds a year or a closing day; everyone reads the calendar (R7, R8). */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { addCalendarYear } from "../../../functions/calendar/add-calendar-year.ts";
import { addClosingDay } from "../../../functions/calendar/add-closing-day.ts";
import { withdrawClosingDay } from "../../../functions/calendar/withdraw-closing-day.ts";
import { readCalendar } from "../../../functions/directory/read-calendar.ts";
import { rememberedCalendars } from "../../../functions/runtime/calendars.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { calendarStore } from "../../../shared/aws/calendar-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { CALENDAR_ROUTES } from "../../../shared/http/routes/calendar.ts";
import { DIRECTORY_ROUTES } from "../../../shared/http/routes/directory.ts";
import { type Instant, instant, localDateOf, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { YEAR_2027 } from "../../support/calendars.ts";
import { CENTRE } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { type Caller, caller } from "../directory/calling.ts";

let at: Instant;
let office: Caller;
/** Puts an item as the deployed function would. */
let putAsOffice: (pk: string) => Promise<unknown>;
let anyone: Caller;
let calendars: ReturnType<typeof rememberedCalendars>;
const now = () => ({ at, today: localDateOf(at) });
const { year, ...body } = YEAR_2027;

beforeEach(async () => {
  at = instant("2026-12-10T09:00:00+08:00");
  const { client, names, endpoint } = await freshTables();
  const towns = UNITS_370481.towns.filter(({ code }) => code === CENTRE);
  await loadSampleTown(directoryStore(client, names.directory), sampleTown({ ...UNITS_370481, towns, villages: [] }));
  const asOffice = clientFor(endpoint, names, "calendar-office");
  putAsOffice = (pk) => asOffice.send(new PutCommand({ TableName: names.directory, Item: { pk, sk: "anything" } }));
  office = caller(
    httpHandler("calendar-office", CALENDAR_ROUTES, [addCalendarYear, addClosingDay, withdrawClosingDay], {
      editions: calendarStore(asOffice, names.directory),
      people: readingDirectory(asOffice, names.directory),
      origins: [],
      now,
    }),
  );
  const asAnyone = calendarStore(clientFor(endpoint, names, "directory-residents"), names.directory);
  const routes = { "read-calendar": DIRECTORY_ROUTES["read-calendar"] };
  anyone = caller(httpHandler("directory-residents", routes, [readCalendar], { editions: asAnyone, origins: [] }));
  calendars = rememberedCalendars(asAnyone, now);
});

const addYear = (etag: string, more: object = {}, sub = "office-1") =>
  office("add-calendar-year", {
    sub,
    params: { year: String(year) },
    body: { ...body, ...more },
    headers: { "If-Match": etag },
  });
const close = (date: string, etag: string, headers: Record<string, string> = {}) =>
  office("add-closing-day", {
    sub: "office-1",
    params: { date },
    body: { reason: { zh: "暴雪停止办公", en: "Closed for heavy snow" } },
    headers: { "If-Match": etag, ...headers },
  });
const withdraw = (date: string, etag: string, headers: Record<string, string> = {}, sub = "office-1") =>
  office("withdraw-closing-day", { sub, params: { date }, headers: { "If-Match": etag, ...headers } });

describe("the calendar of a town", () => {
  it("R8 begins with the published years, and grows by editions that all stay readable", async () => {
    const first = await anyone("read-calendar");
    expect(first).toMatchObject({
      status: 200,
      headers: { ETag: '"0"' },
      body: { version: "CN-2026.1", closingDays: [] },
    });
    const added = await addYear('"0"');
    expect(added).toMatchObject({ status: 200, headers: { ETag: '"1"' }, body: { version: "CN-2027.1" } });
    expect((await close("2026-12-18", '"1"')).body.version).toBe("CN-2027.1+local.1");
    const { body: current } = await anyone("read-calendar");
    expect(current.editions).toEqual([
      { version: "CN-2026.1", adds: {} },
      { version: "CN-2027.1", addedAt: at, adds: { year: 2027 } },
      { version: "CN-2027.1+local.1", addedAt: at, adds: { closingDay: "2026-12-18" } },
    ]);
    const old = await anyone("read-calendar", { query: { version: "CN-2027.1" } });
    expect(old.body).toMatchObject({ version: "CN-2027.1", lastPublishedYear: 2027, closingDays: [] });
    const never = await anyone("read-calendar", { query: { version: "CN-2030.1" } });
    expect(never).toMatchObject({ status: 404, body: { code: "unknown-calendar" } });
  });

  it("R8 changes nothing when the same is added twice, whatever version was read", async () => {
    const once = await addYear('"0"');
    const again = await addYear('"0"');
    expect(again).toMatchObject({ status: 200, headers: { ETag: '"1"' }, body: once.body });
    await close("2026-12-18", '"1"');
    expect((await close("2026-12-18", '"0"')).headers.ETag).toBe('"2"');
  });

  it("lets one of two add at once, and tells the other that the calendar changed", async () => {
    const both = await Promise.all([close("2026-12-17", '"0"'), close("2026-12-18", '"0"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await anyone("read-calendar")).body.closingDays).toHaveLength(1);
  });

  it("refuses what cannot be, field by field, in the reader's language, and writes nothing", async () => {
    const [newYear, ...others] = body.holidays;
    const holidays = [{ ...newYear, makeUpDays: ["2027-01-06"] }, ...others.slice(1)];
    const refused = await addYear('"0"', { holidays });
    expect(refused).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(refused.body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])).toEqual([
      ["/holidays/0/makeUpDays/0", "invalid-value"],
      ["/holidays", "required"],
    ]);
    expect(refused.body.errors[0].detail).toBe("2027-01-06 不是周末，不能调休上班。");
    const past = await close("2026-12-09", '"0"', { "Accept-Language": "en" });
    expect(past.body.errors).toEqual([
      { pointer: "#/path/date", code: "too-early", detail: "A day that is past is not changed." },
    ]);
    expect((await anyone("read-calendar")).body.version).toBe("CN-2026.1");
  });

  it.each([
    [undefined, 401, "sign-in-required"],
    [`${CENTRE}-director`, 403, "forbidden"],
    ["nobody", 403, "staff-unknown"],
  ])("is not %s's to change", async (sub, status, code) => {
    const asked = {
      params: { year: "2027" },
      body,
      headers: { "If-Match": '"0"' },
      ...(sub === undefined ? {} : { sub }),
    };
    expect(await office("add-calendar-year", asked)).toMatchObject({ status, body: { code } });
    expect((await anyone("read-calendar")).body.version).toBe("CN-2026.1");
  });

  it("is all that its function may write: not who works where, nor what is handled", async () => {
    for (const pk of ["office", "items", `centre#${CENTRE}`, `proxies#${CENTRE}`, "calendar#"]) {
      await expect(putAsOffice(pk)).rejects.toThrow("calendar-office may not PutItem");
    }
    await putAsOffice("calendar");
  });

  it("asks for the version that was read", async () => {
    const asked = { sub: "office-1", params: { year: "2027" }, body };
    expect(await office("add-calendar-year", asked)).toMatchObject({ status: 428 });
  });
});

describe("a closing day that was a mistake", () => {
  beforeEach(async () => {
    await close("2026-12-18", '"0"');
  });
  const current = async () => (await anyone("read-calendar")).body;

  it("R8 R10 is taken back by an edition of its own: what was counted in between stays readable", async () => {
    const back = await withdraw("2026-12-18", '"1"');
    expect(back).toMatchObject({ status: 200, headers: { ETag: '"2"' }, body: { version: "CN-2026.1+local.2" } });
    expect(await current()).toMatchObject({ closingDays: [] });
    expect((await current()).editions.slice(1)).toEqual([
      { version: "CN-2026.1+local.1", addedAt: at, adds: { closingDay: "2026-12-18" } },
      { version: "CN-2026.1+local.2", addedAt: at, adds: {}, withdraws: { closingDay: "2026-12-18" } },
    ]);
    const between = await anyone("read-calendar", { query: { version: "CN-2026.1+local.1" } });
    expect(between.body.closingDays).toMatchObject([{ date: "2026-12-18" }]);
  });

  it("R8 is taken back once, whatever version was read and however late, and may be closed again", async () => {
    const once = await withdraw("2026-12-18", '"1"');
    at = instant("2026-12-19T09:00:00+08:00");
    expect(await withdraw("2026-12-18", '"1"')).toMatchObject({ status: 200, body: once.body });
    at = instant("2026-12-18T07:00:00+08:00");
    expect((await close("2026-12-18", '"2"')).body.version).toBe("CN-2026.1+local.3");
    expect((await withdraw("2026-12-18", '"3"')).body.version).toBe("CN-2026.1+local.4");
  });

  it("R8 is refused where no day was closed, and once it is past; nothing is written", async () => {
    const never = await withdraw("2026-12-17", '"1"', { "Accept-Language": "en" });
    expect(never).toMatchObject({ status: 404, body: { code: "closing-day-not-found" } });
    expect(never.body.detail).toContain("2026-12-17");
    at = instant("2026-12-19T00:00:00+08:00");
    const past = await withdraw("2026-12-18", '"1"');
    expect(past).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/path/date", code: "too-early" }] } });
    expect((await current()).version).toBe("CN-2026.1+local.1");
  });

  it("is the office's to take back, by the version that was read, one of two at once", async () => {
    const byDirector = await withdraw("2026-12-18", '"1"', {}, `${CENTRE}-director`);
    expect(byDirector).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(await withdraw("2026-12-18", '"0"')).toMatchObject({ status: 412 });
    const both = await Promise.all([withdraw("2026-12-18", '"1"'), close("2026-12-17", '"1"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe("functions that count by it", () => {
  it("use a new edition within half a minute, and know at once the calendar of any date that they meet", async () => {
    expect((await calendars.current()).version).toBe("CN-2026.1");
    await addYear('"0"');
    expect((await calendars.current()).version).toBe("CN-2026.1");
    const named = await calendars.named(["CN-2026.1", "CN-2027.1"]);
    expect([named("CN-2026.1").lastPublishedYear, named("CN-2027.1").lastPublishedYear]).toEqual([2026, 2027]);
    at = plusMilliseconds(at, 30_000);
    expect((await calendars.current()).version).toBe("CN-2027.1");
    // A calendar's days are indexed once for each value.
    expect(await calendars.current()).toBe((await calendars.named(["CN-2027.1"]))("CN-2027.1"));
    const unknown = await calendars.named(["CN-2031.1"]);
    expect(() => unknown("CN-2031.1")).toThrow(RangeError);
  });
});
