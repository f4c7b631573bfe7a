/** What is still to come: things planned for one instant, and things that come again. Instants are milliseconds since the epoch. */

/** Something that comes again, like a schedule. */
export type Recurring = {
  readonly name: string;
  /** The next instant at which it has to run, strictly after `after`; `Infinity` when nothing is ahead. */
  due(after: number): number;
  run(at: number): Promise<void>;
};
export type Next = { readonly instant: number; readonly run: () => Promise<void> };
export type Agenda = {
  plan(instant: number, run: () => Promise<void>): void;
  every(recurring: Recurring, from: number): void;
  /** The earliest thing at or before `until`; what was planned comes before what recurs at the same instant. */
  nextUntil(until: number): Next | undefined;
  /** Ticks before this instant have run, or nobody needed them: they are never made up for. */
  passOver(instant: number): void;
};

type Ticking = { readonly recurring: Recurring; seen: number };

export const createAgenda = (): Agenda => {
  const planned: Next[] = [];
  const ticking: Ticking[] = [];

  const runOnce = (entry: Next) => () => {
    planned.splice(planned.indexOf(entry), 1);
    return entry.run();
  };
  const runAgain = (each: Ticking, instant: number) => () => {
    each.seen = instant;
    return each.recurring.run(instant);
  };

  return {
    plan: (instant, run) => void planned.push({ instant, run }),
    every: (recurring, from) => void ticking.push({ recurring, seen: from }),
    nextUntil(until) {
      const candidates = [
        ...planned.map((entry) => ({ instant: entry.instant, run: runOnce(entry) })),
        ...ticking.map((each) => {
          const instant = each.recurring.due(each.seen);
          return { instant, run: runAgain(each, instant) };
        }),
      ];
      return candidates
        .filter(({ instant }) => instant <= until)
        .reduce<Next | undefined>((first, each) => (first && first.instant <= each.instant ? first : each), undefined);
    },
    passOver(instant) {
      for (const each of ticking) each.seen = Math.max(each.seen, instant - 1);
    },
  };
};
