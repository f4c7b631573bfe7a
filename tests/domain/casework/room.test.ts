/** The largest case that there can be: every list and text at its bound, in Chinese, with a full ledger. */
import { describe, expect, it } from "vitest";
import { annulCard } from "../../../shared/casework/annulling.ts";
import type { Case, LedgerEntry } from "../../../shared/casework/case.ts";
import { submitCorrections } from "../../../shared/casework/corrections.ts";
import { accept, decide, giveNotice } from "../../../shared/casework/handling.ts";
import { completeTask } from "../../../shared/casework/joint-handling.ts";
import { MOST_HELD, turnPage } from "../../../shared/casework/ledger-pages.ts";
import { receivedAbove, returnedFromAbove, sendUp } from "../../../shared/casework/sending-up.ts";
import { answerOrders, orderByHand } from "../../../shared/casework/supervising.ts";
import { endSuspension, extend, renewSuspension, suspend } from "../../../shared/casework/suspending.ts";
import { askFurther, putRight } from "../../../shared/casework/telling.ts";
import { upToDate } from "../../../shared/casework/timed-moves.ts";
import { PROBLEMS } from "../../../shared/http/problems.ts";
import { localDate, plusDays } from "../../../shared/kernel/local-date.ts";
import { caseNumber, filed, itemLike, occasion, told } from "../../support/casework.ts";

/** Three bytes a character, as long as a request may be. */
const LONG = "办".repeat(1000);
/** As long as what is said of an order may be. */
const SHORT = "办".repeat(300);
const LINE = "办".repeat(60);
const papers = (prefix: string) =>
  Array.from({ length: 20 }, (_, n) => ({ code: `${prefix}-${n}-`.padEnd(41, "x"), name: "办".repeat(80) }));
const TOLD = papers("told");
const OTHERS = papers("other");
const codes = (list: typeof TOLD) => list.map(({ code }) => code);
const STEPS = ["one", "two", "three", "four"].map((step) => ({
  code: `${step}-`.padEnd(30, "x"),
  unit: "civil-affairs" as const,
  name: LINE,
  limit: { days: 5, unit: "working-days" as const },
}));
const ITEM = itemLike("rural-homestead-approval", {
  name: LINE,
  joint: { order: "parallel", steps: STEPS },
  upwardLeg: { body: LINE, limit: { days: 5, unit: "working-days" } },
});
const today = localDate("2026-09-21");
const at = () => occasion("2026-09-21T10:00");

/** The move again and again, and the refusal that ended it. */
const untilRefused = (before: Case, move: (subject: Case) => Case): { after: Case; refusal: unknown } => {
  let after = before;
  for (let n = 0; n < 100; n += 1) {
    try {
      after = move(after);
    } catch (refusal) {
      return { after, refusal };
    }
  }
  return { after, refusal: undefined };
};
const full = (field: string, most: number) => ({ code: "case-full", facts: { field, most } });

const corrected = (): { after: Case; refusal: unknown } => {
  const applicant = { name: "办".repeat(40), phone: "10000000001", idNumber: "370481190001010000" } as const;
  const expiresOn = localDate("2027-06-30");
  const change = { note: LONG, witness: LINE, expiresOn, relativeOfOfficial: true, decidingOrgan: LINE };
  const before = filed(ITEM, "2026-09-21T09:00", { ...change, applicant, number: caseNumber("9") });
  const noticed = giveNotice(before, { missing: TOLD, channel: "counter-signature", text: LONG }, at());
  const asking = { missing: OTHERS, channel: "counter-signature", text: LONG, reason: LONG } as const;
  return untilRefused(noticed, (subject) => askFurther(subject, asking, at()));
};
const accepted = (): Case => {
  const submitted = submitCorrections(corrected().after, codes(TOLD), at(), { channel: "counter" });
  const promise = { supplyBy: plusDays(today, 100), document: LINE, missing: TOLD, supplied: codes(TOLD) };
  return accept(submitted, at(), { ...promise, on: today, ifUnkept: "decided-without" });
};
const sentUp = () =>
  untilRefused(accepted(), (subject) => {
    const received = receivedAbove(sendUp(subject, ITEM, at()), today, at());
    return returnedFromAbove(received, { on: today, answer: "more-needed" }, at());
  });
const suspended = () =>
  untilRefused(sentUp().after, (subject) => {
    const plannedTo = plusDays(today, 10 + subject.suspensions.length);
    return suspend(subject, { reason: "expert-review", from: today, plannedTo, notice: LONG }, at());
  });
const extendedAndDone = (): Case => {
  const extended = extend(suspended().after, { workingDays: 1, document: LINE, reason: LONG }, at());
  return STEPS.reduce((subject, { code }) => completeTask(subject, code, "办".repeat(500), at()), extended);
};
const renewed = () =>
  untilRefused(extendedAndDone(), (subject) => {
    const sofar = subject.suspensions[0]?.plannedTo ?? today;
    return renewSuspension(subject, { id: 1, plannedTo: plusDays(sofar, 1), notice: LONG }, at());
  });

const OFFICE = { kind: "lead", staffId: "office-1", role: "office-head" } as const;
const supervised = () =>
  untilRefused(filed(ITEM, "2026-09-21T09:00"), (subject) => {
    const ordered = orderByHand(subject, SHORT, { ...at(), by: OFFICE });
    return answerOrders(ordered, { done: SHORT, finishBy: today }, { ...at(), by: OFFICE });
  });
/** Of time's own, on top of those: every one that there can be. */
const supervisedLong = (): Case => {
  const ids = Array.from({ length: 20 }, (_, n) => `notice#${n + 1}#supervision`);
  const owing = upToDate(
    { ...supervised().after, firedStages: told(...ids) },
    occasion("2026-09-21T10:00", { kind: "clock" }),
  );
  return answerOrders(owing, { done: SHORT, finishBy: today }, { ...at(), by: OFFICE });
};
const annulled = () => {
  const ids = Array.from({ length: 100 }, (_, n) => `promised#${n + 1}#red`);
  return untilRefused({ ...supervisedLong(), firedStages: told(...ids) }, (subject) => {
    const stage = ids.find((id) => !(id in (subject.annulled ?? {}))) ?? "";
    return annulCard(subject, { stage, reason: "entered-wrongly", text: "办".repeat(100) }, { ...at(), by: OFFICE });
  });
};

const bytesOf = (subject: Case): number => Buffer.byteLength(JSON.stringify(subject));
const largestEntry = (): LedgerEntry =>
  putRight(filed(ITEM, "2026-09-21T09:00"), { papers: TOLD, text: LONG }, at()).ledger.at(-1)!;

/** The ledger as large as one can be that turns no page: what stays in any case, and the largest entries beside it. */
const withFullLedger = (subject: Case): Case => {
  const stays = subject.ledger.filter(({ version, what }) => version === 1 || ["suspended", "extended"].includes(what));
  const largest = subject.ledger.filter(({ what }) => what === "second-notice");
  const filling = Array.from({ length: MOST_HELD - largest.length }, largestEntry);
  const ledger = [...stays, ...largest, ...filling].map((entry, index) => ({ ...entry, version: index + 1 }));
  expect(turnPage(ledger, ledger.length).page).toBeUndefined();
  return { ...subject, ledger };
};

/** Years of reminders: every stage of every clock, counted again and again. */
const STAGES = told(...Array.from({ length: 400 }, (_, n) => `statutory#${n + 100}#yellow`));

describe("what a case can hold", () => {
  it.each([
    ["requests after the notice", () => corrected().refusal, full("furtherRequests", 8)],
    ["ways to a higher body", () => sentUp().refusal, full("upwardLegs", 8)],
    ["suspensions", () => suspended().refusal, full("suspensions", 8)],
    ["supervision orders by hand", () => supervised().refusal, full("orders", 8)],
    ["annulled cards", () => annulled().refusal, full("annulled", 16)],
    ["texts told", () => renewed().refusal, full("told", 24)],
  ])("is bounded in %s, with a refusal that names the field", (_, refusal, expected) => {
    expect(refusal()).toMatchObject(expected);
  });

  it("leaves room for what the law wants told, however much was put right on the spot", () => {
    const full = untilRefused(filed(ITEM, "2026-09-21T09:00"), (subject) =>
      putRight(subject, { papers: TOLD, text: LONG }, at()),
    );
    expect(full.refusal).toMatchObject({ code: "case-full", facts: { field: "notes", most: 8 } });
    expect(putRight(full.after, { papers: TOLD }, at()).ledger.at(-1)?.what).toBe("put-right");
  });

  it("says so in both languages", () => {
    expect(PROBLEMS["case-full"].detail).toEqual({
      zh: expect.stringContaining("{most} {what}（{field}）"),
      en: expect.stringContaining("{most} {whatEn} ({field})"),
    });
  });

  it("hinders neither the end of a suspension nor a decision when its texts are full", () => {
    const before = renewed().after;
    expect(endSuspension(before, 1, at()).suspensions[0]?.endedOn).toBe(today);
    expect(decide(before, { outcome: "approved" }, at()).state).toBe("decided");
  });

  it("stays under 340 KB with all of it full, where the store takes 400", () => {
    const decided = decide(renewed().after, { outcome: "refused", reason: LONG, remedy: LONG }, at());
    const {
      orders,
      annulled: cards,
      personal: { supervision },
      clocks: { order },
    } = annulled().after;
    expect([orders?.length, Object.keys(cards ?? {}).length]).toEqual([12, 16]);
    const ending = { reason: LONG, whereToGo: LONG, handOverTo: LINE };
    const personal = { ...decided.personal, ending, supervision };
    const clocks = { ...decided.clocks, order };
    const largest = withFullLedger({ ...decided, personal, clocks, orders, annulled: cards, firedStages: STAGES });
    expect(Object.keys(largest.personal.told ?? {})).toHaveLength(24);
    expect(Object.keys(largest.personal.reasons ?? {})).toHaveLength(8);
    const bytes = bytesOf(largest);
    expect(bytes).toBeGreaterThan(200_000);
    expect(bytes).toBeLessThan(340_000);
  });
});
