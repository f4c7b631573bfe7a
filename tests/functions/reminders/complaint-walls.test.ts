/** R53 while a message is on its way: between the stage that fires and the SMS, a wall may come to stand. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../../functions/runtime/hashes.ts";
import { declareInterest } from "../../../shared/complaints/handling.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { complaintOccasion, filedComplaint } from "../../support/complaints.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

const among = { roster, office: town.office };
const DEPUTY = phoneOf(roster, "deputy");
const DIRECTOR = phoneOf(roster, "director");

let world: World;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

describe("a reminder that is on its way", () => {
  it.each([
    ["before it was tried", undefined],
    ["after the gateway put it off", { outcome: "deferred", code: "busy", account: false } as const],
  ])("R53 is not sent to whoever declared an interest %s, and goes to the next one", async (_, first) => {
    const filed = filedComplaint({ centreCode: roster.centre }, "2026-09-18T10:00", among);
    await world.complaints.file(filed);
    world.moveTo("2026-10-14T08:30");
    await world.sweep();
    if (first !== undefined) {
      world.answer = () => first;
      await world.receive();
      world.answer = undefined;
    }
    const occasion = { ...complaintOccasion("2026-10-14T08:31", { among }), sha256 };
    const declared = declareInterest(filed, { by: filed.handler, reason: "亲属" }, occasion);
    await world.complaints.save(declared, filed.version);
    world.taken.length = 0;
    await world.liveOn(instant("2026-10-14T20:00:00+08:00"));
    const sentTo = new Set(world.taken.map(({ to }) => to));
    expect([sentTo.has(DEPUTY), sentTo.has(DIRECTOR)]).toEqual([false, true]);
  });
});
