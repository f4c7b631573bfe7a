/** Which of a centre's posts takes an item in, and which decides it. */

import { postOf } from "./duty.ts";
import type { Post, PostId, Roster, ServiceWindow } from "./roster.ts";
import type { ServiceItem } from "./service-item.ts";
import type { Town } from "./units.ts";

type Staffed = Pick<Roster, "windows" | "posts">;
type Routed = Pick<ServiceItem, "unit">;

/** Homestead approvals, for one, are the town government's: a sub-district's centre does not offer them. */
export const offeredAt = (item: Pick<ServiceItem, "centres">, town: Pick<Town, "kind">): boolean =>
  item.centres === "all" || town.kind === "town";

/** The first post, by the window's number and then the post's, at a window of the kind asked for. */
const firstPostAt = (roster: Staffed, wanted: (window: ServiceWindow) => boolean): Post | undefined => {
  const windows = roster.windows.filter(wanted).toSorted((one, other) => one.number - other.number);
  for (const window of windows) {
    const posts = roster.posts.filter((post) => post.window === window.id);
    const first = posts.toSorted((one, other) => (one.id < other.id ? -1 : 1))[0];
    if (first !== undefined) return first;
  }
  return undefined;
};

const atComprehensive = (roster: Staffed): Post | undefined => firstPostAt(roster, (window) => window.comprehensive);
const atUnit = (roster: Staffed, { unit }: Routed): Post | undefined =>
  firstPostAt(roster, (window) => !window.comprehensive && window.unit === unit);

/** Who takes it in: a comprehensive window where the centre has one (article 2), else the unit's own. */
export const acceptingPost = (roster: Staffed, item: Routed): Post | undefined =>
  atComprehensive(roster) ?? atUnit(roster, item);

/** Who decides: the unit's own window, else the comprehensive one. Undefined: the centre has neither. */
export const decidingPost = (roster: Staffed, item: Routed): Post | undefined =>
  atUnit(roster, item) ?? atComprehensive(roster);

/** Who does one unit's part of a joint item; undefined: the unit has no window of its own here. */
export const taskPost = (roster: Staffed, step: Routed): Post | undefined => atUnit(roster, step);

export const windowOf = (roster: Roster, postId: PostId): ServiceWindow | undefined => {
  const post = postOf(roster, postId);
  return roster.windows.find((window) => window.id === post?.window);
};
