/** The life of one invented case, from filing to delivery, by the same moves as real ones: every state that is to be written, in order. */
import { createHash } from "node:crypto";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { annulCard } from "../../shared/casework/annulling.ts";
import type { ActedBy, Case } from "../../shared/casework/case.ts";
import { submitCorrections } from "../../shared/casework/corrections.ts";
import { turnAway, withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, deliver, giveNotice } from "../../shared/casework/handling.ts";
import { completeTask } from "../../shared/casework/joint-handling.ts";
import { lapseKindOf } from "../../shared/casework/lapses.ts";
import { isOverdue } from "../../shared/casework/ruling.ts";
import { receivedAbove, returnedFromAbove, sendUp } from "../../shared/casework/sending-up.ts";
import { forward } from "../../shared/casework/stations.ts";
import { answerOrders } from "../../shared/casework/supervising.ts";
import { extend, suspend } from "../../shared/casework/suspending.ts";
import { askFurther } from "../../shared/casework/telling.ts";
import { actOnTime, upToDate } from "../../shared/casework/timed-moves.ts";
import { attentionOf, type Occasion } from "../../shared/casework/writing.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { type Instant, localDateOf, plusDays, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Random } from "../soak/random.ts";
import { atHome, inOffice, nextInOffice, workingDay } from "./days.ts";
import { explained, LATE_REASONS } from "./explaining.ts";

/** `fired`: stages told of since the state before; the rest of the state is as it was. */
export type Step = { readonly state: Case; readonly fired?: readonly { readonly id: string; readonly at: Instant }[] };
/** How a centre works: the chance that a case is late, and that a resident has to come again. */
export type Manner = { readonly late: number; readonly notice: number };

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const FIVE_MINUTES_MS = 300_000;
const CLOCK: ActedBy = { kind: "clock" };

/** A life that is being lived: each move brings the case up to date first, as the deployed functions do. */
export class Living {
  readonly steps: Step[] = [];
  private tokens = 0;
  private readonly roster: Roster;
  /** Who filed it. */
  readonly first: ActedBy;
  state: Case;

  /** @param begin how it comes to be: filed, or completed at once */
  constructor(roster: Roster, at: Instant, by: ActedBy, begin: (occasion: Occasion) => Case) {
    this.roster = roster;
    this.first = by;
    this.state = begin(this.occasion(at, by));
    this.steps.push({ state: this.state });
  }

  /** When something last happened to it. */
  get last(): Instant {
    return this.state.ledger.at(-1)?.at ?? this.state.receivedAt;
  }

  occasion(at: Instant, by: ActedBy): Occasion {
    this.tokens += 1;
    return {
      ...{ at, today: localDateOf(at), by, token: `life-${this.tokens}`, sha256, textHash: sha256 },
      ...{ calendar: CHINA_CALENDAR, hours: tengzhou.officeHours, ladder: tengzhou.ladder },
    };
  }

  /** Whoever holds the deciding post, or now and then its stand-in. */
  by(random: Random): ActedBy {
    const post = this.roster.posts.find(({ id }) => id === this.state.decidingPost);
    const [staffId, basis] = random.chance(0.94) ? [post?.holder, "holder"] : [post?.standIn, "stand-in"];
    return { kind: "staff", staffId: staffId ?? "", postId: this.state.decidingPost, basis };
  }

  /** What the sweep does until an instant: stages fire, time makes its own moves. */
  sweepUntil(until: Instant): void {
    for (let next = this.next(); next !== undefined && next.at <= until; next = this.next()) {
      const occasion = this.occasion(next.at, CLOCK);
      if (lapseKindOf(next.id) !== undefined) {
        const after = actOnTime(this.state, occasion);
        if (after === this.state) return;
        this.keep(after);
      } else {
        const { id, at } = next;
        const after = { ...this.state, firedStages: { ...this.state.firedStages, [id]: { at } } };
        this.state = { ...after, nextStage: attentionOf(after, occasion) };
        this.fire({ id, at });
      }
    }
  }

  /** Never before what was written last. One that is refused leaves no trace, nor do the stages up to it: the case goes on earlier. */
  move(asked: Instant, by: ActedBy, change: (before: Case, occasion: Occasion) => Case): boolean {
    const at = asked > this.last ? asked : plusMilliseconds(this.last, FIVE_MINUTES_MS);
    const [state, steps] = [this.state, [...this.steps]];
    this.sweepUntil(at);
    const occasion = this.occasion(at, by);
    try {
      this.keep(change(upToDate(this.state, occasion), occasion));
      return true;
    } catch (error) {
      // What is not allowed is not done, as at a real counter.
      if (!(error instanceof Refusal)) throw error;
      this.state = state;
      this.steps.splice(0, this.steps.length, ...steps);
      return false;
    }
  }

  private next(): Case["nextStage"] {
    return this.state.nextStage;
  }

  /** Stages that fire with nothing in between are told of in one write, as by a sweep. */
  private fire(stage: { readonly id: string; readonly at: Instant }): void {
    const before = this.steps.at(-1);
    if (before?.fired === undefined) this.steps.push({ state: this.state, fired: [stage] });
    else this.steps.splice(-1, 1, { state: this.state, fired: [...before.fired, stage] });
  }

  private keep(after: Case): void {
    if (after.version === this.state.version) return;
    this.state = after;
    this.steps.push({ state: after });
  }
}

export type Plan = {
  readonly random: Random;
  readonly item: ServiceItem;
  readonly manner: Manner;
  readonly roster: Roster;
};

/** Missing papers, told once; most residents bring them, one in fifty is asked for something else again. */
const correcting = (life: Living, { random, item }: Plan, day: ReturnType<typeof localDateOf>): typeof day => {
  const told = workingDay(day, random.pick([0, 0, 0, 1]));
  const missing = item.materials.slice(0, random.between(1, 2)).map(({ code, name }) => ({ code, name }));
  const given = life.move(nextInOffice(life.last, told, random), life.by(random), (before, occasion) =>
    giveNotice(before, { missing, channel: random.pick(["counter-signature", "online", "post"] as const) }, occasion),
  );
  if (!given) return told;
  const other = item.materials.at(-1);
  if (random.chance(0.02) && other !== undefined && !missing.some(({ code }) => code === other.code)) {
    life.move(inOffice(workingDay(told, 1), random), life.by(random), (before, occasion) =>
      askFurther(before, { missing: [other], channel: "counter-signature", reason: "示例：首次告知时遗漏" }, occasion),
    );
  }
  if (random.chance(0.06)) return plusDays(told, 200);
  const brought = workingDay(told, random.between(1, 9));
  const papers = missing.map(({ code }) => code);
  life.move(atHome(brought, random), { kind: "resident" }, (before, occasion) =>
    submitCorrections(before, papers, occasion, { channel: "online" }),
  );
  return brought;
};

/** What makes a clock count otherwise, and the way up, on some of the cases that take days. */
const onTheWay = (life: Living, { random, item }: Plan): void => {
  const { acceptedOn } = life.state;
  if (acceptedOn === undefined) return;
  for (const { code } of life.state.joint?.tasks ?? []) {
    const done = inOffice(workingDay(acceptedOn, random.pick([2, 3, 4, 5, 6, 7, 8, 10])), random);
    life.move(done, life.by(random), (before, occasion) => completeTask(before, code, undefined, occasion));
  }
  if (item.upwardLeg !== undefined && random.chance(0.5)) {
    const [sent, back] = [workingDay(acceptedOn, 1), workingDay(acceptedOn, random.between(4, 7))];
    life.move(inOffice(sent, random), life.by(random), (before, occasion) => sendUp(before, item, occasion));
    life.move(inOffice(workingDay(sent, 1), random), life.by(random), (before, occasion) =>
      receivedAbove(before, occasion.today, occasion),
    );
    life.move(inOffice(back, random), life.by(random), (before, occasion) =>
      returnedFromAbove(before, { on: occasion.today, answer: "agreed" }, occasion),
    );
    return;
  }
  if (random.chance(0.12)) {
    const from = workingDay(acceptedOn, random.between(1, 2));
    life.move(inOffice(from, random), life.by(random), (before, occasion) =>
      suspend(
        before,
        {
          reason: "expert-review",
          from,
          plannedTo: workingDay(from, random.between(2, 5)),
          notice: "示例：专家评审所需时间",
        },
        occasion,
      ),
    );
  }
  if (random.chance(0.05)) {
    life.move(inOffice(workingDay(acceptedOn, 5), random), life.by(random), (before, occasion) =>
      extend(before, { workingDays: 5, document: "示例批字1号", reason: "示例：情况复杂" }, occasion),
    );
  }
};

/** Working days. */
const LATE_BY = [1, 1, 1, 1, 1, 2, 2, 3, 5, 9];

const decided = (life: Living, plan: Plan): void => {
  const { random, manner, roster } = plan;
  const clock = life.state.clocks.promised;
  const accepted = life.state.acceptedOn ?? life.state.receivedOn;
  const due = clock?.dueOn ?? accepted;
  const late = random.chance(manner.late);
  const early = workingDay(accepted, random.below(3));
  // Most are ready well before the day, a few on it; who is late is mostly late by a day or two.
  const over = workingDay(due, random.pick(LATE_BY));
  const ready = late ? over : random.chance(0.12) ? due : early < due ? early : due;
  const at = nextInOffice(life.last, workingDay(ready, 0), random);
  explained(life, plan, at);
  life.sweepUntil(at);
  if (life.state.orders?.some(({ answer }) => answer === undefined)) {
    const director = roster.staff.find(({ role }) => role === "director");
    life.move(at, { kind: "lead", staffId: director?.id ?? "", role: "director" }, (before, occasion) =>
      answerOrders(before, { done: "示例：已安排专人办理", finishBy: workingDay(occasion.today, 1) }, occasion),
    );
  }
  const done = life.move(at, life.by(random), (before, occasion) => {
    const overdueReason = isOverdue(before, occasion) ? random.pick(LATE_REASONS) : undefined;
    const ruling = random.chance(0.975)
      ? ({ outcome: "approved", overdueReason } as const)
      : ({ outcome: "refused", reason: "示例：不符合条件", remedy: "示例：可申请行政复议", overdueReason } as const);
    return decide(before, ruling, occasion);
  });
  if (!done) {
    explained(life, plan);
    return;
  }
  const handed = workingDay(localDateOf(at), random.pick([0, 0, 0, 1, 1, 2, 4]));
  const when = handed === localDateOf(at) ? at : nextInOffice(life.last, handed, random);
  life.move(when, life.by(random), (before, occasion) =>
    deliver(before, random.pick(["counter", "counter", "post", "online"] as const), occasion),
  );
};

/** An outage turned a case red that nobody was late with: the office takes the card back. */
const annulled = (life: Living, { random }: Plan): void => {
  const red = Object.entries(life.state.firedStages).find(([id]) => id.endsWith("#red"));
  if (red === undefined || !random.chance(0.08)) return;
  const at = inOffice(workingDay(localDateOf(red[1].at), 2), random);
  life.move(at, { kind: "lead", staffId: "office-1", role: "office-member" }, (before, occasion) =>
    annulCard(before, { stage: red[0], reason: "outage" }, occasion),
  );
};

const TURNED_AWAY = {
  ground: "not-our-power",
  reason: "示例：不属于本机关职权范围",
  whereToGo: "示例：请向市级主管部门提出",
} as const;

/** Missing papers, turned away, withdrawn, or accepted; one licence in thirty waits until the law accepts it (R15). */
const handled = (life: Living, plan: Plan, immediate: boolean): void => {
  const { random, manner } = plan;
  const received = localDateOf(life.state.receivedAt);
  const soon = nextInOffice(life.last, workingDay(received, immediate ? 0 : random.pick([0, 0, 0, 0, 0, 1])), random);
  if (!immediate && random.chance(0.022)) {
    life.move(soon, life.by(random), (before, occasion) => turnAway(before, TURNED_AWAY, occasion));
    return;
  }
  const seen = random.chance(manner.notice) && !immediate ? correcting(life, plan, received) : received;
  if (!immediate && random.chance(0.012)) {
    life.move(inOffice(workingDay(seen, 1), random), { kind: "resident" }, (before, occasion) =>
      withdraw(before, { kind: "signature", document: "示例签名1号" }, occasion),
    );
    return;
  }
  const forgotten = life.state.regime === "licence" && random.chance(0.03);
  const at = forgotten
    ? inOffice(workingDay(received, 7), random)
    : life.state.state === "filed"
      ? soon
      : nextInOffice(life.last, workingDay(localDateOf(life.last), random.pick([0, 0, 1])), random);
  // Silence has accepted it by then, and who comes to accept it goes on from there.
  if (forgotten) life.sweepUntil(at);
  life.move(at, life.by(random), (before, occasion) => accept(before, occasion));
  onTheWay(life, plan);
  decided(life, plan);
};

/** @param until the end of the quarter: what comes later has not happened */
export const liveOut = (life: Living, plan: Plan, until: Instant): readonly Step[] => {
  const { random, item } = plan;
  const immediate = "unit" in item.limits.promised && item.limits.promised.unit === "immediate";
  if (life.state.state === "at-station") {
    const passed = inOffice(workingDay(localDateOf(life.state.receivedAt), random.below(2)), random);
    life.move(passed, life.first, (before, occasion) => forward(before, item, occasion));
  }
  if (life.state.state !== "delivered") {
    handled(life, plan, immediate);
    annulled(life, plan);
  }
  life.sweepUntil(until);
  return life.steps.filter(({ state, fired }) => (fired?.[0]?.at ?? state.ledger.at(-1)!.at) <= until);
};
