import { describe, expect, it } from "vitest";
import { localDate } from "../../shared/kernel/local-date.ts";
import { distributionOf } from "../../shared/ratings/distribution.ts";
import {
  appealRating,
  callBackRater,
  decideAppeal,
  giveResult,
  recordContact,
} from "../../shared/ratings/following-up.ts";
import { serviceOfCase } from "../../shared/ratings/giving.ts";
import { isFinal, LEVELS, type Rating, ratingState } from "../../shared/ratings/rating.ts";
import { RatingGiven } from "../../shared/ratings/requests.ts";
import { seatsAlong, stepsOfRating } from "../../shared/reminders/recipients.ts";
import { CENTRE, CLERK, occasion, roster } from "../support/casework.ts";
import { people, person, withRoster } from "../support/complaints.ts";
import { rated, ratingOccasion, service } from "../support/ratings.ts";

const PHONE = { phone: "10000000009" };
const CLERK_ID = roster.posts[0]!.holder;
const at = ratingOccasion("2026-09-18T15:00").at;

/** Followed up to its end: contact, result, call-back. */
const followedUp = (rating: Rating, on: string): Rating => {
  const by = { kind: "staff" as const, staffId: rating.followUp!.handler, role: "deputy-director" as const };
  const when = () => ratingOccasion(`${on}T10:00`, { by });
  const told = giveResult(recordContact(rating, {}, when()), { text: "已整改" }, when());
  return callBackRater(told, { result: "satisfied" }, when());
};
const byRated = (day: string) =>
  ratingOccasion(`${day}T10:00`, { by: { kind: "staff", staffId: CLERK_ID, role: "clerk" } });

describe("ratings", () => {
  it("R60 have five levels and no default", () => {
    expect(LEVELS).toHaveLength(5);
    expect(RatingGiven.safeParse({}).success).toBe(false);
    for (const level of [0, 6, 2.5, "4", null]) expect(RatingGiven.safeParse({ level }).success).toBe(false);
  });

  it("R60 R61 are of whoever served last, from the decision on, for five working days, National Day not counted", () => {
    const by = { ...CLERK, staffId: CLERK_ID } as typeof CLERK & { kind: "staff" };
    const entry = { version: 1, what: "decided", by, facts: {}, token: "t", previousHash: "", hash: "" } as const;
    const ledger = [{ ...entry, at: occasion("2026-09-30T16:00").at }];
    const asked = { number: service().number, centre: CENTRE, ledger };
    const { calendar } = ratingOccasion("2026-09-30T16:00");
    expect(serviceOfCase({ ...asked, state: "decided" }, { calendar })).toMatchObject({
      rated: CLERK_ID,
      rateUntil: "2026-10-13",
    });
    expect(() => serviceOfCase({ ...asked, state: "accepted" }, { calendar })).toThrow("rating-not-yet");
    const reissued = { what: "code-reissued" as const, at: occasion("2026-10-20T10:00").at };
    const later = [...ledger, { ...ledger[0]!, ...reissued, by: { ...by, staffId: roster.posts[4]!.holder } }];
    expect(serviceOfCase({ ...asked, state: "decided", ledger: later }, { calendar })).toMatchObject({
      rated: CLERK_ID,
      rateUntil: "2026-10-13",
    });
    const residents = [{ ...ledger[0]!, by: { kind: "resident" as const } }];
    expect(() => serviceOfCase({ ...asked, state: "withdrawn", ledger: residents }, { calendar })).toThrow(
      "rating-not-yet",
    );
  });

  it("R61 are taken on the last day until midnight, and not a minute later", () => {
    const until = { rateUntil: localDate("2026-09-25") };
    expect(rated(3, {}, until, people, "2026-09-25T23:59").level).toBe(3);
    expect(() => rated(3, {}, until, people, "2026-09-26T00:00")).toThrow("rating-too-late");
  });

  it("R62 of levels 1 and 2 are followed up: contact in one working day, a result in five, over a holiday's eve", () => {
    const eve = rated(2, PHONE, { rateUntil: localDate("2026-10-13") }, people, "2026-09-30T16:00");
    expect(eve.followUp).toMatchObject({ body: "centre", handler: person("deputy"), hasContact: true });
    expect(eve.clocks["first-contact"]?.dueOn).toBe("2026-10-08");
    expect(eve.clocks["follow-up"]?.dueOn).toBe("2026-10-13");
    expect(eve.leading).toMatchObject({ kind: "first-contact" });
    expect(rated(1).clocks["first-contact"]).toBeUndefined();
    for (const level of [3, 4, 5] as const) expect(rated(level, PHONE)).toMatchObject({ clocks: {} });
    expect(rated(3).followUp).toBeUndefined();
  });

  it("R62 the rated person is never the handler, nor is whoever works with them; the office is when nobody else fits", () => {
    for (const { holder } of roster.posts) {
      expect(rated(1, {}, { rated: holder }).followUp?.handler).not.toBe(holder);
    }
    expect(rated(1, {}, { rated: person("deputy") }).followUp).toMatchObject({ body: "office" });
    const deputyServes = withRoster({ posts: [{ ...roster.posts[0]!, holder: person("deputy") }] });
    const own = rated(1, {}, { rated: person("deputy") }, deputyServes);
    expect(own.followUp).toMatchObject({ body: "office" });
  });

  it("R62 reminds who follows it up and who stands above, never the rated one", () => {
    const rating = rated(1, PHONE, { rated: person("director") });
    for (const stage of ["yellow", "red", "supervision"] as const) {
      const told = seatsAlong(stage, stepsOfRating(rating, people), people, at).flatMap(({ candidates }) => candidates);
      expect(told.map(({ id }) => id)).not.toContain(person("director"));
      expect(told.length).toBeGreaterThan(0);
    }
  });

  it("R62 goes contact, result, call-back, in this order, each once; three days without an answer end it", () => {
    const given = rated(1, PHONE);
    const on = (day: string) => ratingOccasion(`${day}T10:00`);
    expect(() => callBackRater(given, { result: "satisfied" }, on("2026-09-21"))).toThrow("rating-closed");
    const contacted = recordContact(given, { text: "已致电" }, on("2026-09-21"));
    expect(contacted.leading).toMatchObject({ kind: "follow-up" });
    expect(() => recordContact(contacted, {}, on("2026-09-21"))).toThrow("rating-closed");
    let called = giveResult(contacted, { text: "已整改" }, on("2026-09-22"));
    expect(called.leading).toMatchObject({ kind: "follow-up", dueOn: "2026-09-30" });
    expect(called.nextStage).toBeDefined();
    for (const day of ["2026-09-22", "2026-09-23"]) called = callBackRater(called, { result: "no-answer" }, on(day));
    expect(() => callBackRater(called, { result: "no-answer" }, on("2026-09-23"))).toThrow("called-today");
    expect(called.followUp?.closed).toBeUndefined();
    const over = callBackRater(called, { result: "no-answer" }, on("2026-09-24"));
    expect(over.followUp?.closed).toEqual({ on: "2026-09-24", how: "unreachable" });
    expect([over.leading, over.nextStage]).toEqual([undefined, undefined]);
    const silent = giveResult(rated(1), { text: "已整改" }, on("2026-09-22"));
    expect([silent.followUp?.closed?.how, silent.leading]).toEqual(["no-contact", undefined]);
  });

  it("R64 are final when the time for rating is over, and a poor one not before its follow-up is", () => {
    const good = rated(4);
    expect(good.finalOn).toBe("2026-09-26");
    expect(isFinal(good, localDate("2026-09-25"))).toBe(false);
    const poor = rated(1, PHONE);
    expect([poor.finalOn, ratingState(poor, localDate("2026-12-31"))]).toEqual([undefined, "following-up"]);
    expect(followedUp(poor, "2026-09-21").finalOn).toBe("2026-09-26");
    expect(followedUp(poor, "2026-10-09").finalOn).toBe("2026-10-09");
  });

  it("R63 an appeal is made once, within five working days of its becoming final, and decided by another post", () => {
    const final = followedUp(rated(1, PHONE), "2026-09-28");
    expect(() => appealRating(final, { text: "情况不符" }, byRated("2026-09-27"))).toThrow("appeal-not-possible");
    expect(() => appealRating(final, { text: "情况不符" }, byRated("2026-10-11"))).toThrow("appeal-not-possible");
    const appealed = appealRating(final, { text: "情况不符" }, byRated("2026-10-10"));
    expect([CLERK_ID, final.followUp?.handler]).not.toContain(appealed.appeal?.decider);
    expect(ratingState(appealed, localDate("2026-10-12"))).toBe("under-review");
    expect(() => appealRating(appealed, { text: "再申诉" }, byRated("2026-10-10"))).toThrow("appeal-not-possible");
    const decided = decideAppeal(appealed, { outcome: "set-aside", text: "误评" }, ratingOccasion("2026-10-14T10:00"));
    expect(decided).toMatchObject({ level: 1, finalOn: final.finalOn });
    expect(() => decideAppeal(decided, { outcome: "stands", text: "x" }, ratingOccasion("2026-10-14T11:00"))).toThrow(
      "appeal-not-possible",
    );
  });

  it("R64 from a phone or an account of the staff are marked and not counted, and the rated one's own is refused", () => {
    const phoneOf = (own: boolean) => roster.staff.find(({ id }) => (id === CLERK_ID) === own)?.phone;
    const phone = phoneOf(false);
    expect([phone, phoneOf(true)]).not.toContain(undefined);
    for (const own of [{ phone: phoneOf(true)! }, { servedPhone: phoneOf(true)! }])
      expect(() => rated(5, own)).toThrow("forbidden");
    expect(rated(5, { signedIn: true }).marks).toEqual(new Set(["staff-account"]));
    expect(rated(5, { phone: phone! }).marks).toEqual(new Set(["staff-phone"]));
    expect(rated(5, { servedPhone: phone! }).marks).toEqual(new Set(["staff-phone"]));
    expect(rated(5, PHONE).marks).toBeUndefined();
  });

  it("R64 a burst takes praise away and no blame: nobody buries a poor rating among good ones of their own", () => {
    const marked = (level: 1 | 5, ...marks: ("burst" | "staff-account")[]) => ({
      ...rated(level),
      marks: new Set(marks),
    });
    const counted = distributionOf([marked(1, "burst"), ...[1, 2, 3, 4, 5].map(() => marked(5, "burst"))]);
    expect([counted.counted, counted.levels[1], counted.marked]).toEqual([1, 1, 5]);
    expect(distributionOf([marked(1, "burst", "staff-account")])).toMatchObject({ counted: 0, marked: 1 });
  });

  it("R64 are counted by level, with numerator and denominator; marked and set-aside ones stand apart", () => {
    const burst = { ...rated(5), marks: new Set(["burst" as const]) };
    const final = followedUp(rated(1, PHONE), "2026-09-28");
    const appealed = appealRating(final, { text: "情况不符" }, byRated("2026-09-28"));
    const aside = decideAppeal(appealed, { outcome: "set-aside", text: "误评" }, ratingOccasion("2026-09-29T10:00"));
    const counted = distributionOf([rated(5), rated(4), rated(2), burst, appealed, aside]);
    expect(counted).toEqual({
      levels: { 5: 1, 4: 1, 3: 0, 2: 1, 1: 1 },
      ...{ counted: 4, satisfied: 2, marked: 1, setAside: 1, underReview: 1 },
    });
  });

  it("R50 keep what was said out of the ledger, which is chained", () => {
    const { ledger, personal } = followedUp(rated(1, PHONE), "2026-09-21");
    expect(ledger.map(({ what }) => what)).toEqual(["given", "contacted", "result-given", "called-back"]);
    expect(JSON.stringify(ledger)).not.toMatch(/已整改|10000000009/);
    expect(personal.texts).toEqual({ 3: "已整改" });
    for (const [n, entry] of ledger.entries()) if (n > 0) expect(entry.previousHash).toBe(ledger[n - 1]!.hash);
  });
});
