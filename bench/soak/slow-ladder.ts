/** The ladder counted slowly, one day after the other, by the rules alone; only which days are worked is asked of the calendar. */
export type Day = string;
export type Span = { readonly from: Day; readonly to: Day };
export type SlowClock = {
  readonly startedAt: number;
  readonly start: Day;
  readonly span: { readonly days: number; readonly natural: boolean } | { readonly hours: number } | "same-day";
  readonly still: readonly Span[];
  readonly statutory: boolean;
  readonly version: number;
};
export type SlowLadder = {
  readonly halfAtPercent: number;
  readonly shortNoticeHours: number;
  readonly supervisionAfterRed: number;
  readonly names: readonly string[];
};
export type SlowStage = { readonly name: string; readonly at: number };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
export const ORDER = ["half", "yellow", "red", "supervision"];

export const later = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const openingOf = (day: Day): number => Date.parse(`${day}T08:30:00+08:00`);
const closingOf = (day: Day): number => {
  const summer = day.slice(5) >= "05-01" && day.slice(5) <= "09-30";
  return Date.parse(`${day}T${summer ? "17:30" : "17:00"}:00+08:00`);
};
const dayOf = (ms: number): Day => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10);

type Worked = (day: Day) => boolean;
const walk = (day: Day, step: 1 | -1, worked: Worked): Day => {
  let at = day;
  while (!worked(at)) at = later(at, step);
  return at;
};
const workedAfter = (day: Day, count: number, worked: Worked): Day => {
  let at = day;
  for (let n = 0; n < count; n += 1) at = walk(later(at, 1), 1, worked);
  return at;
};

/** R1, R3, R9, R21: the day before which it is safe, the due date, and the day on which half is gone. */
export const slowDates = ({ start, span, still }: SlowClock, percent: number, worked: Worked) => {
  if (span === "same-day" || "hours" in span) throw new Error("no days to count");
  const half = Math.ceil((span.days * percent) / 100);
  let [day, count, halfOn] = [start, 0, start];
  while (count < span.days) {
    day = later(day, 1);
    const stands = still.some(({ from, to }) => from <= day && day <= to);
    if (stands || !(span.natural || worked(day))) continue;
    count += 1;
    if (count === half) halfOn = day;
  }
  const due = walk(day, 1, worked);
  return { due, safe: span.natural ? walk(day, -1, worked) : due, half: walk(halfOn, 1, worked) };
};

/** R28–R31, those that the ladder names and that apply, in order of time. */
export const slowStages = (clock: SlowClock, ladder: SlowLadder, worked: Worked): readonly SlowStage[] => {
  const { span, startedAt } = clock;
  const notice = ladder.shortNoticeHours * HOUR_MS;
  const found: SlowStage[] = [];
  let redOn: Day;
  if (span === "same-day") {
    const due = walk(clock.start, 1, worked);
    redOn = workedAfter(due, 1, worked);
    found.push({ name: "yellow", at: closingOf(due) - notice }, { name: "red", at: openingOf(redOn) });
  } else if ("hours" in span) {
    const end = startedAt + span.hours * HOUR_MS;
    redOn = dayOf(end);
    found.push({ name: "yellow", at: end - notice }, { name: "red", at: end });
  } else {
    const { due, safe, half } = slowDates(clock, ladder.halfAtPercent, worked);
    redOn = workedAfter(due, 1, worked);
    const yellow = openingOf(walk(later(safe, -1), -1, worked));
    if (openingOf(half) < yellow) found.push({ name: "half", at: openingOf(half) });
    found.push({ name: "yellow", at: yellow }, { name: "red", at: openingOf(redOn) });
  }
  const supervisedOn = clock.statutory ? redOn : workedAfter(redOn, ladder.supervisionAfterRed, worked);
  found.push({ name: "supervision", at: openingOf(supervisedOn) });
  return found
    .filter(({ name, at }) => ladder.names.includes(name) && at >= startedAt)
    .sort((a, b) => a.at - b.at || ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
};
