import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, deliver, giveNotice } from "../../shared/casework/handling.ts";
import { completeTask } from "../../shared/casework/joint-handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import type { UnkeptPromise } from "../../shared/casework/requested-papers.ts";
import { sendUp } from "../../shared/casework/sending-up.ts";
import { supplyPromised } from "../../shared/casework/telling.ts";
import { actOnTime, upToDate } from "../../shared/casework/timed-moves.ts";
import { residentView } from "../../shared/casework/views.ts";
import { attentionOf, type Occasion } from "../../shared/casework/writing.ts";
import { type Instant, localDate, localDateOf } from "../../shared/kernel/local-date.ts";
import { filed, itemLike, itemNamed, occasion, sha256, told } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const RENEWABLE = itemLike("tree-felling-licence", { renewalBySilence: true });
const JOINT = itemNamed("rural-homestead-approval");
const FORM = { code: "felling-application-form", name: "采伐申请表" };
const CARD = { code: "bank-card", name: "社会保障卡或银行卡" };
const FILED_AT = "2026-09-18T09:00";
const ACCEPTED_AT = "2026-09-18T10:00";
const clockAt = (at: string): Occasion => occasion(at, { kind: "clock" });

const upcoming = (subject: Case): Case["nextStage"] => attentionOf(subject, clockAt(FILED_AT));

/** The sweep came at the very instant of each lapse until then. */
const sweptInTime = (before: Case, until: Instant): Case => {
  let subject = before;
  for (let next = subject.nextStage; next !== undefined && next.at <= until; next = subject.nextStage) {
    const moment = { ...clockAt(FILED_AT), at: next.at, today: localDateOf(next.at) };
    const after = actOnTime(subject, moment);
    // A stage of the ladder, which changes nothing of the case but that it was told.
    const reminded = { ...subject, firedStages: { ...subject.firedStages, ...told(next.id) } };
    subject = after === subject ? { ...reminded, nextStage: upcoming(reminded) } : after;
  }
  return subject;
};

/** All but when and by which run it was written. */
const outcome = (move: () => Case) => {
  try {
    const { state, acceptedOn, decision, ending, clocks, leading, paperPromise, joint, deliveredOn } = move();
    // An order follows from a stage that was told of, and only the sweep tells (R31).
    const { order: _order, ...counted } = clocks;
    const { at: _, ...ended } = ending ?? { at: undefined };
    return { state, acceptedOn, decision, ended, clocks: counted, leading, paperPromise, joint, deliveredOn };
  } catch (error) {
    return (error as { code?: string }).code; // a refusal's
  }
};

/** The same, whether the sweep came in time or a person moves the case first. */
const bothOrders = (before: Case, at: string, move: (subject: Case, on: Occasion) => Case) => {
  const now = occasion(at);
  const personFirst = outcome(() => move(upToDate(before, clockAt(at)), now));
  expect(personFirst).toEqual(outcome(() => move(sweptInTime(before, now.at), now)));
  return personFirst;
};

const correcting = giveNotice(filed(LICENCE, FILED_AT), { missing: [FORM], channel: "post" }, occasion(ACCEPTED_AT));
const promised = (ifUnkept: UnkeptPromise): Case =>
  accept(filed(BENEFIT, FILED_AT), occasion(ACCEPTED_AT), {
    ...{ on: localDate("2026-09-18"), supplyBy: localDate("2026-09-28"), document: "承诺1号" },
    ...{ missing: [CARD], supplied: [], ifUnkept },
  });
const renewing = filed(RENEWABLE, FILED_AT, { expiresOn: localDate("2026-10-30") });
const above = (before: Case): Case =>
  sendUp(before, { code: "x", upwardLeg: BENEFIT.upwardLeg }, occasion("2026-10-28T09:00"));

/** Every stage that would be told of, one after the other. */
const stagesToCome = (subject: Case): string[] => {
  const ids: string[] = [];
  let fired = subject.firedStages;
  for (let next = subject.nextStage; next !== undefined && !(next.id in fired); ) {
    ids.push(next.id);
    fired = { ...fired, ...told(next.id) };
    next = attentionOf({ ...subject, firedStages: fired }, clockAt("2026-10-31T00:00"));
  }
  return ids;
};

describe("whoever comes first, the sweep or a person", () => {
  it("R16 a case whose time to correct is over is not accepted any more", () => {
    expect(bothOrders(correcting, "2026-10-20T09:00", accept)).toBe("move-not-allowed");
    expect(bothOrders(correcting, "2026-10-19T17:00", accept)).toMatchObject({
      state: "accepted",
      acceptedOn: "2026-10-19",
    });
  });

  it.each([
    ["decided-without", { state: "accepted", paperPromise: { supplied: ["bank-card"], brokenOn: "2026-09-28" } }],
    ["not-accepted", "move-not-allowed"],
    ["withdrawn", "move-not-allowed"],
  ] as const)("R17 promised papers that come after their day, where the rule is %s", (rule, result) => {
    const late = bothOrders(promised(rule), "2026-09-29T09:00", (subject, on) =>
      supplyPromised(subject, ["bank-card"], on),
    );
    if (typeof result === "string") expect(late).toBe(result);
    else expect(late).toMatchObject(result);
  });

  it.each([
    ["decided-without", { state: "decided", paperPromise: { brokenOn: "2026-09-28" } }],
    ["not-accepted", "move-not-allowed"],
  ] as const)("R17 a decision after the end of an unkept promise, where the rule is %s", (rule, result) => {
    const late = bothOrders(promised(rule), "2026-09-29T09:00", (subject, on) =>
      decide(subject, { outcome: "approved" }, on),
    );
    if (typeof result === "string") expect(late).toBe(result);
    else expect(late).toMatchObject(result);
  });

  it("R15 a silent licence is accepted as of its receipt, its parts opened on the day of the silence", () => {
    expect(bothOrders(filed(LICENCE, FILED_AT), "2026-09-28T09:00", accept)).toBe("move-not-allowed");
    const step = JOINT.joint!.steps[0]!;
    const done = bothOrders(filed(JOINT, FILED_AT), "2026-09-28T09:00", (subject, on) =>
      completeTask(subject, step.code, undefined, on),
    );
    expect(done).toMatchObject({ state: "accepted", joint: { tasks: [{ openedOn: "2026-09-24" }, {}] } });
  });

  it("R5a R15 the promise of a silent benefit counts from receipt, whoever accepts it when", () => {
    expect(bothOrders(filed(BENEFIT, FILED_AT), "2026-09-28T09:00", accept)).toMatchObject({
      state: "accepted",
      acceptedOn: "2026-09-28",
      clocks: { promised: { from: "2026-09-18" } },
    });
  });

  it("R19 R26 a renewal granted by silence is delivered within the time that counts from the grant", () => {
    const accepted = accept(renewing, occasion(ACCEPTED_AT));
    const delivered = bothOrders(accepted, "2026-11-05T09:00", (subject, on) => deliver(subject, "post", on));
    expect(delivered).toMatchObject({
      state: "delivered",
      decision: { on: "2026-10-30", deemed: true },
      clocks: { delivery: { from: "2026-10-31" } },
    });
    const withdrawn = bothOrders(accepted, "2026-11-05T09:00", (subject, on) =>
      withdraw(subject, { kind: "lookup-code" }, on),
    );
    expect(withdrawn).toBe("move-not-allowed");
  });

  it("R19 a renewal granted by silence while a higher body has it waits for that body no more", () => {
    const subject = above(accept(renewing, occasion(ACCEPTED_AT)));
    expect(subject.clocks.upward?.running).toBe(true);
    const after = upToDate(subject, clockAt("2026-10-31T00:00"));
    expect(after.ledger.at(-1)).toMatchObject({ what: "decided", facts: { deemed: true } });
    expect(after.clocks.upward?.running).toBe(false);
    expect(stagesToCome(after).filter((id) => id.startsWith("upward"))).toEqual([]);
    expect(residentView(after, "示例镇", true).upwardLegs).toEqual([
      expect.not.objectContaining({ dueOn: expect.anything() }),
    ]);
  });

  it("R50 all that time did and what the person does are one chain, each with its own hand", () => {
    const now = occasion("2026-09-29T09:00");
    const after = decide(
      upToDate(promised("decided-without"), clockAt("2026-09-29T09:00")),
      { outcome: "approved" },
      now,
    );
    expect(after.ledger.slice(2).map(({ what, by }) => [what, by.kind])).toEqual([
      ["promise-unkept", "clock"],
      ["decided", "staff"],
    ]);
    expect(firstBrokenEntry(after.ledger, sha256)).toBeUndefined();
  });
});
