/** Who is accused: the people of what a complaint is against, on the day of filing (R53, R54). */
import { centreCodeOf } from "../directory/names.ts";
import type { People, Roster, StaffId, StaffMember } from "../directory/roster.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Target } from "./complaint.ts";

const LEADERS: readonly StaffMember["role"][] = ["director", "deputy-director"];

const ofWindow = ({ windows, posts }: Roster, windowId: string): readonly StaffId[] => {
  const head = windows.find(({ id }) => id === windowId)?.head;
  const atPosts = posts.filter(({ window }) => window === windowId).flatMap(({ holder, standIn }) => [holder, standIn]);
  return [...(head === undefined ? [] : [head]), ...atPosts];
};

const named = (target: Target, roster: Roster, proxies: readonly StaffMember[]): readonly StaffId[] | undefined => {
  switch (target.kind) {
    case "post": {
      const post = roster.posts.find(({ id }) => id === target.post);
      return post && [post.holder, post.standIn];
    }
    case "person": {
      if (!roster.windows.some(({ id }) => id === target.window)) return undefined;
      const wearing = roster.staff.filter(({ badge }) => badge === target.badge).map(({ id }) => id);
      const atWindow = ofWindow(roster, target.window);
      // Misread, or left at home: everyone whom it may have been.
      return wearing.some((id) => atWindow.includes(id)) ? wearing : [...wearing, ...atWindow];
    }
    case "window":
      return roster.windows.some(({ id }) => id === target.window) ? ofWindow(roster, target.window) : undefined;
    case "centre":
      return roster.staff.filter(({ role }) => LEADERS.includes(role)).map(({ id }) => id);
    case "station":
      if (centreCodeOf(target.station) !== roster.centre) return undefined;
      return proxies.filter(({ station }) => station === target.station).map(({ id }) => id);
    case "service":
      return [];
  }
};

/** Each once. @throws Refusal `validation-failed` when the centre has no such post, window or station */
export const accusedBy = (target: Target, { roster }: People, proxies: readonly StaffMember[]): readonly StaffId[] => {
  const accused = named(target, roster, proxies);
  if (accused === undefined) throw new Refusal("target-not-there");
  return [...new Set(accused)];
};

/** Against whoever leads the centre it is the municipal office's from the first write on (R54). */
export const concernsLeaders = (accused: readonly StaffId[], { roster, office }: People): boolean =>
  [...roster.staff, ...office].some(
    ({ id, role }) => accused.includes(id) && (LEADERS.includes(role) || role.startsWith("office")),
  );
