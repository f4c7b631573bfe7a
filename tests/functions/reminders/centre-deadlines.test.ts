import { QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { recordingAbsences } from "../../../shared/aws/directory-store.ts";
import { annulCard } from "../../../shared/casework/annulling.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, decide, deliver } from "../../../shared/casework/handling.ts";
import { orderByHand } from "../../../shared/casework/supervising.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { occasion, roster } from "../../domain/reminders/sample-case.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";
import { peopleOfWorld, type RemindersApi, remindersApi } from "./api.ts";
import { makeWorld, type World } from "./world.ts";

const c = roster.centre;
const DIRECTOR = `${c}-director`;
/** A licence received on Friday 2026-09-18: notice due on 09-24. */
const YELLOW = "2026-09-23T08:30";
const RED = "2026-09-28T08:30";

let tables: FreshTables;
let world: World;
let api: RemindersApi;
let looked = 0;
beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterAll(() => vi.restoreAllMocks());
beforeEach(async () => {
  tables = await freshTables();
  await peopleOfWorld(tables);
  world = await makeWorld(tables);
  const own = clientFor(tables.endpoint, tables.names, "reminders-staff");
  const { send } = own;
  own.send = async (command: unknown) => {
    const output: QueryCommandOutput = await Reflect.apply(send, own, [command]);
    if (command instanceof QueryCommand && command.input.IndexName === "work-list") looked += output.ScannedCount ?? 0;
    return output as never; // as the client gave it
  };
  api = remindersApi(tables, () => world, { client: own });
});

const number = (n: number): string => `K7M29QXR${String(n).padStart(4, "0")}`;
const shown = async (query: Record<string, string> = {}, sub = DIRECTOR) => {
  looked = 0;
  const { status, body } = await api("list-centre-deadlines", { sub, query });
  expect(status).toBe(200);
  return body;
};
const filedAt = (n: number, filedAt: string) => world.file({ number: number(n), filedAt });

describe("the deadlines of a centre", () => {
  it("R34 never loses an overdue case of which nobody could be told", async () => {
    await filedAt(1, "2026-09-18T09:00");
    // Neither sweep nor watchdog has run.
    for (const day of ["2026-09-25T10:00", "2026-10-12T10:00"]) {
      world.moveTo(day);
      expect((await shown()).cases).toMatchObject([{ dueOn: "2026-09-24", cards: [], nextToday: { card: "yellow" } }]);
    }
  });

  it("R31 shows a case under an order, and its cards, however late its leading clock ends", async () => {
    const at = "2026-09-18T10:00";
    const accepted: Case[] = [];
    for (const n of [1, 2, 3]) accepted.push(accept(await filedAt(n, "2026-09-18T09:00"), occasion(at)));
    const far = (subject: Case): Case => ({
      ...subject,
      clocks: { promised: { ...subject.clocks.promised!, dueOn: localDate("2026-11-20") } },
      leading: { kind: "promised", dueOn: localDate("2026-11-20"), endsAt: instant("2026-11-20T17:00:00+08:00") },
    });
    for (const subject of accepted) await world.cases.save(far(subject), 1);
    world.moveTo("2026-09-18T11:00");
    expect((await shown()).cases).toEqual([]);
    const [first] = accepted;
    await world.cases.save(orderByHand(far(first!), "群众多次催办", occasion("2026-09-18T11:00")), 2);
    const { cases } = await shown();
    expect(cases).toMatchObject([{ caseNumber: "K7M2-9QXR-0001", supervised: true, dueOn: "2026-11-20", cards: [] }]);
    // Its own reminders come by its own limit, five working days later.
    world.moveTo("2026-09-27T10:00");
    await world.sweep();
    expect((await shown({ limit: "1" })).cases).toMatchObject([{ supervised: true }]);
    world.moveTo("2026-09-28T10:00");
    await world.sweep();
    const [ordered] = (await shown()).cases;
    expect(ordered.cards.map(({ clock }: { clock: string }) => clock)).toContain("order");
  });

  it("R29 shows nothing while nothing is at risk, and a case from the day on which it turns yellow", async () => {
    await filedAt(1, "2026-09-18T09:00");
    world.moveTo("2026-09-22T10:00");
    expect(await shown()).toEqual({ centre: c, cases: [] });
    // Before the sweep: it will turn yellow today.
    world.moveTo("2026-09-23T08:00");
    expect((await shown()).cases).toMatchObject([
      { dueToday: false, cards: [], nextToday: { card: "yellow", at: "2026-09-23T00:30:00.000Z" } },
    ]);
    world.moveTo(YELLOW);
    await world.sweep();
    const { cases } = await shown();
    expect(cases).toEqual([
      {
        caseNumber: "K7M2-9QXR-0001",
        item: { code: "tree-felling-licence", name: expect.any(String) },
        state: "filed",
        stateName: { zh: expect.any(String), en: expect.any(String) },
        post: expect.stringContaining(`${c}-p0`),
        onDuty: { staffId: `${c}-a1`, name: roster.staff.find(({ id }) => id === `${c}-a1`)?.name, basis: "holder" },
        clock: "notice",
        dueOn: "2026-09-24",
        provisional: false,
        workingDaysLeft: 1,
        dueToday: false,
        card: "yellow",
        cardName: { zh: "黄牌", en: "yellow" },
        supervised: false,
        cards: [
          { clock: "notice", card: "yellow", cardName: { zh: "黄牌", en: "yellow" }, at: "2026-09-23T00:30:00.000Z" },
        ],
      },
    ]);
    expect(JSON.stringify(cases)).not.toMatch(/张|1\d{10}/);
    world.moveTo("2026-09-24T10:00");
    expect((await shown()).cases).toMatchObject([{ dueToday: true, workingDaysLeft: 0, card: "yellow" }]);
  });

  it("R30 R31 goes on to red, and to supervision where the office has been silent too long", async () => {
    const { number: promised } = await filedAt(1, "2026-09-18T09:00");
    const before = await world.cases.get(promised);
    await world.cases.save(accept(before, occasion("2026-09-18T10:00")), before.version);
    const seen: (string | undefined)[] = [];
    for (let next = (await world.cases.get(promised)).nextStage; next !== undefined; ) {
      world.at = next.at;
      await world.sweep();
      const [first] = (await shown()).cases;
      seen.push(first?.card);
      next = (await world.cases.get(promised)).nextStage;
    }
    // Half of the time is no risk yet (R28); what comes after supervision is of the order that it is (R31).
    expect([...new Set(seen)]).toEqual([undefined, "yellow", "red", "supervision"]);
    const [last] = (await shown()).cases;
    expect(last).toMatchObject({ supervised: true, card: "supervision" });
    expect(last.workingDaysLeft).toBeLessThan(0);
    expect(last.cards.map(({ card }: { card: string }) => card)).toContain("red");
  });

  it("R33 leaves a card behind with the dates that it was of", async () => {
    const filed = await filedAt(1, "2026-09-18T09:00");
    world.moveTo(YELLOW);
    await world.sweep();
    const before = await world.cases.get(filed.number);
    await world.cases.save(accept(before, occasion("2026-09-23T10:00")), before.version);
    world.moveTo("2026-09-23T11:00");
    expect((await shown()).cases).toEqual([]);
  });

  it("R31a shows an annulled card as annulled, and no more as the case's", async () => {
    const filed = await filedAt(1, "2026-09-18T09:00");
    world.moveTo(YELLOW);
    await world.sweep();
    const before = await world.cases.get(filed.number);
    const [stage] = Object.keys(before.firedStages);
    const by = { kind: "lead" as const, staffId: "office-1", role: "office-member" as const };
    const moment = { ...occasion("2026-09-23T10:00"), by };
    const after = annulCard(before, { stage: stage!, reason: "outage", text: "停电" }, moment);
    await world.cases.save(after, before.version);
    world.moveTo("2026-09-23T11:00");
    const [entry] = (await shown()).cases;
    expect(entry).toMatchObject({ cards: [{ card: "yellow", annulledAt: "2026-09-23T02:00:00.000Z" }] });
    expect(entry.card).toBeUndefined();
  });

  it("shows whoever is on duty now, and that nobody is", async () => {
    await filedAt(1, "2026-09-18T09:00");
    world.moveTo(YELLOW);
    await world.sweep();
    const absences = recordingAbsences(tables.client, tables.names.directory);
    const away = (staffId: string) =>
      absences.record({
        schema: 1,
        id: `${staffId}-away`,
        staffId,
        centre: c,
        kind: "leave",
        from: world.at,
        recordedBy: DIRECTOR,
        recordedAt: world.at,
      });
    await away(`${c}-a1`);
    expect((await shown()).cases[0].onDuty).toMatchObject({ staffId: `${c}-a2`, basis: "stand-in" });
    for (const { id } of roster.staff) if (id !== `${c}-a1`) await away(id);
    expect((await shown()).cases[0].onDuty).toBeUndefined();
  });

  it("looks at the cases at risk only, however many others are open or closed", async () => {
    for (let n = 1; n <= 12; n += 1) await filedAt(n, "2026-09-18T09:00");
    world.moveTo(YELLOW);
    await world.sweep();
    const before = await shown();
    const looks = looked;
    expect(before.cases).toHaveLength(12);
    for (let n = 100; n < 250; n += 1) {
      const fresh = await filedAt(n, "2026-09-23T09:00");
      if (n % 2 === 0) {
        const at = occasion("2026-09-23T10:00");
        const closed: Case = deliver(decide(accept(fresh, at), { outcome: "approved" }, at), "online", at);
        await world.cases.save(closed, fresh.version);
      }
    }
    expect(await shown()).toEqual(before);
    expect(looked).toBe(looks);
  });

  it("pages from the newest risk to the oldest, each once", async () => {
    for (let n = 1; n <= 8; n += 1) await filedAt(n, `2026-09-${n % 2 === 0 ? "18" : "21"}T09:0${n}`);
    world.moveTo(RED);
    await world.liveOn(world.at);
    const seen: { caseNumber: string; dueOn: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await shown({ limit: "3", ...(cursor === undefined ? {} : { cursor }) });
      expect(page.cases.length).toBeLessThanOrEqual(3);
      seen.push(...page.cases);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ caseNumber }) => caseNumber)).size).toBe(8);
    const dates = seen.map(({ dueOn }) => dueOn);
    expect(dates).toEqual(dates.toSorted().toReversed());
    const { status, body } = await api("list-centre-deadlines", { sub: DIRECTOR, query: { cursor: "x" } });
    expect([status, body.errors[0].pointer]).toEqual([400, "#/query/cursor"]);
  });

  it("is the same to the municipal office, of any centre", async () => {
    await filedAt(1, "2026-09-18T09:00");
    world.moveTo(YELLOW);
    await world.sweep();
    const { body } = await api("list-deadlines-of-centre", { sub: "office-1", params: { centreCode: c } });
    expect(body).toEqual(await shown());
    const other = await api("list-deadlines-of-centre", { sub: "office-1", params: { centreCode: "370481103" } });
    expect(other.body).toEqual({ centre: "370481103", cases: [] });
  });
});
