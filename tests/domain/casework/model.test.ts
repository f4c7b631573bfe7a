/** Random lives of cases: whatever is tried, in whatever order, no state is illegal and the next stage is the right one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case, CaseClock, CaseState } from "../../../shared/casework/case.ts";
import { remindingClocks, runningClocks } from "../../../shared/casework/clocks.ts";
import { submitCorrections } from "../../../shared/casework/corrections.ts";
import { answerHandOver, turnAway, withdraw } from "../../../shared/casework/ending.ts";
import { accept, decide, deliver, giveNotice, reissueCode } from "../../../shared/casework/handling.ts";
import { completeTask, openTasks } from "../../../shared/casework/joint-handling.ts";
import { lapseKindOf } from "../../../shared/casework/lapses.ts";
import { firstBrokenEntry } from "../../../shared/casework/ledger.ts";
import { recount } from "../../../shared/casework/recounting.ts";
import type { WrittenPromise } from "../../../shared/casework/requested-papers.ts";
import { receivedAbove, returnedFromAbove, sendUp } from "../../../shared/casework/sending-up.ts";
import { forward } from "../../../shared/casework/stations.ts";
import { answerOrders, orderByHand } from "../../../shared/casework/supervising.ts";
import { endSuspension, extend, renewSuspension, suspend } from "../../../shared/casework/suspending.ts";
import { askFurther, putRight, supplyPromised } from "../../../shared/casework/telling.ts";
import { actOnTime } from "../../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../../shared/casework/writing.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import type { ServiceItem } from "../../../shared/directory/service-item.ts";
import { type Instant, instant, instantOf, type LocalDate, localDateOf } from "../../../shared/kernel/local-date.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";
import { CENTRE, filed, filedAtStation, itemLike, PROXY, sha256 } from "../../support/casework.ts";
import { dayAfter } from "../calendar/days.ts";
import { addNextEdition, beginAnew, isWorked, occasion, slowNeighbour, wallClock } from "./two-editions.ts";

const ITEMS: readonly ServiceItem[] = [
  ...SAMPLE_ITEMS,
  itemLike("veteran-card", { regime: "disclosure" }),
  itemLike("birth-registration", { regime: "enquiry" }),
];
const UPWARD = { upwardLeg: { body: "示例机关", limit: { days: 5, unit: "working-days" as const } } };
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

const summer = (date: string) => date.slice(5) >= "05-01" && date.slice(5) <= "09-30";
const local = (date: string, time: string): Instant => instant(`${date}T${time}:00+08:00`);

/** Straight from R28: the first day by whose end half of those that count are gone. */
const slowHalf = ({ from, limit, suspensions }: CaseClock): Instant | undefined => {
  if (limit.unit === "hours" || limit.unit === "immediate") return undefined;
  let [day, left] = [from as string, limit.days];
  while (2 * left > limit.days) {
    day = dayAfter(day);
    const stands = suspensions.some((each) => each.from <= day && day <= each.to);
    if (!stands && (limit.unit === "natural-days" || isWorked(day))) left -= 1;
  }
  return local(isWorked(day) ? day : slowNeighbour(day, 1), "08:30");
};

/** Straight from R5b: what each clock drives; with a limit by law, the promise drives no supervision (R31). */
const slowDrives = (kind: string, { clocks }: Case): readonly string[] => {
  if (kind === "statutory") return ["supervision"];
  if (kind === "promised") return ["half", "yellow", "red", ...(clocks.statutory === undefined ? ["supervision"] : [])];
  return ["delivery", "urgent", "forwarding"].includes(kind) ? ["yellow", "red", "supervision"] : ["yellow", "red"];
};

/** Straight from R9, R28 to R31, by asking for every day anew. */
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
    const redOn = dueAt === undefined ? slowNeighbour(dueOn, 1) : dueOn;
    const third = [1, 2, 3].reduce((day) => slowNeighbour(day, 1), redOn as string);
    const half = slowHalf(clock);
    const drives = slowDrives(kind, subject);
    return [
      ...(half !== undefined && half < yellow ? [{ at: half, id: `${kind}#${dueVersion}#half`, rank: -1 }] : []),
      { at: yellow, id: `${kind}#${dueVersion}#yellow`, rank: 0 },
      { at: red, id: `${kind}#${dueVersion}#red`, rank: 1 },
      {
        at: local(kind === "statutory" ? redOn : third, "08:30"),
        id: `${kind}#${dueVersion}#supervision`,
        rank: 2,
      },
    ].filter(
      ({ at, id }) =>
        drives.some((name) => id.endsWith(`#${name}`)) &&
        Date.parse(at) >= Date.parse(startedAt) &&
        !(id in subject.firedStages),
    );
  });

/** Straight from R5a and R15: silence begins when the last minute for a notice is over. */
const slowLapse = ({ state, regime, clocks: { notice, promised } }: Case): ReturnType<typeof slowStages> => {
  const moved = regime === "licence" || (["benefit", "service"].includes(regime) && promised === undefined);
  if (state !== "filed" || !notice?.running || !moved) return [];
  const closing = local(notice.dueOn, summer(notice.dueOn) ? "17:30" : "17:00");
  return [{ at: instantOf(Date.parse(closing) + 1), id: `notice#${notice.dueVersion}#silence`, rank: 3 }];
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
        ? { at: local(third, "08:30"), id: `correction#${correctBy}#correction-reminder`, rank: 3 }
        : { at: midnightAfter(correctBy), id: `correction#${correctBy}#correction-expiry`, rank: 3 },
    );
  }
  const waits = paperPromise?.missing.some(({ code }) => !paperPromise.supplied.includes(code));
  if (state === "accepted" && paperPromise && waits && paperPromise.brokenOn === undefined) {
    const { supplyBy } = paperPromise;
    found.push({ at: midnightAfter(supplyBy), id: `promise#${supplyBy}#promise-expiry`, rank: 3 });
  }
  if (renewal?.bySilence && (state === "filed" || state === "accepted")) {
    const { expiresOn } = renewal;
    found.push({ at: midnightAfter(expiresOn), id: `renewal#${expiresOn}#renewal-expiry`, rank: 3 });
  }
  return found;
};

/** Straight from R31: a supervision stage that was told of owes its order, before anything else that time does. */
const slowOrders = ({ state, clocks, firedStages, orders = [] }: Case): ReturnType<typeof slowStages> =>
  ["delivered", "not-accepted", "withdrawn"].includes(state)
    ? []
    : Object.entries(firedStages)
        .filter(([id]) => id.endsWith("#supervision") && orders.every(({ stage }) => stage !== id))
        .filter(([id]) => remindingClocks(clocks).some(([kind]) => id.split("#")[0] === kind))
        .map(([id, { at }]) => ({ at, id: `${id}-order`, rank: 3 }));

const expectRightNextStage = (subject: Case) => {
  const owed = slowOrders(subject);
  const lapses = owed.length > 0 ? owed : [...slowLapse(subject), ...slowPeriods(subject)];
  const stages = [...slowStages(subject), ...lapses];
  const first = Math.min(...stages.map(({ at, rank }) => Date.parse(at) + rank / 10));
  const candidates = stages.filter(({ at, rank }) => Date.parse(at) + rank / 10 === first);
  if (subject.nextStage === undefined) expect(stages).toEqual([]);
  else expect(candidates.map(({ id, at }) => ({ id, at }))).toContainEqual(subject.nextStage);
};

const WITHIN_ACCEPTED = [
  "suspend",
  "renew",
  "end-suspension",
  "extend",
  "send-up",
  "receive-above",
  "return-from-above",
];
const SUPERVISED = ["order", "answer-order"];
const LEAD = { kind: "lead", staffId: `${CENTRE}-director`, role: "director" } as const;
/** Much of what is done to a case in hand is lawful only soon after it was taken in hand. */
const minutes = fc.oneof(fc.nat(600), fc.nat(9000));
const IN_HAND = ["forward", "accept"];
const BEGINNINGS = [
  [],
  [],
  IN_HAND,
  [...IN_HAND, "extend", "suspend", "renew"],
  [...IN_HAND, "suspend", "end-suspension"],
  [...IN_HAND, "send-up", "receive-above", "return-from-above"],
].map((moves) => moves.map((move) => ({ do: move, after: 60 })));
const step = fc.oneof(
  fc.record({
    do: fc.constantFrom(
      ...["notice", "accept", "approve", "refuse", "deliver", "reissue"],
      ...["put-right", "ask", "turn-away", "answer", "withdraw", "promise", "supply", "submit", "part"],
      ...["forward", ...SUPERVISED, ...WITHIN_ACCEPTED],
    ),
    after: minutes,
  }),
  fc.record({ do: fc.constantFrom("sweep", "sweep", "next-edition"), after: minutes }),
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
const SAME_STATE = [
  "reissue",
  "submit",
  "put-right",
  "ask",
  "answer",
  "supply",
  "part",
  ...SUPERVISED,
  ...WITHIN_ACCEPTED,
];

/** What a case in hand goes through without another state. */
const withinAccepted = (before: Case, what: string, at: string): Case => {
  const now = occasion(at);
  const ahead = (days: number) => localDateOf(instantOf(Date.parse(now.at) + days * DAY_MS));
  const [reason = "hearing"] = before.limits.suspendedBy;
  const id = before.suspensions.length;
  if (what === "suspend") return suspend(before, { reason, from: now.today, plannedTo: ahead(9), notice: "书" }, now);
  if (what === "renew") return renewSuspension(before, { id, plannedTo: ahead(20), notice: "书" }, now);
  if (what === "end-suspension") return endSuspension(before, id, now);
  if (what === "extend") return extend(before, { workingDays: 5, document: "批1号", reason: "因" }, now);
  if (what === "send-up") return sendUp(before, { code: before.itemCode, ...UPWARD }, now);
  if (what === "receive-above") return receivedAbove(before, now.today, now);
  return returnedFromAbove(before, { on: now.today, answer: "agreed" }, now);
};

const tryMove = (before: Case, what: string, at: string): Case => {
  if (WITHIN_ACCEPTED.includes(what)) return withinAccepted(before, what, at);
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
  if (what === "order") return orderByHand(before, "久拖", now);
  if (what === "answer-order") return answerOrders(before, { done: "催", finishBy: now.today }, { ...now, by: LEAD });
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
  const fired = { ...before, firedStages: { ...before.firedStages, [before.nextStage.id]: { at: now.at } } };
  return { ...fired, nextStage: attentionOf(fired, now) };
};

/** The next edition of the calendar comes once, and every open case is counted by it (R8). */
const amend = (before: Case, at: string): Case => {
  addNextEdition();
  const after = recount(before, occasion(at, { kind: "clock" }));
  expect(after.state).toBe(before.state);
  if (after !== before)
    expect([after.version, after.ledger.at(-1)?.what]).toEqual([before.version + 1, "deadline-moved"]);
  return after;
};

/** What makes a date another, each time. */
const MOVING_DATES = [
  "corrections-submitted",
  "suspended",
  "suspension-renewed",
  "suspension-ended",
  "extended",
  "deadline-moved",
  "sent-up",
];

describe("a case's life", () => {
  it("never reaches an illegal state, keeps its chain whole, and always knows its next stage", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...ITEMS),
        fc.integer({ min: 0, max: 400 * 24 * 60 }),
        fc.boolean(),
        fc.array(step, { maxLength: 16 }),
        fc.option(fc.nat(120), { nil: undefined }),
        fc.boolean(),
        fc.constantFrom(...BEGINNINGS),
        (item, minute, urgent, steps, days, atStation, beginning) => {
          beginAnew();
          let now = Date.parse("2025-09-01T00:00:00+08:00") + minute * MINUTE_MS;
          const expiresOn = days === undefined ? undefined : localDateOf(instantOf(now + days * DAY_MS));
          const offered = { ...item, renewalBySilence: true, ...UPWARD };
          let subject = atStation
            ? filedAtStation(offered, wallClock(now), "file", "2027-12-31", { urgent, expiresOn })
            : filed(offered, wallClock(now), { urgent, expiresOn });
          expectRightNextStage(subject);
          for (const { do: what, after } of [...beginning, ...steps]) {
            now += after * MINUTE_MS;
            const before = subject;
            if (what === "sweep") {
              subject = sweep(before, wallClock(now));
              if (subject.orders !== before.orders) seen.add("supervision-order");
              expectRightNextStage(subject);
              continue;
            }
            if (what === "next-edition") {
              subject = amend(before, wallClock(now));
              expectRightNextStage(subject);
              continue;
            }
            try {
              subject =
                what === "forward"
                  ? forward(before, offered, occasion(wallClock(now), PROXY))
                  : tryMove(before, what, wallClock(now));
            } catch (error) {
              expect(error).toBeInstanceOf(Refusal);
              continue;
            }
            seen.add(what);
            const stayed = subject.state === before.state;
            expect(stayed ? SAME_STATE.includes(what) : LEGAL[before.state].includes(subject.state)).toBe(true);
            expect(subject.version).toBe(before.version + 1);
            expectRightNextStage(subject);
          }
          expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
          const begun = subject.ledger.filter(({ what }) => MOVING_DATES.includes(what)).length;
          for (const [, clock] of runningClocks(subject.clocks))
            expect(clock.dueVersion).toBeLessThanOrEqual(2 + begun);
        },
      ),
      // The same lives at every run, so that what they came past can be asserted.
      { numRuns: 600, seed: 370_481 },
    );
    // Each was not only tried, but done.
    expect([...seen]).toEqual(
      expect.arrayContaining(["forward", "accept", "part", "withdraw", ...SUPERVISED, ...WITHIN_ACCEPTED]),
    );
    // And time made orders too.
    expect(seen).toContain("supervision-order");
  });
});
