import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { NAMES, tablesInMemory } from "../../../bench/soak/crashes/tables-in-memory.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { notificationId, type RecipientRole } from "../../../shared/reminders/notification.ts";
import { TABLES } from "../../../shared/tables.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { Died, Fate, makeWorld, phoneOf, type World } from "./world.ts";

/** Silence and both stages of the notice clock are due by now, and nothing else is before the end. */
const AFTER_RED = "2026-09-28T10:00";
const END = instant("2026-09-28T20:00:00+08:00");
/** Some hundred scenarios: in memory, by tables that the soak compares with DynamoDB Local (`unlike`). */
const tables = { client: tablesInMemory(TABLES), names: NAMES };
let scenario = 0;
beforeAll(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

let world: World;
let numbers: string[];
/** New cases; scenarios share their tables, but neither cases nor deliveries. */
const setUp = async (cases = 2) => {
  world = await makeWorld(tables);
  world.roster = town.rosters[scenario % town.rosters.length] ?? roster;
  const mark = String(scenario++).padStart(4, "0");
  numbers = [`AAAA2222${mark}`, `BBBB3333${mark}`].slice(0, cases);
  for (const number of numbers) await world.file({ number });
  world.moveTo(AFTER_RED);
  // No two scenarios share a slot, and so a delivery.
  for (let n = 0; n < scenario; n += 1)
    world.at = new Date(Date.parse(world.at) + 1000).toISOString() as typeof world.at;
};

/** How often an undisturbed sweep writes before its messages are received. */
const writesOfSweep = async (cases: number): Promise<number> => {
  await setUp(cases);
  const fate = new Fate();
  world.fate = fate;
  await world.sweep();
  const { writes } = fate;
  // To the end, receipts included: the next scenario has another roster.
  for (let round = 0; round < 2; round += 1) {
    await world.receive();
    world.tick();
    await world.sweep();
  }
  await world.receive();
  return writes;
};

/** One sweep and its messages; whoever dies, dies. The messages of the dead are lost. */
const dieOnce = async (diesAfter: number): Promise<boolean> => {
  const fate = new Fate(diesAfter);
  world.fate = fate;
  try {
    await world.sweep();
  } catch (error) {
    if (fate.writes < diesAfter) throw error;
  }
  try {
    await world.receive();
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  world.topic.length = 0;
  world.fate = new Fate();
  return fate.writes >= diesAfter;
};

/** A1 heads every window, so yellow is one person. @param first how a1, or who comes instead, is told */
const rolesWith = (centre: string, first: RecipientRole): readonly (readonly [string, RecipientRole])[] => [
  ["notice#1#yellow", first],
  ["notice#1#red", first],
  ["notice#1#red", `deputy-director/${centre}-deputy`],
  ["notice#1#red", "director"],
];

const entriesOf = async (number: string) =>
  (await world.cases.get(CaseNumber.parse(number))).ledger.map(({ what }) => what);

/** Deliveries that carry what had to be told, each with how often the gateway took it on. */
const reckoning = async (first: RecipientRole = "on-duty") => {
  const owed = numbers.flatMap((number) =>
    rolesWith(world.roster.centre, first).map(([stage, role]) => notificationId(number, stage, role)),
  );
  const bound = await world.deliveries.notifications(owed);
  const carried = await Promise.all(
    bound.map(async ({ id, deliveryId }) => {
      const delivery = await world.deliveries.get(deliveryId);
      return delivery?.notifications?.has(id) && delivery.state === "delivered" ? deliveryId : undefined;
    }),
  );
  const times = (id: string | undefined) => world.taken.filter((sms) => sms.id === id).length;
  return {
    owed: owed.length,
    told: carried.filter((id) => times(id) > 0).length,
    twice: world.taken.length - new Set(world.taken.map(({ id }) => id)).size,
  };
};

/**
 * A scenario whose first sweep and senders die after the given write. One sweep and its receipts later, all is as if nobody had died.
 * @param rounds further ones, for what is only opened by a sender
 */
const scenarioDying = async (diesAfter: number, rounds = 1): Promise<boolean> => {
  const died = await dieOnce(diesAfter);
  // One more, in which the receipts are found.
  for (let round = 0; round <= rounds; round += 1) {
    world.tick();
    await world.sweep();
    await world.receive();
  }
  return died;
};

describe("a sweep or a sender that dies", () => {
  it("R32, R34 loses nothing and sends nothing twice, after whichever write it dies", {
    timeout: 120_000,
  }, async () => {
    let diesAfter = 0;
    for (let died = true; died; diesAfter += 1) {
      await setUp();
      died = await scenarioDying(diesAfter);
      expect({ diesAfter, ...(await reckoning()) }).toEqual({ diesAfter, owed: 8, told: 8, twice: 0 });
      for (const number of numbers) expect(await entriesOf(number)).toEqual(["filed", "accepted"]);
    }
    // Three sendings: claimed, content fixed, counted for the day and the month, taken on, on record.
    expect(diesAfter).toBeGreaterThanOrEqual((await writesOfSweep(2)) + 3 * 6);
  });

  it("may repeat one SMS, and loses none, with a gateway that cannot be asked", { timeout: 120_000 }, async () => {
    let repeated = 0;
    for (let diesAfter = await writesOfSweep(1), died = true; died; diesAfter += 1) {
      await setUp(1);
      world.askable = false;
      died = await scenarioDying(diesAfter);
      const { owed, told, twice } = await reckoning();
      expect(told).toBe(owed);
      expect(twice).toBeLessThanOrEqual(1);
      repeated += twice;
    }
    // Once for each delivery: between the sending and its settlement.
    expect(repeated).toBe(3);
  });

  it("R34 loses nothing while it passes on what could not be delivered", { timeout: 120_000 }, async () => {
    for (let diesAfter = await writesOfSweep(1), died = true; died; diesAfter += 1) {
      await setUp(1);
      const a1 = phoneOf(world.roster, "a1");
      world.answer = ({ to }) => (to === a1 ? { outcome: "rejected", code: "isv.MOBILE_NUMBER_ILLEGAL" } : undefined);
      died = await scenarioDying(diesAfter, 2);
      const role = `after/${world.roster.centre}-a1` as const;
      expect({ diesAfter, ...(await reckoning(role)) }).toEqual({ diesAfter, owed: 4, told: 4, twice: 0 });
    }
  });

  it("dies again and again and comes to rest all the same", async () => {
    await setUp();
    for (const diesAfter of [3, 5, 7, 4, 2, 6]) {
      await dieOnce(diesAfter);
      world.tick();
    }
    expect((await world.liveOn(END))! > END).toBe(true);
    expect(await reckoning()).toEqual({ owed: 8, told: 8, twice: 0 });
  });
});
