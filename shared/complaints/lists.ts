/** Pages of complaints that somebody may see: just what they would be if the others did not exist (R53). */
import type { People } from "../directory/roster.ts";
import type { ListedComplaint, Page } from "./complaints.ts";
import { openListed, positionOf, type Sealed, type Viewer } from "./walls.ts";

/** `after`: where the next page begins, the position of a complaint that is shown; none: there are no more. */
export type ListPage = { readonly complaints: readonly ListedComplaint[]; readonly after?: string };

/**
 * As many as a page holds, read on while walled ones took their place: an index may be a moment behind the walls, or its
 * mark older than the people of now. In general that is one read.
 * @param around read beside the first page: the people among whom the viewer's walls are counted
 * @param read of one partition, in the order of `workDue`; fewer than asked for: there are no more
 */
export const pageFor = async (
  read: (page: Page) => Promise<readonly Sealed<ListedComplaint>[]>,
  { after, limit }: Page,
  viewer: Viewer,
  around: () => Promise<People>,
): Promise<ListPage> => {
  // One more than is shown, of those who may be seen: whether there are more must not depend on the others.
  const wanted = limit + 1;
  const [first, people] = await Promise.all([read({ after, limit: wanted }), around()]);
  let found = first;
  let seen = openListed(found, viewer, people);
  for (let last = found.at(-1); last !== undefined && found.length === wanted && seen.length < wanted; ) {
    found = await read({ after: positionOf(last), limit: wanted });
    seen = [...seen, ...openListed(found, viewer, people)];
    last = found.at(-1);
  }
  const complaints = seen.slice(0, limit);
  const end = complaints.at(-1);
  return { complaints, ...(seen.length > limit && end !== undefined ? { after: end.workDue } : {}) };
};
