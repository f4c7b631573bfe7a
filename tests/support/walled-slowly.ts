/** Who is walled from a complaint (R53), asked of each person apart, and of nothing that the code builds. */
import type { People } from "../../shared/directory/roster.ts";

export const isWalledSlowly = (id: string, accused: readonly string[], { roster: own, office }: People): boolean => {
  const roleOf = (who: string) => [...own.staff, ...office].find((each) => each.id === who)?.role;
  return accused.some((who) => {
    if (id === who) return true;
    const holds = (post: { holder: string; standIn: string }, each: string) =>
      post.holder === each || post.standIn === each;
    if (own.posts.some((post) => holds(post, id) && holds(post, who))) return true;
    if (roleOf(who) === "office-head") return office.some((each) => each.id === id);
    if (roleOf(who) === "director" || roleOf(who) === "deputy-director")
      return own.staff.some((each) => each.id === id);
    return own.windows.some(
      (window) =>
        window.head === who &&
        own.posts.some((post) => post.window === window.id && (post.holder === id || post.standIn === id)),
    );
  });
};
