import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SAMPLE_NOTICE } from "../../../shared/directory/sample-notice.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
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
  centre = UNITS_370481.towns[nth++]!.code;
});

const clerk = (number: number) => `${centre}-a${number}`;
const deputy = () => `${centre}-deputy`;
const record = (sub: string, body: object, headers = {}) => call("record-absence", { sub, body, headers });
const away = { kind: "leave", from: "2026-09-18T09:00:00+08:00" };
const onDutyFor = async (sub: string) =>
  (await call("read-me", { sub })).body.onDutyFor.map(({ id }: { id: string }) => id);

describe("reading oneself", () => {
  it("shows a clerk the post they hold, the one they stand in for, and what they are on duty for", async () => {
    const { status, body } = await call("read-me", { sub: clerk(1) });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: clerk(1), role: "clerk", sampleData: true, notice: SAMPLE_NOTICE, absences: [] });
    expect(body.centre.name).toMatch(/便民服务中心$/);
    expect(body.holds.map(({ id }: { id: string }) => id)).toEqual([`${centre}-p01`]);
    expect(body.standsInFor.map(({ id }: { id: string }) => id)).toEqual([`${centre}-p02`]);
    expect(body.onDutyFor.map(({ id }: { id: string }) => id)).toEqual([`${centre}-p01`]);
    expect(body).not.toHaveProperty("phone");
  });

  it("shows a proxy the station, and a member of the office no centre", async () => {
    const { code } = UNITS_370481.villages[0]!;
    expect((await call("read-me", { sub: `${code}-proxy` })).body).toMatchObject({
      role: "proxy",
      station: code,
      holds: [],
    });
    const office = await call("read-me", { sub: "office-1" });
    expect([office.status, office.body.role]).toEqual([200, "office-member"]);
    expect(office.body).not.toHaveProperty("centre");
  });

  it("refuses whoever has not signed in or is not known", async () => {
    expect((await call("read-me")).body.code).toBe("sign-in-required");
    expect((await call("read-me", { sub: "stranger" })).body.code).toBe("staff-unknown");
  });
});

describe("recording an absence", () => {
  it("R39 gives the post to the stand-in from its beginning, and back at its end", async () => {
    const { status, body } = await record(clerk(1), away);
    expect(status).toBe(201);
    expect(body.absence).toMatchObject({ staffId: clerk(1), kind: "leave", from: START, recordedBy: clerk(1) });
    expect(await onDutyFor(clerk(1))).toEqual([]);
    expect(await onDutyFor(clerk(2))).toEqual([`${centre}-p01`, `${centre}-p02`]);
    api.clock.at = instant("2026-09-18T06:00:00Z");
    const ended = await call("end-absence", { sub: clerk(1), params: { absenceId: body.absence.id }, body: {} });
    expect([ended.status, ended.body.absence.until]).toEqual([200, api.clock.at]);
    expect(await onDutyFor(clerk(1))).toEqual([`${centre}-p01`]);
    expect(await onDutyFor(clerk(2))).toEqual([`${centre}-p02`]);
  });

  it("answers the same to the same key and body, and refuses the key for anything else", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const first = await record(deputy(), { ...away, staffId: clerk(3) }, headers);
    api.clock.at = instant("2026-09-18T01:05:00Z");
    const second = await record(deputy(), { ...away, staffId: clerk(3) }, headers);
    expect([second.status, second.body]).toEqual([201, first.body]);
    for (const other of [
      { ...away, staffId: clerk(3), kind: "sick" },
      { ...away, staffId: clerk(4) },
    ]) {
      const reply = await record(deputy(), other, headers);
      expect([reply.status, reply.body.code]).toEqual([422, "idempotency-mismatch"]);
    }
  });

  it("lets only one of two people win who record the same person away at the same time", async () => {
    const body = { ...away, staffId: clerk(5) };
    const replies = await Promise.all([record(deputy(), body), record(clerk(5), body)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const lost = replies.find(({ status }) => status === 409)!;
    const won = replies.find(({ status }) => status === 201)!;
    expect(lost.body.code).toBe("absence-overlaps");
    expect(lost.body.detail).toContain(won.body.absence.id);
  });

  it("refuses another's absence to a clerk, another centre's people to a deputy, and everything to the office", async () => {
    expect((await record(clerk(1), { ...away, staffId: clerk(2) })).body.code).toBe("forbidden");
    const foreign = await record(deputy(), { ...away, staffId: "370481116-a1" });
    expect([foreign.status, foreign.body.errors[0].pointer]).toEqual([400, "/staffId"]);
    expect((await record("office-1", away)).body.code).toBe("forbidden");
    const recorded = await record(deputy(), { ...away, staffId: clerk(2) });
    const params = { absenceId: recorded.body.absence.id };
    expect((await call("end-absence", { sub: clerk(1), params, body: {} })).body.code).toBe("forbidden");
  });

  it.each([
    ["an end before its beginning", { ...away, until: "2026-09-18T08:00:00+08:00" }, "/until", "reversed-interval"],
    ["a beginning more than 31 days ago", { ...away, from: "2026-08-17T00:00:00Z" }, "/from", "too-early"],
    ["a beginning more than a year ahead", { ...away, from: "2027-09-20T00:00:00Z" }, "/from", "too-late"],
    ["a time without a zone", { ...away, from: "2026-09-18T09:00:00" }, "/from", "invalid-format"],
    ["an unknown kind", { ...away, kind: "strike" }, "/kind", "invalid-value"],
    ["an unknown key", { ...away, reason: "x" }, "/reason", "unknown-key"],
  ])("refuses %s", async (_, body, pointer, code) => {
    const reply = await record(clerk(1), body);
    expect(reply.status).toBe(400);
    expect(reply.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });
});

describe("who is away", () => {
  it("lists current and future absences, and shows the reason to the person and the deputy only", async () => {
    await record(clerk(1), { ...away, kind: "sick", from: "2026-09-10T00:00:00Z", until: "2026-09-11T00:00:00Z" });
    await record(clerk(1), { ...away, kind: "sick" });
    await record(clerk(2), { ...away, from: "2026-10-12T00:00:00Z", until: "2026-10-13T00:00:00Z" });
    const seen = async (sub: string) =>
      (await call("list-absences", { sub })).body.absences.map(({ staffId, kind }: Record<string, string>) => [
        staffId,
        kind,
      ]);
    expect(await seen(deputy())).toEqual([
      [clerk(1), "sick"],
      [clerk(2), "leave"],
    ]);
    expect(await seen(clerk(1))).toEqual([
      [clerk(1), "sick"],
      [clerk(2), undefined],
    ]);
    const { body } = await call("list-absences", { sub: deputy() });
    expect(body).toMatchObject({ centre, sampleData: true, notice: SAMPLE_NOTICE });
    expect((await call("list-absences", { sub: "office-1" })).body.code).toBe("forbidden");
  });

  it("refuses an end before the beginning of one that has begun: it was, and stays on record", async () => {
    const { body } = await record(clerk(1), away);
    api.clock.at = instant("2026-09-18T06:00:00Z");
    const params = { absenceId: body.absence.id };
    const early = await call("end-absence", { sub: clerk(1), params, body: { until: "2026-09-17T00:00:00Z" } });
    expect(early.status).toBe(400);
    expect(early.body.errors).toEqual([expect.objectContaining({ pointer: "/until", code: "reversed-interval" })]);
    expect(await onDutyFor(clerk(1))).toEqual([]);
  });

  it("refuses a year of five digits, which sorts before every other", async () => {
    const { body } = await record(clerk(1), away);
    api.clock.at = instant("2026-09-18T06:00:00Z");
    const params = { absenceId: body.absence.id };
    const until = "9999-12-31T23:59:59-08:00";
    const far = await call("end-absence", { sub: clerk(1), params, body: { until } });
    expect(far.body.errors).toEqual([expect.objectContaining({ pointer: "/until", code: "out-of-range" })]);
    const recorded = await record(clerk(2), { ...away, until });
    expect(recorded.body.errors).toContainEqual(expect.objectContaining({ pointer: "/until", code: "out-of-range" }));
  });

  it("cancels one that has not begun, and ends none that is unknown or over", async () => {
    const { body } = await record(clerk(1), { ...away, from: "2026-10-12T00:00:00Z" });
    const params = { absenceId: body.absence.id };
    const cancelled = await call("end-absence", { sub: deputy(), params, body: {} });
    expect(cancelled.body.absence).toMatchObject({ until: body.absence.from, endedBy: deputy() });
    expect((await call("list-absences", { sub: deputy() })).body.absences).toEqual([]);
    const unknown = await call("end-absence", { sub: deputy(), params: { absenceId: "none" }, body: {} });
    expect([unknown.status, unknown.body.code]).toEqual([404, "absence-not-found"]);
    const later = { until: "2026-10-14T00:00:00Z" };
    const again = await call("end-absence", { sub: deputy(), params, body: later });
    expect([again.status, again.body.code]).toEqual([404, "absence-not-found"]);
  });
});
