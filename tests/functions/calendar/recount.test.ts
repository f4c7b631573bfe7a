/** After a new edition of the calendar: which open cases are counted again, how often, and what is left when a run dies (R8). */
import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SETTLES_MS } from "../../../functions/calendar/recount-cases.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, decide, giveNotice } from "../../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { closing, withdrawn, YEAR_2027 } from "../../support/calendars.ts";
import { CENTRE, filed, itemNamed, occasion, roster, sha256 } from "../../support/casework.ts";
import { ADDED, type ChangingTown, changingTown, Died } from "./town.ts";

const numbered = (n: number) => CaseNumber.parse(String(n).padStart(12, "0"));
const LICENCE = itemNamed("tree-felling-licence");
const filedAs = (n: number, on: string): Case => filed(LICENCE, on, { number: numbered(n) });
const accepted = (n: number, on: string): Case => accept(filedAs(n, on), occasion(on));
const YEAR = { kind: "year", year: YEAR_2027 } as const;

let town: ChangingTown;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  town = await changingTown();
});
afterEach(() => vi.restoreAllMocks());

const promisedOf = async (n: number) => (await town.cases.get(numbered(n))).clocks.promised;
const toTheEnd = async () => {
  for (let runs = 1; runs < 50; runs += 1) if ((await town.run()).nextNeededAt === null) return runs;
  throw new Error("it never comes to an end");
};

describe("counting open cases again", () => {
  it("R7 R8 a year added in December makes an open case's provisional date certain, and moves it", async () => {
    const before = accepted(1, "2026-12-29T10:00");
    await town.file(before);
    expect(before.clocks.promised).toMatchObject({ provisional: true, calendarVersion: "CN-2026.1" });
    await town.add(YEAR);
    expect(await town.run()).toEqual({ nextNeededAt: null, calendar: "CN-2027.1", looked: 1, moved: 1, told: 1 });
    const after = await town.cases.get(numbered(1));
    expect(after.clocks.promised).toMatchObject({ provisional: false, calendarVersion: "CN-2027.1" });
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      facts: {
        fromCalendar: "CN-2026.1",
        toCalendar: "CN-2027.1",
        movedFrom: before.clocks.promised?.dueOn,
        movedTo: after.clocks.promised?.dueOn,
      },
    });
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });

  it("R8 looks only at cases whose days the edition changed, and never at closed ones", async () => {
    const refusal = { outcome: "refused", reason: "不符合条件", remedy: "行政复议" } as const;
    const closed = decide(accepted(1, "2026-12-14T10:00"), refusal, occasion("2026-12-15T10:00"));
    await town.file(closed, accepted(2, "2026-06-01T10:00"), accepted(3, "2026-12-14T10:00"));
    await town.add(closing("2026-12-18"));
    expect(await town.run()).toMatchObject({ looked: 1, moved: 1 });
    expect(await town.cases.get(numbered(1))).toEqual(closed);
    expect((await promisedOf(3))?.calendarVersion).toBe("CN-2026.1+local.1");
  });

  it("R8 finds a case whose applicant is correcting: its last day to correct moves", async () => {
    const missing = [{ code: "a", name: "甲" }];
    const waiting = giveNotice(
      filedAs(1, "2026-12-14T10:00"),
      { missing, channel: "counter-signature" },
      occasion("2026-12-16T10:00"),
    );
    expect(waiting.notice?.correctBy).toBe("2027-01-15");
    await town.file(waiting);
    await town.add(YEAR, closing("2027-01-15"));
    expect(await town.run()).toMatchObject({ moved: 1 });
    expect((await town.cases.get(numbered(1))).notice).toMatchObject({ correctBy: "2027-01-18", provisional: false });
  });

  it("R8 changes nothing by adding the same calendar twice, nor by running again", async () => {
    await town.file(accepted(1, "2026-12-14T10:00"));
    await town.add(closing("2026-12-18"));
    await town.run();
    const once = await town.cases.get(numbered(1));
    await town.add();
    expect(await town.run()).toMatchObject({ nextNeededAt: null, looked: 0, moved: 0 });
    expect(await town.cases.get(numbered(1))).toEqual(once);
  });

  it("R8 counts by a later edition that came before the first was done, once", async () => {
    await town.file(accepted(1, "2026-12-14T10:00"));
    await town.add(closing("2026-12-18"), closing("2026-12-17"));
    expect(await town.run()).toMatchObject({ looked: 1, moved: 1, calendar: "CN-2026.1+local.2" });
    expect((await town.cases.get(numbered(1))).ledger.filter(({ what }) => what === "deadline-moved")).toHaveLength(1);
  });

  it("R8 counts back what a closing day had moved when it is taken back, and no case that was closed meanwhile", async () => {
    const [open, other] = [accepted(1, "2026-12-14T10:00"), accepted(2, "2026-12-14T10:00")];
    await town.file(open, other);
    await town.add(closing("2026-12-18"));
    expect(await town.run()).toMatchObject({ moved: 2 });
    const moved = await town.cases.get(numbered(2));
    const refusal = { outcome: "refused", reason: "不符合条件", remedy: "行政复议" } as const;
    const closed = decide(moved, refusal, occasion("2026-12-15T10:00"));
    await town.cases.save(closed, moved.version);
    await town.add(withdrawn("2026-12-18"));
    expect(await town.run()).toMatchObject({ looked: 1, moved: 1, told: 1, calendar: "CN-2026.1+local.2" });
    const after = await town.cases.get(numbered(1));
    expect(after.clocks.promised).toMatchObject({
      dueOn: open.clocks.promised?.dueOn,
      calendarVersion: "CN-2026.1+local.2",
    });
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
    expect(await town.cases.get(numbered(2))).toEqual(closed);
    expect(await town.run()).toMatchObject({ nextNeededAt: null, looked: 0 });
  });

  it("R8 moves nothing for a closing day that was taken back before anybody counted by it", async () => {
    const before = accepted(1, "2026-12-14T10:00");
    await town.file(before);
    await town.add(closing("2026-12-18"), withdrawn("2026-12-18"));
    expect(await town.run()).toMatchObject({ looked: 1, moved: 0, told: 0 });
    expect(await town.cases.get(numbered(1))).toEqual(before);
  });

  it("waits until nobody remembers the calendar before, and says when it is needed", async () => {
    expect(await town.run()).toMatchObject({ nextNeededAt: null, calendar: "CN-2026.1" });
    await town.add(closing("2026-12-18"));
    town.world.at = plusMilliseconds(ADDED, SETTLES_MS - 1);
    expect(await town.run()).toMatchObject({ nextNeededAt: plusMilliseconds(ADDED, SETTLES_MS), looked: 0 });
  });
});

describe("who is told", () => {
  it("gets one SMS for an edition, however many cases and runs, without a word about any case", async () => {
    await town.file(...[1, 2, 3, 4, 5].map((n) => accepted(n, "2026-12-14T10:00")));
    await town.add(closing("2026-12-18"));
    const outcome = await town.run();
    expect(outcome).toMatchObject({ moved: 5, told: 1 });
    const unsettled = await Promise.all(
      [...Array(8).keys()].map((segment) =>
        town.deliveries.unsettled(segment, plusMilliseconds(ADDED, 864e5), { limit: 50 }),
      ),
    );
    const [only, ...others] = unsettled.flatMap(({ deliveries }) => deliveries);
    expect(others).toEqual([]);
    const delivery = await town.deliveries.get(only?.id ?? "");
    expect(delivery).toMatchObject({
      recipient: { kind: "staff", centre: CENTRE },
      content: { template: "dates-moved", params: {} },
    });
    // Who is on duty for the deciding post: its holder, at nine in the morning.
    const { decidingPost } = await town.cases.get(numbered(1));
    expect(delivery?.id).toBe(`${roster.posts.find(({ id }) => id === decidingPost)?.holder}#calendar-1`);
  });

  it("is nobody when a date only became certain", async () => {
    const sure = accepted(1, "2026-12-29T10:00");
    await town.file(sure);
    const [newYear, ...others] = YEAR_2027.holidays;
    if (newYear === undefined) throw new Error("a year has holidays");
    await town.add({ kind: "year", year: { ...YEAR_2027, holidays: [{ ...newYear, makeUpDays: [] }, ...others] } });
    expect(await town.run()).toMatchObject({ moved: 1, told: 0 });
    expect((await promisedOf(1))?.dueOn).toBe(sure.clocks.promised?.dueOn);
  });
});

describe("a run that does not come to its end", () => {
  const COUNT = 12;
  const numbers = Array.from({ length: COUNT }, (_, n) => n + 1);
  const fileAll = () => town.file(...numbers.map((n) => accepted(n, "2026-12-14T10:00")));
  const expectAllMovedOnce = async () => {
    for (const n of numbers) {
      const subject = await town.cases.get(numbered(n));
      expect(subject.clocks.promised?.calendarVersion).toBe("CN-2026.1+local.1");
      expect(subject.ledger.filter(({ what }) => what === "deadline-moved")).toHaveLength(1);
    }
    expect((await town.progress.read()).done).toBe(1);
  };

  it("R8 goes on after dying between any two writes", async () => {
    await fileAll();
    await town.add(closing("2026-12-18"));
    // Each life does a few writes more than the one before, and then one that lives.
    for (let diesAfter = 0; diesAfter < 6; diesAfter += 1) {
      const died = await town.run({ diesAfter }).catch((error: unknown) => error);
      expect(died).toBeInstanceOf(Died);
    }
    await toTheEnd();
    await expectAllMovedOnce();
  });

  it.each([0, 1, 2, 3, 5, 8, 13, 21])("R8 after write %i, the next run ends it", async (diesAfter) => {
    await fileAll();
    await town.add(closing("2026-12-18"));
    await town.run({ diesAfter }).catch(() => undefined);
    await toTheEnd();
    await expectAllMovedOnce();
  });

  it("R8 stops well before its time limit and goes on from its mark", async () => {
    await fileAll();
    await town.add(closing("2026-12-18"));
    let asked = 0;
    const first = await town.run({ remaining: () => (asked++ < 6 ? 240_000 : 119_000) });
    expect(first.nextNeededAt).toBe(town.world.at);
    expect(first.moved).toBeLessThan(COUNT);
    const mark = await town.progress.read();
    expect([mark.done, mark.target]).toEqual([0, 1]);
    expect(mark.segment).toBeGreaterThan(0);
    const second = await town.run();
    expect(first.moved + second.moved).toBe(COUNT);
    await expectAllMovedOnce();
  });

  it("R8 two runs at once move every case once", async () => {
    await fileAll();
    await town.add(closing("2026-12-18"));
    await Promise.all([town.run(), town.run(), town.run()]);
    await toTheEnd();
    await expectAllMovedOnce();
  });

  it("names a case that cannot be read once, leaves no other behind, and walks no more; without its mark it walks again", async () => {
    await fileAll();
    await town.add(closing("2026-12-18"));
    const Key = { pk: `case#${numbered(5)}`, sk: "case" };
    const { Item } = await town.client.send(new GetCommand({ TableName: town.names.cases, Key }));
    await town.client.send(new PutCommand({ TableName: town.names.cases, Item: { ...Item, itemName: 7 } }));
    await expect(town.run()).rejects.toThrow("1 failed");
    expect((await promisedOf(6))?.calendarVersion).toBe("CN-2026.1+local.1");
    expect((await town.progress.read()).done).toBe(1);
    expect(await town.run()).toMatchObject({ looked: 0, nextNeededAt: null });
    await town.client.send(new PutCommand({ TableName: town.names.cases, Item: Item ?? {} }));
    await town.client.send(new DeleteCommand({ TableName: town.names.cases, Key: { pk: "recount", sk: "progress" } }));
    await toTheEnd();
    await expectAllMovedOnce();
  });
});
