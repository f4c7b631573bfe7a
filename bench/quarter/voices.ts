/** What residents of an invented quarter say: ratings of what was done for them, complaints, praise, petitions. */
import { createHash } from "node:crypto";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { Case } from "../../shared/casework/case.ts";
import type { Complaint } from "../../shared/complaints/complaint.ts";
import { callBack, decideComplaint, withdrawComplaint } from "../../shared/complaints/deciding.ts";
import { handOverPetition, registerPetition } from "../../shared/complaints/elsewhere.ts";
import { fileComplaint, PRIVACY_NOTICE } from "../../shared/complaints/filing.ts";
import { acceptComplaint, turnComplaintAway } from "../../shared/complaints/handling.ts";
import { ComplaintFiling } from "../../shared/complaints/requests.ts";
import type { ComplaintOccasion } from "../../shared/complaints/writing.ts";
import type { People } from "../../shared/directory/roster.ts";
import type { SampleTown } from "../../shared/directory/sample-town.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { type Instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { callBackRater, giveResult, recordContact } from "../../shared/ratings/following-up.ts";
import { giveRating, serviceOfCase } from "../../shared/ratings/giving.ts";
import type { Level, Rating } from "../../shared/ratings/rating.ts";
import type { RatingOccasion } from "../../shared/ratings/writing.ts";
import type { Random } from "../soak/random.ts";
import { atHome, daysOf, inOffice, MONTHS, workingDay } from "./days.ts";
import { phoneOf, QUARTER_END } from "./town-life.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
let tokens = 0;
const momentOf = (at: Instant, people: People) => {
  tokens += 1;
  return {
    ...{ at, today: localDateOf(at), token: `voice-${tokens}`, people, sha256, textHash: sha256 },
    ...{ calendar: CHINA_CALENDAR, hours: tengzhou.officeHours, ladder: tengzhou.ladder },
  };
};
export const peopleOf = (town: SampleTown, centre: string): People => {
  const roster = town.rosters.find((each) => each.centre === centre);
  if (roster === undefined) throw new RangeError(`no roster of ${centre}`);
  return { roster, office: town.office };
};

/** Four in five are content; a late one is not. */
const levelOf = (late: boolean, random: Random): Level => {
  const drawn = random.below(1000);
  if (late) return drawn < 250 ? 1 : drawn < 500 ? 2 : drawn < 750 ? 3 : drawn < 900 ? 4 : 5;
  return drawn < 4 ? 1 : drawn < 12 ? 2 : drawn < 50 ? 3 : drawn < 280 ? 4 : 5;
};

/** A rating of a case, and its follow-up where it is poor; every state, the last one last. None: nobody rated. */
export const ratingOf = (subject: Case, town: SampleTown, random: Random): readonly Rating[] => {
  const done = subject.ledger.findLast(({ what }) => what === "decided" || what === "delivered");
  if (done === undefined || !random.chance(0.42)) return [];
  const people = peopleOf(town, subject.centre);
  const occasion = (at: Instant, staffId?: string): RatingOccasion => ({
    ...momentOf(at, people),
    by:
      staffId === undefined
        ? { kind: "resident" }
        : ({ kind: "staff", staffId, role: "deputy-director", as: "follow-up" } as never),
  });
  const at = atHome(workingDay(localDateOf(done.at), random.below(3)), random);
  if (at > QUARTER_END) return [];
  try {
    const level = levelOf(subject.decision?.overdueReason !== undefined, random);
    const phone = level <= 2 && random.chance(0.8) ? phoneOf(random) : undefined;
    const service = serviceOfCase(subject, { calendar: CHINA_CALENDAR });
    const states = [
      giveRating(service, { level, codeVersion: 1, ...(phone === undefined ? {} : { phone }) }, occasion(at)),
    ];
    const handler = states[0]!.followUp?.handler;
    if (handler === undefined) return states;
    const days = [1, 2, 4].map((n) => inOffice(workingDay(localDateOf(at), n), random));
    if (phone !== undefined) states.push(recordContact(states.at(-1)!, {}, occasion(days[0]!, handler)));
    states.push(giveResult(states.at(-1)!, { text: "示例：已整改" }, occasion(days[1]!, handler)));
    const result = random.chance(0.8) ? ("satisfied" as const) : ("dissatisfied" as const);
    if (phone !== undefined) states.push(callBackRater(states.at(-1)!, { result }, occasion(days[2]!, handler)));
    return states.filter(({ ledger }) => (ledger.at(-1)?.at ?? "") <= QUARTER_END);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

const KINDS = ["complaint", "complaint", "complaint", "complaint", "suggestion", "praise"] as const;

/** One complaint, suggestion or praise with what becomes of it. */
export const complaintOf = (n: number, town: SampleTown, random: Random): readonly Complaint[] => {
  const centre = random.pick(town.rosters).centre;
  const people = peopleOf(town, centre);
  const kind = random.pick(KINDS);
  const anonymous = random.chance(0.25);
  const post = random.pick(people.roster.posts);
  const filing = ComplaintFiling.parse({
    kind,
    naming: anonymous ? "anonymous" : "confidential",
    centreCode: centre,
    target: random.chance(0.5)
      ? { kind: "post", post: post.id }
      : random.chance(0.5)
        ? { kind: "centre" }
        : { kind: "service", itemCode: random.pick(town.items).code },
    text: "示例：办理情况反映。",
    ...(anonymous ? {} : { complainant: { phone: phoneOf(random) } }),
    privacyNotice: PRIVACY_NOTICE.version,
  });
  const at = atHome(random.pick(daysOf(MONTHS)), random);
  const occasion = (when: Instant, staffId?: string): ComplaintOccasion => ({
    ...momentOf(when, people),
    by:
      staffId === undefined ? { kind: "resident" } : { kind: "staff", staffId, role: "deputy-director", as: "handler" },
  });
  const proxies = town.proxies.filter((each) => each.centre === centre);
  const number = CaseNumber.parse(`C${String(n).padStart(11, "0")}`);
  const states = [fileComplaint({ number, bodyHash: "quarter", channel: "online", filing, proxies }, occasion(at))];
  const first = states[0]!;
  const on = (days: number): Instant => inOffice(workingDay(first.receivedOn, days), random);
  const then = (days: number, change: (before: Complaint, occasion: ComplaintOccasion) => Complaint): void => {
    const before = states.at(-1)!;
    states.push(change(before, occasion(on(days), before.handler)));
  };
  try {
    if (kind === "complaint" && random.chance(0.06)) {
      then(1, (before, when) => registerPetition(before, "示例：属信访事项", when));
      then(2, (before, when) => handOverPetition(before, { receipt: "示例收条1号", on: when.today }, when));
    } else if (kind === "complaint" && random.chance(0.05)) {
      then(1, (before, when) =>
        turnComplaintAway(before, { because: "not-competent", reason: "示例：不属于受理范围" }, when),
      );
    } else if (random.chance(0.04)) {
      states.push(withdrawComplaint(first, occasion(atHome(workingDay(first.receivedOn, 2), random))));
    } else {
      then(1, (before, when) => acceptComplaint(before, {}, when));
      const took = random.chance(0.06) ? random.between(16, 20) : random.between(3, 12);
      const finding =
        kind !== "complaint"
          ? ("noted" as const)
          : random.pick(["upheld", "partly-upheld", "not-upheld", "not-upheld"] as const);
      then(took, (before, when) =>
        decideComplaint(before, { finding, reasons: "示例：经核查", measures: "示例：已改进" }, when),
      );
      if (!anonymous)
        then(took + 2, (before, when) =>
          callBack(before, { result: random.chance(0.85) ? "satisfied" : "dissatisfied" }, when),
        );
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return states.filter(({ ledger }) => (ledger.at(-1)?.at ?? "") <= QUARTER_END);
};
