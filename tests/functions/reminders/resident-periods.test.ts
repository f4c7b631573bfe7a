/** Periods that run out by themselves, as the sweep meets them: reminded, ended, promised papers missed, renewed. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, fileCase, giveNotice } from "../../../shared/casework/handling.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { filingOf, itemNamed, occasion, roster } from "../../domain/reminders/sample-case.ts";
import { makeWorld, type World } from "./world.ts";

const local = (text: string) => instant(`${text}:00+08:00`);
const FORM = { code: "felling-application-form", name: "采伐申请表" };

let world: World;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

const kept = async (after: Case): Promise<Case> => {
  await world.cases.save(after, 1);
  return after;
};
/** Asked for on 2026-09-18: to be corrected by Monday 2026-10-19. */
const correcting = async (): Promise<Case> =>
  kept(giveNotice(await world.file(), { missing: [FORM], channel: "post" }, occasion("2026-09-18T10:00")));
const written = async (subject: Pick<Case, "number">) =>
  (await world.cases.get(subject.number)).ledger.map(({ what }) => what);

describe("a period to correct", () => {
  it("R16 is reminded of, and then over, each once, with three runs at once", async () => {
    const subject = await correcting();
    expect((await world.sweep()).nextNeededAt).toBe(local("2026-10-14T08:30"));
    world.moveTo("2026-10-14T08:30");
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect(await written(subject)).toEqual(["filed", "notice-given", "correction-reminded"]);
    expect((await world.sweep()).nextNeededAt).toBe(local("2026-10-20T00:00"));
    world.moveTo("2026-10-20T00:00");
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect(await written(subject)).toEqual(["filed", "notice-given", "correction-reminded", "not-accepted"]);
    expect((await world.sweep()).nextNeededAt).toBeNull();
    expect(await world.cases.get(subject.number)).toMatchObject({
      state: "not-accepted",
      ending: { on: "2026-10-19" },
    });
  });

  it("R16 ends in order also when no run came for a week", async () => {
    const subject = await correcting();
    world.moveTo("2026-10-23T09:00");
    await world.sweep();
    expect((await written(subject)).slice(2)).toEqual(["correction-reminded", "not-accepted"]);
  });

  it("R16 leaves the list of work of the window", async () => {
    const subject = await correcting();
    const list = () => world.cases.workList(subject.acceptingPost, { limit: 10 });
    expect(await list()).toHaveLength(1);
    world.moveTo("2026-10-23T09:00");
    await world.sweep();
    expect(await list()).toEqual([]);
  });
});

describe("a promise of papers", () => {
  it("R17 that is not kept is written the night after its day", async () => {
    const subject = await kept(
      accept(await world.file(), occasion("2026-09-18T10:00"), {
        on: localDate("2026-09-18"),
        supplyBy: localDate("2026-09-21"),
        document: "承诺1号",
        missing: [FORM],
        supplied: [],
        ifUnkept: "not-accepted",
      }),
    );
    expect((await world.sweep()).nextNeededAt).toBe(local("2026-09-22T00:00"));
    world.moveTo("2026-09-22T00:05");
    expect((await world.sweep()).nextNeededAt).toBeNull();
    expect(await written(subject)).toEqual(["filed", "accepted", "not-accepted"]);
  });
});

describe("a renewal", () => {
  it("R19 undecided when the licence ends is granted by the law, and the delivery clock runs", async () => {
    const item = { ...itemNamed("tree-felling-licence"), renewalBySilence: true };
    const filing = { ...filingOf(), item, expiresOn: localDate("2026-10-30") };
    await world.cases.file(fileCase(filing, roster, occasion("2026-09-18T09:00")));
    const subject = await kept(accept(await world.cases.get(filing.number), occasion("2026-09-18T10:00")));
    world.moveTo("2026-10-31T00:00");
    await world.sweep();
    const after = await world.cases.get(subject.number);
    expect(after).toMatchObject({
      state: "decided",
      decision: { outcome: "approved", deemed: true, on: "2026-10-30" },
      leading: { kind: "delivery" },
    });
    expect(after.ledger.at(-1)?.by).toEqual({ kind: "clock" });
  });
});
