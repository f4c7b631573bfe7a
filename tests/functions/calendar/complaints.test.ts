/** R8 for complaints: counted again by a new edition as cases are, by the same run and with the rights that it is deployed with. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { accept } from "../../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import type { Complaint } from "../../../shared/complaints/complaint.ts";
import { withdrawComplaint } from "../../../shared/complaints/deciding.ts";
import { openForTime } from "../../../shared/complaints/walls.ts";
import { closing } from "../../support/calendars.ts";
import { filed, itemNamed, occasion, sha256 } from "../../support/casework.ts";
import { complaintOccasion, filedComplaint, person } from "../../support/complaints.ts";
import { type ChangingTown, changingTown } from "./town.ts";

let town: ChangingTown;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  town = await changingTown();
});

const put = async (change: object = {}, at = "2026-12-04T10:00"): Promise<Complaint> => {
  const created = filedComplaint(change, at);
  await town.complaints.file(created);
  return created;
};
const read = async ({ number }: Complaint) => openForTime((await town.complaints.find(number))!);

describe("counting open complaints again", () => {
  it("R8 moves the date, with both versions on record, and tells the handler in a message that no list shows", async () => {
    const subject = await put();
    await town.add(closing("2026-12-18"));
    expect(await town.run()).toMatchObject({ nextNeededAt: null, looked: 1, moved: 1, told: 1 });
    const after = await read(subject);
    expect(after.ledger.at(-1)).toMatchObject({
      what: "deadline-moved",
      by: { kind: "clock" },
      facts: { moved: "handling", movedFrom: "2026-12-25", movedTo: "2026-12-28", toCalendar: "CN-2026.1+local.1" },
    });
    expect([after.leading?.dueOn, after.clocks.handling?.dueVersion]).toEqual(["2026-12-28", 2]);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
    const told = await town.deliveries.get(`${person("deputy")}#calendar-1#complaints`);
    expect(told).toMatchObject({ confidential: true, content: { template: "dates-moved" } });
    expect(await town.run()).toMatchObject({ looked: 0, moved: 0, told: 0 });
  });

  it("R8 looks neither at those that are over nor at those whose days it does not change", async () => {
    const over = await put();
    await town.complaints.save(withdrawComplaint(over, complaintOccasion("2026-12-04T11:00")), 1);
    await put({}, "2026-09-18T10:00");
    await town.add(closing("2026-12-18"));
    expect(await town.run()).toMatchObject({ looked: 0, moved: 0 });
    expect((await read(over)).state).toBe("withdrawn");
  });

  it("R8, R53 tells nobody who is walled", async () => {
    const subject = await put({ target: { kind: "centre" } });
    await town.add(closing("2026-12-18"));
    expect(await town.run()).toMatchObject({ moved: 1, told: 1 });
    expect(await town.deliveries.get(`${person("deputy")}#calendar-1#complaints`)).toBeUndefined();
    expect(await town.deliveries.get(`${subject.handler}#calendar-1#complaints`)).toBeDefined();
  });

  it("R8 dying after any write, it comes to the same end, cases and complaints alike", async () => {
    const subject = await put();
    const own = accept(filed(itemNamed("tree-felling-licence"), "2026-12-14T10:00"), occasion("2026-12-14T10:00"));
    await town.file(own);
    await town.add(closing("2026-12-18"));
    for (let after = 0; after < 40; after += 3) await town.run({ diesAfter: after }).catch(() => undefined);
    while ((await town.run()).nextNeededAt !== null);
    expect((await read(subject)).ledger.filter(({ what }) => what === "deadline-moved")).toHaveLength(1);
    const { clocks, ledger } = await town.cases.get(own.number);
    expect(clocks.promised?.calendarVersion).toBe("CN-2026.1+local.1");
    expect(ledger.filter(({ what }) => what === "deadline-moved")).toHaveLength(1);
  });

  it("R8 a handler who decides while it runs keeps their move", async () => {
    const subject = await put();
    await town.add(closing("2026-12-18"));
    const moved = withdrawComplaint(subject, complaintOccasion("2026-12-10T09:20"));
    const saving = town.complaints.save(moved, 1).then(
      () => "withdrawn",
      () => "filed",
    );
    const [, state] = await Promise.all([town.run(), saving]);
    const after = await read(subject);
    expect([after.state, after.leading?.dueOn ?? "none"]).toEqual([state, state === "filed" ? "2026-12-28" : "none"]);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });
});
