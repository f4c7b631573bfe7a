/** What everything that happens to one delivery needs, and works on. */
import type { Cases } from "../../shared/casework/cases.ts";
import { openForTime } from "../../shared/complaints/walls.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { isAbsent } from "../../shared/directory/duty.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { Sha256 } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { SmsLimits } from "../../shared/municipality/settings.ts";
import type { SmsCaps } from "../../shared/reminders/caps.ts";
import type { Deliveries, Delivery, Recipient } from "../../shared/reminders/delivery.ts";
import type { SmsGateway } from "../../shared/reminders/gateway.ts";
import type { Now } from "../runtime/operation.ts";
import type { FallBackNeeds } from "./fall-back.ts";
import type { ReportingNeeds } from "./report-undelivered.ts";

export type SendingNeeds = FallBackNeeds & {
  readonly deliveries: Pick<
    Deliveries,
    "open" | "note" | "bind" | "notifications" | "claim" | "freeze" | "sent" | "postpone" | "settle"
  >;
  readonly cases: Pick<Cases, "get" | "find" | "save">;
  readonly hours: ReportingNeeds["hours"];
  readonly ladder: ReportingNeeds["ladder"];
  readonly directory: Pick<Directory, "roster" | "office" | "proxies">;
  readonly gateway: SmsGateway;
  readonly signature: string;
  readonly limits: SmsLimits;
  readonly caps: SmsCaps;
  /** Keyed: what a number is counted under. */
  readonly numberHash: () => Promise<Sha256>;
  readonly now: Now;
  /** Names a claim; never the same twice. */
  readonly newHolder: () => string;
};

/**
 * What one call came to. `sent`: taken on, its receipt is to come. `left-alone`: not due, someone else's, or settled
 * before.
 */
export type Sending = "sent" | "delivered" | "failed" | "unconfirmed" | "postponed" | "left-alone";

export type Claimed = { readonly delivery: Delivery; readonly holder: string; readonly leaseEnds: Instant };

/**
 * Whether someone was recorded absent after a stage had been bound to them (R39); what somebody has sent again by hand goes
 * to whom they chose.
 */
export const isAway = async (
  { recipient, notifications, resendOf }: Delivery,
  { directory, now }: SendingNeeds,
): Promise<boolean> => {
  if (recipient.kind !== "staff" || recipient.centre === undefined) return false;
  if (notifications === undefined || resendOf !== undefined) return false;
  return isAbsent(await directory.roster(recipient.centre), recipient.staffId, now().at);
};

/** Read when it is needed, never kept: undefined when the person has gone or gave no number. */
export const phoneOf = async (
  recipient: Recipient,
  { directory, cases, complaints }: Pick<SendingNeeds, "directory" | "cases" | "complaints">,
): Promise<string | undefined> => {
  if (recipient.kind === "resident" && recipient.of === "complaint") {
    const item = await complaints.find(recipient.caseNumber);
    return item && openForTime(item).personal.complainant?.phone;
  }
  if (recipient.kind === "resident") {
    try {
      return (await cases.get(recipient.caseNumber)).personal.applicant.phone;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
  const { centre, staffId } = recipient;
  const phoneIn = (people: readonly StaffMember[]) => people.find(({ id }) => id === staffId)?.phone;
  if (centre === undefined) return phoneIn(await directory.office());
  return phoneIn((await directory.roster(centre)).staff) ?? phoneIn(await directory.proxies(centre));
};
