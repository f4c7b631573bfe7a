/** Who ought to have been told of what, by the rulebook and the roster alone, and who was, by what the gateway took on. */

import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import type { Roster, StaffId } from "../../../shared/directory/roster.ts";
import type { Deliveries, Delivery } from "../../../shared/reminders/delivery.ts";
import type { Notification } from "../../../shared/reminders/notification.ts";
import { town } from "./small-town.ts";
import type { Taken } from "./sms-centre.ts";

export type Owed = { readonly number: string; readonly stageId: string; readonly staffId: StaffId };
export type Reckoning = {
  readonly owed: number;
  /** Owed, and in no message that the gateway took on. */
  readonly lost: readonly string[];
  /** Messages taken on again. */
  readonly repeated: number;
  /** So many times somebody was told of a stage again, in another message. */
  readonly toldTwice: number;
  /** Told though it was not owed. */
  readonly strange: readonly string[];
};

const keyOf = ({ number, stageId, staffId }: Owed): string => `${number} ${stageId} ${staffId}`;

/** Those of the centre and the office who are there, and their numbers. */
const phonesIn = (roster: Roster): ReadonlyMap<StaffId, string> => {
  const absent = new Set(roster.absences.map(({ staffId }) => staffId));
  const there = [...roster.staff, ...town.office].filter(({ id }) => !absent.has(id));
  return new Map(there.flatMap(({ id, phone }) => (phone === undefined ? [] : [[id, phone] as const])));
};

/**
 * R28: half, whoever is on duty. R29: yellow, whoever is on duty and the window's head. R30: red, whoever is on duty, every deputy and the director. R34:
 * for whom no SMS can be delivered, the next one up; that one, too, is told once.
 */
export const personsOwed = (
  roster: Roster,
  postId: string,
  stage: "half" | "yellow" | "red",
  dead: ReadonlySet<string> = new Set(),
): ReadonlySet<StaffId> => {
  const post = roster.posts.find(({ id }) => id === postId);
  const head = roster.windows.find(({ id }) => id === post?.window)?.head;
  if (post === undefined || head === undefined) throw new Error(`no post ${postId}`);
  const roleIs = (role: string) => roster.staff.filter((each) => each.role === role).map(({ id }) => id);
  const [deputies, directors] = [roleIs("deputy-director"), roleIs("director")];
  const office = town.office.map(({ id }) => id);
  const ladder = [post.holder, post.standIn, head, ...deputies, ...directors, ...office];
  const phones = phonesIn(roster);
  const firstFrom = (place: number) => ladder.slice(place).find((id) => phones.has(id));
  const [holder, windowHead, deputy] = [0, 2, 3];
  const director = deputy + deputies.length;
  // The director's seat is there without a director.
  const places = {
    half: [holder],
    yellow: [holder, windowHead],
    red: [
      holder,
      ...deputies.map((_, n) => deputy + n),
      ...(directors.length > 0 ? directors : [""]).map((_, n) => director + n),
    ],
  }[stage];
  const named = places.map(firstFrom).filter((id) => id !== undefined);
  const isDead = (id: StaffId) => dead.has(phones.get(id) ?? "");
  const above = (id: StaffId) => ladder.slice(ladder.indexOf(id) + 1).find((each) => phones.has(each) && !isDead(each));
  return new Set(named.map((id) => (isDead(id) ? above(id) : id)).filter((id) => id !== undefined));
};

type Carried = { readonly delivery: Delivery; readonly notification: Notification };
const keyOfCarried = ({ subject, staffId }: Notification): string =>
  keyOf({ number: subject.caseNumber, stageId: subject.stageId, staffId });

/** R34: told in the place of someone whose message the gateway had put off for as long as a receipt is waited for. */
const isPassedOn = ({ role, subject, at }: Notification, firstTried: ReadonlyMap<string, string>): boolean => {
  if (!role.startsWith("after/")) return false;
  const before = { number: subject.caseNumber, stageId: subject.stageId, staffId: role.slice("after/".length) };
  const tried = firstTried.get(keyOf(before));
  return tried !== undefined && Date.parse(at) - Date.parse(tried) >= tengzhou.sms.limits.receiptMinutesStaff * 60_000;
};

/** @param deliveries read after everything has come to rest */
export const reckon = async (
  owed: readonly Owed[],
  taken: readonly Taken[],
  deliveries: Pick<Deliveries, "get" | "notifications">,
  dead: ReadonlySet<string>,
): Promise<Reckoning> => {
  const messages = new Set(taken.map(({ id }) => id));
  const arrived = new Set(taken.filter(({ to }) => !dead.has(to)).map(({ id }) => id));
  const carried: Carried[] = [];
  for (const id of messages) {
    const delivery = await deliveries.get(id);
    if (delivery === undefined) continue;
    const notifications = await deliveries.notifications(delivery.notifications ?? []);
    carried.push(...notifications.map((notification) => ({ delivery, notification })));
  }
  const firstTried = new Map(
    carried.map(({ delivery, notification }) => [keyOfCarried(notification), delivery.firstAttemptAt ?? ""]),
  );
  const told = carried.filter(({ delivery }) => arrived.has(delivery.id)).map(({ notification }) => notification);
  const keys = new Set(told.map(keyOfCarried));
  const wanted = new Set(owed.map(keyOf));
  const unasked = told.filter((each) => !wanted.has(keyOfCarried(each)) && !isPassedOn(each, firstTried));
  return {
    owed: wanted.size,
    lost: [...wanted].filter((key) => !keys.has(key)),
    repeated: taken.length - messages.size,
    toldTwice: told.length - keys.size,
    strange: unasked.map(keyOfCarried),
  };
};
