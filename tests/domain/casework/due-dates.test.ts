/** Random histories of what moves a deciding clock: every due date is the one that counting day by day, by the rules alone, gives. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calendar, calendarOf } from "../../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../../shared/calendar/published-years.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, decide, deliver } from "../../../shared/casework/handling.ts";
import { completeTask, openTasks } from "../../../shared/casework/joint-handling.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import { recount } from "../../../shared/casework/recounting.ts";
import { sendUp } from "../../../shared/casework/sending-up.ts";
import { forward } from "../../../shared/casework/stations.ts";
import { endSuspension, extend, renewSuspension, suspend } from "../../../shared/casework/suspending.ts";
import type { Occasion } from "../../../shared/casework/writing.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";
import { filed, filedAtStation, itemLike, occasion, sha256 } from "../../support/casework.ts";
import { day, dayAfter, slowlyWorked, working } from "../calendar/days.ts";

const LIMITS = { promised: 10, statutory: 20 } as const;
const UPWARD_DAYS = 5;
const LICENCE = itemLike("tree-felling-licence", {
  limits: { promised: working(LIMITS.promised), statutory: working(LIMITS.statutory) },
  upwardLeg: { body: "示例机关", limit: working(UPWARD_DAYS) },
});
const PARTS = [3, 7, 4] as const;
const STEPS = PARTS.map((days, n) => ({
  code: `part-${n + 1}`,
  unit: "forestry" as const,
  name: `第${n + 1}部分`,
  limit: working(days),
}));
const ORDERS = ["alone", "parallel", "in-order"] as const;
type Order = (typeof ORDERS)[number];
const itemOf = (order: Order) => (order === "alone" ? LICENCE : { ...LICENCE, joint: { order, steps: STEPS } });
type Kind = keyof typeof LIMITS;
const KINDS = ["promised", "statutory"] as const;

const later = (date: string, days: number): string => {
  let on = date;
  for (let n = 0; n < days; n += 1) on = dayAfter(on);
  return on;
};

/** What the rules are told, kept apart from the case. */
type Standing = { readonly id: number; readonly from: string; readonly to: string; readonly stands: ReadonlySet<Kind> };
type History = {
  readonly start: string;
  readonly standings: readonly Standing[];
  readonly added: Readonly<Partial<Record<Kind, number>>>;
  readonly closed: ReadonlySet<string>;
  readonly sentUpOn?: string;
  /** Of a joint case, each part's: when it was opened, and once it is done, its due date of then. */
  readonly parts: readonly { readonly from?: string; readonly wasDue?: string }[];
};

/** R1, R3, R8, R21, R22, R24: the first day after day 0 is 1; what is closed, rested or stood still does not count. */
const slowDue = (history: History, kind: Kind): string => {
  const { start, standings, added, closed } = history;
  const still = (date: string) =>
    standings.some(({ from, to, stands }) => stands.has(kind) && from <= date && date <= to);
  let date = start;
  for (let counted = 0; counted < LIMITS[kind] + (added[kind] ?? 0); ) {
    date = dayAfter(date);
    if (slowlyWorked(date) && !closed.has(date) && !still(date)) counted += 1;
  }
  return date;
};
/** Nothing stands still: neither the body above nor the units of a joint case are the applicant's affair. */
const slowPlain = (from: string | undefined, days: number, { closed }: History): string | undefined => {
  let date = from;
  for (let counted = 0; date !== undefined && counted < days; ) {
    date = dayAfter(date);
    if (slowlyWorked(date) && !closed.has(date)) counted += 1;
  }
  return date;
};
const slowUpward = (history: History) => slowPlain(history.sentUpOn, UPWARD_DAYS, history);
const slowPart = (history: History, n: number): string | undefined =>
  history.parts[n]?.wasDue ?? slowPlain(history.parts[n]?.from, PARTS[n] ?? 0, history);

/** All at once, or the first of them. */
const partsBegun = (order: Order, on: string): History["parts"] =>
  order === "alone" ? [] : PARTS.map((_, n) => (n === 0 || order === "parallel" ? { from: on } : {}));
/** Every move here is made at ten in the morning: in time on the due date itself (R4, R23). */
const inTime = (history: History, today: string): Set<Kind> =>
  new Set(KINDS.filter((kind) => today <= slowDue(history, kind)));

type Step = { readonly do: string; readonly after: number; readonly ahead: number; readonly days: number };
type Stage = { readonly subject: Case; readonly history: History };
type Act = (stage: Stage, step: Step, now: Occasion) => Stage;

const last = ({ standings }: History) => standings.at(-1);
const changed = (history: History, id: number, to: string): History => ({
  ...history,
  standings: history.standings.map((each) => (each.id === id ? { ...each, to } : each)),
});

const ACTS: Readonly<Record<string, Act>> = {
  suspend: ({ subject, history }, { ahead, days }, now) => {
    const from = later(now.today, ahead);
    const to = later(from, days);
    const asked = { reason: "hearing" as const, from: day(from), plannedTo: day(to), notice: "听证" };
    const standing = { id: history.standings.length + 1, from, to, stands: inTime(history, now.today) };
    return {
      subject: suspend(subject, asked, now),
      history: { ...history, standings: [...history.standings, standing] },
    };
  },
  renew: ({ subject, history }, { days }, now) => {
    const { id = 1, to = now.today } = last(history) ?? {};
    const until = later(to, days + 1);
    return {
      subject: renewSuspension(subject, { id, plannedTo: day(until), notice: "改期" }, now),
      history: changed(history, id, until),
    };
  },
  end: ({ subject, history }, _, now) => {
    const { id = 1 } = last(history) ?? {};
    return { subject: endSuspension(subject, id, now), history: changed(history, id, now.today) };
  },
  extend: ({ subject, history }, { days }, now) => {
    const workingDays = (days % 10) + 1;
    const approval = { workingDays, document: "示例1号", reason: "踏勘" };
    const added = Object.fromEntries([...inTime(history, now.today)].map((kind) => [kind, workingDays]));
    return { subject: extend(subject, approval, now), history: { ...history, added } };
  },
  "send-up": ({ subject, history }, _, now) => ({
    subject: sendUp(subject, LICENCE, now),
    history: { ...history, sentUpOn: now.today },
  }),
  part: ({ subject, history }, { days }, now) => {
    const open = openTasks(subject);
    const { code = "none" } = open[days % Math.max(open.length, 1)] ?? {};
    const done = STEPS.findIndex((each) => each.code === code);
    const parts = history.parts.map((part, n) => {
      if (n === done) return { ...part, wasDue: slowPart(history, n)! };
      return n === done + 1 && subject.joint?.order === "in-order" ? { from: now.today } : part;
    });
    return { subject: completeTask(subject, code, undefined, now), history: { ...history, parts } };
  },
  close: ({ subject, history }, { ahead }, now) => ({
    subject,
    history: { ...history, closed: new Set([...history.closed, later(now.today, ahead)]) },
  }),
};

/** Made once for the days that it closes: a calendar is dear to make. */
const calendars = new WeakMap<ReadonlySet<string>, Calendar>();
const calendarWithout = (closed: ReadonlySet<string>): Calendar => {
  const days = [...closed].sort().map((date) => ({ date: day(date), reason: { zh: "停电", en: "no power" } }));
  const made = calendars.get(closed) ?? calendarOf(`CN-2026.1+local.${closed.size}`, PUBLISHED_YEARS, days);
  calendars.set(closed, made);
  return made;
};
const at = (today: string, { closed }: History): Occasion => ({
  ...occasion(`${today}T10:00`),
  calendar: calendarWithout(closed),
});
const recounted = (subject: Case, today: string, history: History): Case =>
  recount(subject, { ...at(today, history), by: { kind: "clock" } });

const duesOf = ({ clocks }: Case) =>
  (["promised", "statutory", "upward", "task-1", "task-2", "task-3"] as const).map((kind) => clocks[kind]?.dueOn);

const step = fc.record({
  do: fc.constantFrom(...Object.keys(ACTS)),
  after: fc.nat(6),
  ahead: fc.nat(8),
  days: fc.nat(15),
});

describe("R8 R22 R24 the due dates of a case", () => {
  it("are those of a slow count by the rules, whatever stood still, was extended, sent up, done in parts or closed, in any order", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...ORDERS),
        fc.nat(300),
        fc.array(step, { maxLength: 14 }),
        (order, offset, steps) => {
          let today = later("2025-09-01", offset);
          let history: History = {
            start: today,
            standings: [],
            added: {},
            closed: new Set(),
            parts: partsBegun(order, today),
          };
          let subject = accept(filed(itemOf(order), `${today}T09:00`), at(today, history));
          for (const each of steps) {
            today = later(today, each.after);
            try {
              const done = ACTS[each.do]!({ subject, history }, each, at(today, history));
              history = done.history;
              subject = recounted(done.subject, today, history);
              seen.add(each.do);
            } catch (error) {
              // What is refused changes nothing, neither in the case nor in what the rules are told.
              if (!(error instanceof Refusal)) throw error;
            }
            expect(duesOf(subject)).toEqual([
              slowDue(history, "promised"),
              slowDue(history, "statutory"),
              slowUpward(history),
              ...PARTS.map((_, n) => slowPart(history, n)),
            ]);
            expect(subject.state).toBe("accepted");
          }
          expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
        },
      ),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toEqual(Object.keys(ACTS).sort());
  });
});

/** The other clocks of a licence, by the law: each runs from its own event, and keeps its date when it stops. */
const DAYS = { forwarding: 1, notice: 5, delivery: 10 } as const;
type Waiting = keyof typeof DAYS;
type Run = { readonly from: string; readonly wasDue?: string };
type Runs = Readonly<Partial<Record<Waiting, Run>>>;
/** What ends one clock and starts the next. */
const NEXT: readonly [move: (before: Case, now: Occasion) => Case, ends: Waiting, starts?: Waiting][] = [
  [(before, now) => forward(before, LICENCE, now), "forwarding", "notice"],
  [(before, now) => accept(before, now), "notice"],
  [(before, now) => decide(before, { outcome: "approved", overdueReason: "staffing" }, now), "notice", "delivery"],
  [(before, now) => deliver(before, "counter", now), "delivery"],
];
const slowRuns = (runs: Runs, history: History) =>
  Object.fromEntries(
    Object.entries(runs).map(([kind, { from, wasDue }]) => [
      kind,
      wasDue ?? slowPlain(from, DAYS[kind as Waiting], history), // its keys
    ]),
  );

describe("R8 R26 R48 the due dates before acceptance and after the decision", () => {
  it("are those of a slow count from their own event, whatever is closed meanwhile, and stay when their clock has stopped", () => {
    let delivered = 0;
    const wait = fc.record({ goesOn: fc.boolean(), after: fc.nat(2), ahead: fc.nat(6) });
    fc.assert(
      fc.property(fc.nat(300), fc.boolean(), fc.array(wait, { maxLength: 12 }), (offset, atStation, waits) => {
        let today = later("2025-09-01", offset);
        let history: History = { start: today, standings: [], added: {}, closed: new Set(), parts: [] };
        let subject = atStation ? filedAtStation(LICENCE, `${today}T09:00`, "file") : filed(LICENCE, `${today}T09:00`);
        let runs: Runs = atStation ? { forwarding: { from: today } } : { notice: { from: today } };
        let done = atStation ? 0 : 1;
        for (const { goesOn, after, ahead } of waits) {
          today = later(today, after);
          if (!goesOn) history = { ...history, closed: new Set([...history.closed, later(today, ahead)]) };
          subject = recounted(subject, today, history);
          const next = NEXT[done];
          // Nobody answers in time: what then comes of it is another rule's affair (R15).
          const silent = done === 1 && today > slowRuns(runs, history).notice!;
          if (goesOn && next !== undefined && !silent) {
            const [move, ends, starts] = next;
            const wasDue = slowRuns(runs, history)[ends]!;
            subject = move(subject, at(today, history));
            runs = { ...runs, [ends]: { ...runs[ends]!, wasDue }, ...(starts && { [starts]: { from: today } }) };
            done += 1;
          }
          const dues = Object.keys(runs).map((kind) => [kind, subject.clocks[kind as Waiting]?.dueOn]);
          expect(Object.fromEntries(dues)).toEqual(slowRuns(runs, history));
        }
        if (done === NEXT.length) delivered += 1;
      }),
      { numRuns: 150, seed: 370_481 },
    );
    expect(delivered).toBeGreaterThan(10);
  });
});
