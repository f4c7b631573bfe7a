import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { localDate, plusDays } from "../../../shared/kernel/local-date.ts";
import { CENTRE, roster } from "../../support/casework.ts";
import { type AppointmentsApi, appointmentsApi } from "./world.ts";

const TODAY = localDate("2026-09-18");
const WINDOWS = roster.windows.map(({ id }) => id);
const [WINDOW = ""] = WINDOWS;
const DIRECTOR = `${CENTRE}-director`;

let api: AppointmentsApi;
let reads: string[] = [];
let phones = 0;
/** Every window has 48 slots on each of the next twenty days: as busy as a centre gets. */
beforeAll(async () => {
  api = await appointmentsApi();
  for (let n = 1; n <= 20; n += 1) {
    const body = { day: plusDays(TODAY, n), from: "09:00", to: "17:00", minutesEach: 10 };
    for (const windowId of WINDOWS) await api.call("open-slots", { sub: DIRECTOR, body: { ...body, windowId } });
  }
  api.watch((command) => {
    if (/^(GetItem|Query|Scan)/.test(command)) reads.push(command);
  });
});
beforeEach(() => {
  reads = [];
});

const list = async (query: Record<string, string> = {}) =>
  (await api.call("list-slots", { params: { centreCode: CENTRE }, query })).body;
const daysOf = ({ slots }: { slots: { day: string }[] }) => [...new Set(slots.map(({ day }) => day))];
const book = (day: string, starts: string) => {
  phones += 1;
  const phone = `100${String(phones).padStart(8, "0")}`;
  return api.call("book-slot", { body: { windowId: WINDOW, day, starts, name: "示例甲", phone } });
};

describe("what looking for an appointment reads", () => {
  it("is, for a whole centre, no day more than it takes to show many, and says from which to go on", async () => {
    const first = await list();
    // Nothing is open today; tomorrow fills the answer.
    expect([reads, daysOf(first), first.moreFrom]).toEqual([["Query", "Query"], ["2026-09-19"], "2026-09-20"]);
    expect(first.slots).toHaveLength(WINDOWS.length * 48);
    reads = [];
    const next = await list({ from: first.moreFrom });
    expect([reads, daysOf(next), next.moreFrom]).toEqual([["Query"], ["2026-09-20"], "2026-09-21"]);
  });

  it("is, for one window, one item for each day until many are found", async () => {
    const found = await list({ windowId: WINDOW });
    expect([reads, found.moreFrom]).toEqual([Array.from({ length: 6 }, () => "GetItem"), "2026-09-24"]);
    expect(found.slots).toHaveLength(5 * 48);
  });

  it("is never more than fourteen days, also where nothing is free, and then there is nothing to go on with", async () => {
    const none = await list({ kind: "home-visit" });
    expect([reads.length, none]).toEqual([14, { centre: CENTRE, slots: [] }]);
    reads = [];
    await list({ kind: "home-visit", windowId: WINDOW });
    expect(reads.length).toBe(14);
    reads = [];
    expect(await list({ from: "2026-09-19", to: "2026-09-19" })).not.toHaveProperty("moreFrom");
    expect(reads).toEqual(["Query"]);
  });

  it("is, for whoever comes too late, the day of the full slot once more, where it has three others free", async () => {
    expect((await book("2026-09-25", "09:00")).status).toBe(201);
    reads = [];
    const { body } = await book("2026-09-25", "09:00");
    expect(body.code).toBe("slot-full");
    expect(body.detail).toContain("9月25日 09:10、9月25日 09:20、9月25日 09:30");
    expect(reads).toEqual(["GetItem", "GetItem"]);
  });
});
