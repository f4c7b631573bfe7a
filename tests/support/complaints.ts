/** Complaints of the sample town for tests, made by the same moves as real ones. */
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { Complaint, ComplaintActor } from "../../shared/complaints/complaint.ts";
import { fileComplaint, PRIVACY_NOTICE } from "../../shared/complaints/filing.ts";
import { ComplaintFiling } from "../../shared/complaints/requests.ts";
import type { ComplaintOccasion } from "../../shared/complaints/writing.ts";
import type { People, Roster } from "../../shared/directory/roster.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { CENTRE, hours, ladder, roster, sha256, town } from "./casework.ts";

export const people: People = { roster, office: town.office };
export const withRoster = (change: Partial<Roster>): People => ({ ...people, roster: { ...roster, ...change } });
export const person = (short: string): string => `${CENTRE}-${short}`;
const RESIDENT: ComplaintActor = { kind: "resident" };

let requests = 0;
/** @param at local time, `2026-09-18T10:00` */
export const complaintOccasion = (
  at: string,
  { by = RESIDENT, among = people }: { by?: ComplaintActor; among?: People } = {},
): ComplaintOccasion => {
  const moment = instant(`${at}:00+08:00`);
  requests += 1;
  return {
    at: moment,
    today: localDateOf(moment),
    by,
    token: `request-${requests}`,
    people: among,
    sha256,
    textHash: sha256,
    calendar: CHINA_CALENDAR,
    hours,
    ladder,
  };
};

let numbers = 0;
/** Against the window of post 1, confidential, with a phone. @param change of the body as it is sent */
export const filedComplaint = (change: object = {}, at = "2026-09-18T10:00", among = people): Complaint => {
  numbers += 1;
  const filing = ComplaintFiling.parse({
    naming: "confidential",
    centreCode: CENTRE,
    target: { kind: "service", itemCode: "tree-felling-licence" },
    text: "示例：等候两小时后被告知停止收件。",
    complainant: { phone: "10000000001" },
    privacyNotice: PRIVACY_NOTICE.version,
    ...change,
  });
  const number = CaseNumber.parse(`C0MP${String(numbers).padStart(8, "0")}`);
  return fileComplaint(
    {
      number,
      bodyHash: "body",
      channel: "online",
      filing,
      proxies: town.proxies.filter(({ centre }) => centre === CENTRE),
    },
    complaintOccasion(at, { among }),
  );
};
