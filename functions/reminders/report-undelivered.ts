/**
 * A resident's notice whose SMS has failed for good goes back to the case, and to whoever is on duty at the post that
 * answers for it (R13). Comes before the delivery is settled: dying in between repeats it, and the entry, the SMS to the
 * post and their ids stay the same.
 */
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import { responsiblePost } from "../../shared/casework/handling.ts";
import { isUndelivered, noteUndelivered } from "../../shared/casework/undelivered.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { inGroups } from "../../shared/kernel/ids.ts";
import { type Instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type Deliveries, type Delivery, openDelivery } from "../../shared/reminders/delivery.ts";
import { seatsFor } from "../../shared/reminders/due-stage.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import type { Calendars } from "../runtime/composition.ts";
import { sha256 } from "../runtime/hashes.ts";
import { log } from "../runtime/log.ts";

export type ReportingNeeds = {
  readonly cases: Pick<Cases, "find" | "save">;
  readonly deliveries: Pick<Deliveries, "open">;
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly calendars: Calendars;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly window: SendingWindow;
};

/** Each lost race means that someone moved the case: a few are plenty. */
const ATTEMPTS = 5;

/** The case with the failure on record; undefined: it was no giving of a notice, or somebody moved the case just then. */
const onRecord = async (
  { id, recipient }: Delivery,
  version: number,
  at: Instant,
  needs: ReportingNeeds,
): Promise<Case | undefined> => {
  const before = recipient.kind === "resident" ? await needs.cases.find(recipient.caseNumber) : undefined;
  if (before === undefined) return undefined;
  const [calendar, today] = [await needs.calendars.current(), localDateOf(at)];
  const by = { kind: "clock" as const };
  const { hours, ladder } = needs;
  const moment = { at, today, by, token: `undelivered ${id} ${at}`, calendar, hours, ladder, sha256 };
  const after = noteUndelivered(before, version, moment);
  if (after !== before) await needs.cases.save(after, before.version);
  return isUndelivered(after, version) ? after : undefined;
};

/** The first who can be told; the case shows it to all the others. */
const tellPost = async (subject: Case, version: number, at: Instant, needs: ReportingNeeds): Promise<void> => {
  const { directory, deliveries, calendars, window } = needs;
  const [roster, office] = await Promise.all([directory.roster(subject.centre), directory.office()]);
  const seats = seatsFor(subject, { kind: "promised", stage: { name: "yellow" } }, { roster, office }, at);
  const member = seats.flatMap(({ candidates }) => candidates)[0];
  if (member === undefined) return log("nobody-told-of-undelivered-notice", { caseNumber: subject.number });
  const { id: staffId, centre } = member;
  const telling = openDelivery({
    id: `${subject.number}#${version}#undelivered`,
    recipient: { kind: "staff", staffId, ...(centre === undefined ? {} : { centre }) },
    createdAt: at,
    notBefore: sendableFrom(at, await calendars.current(), window, false),
    urgent: false,
    post: responsiblePost(subject),
    content: { template: "notice-undelivered", params: { number: inGroups(subject.number) } },
  });
  await deliveries.open(telling);
};

export const reportUndelivered = async (delivery: Delivery, at: Instant, needs: ReportingNeeds): Promise<void> => {
  // What became of the first sending is on the case already.
  if (delivery.resendOf !== undefined) return;
  if (delivery.recipient.kind !== "resident" || delivery.content?.template !== "resident-notice") return;
  const version = Number(delivery.id.split("#")[1]);
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    try {
      const subject = await onRecord(delivery, version, at, needs);
      return subject === undefined ? undefined : await tellPost(subject, version, at, needs);
    } catch (error) {
      const moved = error instanceof Refusal && error.code === "version-conflict";
      if (!moved || left === 1) throw error;
    }
  }
};
