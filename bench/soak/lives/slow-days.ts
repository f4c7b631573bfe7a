/**
 * Dates and stages straight from the rules: every day asked anew, none of the deployed code but the published notices' lists
 * of days. Dates are texts, instants milliseconds.
 */
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import type { Life } from "./life.ts";

const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
const MAINLAND_MS = 8 * HOUR_MS;

const HOLIDAYS = PUBLISHED_YEARS.flatMap(({ holidays }) => holidays);
const OFF = new Set<string>(HOLIDAYS.flatMap(({ daysOff }) => daysOff));
const MADE_UP = new Set<string>(HOLIDAYS.flatMap(({ makeUpDays }) => makeUpDays));

/** The days of these lives, in order. */
const DAYS: readonly string[] = Array.from({ length: 3 * 366 }, (_, n) =>
  new Date(Date.parse("2025-01-01T00:00:00Z") + n * DAY_MS).toISOString().slice(0, 10),
);
const PLACE = new Map(DAYS.map((day, n) => [day, n]));
/** 2025-01-01 was a Wednesday. */
const isWeekend = (day: string): boolean => [0, 6].includes((PLACE.get(day)! + 3) % 7); // within the days of these lives
const dayAfter = (day: string, by: 1 | -1 = 1): string => DAYS[PLACE.get(day)! + by]!; // the same
const dayOf = (ms: number): string => new Date(ms + MAINLAND_MS).toISOString().slice(0, 10);
const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`);

export type SlowClock = {
  readonly kind: string;
  readonly unit: string;
  /** With extensions. */
  readonly days: number;
  readonly sameDay: boolean;
  /** Of hour clocks. */
  readonly endsAt?: number;
  readonly suspended: readonly (readonly [string, string])[];
  readonly version: number;
  readonly dueOn: string;
};
type Undated = Omit<SlowClock, "dueOn" | "version">;
export type SlowStage = { readonly id: string; readonly at: number; readonly rank: number };

export class SlowDays {
  readonly life: Life;
  closed: readonly string[];
  constructor(life: Life) {
    this.life = life;
    this.closed = life.closed;
  }

  /** R2: make-up days are worked, days off are not, and between them it is Monday to Friday. */
  isWorked(day: string): boolean {
    if (this.closed.includes(day)) return false;
    if (MADE_UP.has(day)) return true;
    return !OFF.has(day) && !isWeekend(day);
  }
  step(day: string, by: 1 | -1): string {
    let next = dayAfter(day, by);
    while (!this.isWorked(next)) next = dayAfter(next, by);
    return next;
  }
  hoursOn(day: string) {
    const summer = day.slice(5) >= "05-01" && day.slice(5) <= "09-30";
    return this.life.hours[summer ? 0 : 1]!; // there are two seasons
  }
  opening(day: string): number {
    return at(day, this.hoursOn(day).opens);
  }

  /** R1, R9, R22: the nth day that counts after day 0. */
  nthDay({ unit, suspended }: Pick<SlowClock, "unit" | "suspended">, nth: number): string {
    let [day, counted]: [string, number] = [this.life.from, 0];
    while (counted < nth) {
      day = dayAfter(day);
      const now = day;
      const stands = suspended.some(([from, to]) => from <= now && now <= to);
      if (!stands && (unit === "natural-days" || this.isWorked(day))) counted += 1;
    }
    return day;
  }
  dueOn(clock: Undated): string {
    if (clock.endsAt !== undefined) return dayOf(clock.endsAt);
    const { from, startedAt } = this.life;
    if (clock.sameDay) {
      // R6: on the spot, or the next working day when the hall is closed already.
      const open = this.isWorked(from) && Date.parse(startedAt) <= at(from, this.hoursOn(from).closes);
      return open ? from : this.step(from, 1);
    }
    const last = this.nthDay(clock, clock.days);
    return this.isWorked(last) ? last : this.step(last, 1);
  }
  /** R32, R33: another date is another version. */
  counted(clock: Undated, earlier?: SlowClock): SlowClock {
    const dueOn = this.dueOn(clock);
    const version = earlier === undefined ? 1 : earlier.version + (earlier.dueOn === dueOn ? 0 : 1);
    return { ...clock, dueOn, version };
  }

  yellow(clock: SlowClock): number {
    const { dueOn, endsAt, sameDay, unit, days } = clock;
    const short = this.life.ladder.shortNoticeHours * HOUR_MS;
    if (endsAt !== undefined) return endsAt - short;
    if (sameDay) return at(dueOn, this.hoursOn(dueOn).closes) - short;
    // R9: of natural days, the last working day not after their end is the safe one.
    const last = unit === "natural-days" ? this.nthDay(clock, days) : dueOn;
    return this.opening(this.step(this.isWorked(last) ? last : this.step(last, -1), -1));
  }
  half(clock: SlowClock): number {
    let nth = 1;
    while (nth * 100 < clock.days * this.life.ladder.halfAtPercent) nth += 1;
    const day = this.nthDay(clock, nth);
    return this.opening(this.isWorked(day) ? day : this.step(day, 1));
  }
  supervision(redDay: string, statutory: boolean): number {
    let day = redDay;
    for (let n = 0; !statutory && n < this.life.ladder.supervisionAfterRed; n += 1) day = this.step(day, 1);
    return this.opening(day);
  }

  /** R28 to R31, R5b. @param lawful the law sets a limit, and supervision waits for that */
  stages(clock: SlowClock, lawful: boolean): readonly SlowStage[] {
    const { ladder, startedAt } = this.life;
    const { kind, dueOn, endsAt, sameDay, version } = clock;
    const yellow = this.yellow(clock);
    const redDay = endsAt === undefined ? this.step(dueOn, 1) : dueOn;
    const half = endsAt !== undefined || sameDay ? undefined : this.half(clock);
    const listed: readonly string[] = ladder.stages[kind as keyof typeof ladder.stages]; // kinds of these lives
    return [
      ...(half === undefined || (half >= yellow && yellow >= Date.parse(startedAt))
        ? []
        : [{ name: "half", at: half, rank: 0 }]),
      { name: "yellow", at: yellow, rank: 1 },
      { name: "red", at: endsAt ?? this.opening(redDay), rank: 2 },
      { name: "supervision", at: this.supervision(redDay, kind === "statutory"), rank: 3 },
    ]
      .filter(({ name }) => listed.includes(name) && !(name === "supervision" && kind === "promised" && lawful))
      .filter((stage) => stage.at >= Date.parse(startedAt))
      .map((stage) => ({ id: `${kind}#${version}#${stage.name}`, at: stage.at, rank: stage.rank }));
  }
}
