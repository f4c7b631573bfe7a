/** When someone cannot be reached by SMS: what they were to be told goes to whoever comes next on the ladder (R34). */

import type { Complaints } from "../../shared/complaints/complaints.ts";
import { openForTime, wallsOf } from "../../shared/complaints/walls.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { centreOfPost } from "../../shared/directory/duty.ts";
import type { People } from "../../shared/directory/roster.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { Ratings } from "../../shared/ratings/ratings.ts";
import { type Deliveries, type Delivery, openDelivery } from "../../shared/reminders/delivery.ts";
import { type NewNotification, type Notification, notificationId } from "../../shared/reminders/notification.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import {
  nextAbove,
  rolesOf,
  type Steps,
  stepsOfCentre,
  stepsOfComplaint,
  stepsOfPost,
  stepsOfRating,
} from "../../shared/reminders/recipients.ts";
import type { Calendars } from "../runtime/composition.ts";
import { log } from "../runtime/log.ts";

export type FallBackNeeds = {
  readonly deliveries: Pick<Deliveries, "open" | "note" | "bind" | "notifications">;
  readonly complaints: Pick<Complaints, "find">;
  readonly ratings: Pick<Ratings, "find">;
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly calendars: Calendars;
  readonly window: SendingWindow;
};

/** Who stands where: for a case by its post, for a complaint around its walls (R53). Nobody, when there is none any more. */
const stepsTo = async (
  { subject: { kind, post, caseNumber } }: Notification,
  people: People,
  { complaints, ratings }: FallBackNeeds,
): Promise<Steps> => {
  if (kind === undefined) return stepsOfPost(people, post ?? "");
  if (kind === "return") return stepsOfCentre(people);
  const number = CaseNumber.parse(caseNumber);
  if (kind === "rating") {
    const rating = await ratings.find(number);
    return rating === undefined ? [] : stepsOfRating(rating, people);
  }
  const item = await complaints.find(number);
  return item === undefined ? [] : stepsOfComplaint(openForTime(item), people);
};

/**
 * Whether a wall has come to stand between the recipient and something that this is to tell of, since it was bound to them: an
 * interest declared, another roster (R53).
 */
export const isWalledSince = async (
  { recipient, notifications, confidential }: Delivery,
  { deliveries, complaints, directory }: FallBackNeeds,
): Promise<boolean> => {
  if (confidential === undefined || notifications === undefined || recipient.kind !== "staff") return false;
  for (const { subject } of await deliveries.notifications(notifications)) {
    if (subject.kind !== "complaint") continue;
    const [item, roster, office] = await Promise.all([
      complaints.find(CaseNumber.parse(subject.caseNumber)),
      directory.roster(subject.centre),
      directory.office(),
    ]);
    if (item !== undefined && wallsOf(openForTime(item), { roster, office }).has(recipient.staffId)) return true;
  }
  return false;
};

/** Whether someone has been told of this stage in any role: then they know, and their own delivery has its own ladder. */
const isTold = async (
  staffId: string,
  { subject }: Notification,
  steps: Steps,
  deliveries: FallBackNeeds["deliveries"],
): Promise<boolean> => {
  const ids = rolesOf(staffId, steps).map((role) => notificationId(subject.caseNumber, subject.stageId, role));
  return (await deliveries.notifications(ids)).some((notification) => notification.staffId === staffId);
};

/** What is owed to whoever comes next; undefined: nobody is left, or they know already. */
const passedUp = async (
  notification: Notification,
  at: Instant,
  needs: FallBackNeeds,
): Promise<NewNotification | undefined> => {
  const { subject, staffId: failed } = notification;
  const role = `after/${failed}` as const;
  const id = notificationId(subject.caseNumber, subject.stageId, role);
  // Left by an attempt that may have died before it was in a delivery: whoever it named keeps it.
  const [begun] = await needs.deliveries.notifications([id]);
  if (begun !== undefined) return begun;
  const [roster, office] = await Promise.all([needs.directory.roster(subject.centre), needs.directory.office()]);
  const people = { roster, office };
  const steps = await stepsTo(notification, people, needs);
  const next = nextAbove(failed, steps, people, at);
  if (next === undefined) {
    log("nobody-left", { notificationId: notification.id });
    return undefined;
  }
  if (await isTold(next.id, notification, steps, needs.deliveries)) return undefined;
  const centre = next.centre === undefined ? {} : { centre: next.centre };
  return { schema: 1, id, staffId: next.id, ...centre, at, role, subject };
};

/** A message of no stage, in the same words, to whoever comes next at its post. */
const passWords = async (delivery: Delivery, at: Instant, needs: FallBackNeeds): Promise<void> => {
  const { post, recipient, content, id } = delivery;
  if (post === undefined || content === undefined || recipient.kind !== "staff") return;
  const [roster, office] = await Promise.all([needs.directory.roster(centreOfPost(post)), needs.directory.office()]);
  const next = nextAbove(recipient.staffId, stepsOfPost({ roster, office }, post), { roster, office }, at);
  if (next === undefined) return log("nobody-left", { deliveryId: id });
  const notBefore = sendableFrom(at, await needs.calendars.current(), needs.window, false);
  const to = {
    kind: "staff" as const,
    staffId: next.id,
    ...(next.centre === undefined ? {} : { centre: next.centre }),
  };
  // Named by whom it did not reach, so that a repeat opens nothing new.
  const [origin] = id.split("#after/");
  const onward = { id: `${origin}#after/${recipient.staffId}`, recipient: to, createdAt: at, notBefore, post, content };
  await needs.deliveries.open(openDelivery({ ...onward, urgent: false }));
};

/**
 * Passes on everything that a delivery was to tell; the next sweep publishes what it opened. Comes before the delivery is
 * settled: dying in between repeats it, and a notification that is bound already stays where it is.
 */
export const fallBack = async (delivery: Delivery, at: Instant, needs: FallBackNeeds): Promise<void> => {
  const { notifications } = delivery;
  if (notifications === undefined) return passWords(delivery, at, needs);
  const calendar = await needs.calendars.current();
  for (const notification of await needs.deliveries.notifications(notifications)) {
    const owed = await passedUp(notification, at, needs);
    if (owed === undefined) continue;
    const from = sendableFrom(at, calendar, needs.window, owed.subject.urgent);
    const slot = { at, from };
    await needs.deliveries.bind([await needs.deliveries.note(owed, slot)], slot);
  }
};
