import { describe, expect, it } from "vitest";
import {
  newSlots,
  type Opening,
  reopenedSlots,
  type Slot,
  slotKeyOf,
  slotsOf,
  TURNOVER,
} from "../../shared/appointments/sheet.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { accept } from "../../shared/casework/handling.ts";
import { explainClocks } from "../../shared/casework/views.ts";
import { instant, localDate, weekdayOf } from "../../shared/kernel/local-date.ts";
import { filed, itemLike, occasion } from "../support/casework.ts";
import { importsOf, sources } from "../support/imports.ts";

const SUNDAY = localDate("2026-09-27");
const SERVICE = itemLike("tree-felling-licence", {
  limits: { promised: { days: 5, unit: "working-days" }, statutory: { days: 20, unit: "working-days" } },
});
const opening = (change: Partial<Opening> = {}): Opening => ({
  kind: "extended-hours",
  from: "09:00",
  to: "11:30",
  minutesEach: 30,
  places: 2,
  ...change,
});

describe("a Sunday on which the centre is open by appointment", () => {
  it("R3 is crossed by a promise of five working days as a Sunday: not counted, and named so", () => {
    expect(weekdayOf(SUNDAY)).toBe(0);
    for (const kind of ["counter", "extended-hours", "home-visit"] as const) {
      expect(newSlots([], slotsOf(opening({ kind })))).toHaveLength(5);
    }
    const before = filed(SERVICE, "2026-09-24T09:00");
    const acceptedAtTheSunday = accept(before, occasion("2026-09-27T09:30"));
    const accepted = accept(before, occasion("2026-09-24T09:30"));
    // Thursday the 24th is not counted; 28, 29, 30 September, 8 and 9 October are: the 25th is the Mid-Autumn holiday.
    expect(accepted.clocks.promised?.dueOn).toBe("2026-10-09");
    const days = explainClocks(accepted, () => CHINA_CALENDAR).find(({ clock }) => clock === "promised")?.days ?? [];
    expect(days.find(({ date }) => date === SUNDAY)).toMatchObject({ counted: false });
    expect(days.filter(({ counted }) => counted)).toHaveLength(5);
    // What is done on that Sunday itself is counted from the Monday on, like anything of a day that does not count.
    expect(acceptedAtTheSunday.clocks.promised?.dueOn).toBe("2026-10-09");
  });

  it("R3 cannot reach any counting: neither calendar nor casework knows of appointments", () => {
    const counting = sources("shared/calendar", "shared/casework", "shared/directory");
    expect(counting.length).toBeGreaterThan(40);
    expect(counting.flatMap(importsOf).filter((path) => path.startsWith("shared/appointments/"))).toEqual([]);
  });
});

describe("opening slots", () => {
  it("cuts the time into whole slots and leaves the rest", () => {
    const slots = slotsOf(opening({ to: "10:20" }));
    expect(slots.map(({ starts, ends }) => [starts, ends])).toEqual([
      ["09:00", "09:30"],
      ["09:30", "10:00"],
    ]);
    expect(slots.map(slotKeyOf)).toEqual(["0900-extended-hours", "0930-extended-hours"]);
  });

  it("adds nothing when it is sent again, and refuses what overlaps slots of its kind", () => {
    const standing = slotsOf(opening());
    expect(newSlots(standing, slotsOf(opening()))).toEqual([]);
    expect(() => newSlots(standing, slotsOf(opening({ from: "09:15" })))).toThrow("slots-overlap");
    expect(newSlots(standing, slotsOf(opening({ from: "09:15", kind: "home-visit" })))).toHaveLength(4);
    expect(() => newSlots([], slotsOf(opening({ from: "00:00", to: "23:00", minutesEach: 20 })))).toThrow(
      "too-many-slots",
    );
    expect(newSlots([], slotsOf(opening({ from: "00:00", to: "23:00", minutesEach: 115, places: 20 })))).toHaveLength(
      12,
    );
    expect(() => newSlots([], slotsOf(opening({ from: "00:00", to: "23:00", minutesEach: 100, places: 20 })))).toThrow(
      "too-many-slots",
    );
  });

  it("raises the turnover of a slot that was given back too often, and only of that, within what a day may hold", () => {
    const given = { state: "cancelled", bookedAt: instant("2026-09-24T01:00:00Z") } as const;
    const worn = (slot: Slot): Slot => {
      const bookings = Array.from({ length: slot.places * TURNOVER }, (_, n) => [`${n}`, given]);
      return { ...slot, bookings: Object.fromEntries(bookings) };
    };
    const [first, ...others] = slotsOf(opening());
    const standing = [worn(first!), ...others];
    const reopened = reopenedSlots(standing, slotsOf(opening()));
    expect(reopened).toEqual([{ ...worn(first!), turnover: 2 * TURNOVER }]);
    expect(reopenedSlots([...reopened, ...others], slotsOf(opening()))).toEqual([]);
    expect(reopenedSlots(standing, slotsOf(opening({ places: 3 })))).toEqual([]);
    expect(reopenedSlots([{ ...worn(first!), taken: 2 }], slotsOf(opening()))).toEqual([]);
    const full = slotsOf(opening({ from: "00:00", to: "23:00", minutesEach: 115, places: 20 }));
    expect(() => reopenedSlots(full.map(worn), full)).toThrow("too-many-slots");
  });

  it("is on the municipality's clock", () => {
    expect(instant("2026-09-27T01:00:00Z")).toBe(instant("2026-09-27T09:00:00+08:00"));
  });
});
