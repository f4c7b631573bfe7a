/** Random lives of cases: whatever is tried, in whatever order, no state is illegal and the next stage is the right one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case, CaseState } from "../../../shared/casework/case.ts";
import { remindingClocks, runningClocks } from "../../../shared/casework/clocks.ts";
import { submitCorrections } from "../../../shared/casework/corrections.ts";
import { answerHandOver, turnAway, withdraw } from "../../../shared/casework/ending.ts";
import { accept, decide, deliver, giveNotice, reissueCode } from "../../../shared/casework/handling.ts";
import { completeTask, openTasks } from "../../../shared/casework/joint-handling.ts";
import { lapseKindOf } from "../../../shared/casework/lapses.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import type { WrittenPromise } from "../../../shared/casework/requested-papers.ts";
import { askFurther, putRight, supplyPromised } from "../../../shared/casework/telling.ts";
import { actOnTime } from "../../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../../shared/casework/writing.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import type { ServiceItem } from "../../../shared/directory/service-item.ts";
import {
  type Instant,
  instant,
  instantOf,
  type LocalDate,
  localDateOf,
  localTimeOf,
} from "../../../shared/kernel/local-date.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";
import { filed, itemLike, occasion, sha256 } from "../../support/casework.ts";
import { slowlyWorked } from "../calendar/days.ts";

const ITEMS: readonly ServiceItem[] = [
  ...SAMPLE_ITEMS,
  itemLike("veteran-card", { regime: "disclosure" }),
  itemLike("birth-registration", { regime: "enquiry" }),
];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LEGAL: Readonly<Record<CaseState, readonly CaseState[]>> = {
  "at-station": ["filed", "withdrawn"],
  filed: ["correcting", "accepted", "decided", "not-accepted", "withdrawn"],
  correcting: ["accepted", "not-accepted", "withdrawn"],
  accepted: ["decided", "not-accepted", "withdrawn"],
  decided: ["delivered"],
  delivered: [],
  "not-accepted": [],
  withdrawn: [],
};

const slowNeighbour = (date: string, step: 1 | -1): string => {
  let ms = Date.parse(`${date}T00:00:00Z`);
  do ms += step * DAY_MS;
  while (!slowlyWorked(new Date(ms).toISOString().slice(0, 10)));
  return new Date(ms).toISOString().slice(0, 10);
};
const summer = (date: string) => date.slice(5) >= "05-01" && date.slice(5) <= "09-30";
const local = (date: string, time: string): Instant => instant(`${date}T${time}:00+08:00`);

/** Straight from R9, R29 and R30, by asking for every day anew. */
const slowStages = (subject: Case): { at: Instant; id: string; rank: number }[] =>
  remindingClocks(subject.clocks).flatMap(([kind, clock]) => {
    const { dueOn, safeBy, dueAt, startedAt, dueVersion, limit } = clock;
    const closing = local(dueOn, summer(dueOn) ? "17:30" : "17:00");
    const yellow =
      dueAt !== undefined
        ? instantOf(Date.parse(dueAt) - 120 * MINUTE_MS)
        : limit.unit === "immediate"
          ? instantOf(Date.parse(closing) - 120 * MINUTE_MS)
          : local(slowNeighbour(safeBy ?? dueOn, -1), "08:30");
    const red = dueAt ?? local(slowNeighbour(dueOn, 1), "08:30");
    return [
      { at: yellow, id: `${kind}#${dueVersion}#yellow`, rank: 0 },
      { at: red, id: `${kind}#${dueVersion}#red`, rank: 1 },
    ].filter(({ at, id }) => Date.parse(at) >= Date.parse(startedAt) && !subject.firedStages.has(id));
  });

/** Straight from R5a and R15: silence begins when the last minute for a notice is over. */
const slowLapse = ({ state, regime, clocks: { notice, promised } }: Case): ReturnType<typeof slowStages> => {
  const moved = regime === "licence" || (["benefit", "service"].includes(regime) && promised === undefined);
  if (state !== "filed" || !notice?.running || !moved) return [];
  const closing = local(notice.dueOn, summer(notice.dueOn) ? "17:30" : "17:00");
  return [{ at: instantOf(Date.parse(closing) + 1), id: `notice#${notice.dueVersion}#silence`, rank: 2 }];
};

const midnightAfter = (date: string): Instant => instantOf(Date.parse(local(date, "00:00")) + DAY_MS);

/** Straight from R16, R17 and R19: periods that run out at midnight, and the reminder three working days before. */
const slowPeriods = ({ state, notice, paperPromise, renewal }: Case): ReturnType<typeof slowStages> => {
  const found: ReturnType<typeof slowStages> = [];
  const handedIn = notice?.missing.every(({ code }) => notice.submitted?.papers.includes(code));
  if (state === "correcting" && notice !== undefined && !handedIn) {
    const { correctBy, remindedOn } = notice;
    const third = [1, 2, 3].reduce((date) => slowNeighbour(date, -1), correctBy as string);
    found.push(
      remindedOn === undefined
        ? { at: local(third, "08:30"), id: `correction#${correctBy}#correction-reminder`, rank: 2 }
        : { at: midnightAfter(correctBy), id: `correction#${correctBy}#correction-expiry`, rank: 2 },
    );
  }
  const waits = paperPromise?.missing.some(({ code }) => !paperPromise.supplied.includes(code));
  if (state === "accepted" && paperPromise && waits && paperPromise.brokenOn === undefined) {
    const { supplyBy } = paperPromise;
    found.push({ at: midnightAfter(supplyBy), id: `promise#${supplyBy}#promise-expiry`, rank: 2 });
  }
  if (renewal?.bySilence && (state === "filed" || state === "accepted")) {
    const { expiresOn } = renewal;
    found.push({ at: midnightAfter(expiresOn), id: `renewal#${expiresOn}#renewal-expiry`, rank: 2 });
  }
  return found;
};

const expectRightNextStage = (subject: Case) => {
  const stages = [...slowStages(subject), ...slowLapse(subject), ...slowPeriods(subject)];
  const first = Math.min(...stages.map(({ at, rank }) => Date.parse(at) + rank / 10));
  const candidates = stages.filter(({ at, rank }) => Date.parse(at) + rank / 10 === first);
  if (subject.nextStage === undefined) expect(stages).toEqual([]);
  else expect(candidates.map(({ id, at }) => ({ id, at }))).toContainEqual(subject.nextStage);
};

const step = fc.oneof(
  fc.record({
    do: fc.constantFrom(
      ...["notice", "accept", "approve", "refuse", "deliver", "reissue"],
      ...["put-right", "ask", "turn-away", "answer", "withdraw", "promise", "supply", "submit", "part"],
    ),
    after: fc.nat(9000),
  }),
  fc.record({ do: fc.constant("sweep"), after: fc.nat(9000) }),
);

const FORM = { code: "form", name: "表" };
const ELSEWHERE = {
  ground: "not-our-power",
  reason: "因",
  whereToGo: "处",
  handOver: { to: "某局", answer: "offered" },
} as const;
const RULES = ["decided-without", "not-accepted", "withdrawn"] as const;
/** Ten days to keep it; the item's rule by the day of the month. */
const promiseOn = (on: LocalDate): WrittenPromise => ({
  on,
  supplyBy: new Date(Date.parse(`${on}T00:00:00Z`) + 10 * DAY_MS).toISOString().slice(0, 10) as LocalDate, // a day
  document: "承诺1号",
  missing: [FORM],
  supplied: [],
  ifUnkept: RULES[Number(on.slice(8)) % 3]!,
});
const SAME_STATE = ["reissue", "submit", "put-right", "ask", "answer", "supply", "part"];

const tryMove = (before: Case, what: string, at: string): Case => {
  const now = occasion(at);
  const ifUncorrected = before.version % 2 === 0 ? "withdrawn" : "not-accepted";
  if (what === "notice") return giveNotice(before, { missing: [FORM], ifUncorrected }, now);
  if (what === "accept") return accept(before, now);
  if (what === "approve") return decide(before, { outcome: "approved" }, now);
  if (what === "refuse") return decide(before, { outcome: "refused", reason: "因", remedy: "径" }, now);
  if (what === "deliver") return deliver(before, "online", now);
  if (what === "put-right") return putRight(before, { papers: [FORM] }, now);
  if (what === "ask") return askFurther(before, { missing: [FORM], channel: "post", reason: "漏列" }, now);
  if (what === "turn-away") return turnAway(before, ELSEWHERE, now);
  if (what === "submit") return submitCorrections(before, [FORM.code], now);
  if (what === "answer") return answerHandOver(before, "declined", now);
  if (what === "withdraw") return withdraw(before, { kind: "lookup-code" }, now);
  if (what === "promise") return accept(before, now, promiseOn(now.today));
  if (what === "part") return completeTask(before, openTasks(before)[0]?.code ?? "none", undefined, now);
  if (what === "supply") return supplyPromised(before, [FORM.code], now);
  return reissueCode(before, "other", now);
};

/** As the sweep does, once: time's own move, or a stage marked as fired; what comes next is derived. */
const sweep = (before: Case, at: string): Case => {
  const now = occasion(at, { kind: "clock" });
  if (before.nextStage === undefined || before.nextStage.at > now.at) return before;
  if (lapseKindOf(before.nextStage.id) !== undefined) {
    const after = actOnTime(before, now);
    expect(after.version).toBe(before.version + 1);
    expect([before.state, ...LEGAL[before.state]]).toContain(after.state);
    return after;
  }
  const fired = { ...before, firedStages: new Set([...before.firedStages, before.nextStage.id]) };
  return { ...fired, nextStage: attentionOf(fired, now) };
};

const wallClock = (ms: number): string => {
  const at = instantOf(ms);
  const date = new Date(ms + 8 * 60 * MINUTE_MS).toISOString().slice(0, 10) as LocalDate; // as the wall shows it
  return `${date}T${localTimeOf(at)}`;
};

describe("a case's life", () => {
  it("never reaches an illegal state, keeps its chain whole, and always knows its next stage", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ITEMS),
        fc.integer({ min: 0, max: 400 * 24 * 60 }),
        fc.boolean(),
        fc.array(step, { maxLength: 12 }),
        fc.option(fc.nat(120), { nil: undefined }),
        (item, minute, urgent, steps, days) => {
          let now = Date.parse("2025-09-01T00:00:00+08:00") + minute * MINUTE_MS;
          const expiresOn = days === undefined ? undefined : localDateOf(instantOf(now + days * DAY_MS));
          let subject = filed({ ...item, renewalBySilence: true }, wallClock(now), { urgent, expiresOn });
          expectRightNextStage(subject);
          for (const { do: what, after } of steps) {
            now += after * MINUTE_MS;
            const before = subject;
            if (what === "sweep") {
              subject = sweep(before, wallClock(now));
              expectRightNextStage(subject);
              continue;
            }
            try {
              subject = tryMove(before, what, wallClock(now));
            } catch (error) {
              expect(error).toBeInstanceOf(Refusal);
              continue;
            }
            const stayed = subject.state === before.state;
            expect(stayed ? SAME_STATE.includes(what) : LEGAL[before.state].includes(subject.state)).toBe(true);
            expect(subject.version).toBe(before.version + 1);
            expectRightNextStage(subject);
          }
          expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
          const begun = subject.ledger.filter(({ what }) => what === "corrections-submitted").length;
          for (const [, clock] of runningClocks(subject.clocks))
            expect(clock.dueVersion).toBeLessThanOrEqual(2 + begun);
        },
      ),
      { numRuns: 400 },
    );
  });
});
