/** Coming and going (article 9), sudden absences, duties outside the window, and what is found wrong, on real stores. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { takeOverStore } from "../../../shared/aws/finding-store.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { START, type StaffApi, staffApi } from "./staff-api.ts";

let api: StaffApi;
let call: StaffApi["call"];
/** Each test has a centre of its own. */
let centre = "";
let nth = 0;

beforeAll(async () => {
  api = await staffApi();
  ({ call } = api);
});
beforeEach(() => {
  api.clock.at = START;
  api.fate.beforeWrite = () => {};
  centre = UNITS_370481.towns[nth++]!.code;
});

const clerk = (number: number) => `${centre}-a${number}`;
const deputy = () => `${centre}-deputy`;
/** @param text local time of 2026-09-18, a Friday, or of another day */
const goTo = (text: string) => {
  api.clock.at = instant(`2026-${text.length === 5 ? `09-18T${text}` : text}:00+08:00`);
};
const mark = (sub: string, event: "in" | "out", more: object = {}, headers = {}) =>
  call("record-attendance", { sub, body: { event, ...more }, headers });
const marksOf = (reply: { body: { marks: { event: string; at: string }[] } }) =>
  reply.body.marks.map(({ event, at }) => `${event} ${at.slice(11, 16)}`);
const record = (sub: string, body: object, headers = {}) => call("record-absence", { sub, body, headers });
const onDutyFor = async (sub: string) =>
  (await call("read-me", { sub })).body.onDutyFor.map(({ id }: { id: string }) => id);
const findings = async (sub: string, query = { from: "2026-09-18", to: "2026-09-18" }) =>
  call("list-findings", { sub, query });

describe("checking in and out", () => {
  it("R39 leaves the post to the stand-in from checking out before closing until the next check-in", async () => {
    goTo("08:20");
    expect(await mark(clerk(1), "in")).toMatchObject({
      status: 200,
      body: { staffId: clerk(1), date: "2026-09-18", absences: [] },
    });
    goTo("11:00");
    const out = await mark(clerk(1), "out");
    expect(out.body.awayUntil).toBe(instant("2026-09-20T08:30:00+08:00"));
    expect(await onDutyFor(clerk(1))).toEqual([]);
    expect(await onDutyFor(clerk(2))).toEqual([`${centre}-p01`, `${centre}-p02`]);
    const { body: shown } = await call("list-absences", { sub: deputy() });
    expect(shown.absences).toMatchObject([{ staffId: clerk(1), kind: "checked-out" }]);
    goTo("13:30");
    const back = await mark(clerk(1), "in");
    expect(marksOf(back)).toEqual(["in 00:20", "out 03:00", "in 05:30"]);
    expect(await onDutyFor(clerk(1))).toEqual([`${centre}-p01`]);
    const { body } = await call("list-attendance", { sub: clerk(1), query: { from: "2026-09-01", to: "2026-09-30" } });
    expect(body.days).toHaveLength(1);
  });

  it("R39 is over when the next working day opens, and is none after closing", async () => {
    goTo("15:00");
    await mark(clerk(1), "out");
    goTo("17:31");
    expect((await mark(clerk(3), "out")).body).not.toHaveProperty("awayUntil");
    goTo("09-20T08:29");
    expect([await onDutyFor(clerk(1)), await onDutyFor(clerk(3))]).toEqual([[], [`${centre}-p03`]]);
    goTo("09-20T08:30");
    expect(await onDutyFor(clerk(1))).toEqual([`${centre}-p01`]);
  });

  it("changes nothing for duty when it is done twice, by the same request or another, or by two at once", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const first = await mark(clerk(1), "in", {}, headers);
    goTo("09:05");
    expect((await mark(clerk(1), "in", {}, headers)).body.marks).toEqual(first.body.marks);
    // Of another request it says that the person was there then.
    const again = [await mark(clerk(1), "in"), await mark(deputy(), "in", { staffId: clerk(1) })];
    for (const reply of again) expect([reply.status, ...marksOf(reply)]).toEqual([200, "in 01:00", "in 01:05"]);
    goTo("10:00");
    const both = await Promise.all([mark(clerk(1), "out"), mark(deputy(), "out", { staffId: clerk(1) })]);
    for (const reply of both) expect(marksOf(reply)).toEqual(["in 01:00", "in 01:05", "out 02:00"]);
    // Sent again after its person had left: it came before.
    expect(marksOf(await mark(clerk(1), "in", {}, headers))).toEqual(["in 01:00", "in 01:05", "out 02:00"]);
    expect(await onDutyFor(clerk(1))).toEqual([]);
  });

  it.each([1, 2])("is mended by doing it again when it dies before write %i", async (nthWrite) => {
    await mark(clerk(1), "in");
    goTo("11:00");
    let writes = 0;
    api.fate.beforeWrite = () => {
      writes += 1;
      if (writes === nthWrite) throw new Error("died");
    };
    expect((await mark(clerk(1), "out")).status).toBe(500);
    api.fate.beforeWrite = () => {};
    goTo("11:01");
    const again = await mark(clerk(1), "out");
    // What was written stays as it was written.
    expect(marksOf(again)).toEqual(["in 01:00", nthWrite === 1 ? "out 03:01" : "out 03:00"]);
    expect(await onDutyFor(clerk(2))).toEqual([`${centre}-p01`, `${centre}-p02`]);
  });

  it("lets the deputy enter what somebody forgot, today, marked as entered; the latest mark decides", async () => {
    await mark(clerk(1), "in");
    goTo("14:00");
    const noon = { staffId: clerk(1), at: "2026-09-18T12:00:00+08:00" };
    const entered = await mark(deputy(), "out", noon);
    expect(entered.body.marks.at(-1)).toMatchObject({ event: "out", enteredBy: deputy() });
    expect(entered.body.marks[0]).not.toHaveProperty("enteredBy");
    expect(await onDutyFor(clerk(1))).toEqual([]);
    await mark(clerk(1), "in");
    await mark(deputy(), "out", { ...noon, at: "2026-09-18T10:00:00+08:00" });
    expect(await onDutyFor(clerk(1))).toEqual([`${centre}-p01`]);
    const { body } = await call("list-centre-attendance", { sub: deputy() });
    expect(body).toMatchObject({ centre, date: "2026-09-18", working: true });
    expect(body.people.find(({ staffId }: { staffId: string }) => staffId === clerk(1)).marks).toHaveLength(4);
  });

  it.each([
    ["a clerk's own time", () => [clerk(1), { at: "2026-09-18T08:30:00+08:00" }, 400, "/at"]],
    ["a deputy's own time", () => [deputy(), { staffId: deputy(), at: "2026-09-18T08:30:00+08:00" }, 400, "/at"]],
    ["a time to come", () => [deputy(), { staffId: clerk(1), at: "2026-09-18T10:30:00+08:00" }, 400, "/at"]],
    ["another day", () => [deputy(), { staffId: clerk(1), at: "2026-09-17T10:30:00+08:00" }, 400, "/at"]],
    ["someone unknown", () => [deputy(), { staffId: "370481999-a1" }, 400, "/staffId"]],
    ["another's mark, by a clerk", () => [clerk(1), { staffId: clerk(2) }, 403, undefined]],
    ["the office, which keeps none here", () => ["office-1", {}, 403, undefined]],
  ] as [string, () => [string, object, number, string | undefined]][])("refuses %s", async (_, given) => {
    const [sub, body, status, pointer] = given();
    const reply = await mark(sub, "in", body);
    expect([reply.status, reply.body.errors?.[0].pointer]).toEqual([status, pointer]);
  });
});

describe("a sudden absence", () => {
  it("R39 begins now, without end, and ends at the moment at which the person checks in", async () => {
    await mark(clerk(1), "in");
    goTo("10:00");
    const headers = { "Idempotency-Key": randomUUID() };
    const recorded = await record(deputy(), { staffId: clerk(1), kind: "sick" }, headers);
    expect(recorded.body.absence).toMatchObject({ from: api.clock.at, sudden: true });
    goTo("10:01");
    expect((await record(deputy(), { staffId: clerk(1), kind: "sick" }, headers)).body).toEqual(recorded.body);
    expect(await onDutyFor(clerk(2))).toEqual([`${centre}-p01`, `${centre}-p02`]);
    goTo("14:00");
    const back = await mark(clerk(1), "in");
    expect(marksOf(back)).toEqual(["in 01:00", "in 06:00"]);
    expect(back.body.absences).toEqual([]);
    expect(await onDutyFor(clerk(1))).toEqual([`${centre}-p01`]);
  });

  it("leaves one with an end as it is, and says so to whoever checks in", async () => {
    await record(clerk(1), { kind: "leave", from: "2026-09-18T08:00:00+08:00", until: "2026-09-18T12:00:00+08:00" });
    const reply = await mark(clerk(1), "in");
    expect(reply.body.absences).toMatchObject([{ kind: "leave" }]);
    expect(await onDutyFor(clerk(1))).toEqual([]);
  });

  it("stands beside leave that was planned for later", async () => {
    const later = { kind: "leave", from: "2026-10-12T08:00:00+08:00", until: "2026-10-16T18:00:00+08:00" };
    expect((await record(clerk(3), later)).status).toBe(201);
    expect((await record(clerk(3), { kind: "sick" })).status).toBe(201);
    expect((await record(deputy(), { staffId: clerk(3), kind: "sick" })).body.code).toBe("absence-overlaps");
    goTo("15:00");
    await mark(clerk(3), "in");
    expect((await call("list-absences", { sub: deputy() })).body.absences).toMatchObject([{ kind: "leave" }]);
  });

  it("may be recorded and ended by the window's head for its people, who may plan nothing for them", async () => {
    // The sample town's a1 heads every window of the centre.
    const recorded = await record(clerk(1), { staffId: clerk(5), kind: "other" });
    expect(recorded.status).toBe(201);
    expect((await record(clerk(1), { staffId: clerk(6), kind: "other", from: START })).body.code).toBe("forbidden");
    expect((await record(clerk(1), { staffId: deputy(), kind: "other" })).body.code).toBe("forbidden");
    expect((await record(clerk(4), { staffId: clerk(5), kind: "other" })).body.code).toBe("forbidden");
    const params = { absenceId: recorded.body.absence.id };
    expect((await call("end-absence", { sub: clerk(4), params, body: {} })).body.code).toBe("forbidden");
    expect((await call("end-absence", { sub: clerk(1), params, body: {} })).status).toBe(200);
    const past = await record(clerk(3), { kind: "sick", until: "2026-09-18T08:00:00+08:00" });
    expect(past.body.errors).toEqual([expect.objectContaining({ pointer: "/until", code: "reversed-interval" })]);
  });
});

describe("duties outside the window", () => {
  const outside = { kind: "outside-duty", from: "2026-09-18T14:00:00+08:00", until: "2026-09-18T16:00:00+08:00" };

  it("R44 need a reason of the list for whoever holds a post, and none for others", async () => {
    const without = await record(clerk(3), outside);
    expect([without.status, without.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: "/duty", code: "required" }),
    ]);
    const unknown = await record(clerk(3), { ...outside, duty: "errand" });
    expect(unknown.body.errors[0]).toMatchObject({ pointer: "/duty", code: "invalid-value" });
    expect((await record(deputy(), outside)).status).toBe(201);
    const given = await record(clerk(3), { ...outside, duty: "other", note: "人口普查入户" });
    expect(given.body.absence).toMatchObject({ duty: "other", note: "人口普查入户" });
  });

  it("R44 show their reason to the person, the deputy and the director, and are found for the deputy and the office", async () => {
    await record(clerk(3), { ...outside, duty: "other", note: "人口普查入户" });
    const seen = async (sub: string) => (await call("list-absences", { sub })).body.absences[0];
    expect(await seen(deputy())).toMatchObject({ duty: "other", note: "人口普查入户" });
    expect(await seen(clerk(4))).not.toHaveProperty("note");
    expect(await seen(clerk(4))).not.toHaveProperty("duty");
    const { body } = await findings(deputy());
    expect(body.findings).toMatchObject([{ kind: "outside-duty", rule: "R44", staffId: clerk(3), duty: "other" }]);
    expect(JSON.stringify(body)).not.toContain("普查");
    const query = { from: "2026-09-18", to: "2026-09-18" };
    const office = await call("list-centre-findings", { sub: "office-1", params: { centreCode: centre }, query });
    expect(office.body).toEqual(body);
  });
});

describe("findings", () => {
  it("R41 R42 name what the ledger, the absences and attendance say of a day", async () => {
    for (const person of [1, 2, 5, 6, 7, 8, 9]) await mark(clerk(person), "in");
    goTo("10:00");
    await record(deputy(), { staffId: clerk(3), kind: "sick" });
    await mark(clerk(4), "in");
    goTo("11:00");
    await mark(clerk(4), "out");
    goTo("12:00");
    await mark(clerk(4), "in");
    const { client, names } = api.tables;
    await takeOverStore(client, names.directory).record({
      schema: 1,
      centre,
      date: localDate("2026-09-18"),
      post: `${centre}-p06`,
      staffId: clerk(7),
      at: instant("2026-09-18T13:00:00+08:00"),
      caseNumber: CaseNumber.parse("000000000001"),
    });
    goTo("18:00");
    const { status, body } = await findings(`${centre}-director`);
    expect(status).toBe(200);
    expect(body.findings.map(({ kind, staffId }: Record<string, string>) => [kind, staffId])).toEqual([
      ["not-checked-in", clerk(3)],
      ["not-checked-in", clerk(4)],
      ["both-absent", clerk(1)],
      ["taken-over-unrecorded", clerk(7)],
    ]);
    expect(body).toMatchObject({ centre, sampleData: true });
  });

  it("are for the deputy, the director and the office, of days that are kept, two months at a time", async () => {
    expect((await findings(clerk(1))).body.code).toBe("forbidden");
    expect((await findings("office-1")).body.code).toBe("forbidden");
    expect((await call("list-centre-attendance", { sub: clerk(1) })).body.code).toBe("forbidden");
    const query = { from: "2026-09-18", to: "2026-09-18" };
    const asOffice = (sub: string, centreCode: string) =>
      call("list-centre-findings", { sub, params: { centreCode }, query });
    expect((await asOffice(deputy(), centre)).body.code).toBe("forbidden");
    expect((await asOffice("office-1", "370481999")).body.code).toBe("unknown-centre");
    const wrong = async (from: string, to: string) => (await findings(deputy(), { from, to })).body.errors?.[0];
    expect(await wrong("2026-09-18", "2026-09-17")).toMatchObject({ pointer: "#/query/to", code: "reversed-interval" });
    expect(await wrong("2026-07-01", "2026-09-01")).toMatchObject({ pointer: "#/query/to", code: "too-late" });
    expect(await wrong("2026-07-01", "2026-08-31")).toBeUndefined();
    expect(await wrong("2025-08-01", "2025-08-02")).toMatchObject({ pointer: "#/query/from", code: "too-early" });
    expect((await findings(deputy(), { from: "2100-01-01", to: "2100-01-02" })).body.code).toBe("calendar-range");
  });
});
