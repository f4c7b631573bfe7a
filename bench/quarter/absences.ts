/** Holidays and sick days of an invented quarter: now and then of both holders of a post at once. */
import type { Absence } from "../../shared/directory/roster.ts";
import type { SampleTown } from "../../shared/directory/sample-town.ts";
import { instantAt, type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import type { Random } from "../soak/random.ts";
import { daysOf, MONTHS, workingDay } from "./days.ts";

const CHANCE_OF_A_LEAVE = 0.5;
const CHANCE_OF_BOTH = 0.12;

export const holidaysOf = (town: SampleTown, random: Random): readonly Absence[] => {
  const days = daysOf(MONTHS);
  const absences: Absence[] = [];
  const leave = (centre: string, staffId: string, from: LocalDate, length: number): void => {
    absences.push({
      schema: 1,
      id: `quarter-${absences.length}`,
      centre,
      staffId,
      kind: "leave",
      from: instantAt(from, "08:00"),
      until: instantAt(plusDays(from, length), "08:00"),
      recordedAt: instantAt(from, "07:30"),
      recordedBy: `${centre}-director`,
    } as Absence);
  };
  for (const { centre, posts } of town.rosters) {
    for (const { holder, standIn } of posts) {
      if (!random.chance(CHANCE_OF_A_LEAVE)) continue;
      const from = workingDay(random.pick(days), 0);
      leave(centre, holder, from, random.between(1, 5));
      if (random.chance(CHANCE_OF_BOTH) && standIn !== undefined) leave(centre, standIn, from, 1);
    }
  }
  return absences;
};
