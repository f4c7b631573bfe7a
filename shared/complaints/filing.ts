/** A complaint comes in: without an account, under whatever name the complainant chose (R51, R52, R54). */
import { started } from "../casework/counting.ts";
import type { StaffMember } from "../directory/roster.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Complaint, ComplaintChannel, ComplaintNumber } from "./complaint.ts";
import { takenInBy } from "./handlers.ts";
import type { ComplaintFiling } from "./requests.ts";
import { accusedBy, concernsLeaders } from "./targets.ts";
import { walledBy } from "./walls.ts";
import { type ComplaintOccasion, complaintWritten } from "./writing.ts";

/** Working days to decide a complaint: the law's maximum, which no setting may exceed (R52). */
export const HANDLING_DAYS = 15;
export const HANDLING_BASIS = { zh: "投诉办理时限15个工作日", en: "15 working days to handle a complaint" };

/** What is shown before anything personal is asked for; a change of its words is a new version (R51). */
export const PRIVACY_NOTICE = {
  version: "2026-1",
  zh: "您可以匿名反映问题。您留下的姓名和电话只用于核实和回访，仅承办人可见，每次查看均有记录；被投诉人、其下属和与其互为A/B岗的人员看不到您的身份，也看不到该投诉。办结后按规定期限删除。",
  en: "You may stay anonymous. Your name and phone number serve only to check the facts and to call you back; only the person who handles it sees them, and each look is on record. Whoever you complain about, those who report to them and those who share a post with them see neither you nor the complaint. They are erased when the period for keeping them is over.",
} as const;

export type NewComplaint = {
  readonly number: ComplaintNumber;
  readonly bodyHash: string;
  readonly channel: ComplaintChannel;
  readonly filing: ComplaintFiling;
  /** The proxies of the centre's stations. */
  readonly proxies: readonly StaffMember[];
};

/**
 * @throws Refusal `privacy-notice-outdated`; `target-not-there`; `receiver-concerned` when whoever would take it down is
 * walled: its code is not for them to see; `nobody-can-handle` when everyone of the municipal office
 * is walled: then it belongs to discipline inspection, where whoever complains is sent
 */
export const fileComplaint = (
  { number, bodyHash, channel, filing, proxies }: NewComplaint,
  occasion: ComplaintOccasion,
): Complaint => {
  const { at, today, people, by } = occasion;
  if (filing.privacyNotice !== PRIVACY_NOTICE.version)
    throw new Refusal("privacy-notice-outdated", { version: PRIVACY_NOTICE.version });
  const accused = filing.kind === "complaint" ? accusedBy(filing.target, people, proxies) : [];
  const walls = walledBy(accused, people);
  if (by.kind === "staff" && walls.has(by.staffId)) throw new Refusal("receiver-concerned");
  const taken = takenInBy(concernsLeaders(accused, people) ? "office" : "centre", walls, people, at);
  if (taken === undefined) throw new Refusal("nobody-can-handle");
  const { complainant } = filing;
  return complaintWritten(
    {
      schema: 1,
      number,
      state: "filed",
      kind: filing.kind,
      naming: filing.naming,
      channel,
      centre: filing.centreCode,
      target: filing.target,
      ...(filing.caseNumber === undefined ? {} : { about: filing.caseNumber }),
      ...(filing.happenedOn === undefined ? {} : { happenedOn: filing.happenedOn }),
      receivedAt: at,
      receivedOn: today,
      privacyNotice: filing.privacyNotice,
      ...taken,
      accused: [...accused],
      walled: [...walls],
      interested: [],
      joins: [],
      ruled: false,
      callBacks: [],
      clocks: {
        handling: started(
          "handling",
          { on: today, at },
          { days: HANDLING_DAYS, unit: "working-days" },
          HANDLING_BASIS,
          occasion,
        ),
      },
      firedStages: {},
      codeVersion: 1,
      notifyBySms: filing.notifyBySms,
      bodyHash,
      ledger: [],
      personal: { ...(complainant === undefined ? {} : { complainant }), text: filing.text },
    },
    "file",
    { channel, naming: filing.naming, body: taken.body, textHash: occasion.textHash(filing.text) },
    occasion,
  );
};
