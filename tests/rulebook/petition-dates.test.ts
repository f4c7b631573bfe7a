/** R52: the petition office's dates are mirrored, its extension too; nothing about them is decided or counted here. */
import { describe, expect, it } from "vitest";
import type { ComplaintActor } from "../../shared/complaints/complaint.ts";
import { extendPetition, handOverPetition, registerPetition } from "../../shared/complaints/elsewhere.ts";
import { complaintUpToDate } from "../../shared/complaints/recounting.ts";
import { residentComplaint, staffComplaint } from "../../shared/complaints/views.ts";
import { localDate, plusDays } from "../../shared/kernel/local-date.ts";
import { complaintOccasion, filedComplaint, person } from "../support/complaints.ts";

const DEPUTY: ComplaintActor = { kind: "staff", staffId: person("deputy"), role: "deputy-director", as: "handler" };
const on = (at: string) => complaintOccasion(at, { by: DEPUTY });
const registered = () =>
  registerPetition(filedComplaint({}, "2026-09-30T15:00"), "属信访事项。", on("2026-09-30T16:00"));
const handedOver = () =>
  handOverPetition(registered(), { receipt: "信访〔2026〕7号", on: localDate("2026-10-08") }, on("2026-10-08T10:00"));
const NOTICE = { notice: "信访延〔2026〕3号", on: localDate("2026-12-01") };
const shown = { centreName: "示例", sample: true };

describe("an extension by the petition office", () => {
  it("R52 moves its mirrored end by thirty natural days, and is shown as theirs; no clock runs of it here", () => {
    const before = handedOver();
    const after = extendPetition(before, NOTICE, on("2026-12-02T09:00"));
    expect(after.petition).toEqual({
      handedOverOn: "2026-10-08",
      toldBy: "2026-10-23",
      finishBy: plusDays(localDate("2026-12-07"), 30),
      extended: true,
    });
    expect([after.state, after.nextStage, after.leading]).toEqual(["petition-handed-over", undefined, undefined]);
    expect(complaintUpToDate(after, on("2027-03-01T09:00"))).toBe(after);
    expect(residentComplaint(after, shown).petition).toMatchObject({ finishBy: "2027-01-06", extended: true });
    expect(staffComplaint(after, "handler", shown).petition).toEqual(after.petition);
    const last = after.ledger.at(-1);
    expect(last).toMatchObject({ what: "petition-extended", facts: { on: "2026-12-01", finishBy: "2027-01-06" } });
    expect(JSON.stringify(after.ledger)).not.toContain("信访延");
  });

  it("R52 is entered once, of a day since the hand-over, and of nothing that lies here still", () => {
    const after = extendPetition(handedOver(), NOTICE, on("2026-12-02T09:00"));
    expect(() => extendPetition(after, NOTICE, on("2026-12-03T09:00"))).toThrow("already-extended");
    for (const day of ["2026-10-07", "2026-12-03"]) {
      const asked = { ...NOTICE, on: localDate(day) };
      expect(() => extendPetition(handedOver(), asked, on("2026-12-02T09:00"))).toThrow("day-not-possible");
    }
    for (const other of [registered(), filedComplaint()]) {
      expect(() => extendPetition(other, NOTICE, on("2026-12-02T09:00"))).toThrow("move-not-allowed");
    }
  });
});
