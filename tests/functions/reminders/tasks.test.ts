import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, fileCase } from "../../../shared/casework/handling.ts";
import { completeTask } from "../../../shared/casework/joint-handling.ts";
import { postOf } from "../../../shared/directory/duty.ts";
import type { Absence } from "../../../shared/directory/roster.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { filingOf, itemNamed, occasion, roster } from "../../domain/reminders/sample-case.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

const [LAND, FAMILY] = [`${roster.centre}-p06`, `${roster.centre}-p05`] as const;
const limit = { days: 5, unit: "working-days" } as const;
const steps = [
  { code: "land-review", unit: "agriculture", name: "用地审查", limit },
  { code: "family-review", unit: "civil-affairs", name: "家庭情况审查", limit },
] as const;
const phoneFor = (staffId: string): string => roster.staff.find(({ id }) => id === staffId)?.phone ?? "";
const holderOf = (post: string): string => postOf(roster, post)?.holder ?? "";

let world: World;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

/** Accepted on Monday 2026-09-21: both parts, or the first, are due on Tuesday the 29th. */
const accepted = async (order: "parallel" | "in-order" = "parallel"): Promise<Case> => {
  const item = { ...itemNamed("rural-homestead-approval"), joint: { order, steps: [...steps] } };
  const created = fileCase({ ...filingOf({ notifyBySms: false }), item }, roster, occasion("2026-09-21T09:00"));
  await world.cases.file(created);
  const after = accept(created, occasion("2026-09-21T10:00"));
  await world.cases.save(after, created.version);
  return after;
};
const done = async (before: Case, code: string, at: string): Promise<Case> => {
  const after = completeTask(before, code, undefined, occasion(at));
  await world.cases.save(after, before.version);
  return after;
};
/** Yellow goes to the head of the part's window too; one person is told once. */
const headOf = (post: string): string =>
  roster.windows.find(({ id }) => id === postOf(roster, post)?.window)?.head ?? "";
const warned = (...posts: string[]): string[] => {
  const people = posts.flatMap((post) => [holderOf(post), headOf(post)]);
  return [...new Set(people)].map(phoneFor).sort();
};
/** Who got an SMS of what kind at a moment. */
const toldAt = async (moment: string): Promise<string[]> => {
  world.moveTo(moment);
  world.taken.length = 0;
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await world.sweep();
    await world.receive();
  }
  return world.taken.map(({ to }) => to).sort();
};
const leaders = [phoneOf(roster, "deputy"), phoneOf(roster, "director")];

describe("the parts of a joint case, swept", () => {
  it("R29 warn whoever is on duty at each part's own post, one working day before, also when both end on one day", async () => {
    await accepted();
    expect(await toldAt("2026-09-28T08:25")).toEqual([]);
    expect(await toldAt("2026-09-28T08:30")).toEqual(warned(LAND, FAMILY));
    expect(world.taken[0]?.text).toContain("9月29日");
  });

  it("R30 turn red for the part's own post and the leaders, and say nothing of a part that is done", async () => {
    const half = await done(await accepted(), "land-review", "2026-09-25T10:00");
    expect(await toldAt("2026-09-28T08:30")).toEqual(warned(FAMILY));
    expect(await toldAt("2026-09-30T08:30")).toEqual([phoneFor(holderOf(FAMILY)), ...leaders].sort());
    await done(await world.cases.get(half.number), "family-review", "2026-09-30T10:00");
    expect(await toldAt("2026-10-08T08:30")).toEqual([]);
  });

  it("R40 reach the stand-in while the part's holder is recorded absent", async () => {
    await accepted();
    const absence: Absence = {
      schema: 1,
      id: "leave",
      staffId: holderOf(LAND),
      centre: roster.centre,
      kind: "leave",
      from: instant("2026-09-25T00:00:00+08:00"),
      recordedBy: holderOf(LAND),
      recordedAt: instant("2026-09-24T09:00:00+08:00"),
    };
    world.roster = { ...roster, absences: [absence] };
    const standIn = postOf(roster, LAND)?.standIn ?? "";
    const others = warned(LAND, FAMILY).filter((phone) => phone !== phoneFor(holderOf(LAND)));
    expect(await toldAt("2026-09-28T08:30")).toEqual([phoneFor(standIn), ...others].sort());
  });

  it("R29 go in order: the second part warns its own post by its own clock, from the day the first was done", async () => {
    await done(await accepted("in-order"), "land-review", "2026-09-23T09:00");
    expect(await toldAt("2026-09-28T08:30")).toEqual([]);
    // Due on 8 October, after the holidays; the working day before is the last of September.
    expect(await toldAt("2026-09-30T08:30")).toEqual(warned(FAMILY));
  });
});
