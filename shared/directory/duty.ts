/** Who is on duty (article 8(4), R39–R42): the holder, or the stand-in while the holder is recorded absent. */

import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Post, PostId, Roster, StaffId, StaffMember } from "./roster.ts";

/** In what capacity someone acts for a post; the ledger names it (R40). */
export type DutyBasis = "holder" | "stand-in" | "stand-in-unrecorded" | "window-head" | "deputy-director" | "director";
export type OnDuty = { readonly staffId: StaffId; readonly basis: DutyBasis };

export const isAbsent = (roster: Roster, staffId: StaffId, at: Instant): boolean =>
  roster.absences.some(
    (absence) =>
      absence.staffId === staffId && absence.from <= at && (absence.until === undefined || at < absence.until),
  );

export const postOf = (roster: Roster, postId: PostId): Post | undefined =>
  roster.posts.find((post) => post.id === postId);

const withRole = (roster: Roster, role: StaffMember["role"]): readonly StaffMember[] =>
  roster.staff.filter((member) => member.role === role);

/**
 * Who answers for a post, present or not, in the order in which it falls to them: A, B, the window's head, the deputies,
 * the director (R34). Of a post that the centre does not have: the deputies and the director.
 */
export const dutyLadder = (roster: Roster, postId: PostId): readonly OnDuty[] => {
  const post = postOf(roster, postId);
  const head = post && roster.windows.find((window) => window.id === post.window)?.head;
  return [
    ...(post === undefined
      ? []
      : [
          { staffId: post.holder, basis: "holder" as const },
          { staffId: post.standIn, basis: "stand-in" as const },
        ]),
    ...(head === undefined ? [] : [{ staffId: head, basis: "window-head" as const }]),
    ...withRole(roster, "deputy-director").map(({ id }) => ({ staffId: id, basis: "deputy-director" as const })),
    ...withRole(roster, "director").map(({ id }) => ({ staffId: id, basis: "director" as const })),
  ];
};

/**
 * Who answers for a post at an instant: A, else B, else the window's head, else a deputy, else the director. Undefined
 * when nobody of the centre is there: the municipal office is next (R34).
 */
export const onDuty = (roster: Roster, postId: PostId, at: Instant): OnDuty | undefined =>
  postOf(roster, postId) && dutyLadder(roster, postId).find(({ staffId }) => !isAbsent(roster, staffId, at));

/**
 * In what capacity a person may act for a post now; undefined: not at all. A stand-in who takes over without a
 * recorded absence is let through and named as such (R41).
 */
export const capacity = (roster: Roster, postId: PostId, staffId: StaffId, at: Instant): DutyBasis | undefined => {
  if (isAbsent(roster, staffId, at)) return undefined;
  const duty = onDuty(roster, postId, at);
  if (duty?.staffId === staffId) return duty.basis;
  return postOf(roster, postId)?.standIn === staffId ? "stand-in-unrecorded" : undefined;
};

/** @throws Refusal `not-on-duty` */
export const requireCapacity = (roster: Roster, postId: PostId, staffId: StaffId, at: Instant): DutyBasis => {
  const basis = capacity(roster, postId, staffId, at);
  if (basis === undefined) throw new Refusal("not-on-duty", { post: postId });
  return basis;
};

/** The posts whose work a person sees now: those they are on duty for. */
export const postsOnDuty = (roster: Roster, staffId: StaffId, at: Instant): readonly PostId[] =>
  roster.posts.filter((post) => onDuty(roster, post.id, at)?.staffId === staffId).map((post) => post.id);
