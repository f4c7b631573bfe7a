/** Which cases a member of staff sees, and in what capacity they act on one (R39, R40). */
import type { ActedBy, Case } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import { responsiblePost } from "../../shared/casework/handling.ts";
import { taskPosts } from "../../shared/casework/joint-handling.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { capacity, centreOfPost, ofOffice, postsOnDuty, requireCapacity } from "../../shared/directory/duty.ts";
import type { TownRegister } from "../../shared/directory/register.ts";
import type { PostId, Roster, StaffMember } from "../../shared/directory/roster.ts";
import { acceptingPost, decidingPost } from "../../shared/directory/routing.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

export type SeenPosts = { readonly centre: CentreCode; readonly posts: readonly PostId[] };
type SeeingNeeds = { readonly directory: Pick<Directory, "roster">; readonly register: TownRegister };

/**
 * The posts whose work a person sees now, centre by centre: those they are on duty for; for the municipal office, those
 * of every centre that are left without anybody (R34), which reads every centre's roster.
 */
export const postsSeen = async (
  { directory, register }: SeeingNeeds,
  actor: StaffMember,
  at: Instant,
): Promise<readonly SeenPosts[]> => {
  const own = actor.centre === undefined ? [] : [actor.centre];
  const centres = ofOffice(actor) ? register.towns.map(({ code }) => code) : own;
  const rosters = await Promise.all(centres.map((centre) => directory.roster(centre)));
  return rosters
    .map((roster) => ({ centre: roster.centre, posts: postsOnDuty(roster, actor, at) }))
    .filter(({ posts }) => posts.length > 0);
};

/** The one post asked for, of whoever may act for it, a stand-in without a recorded hand-over too (R41). @throws Refusal `not-on-duty` */
export const postAsked = async (
  { directory }: SeeingNeeds,
  post: PostId,
  actor: StaffMember,
  at: Instant,
): Promise<readonly SeenPosts[]> => {
  const roster = await directory.roster(centreOfPost(post));
  requireCapacity(roster, post, actor, at);
  return [{ centre: roster.centre, posts: [post] }];
};

type Posts = readonly [PostId, ...PostId[]];
export type StaffNeeds = { readonly cases: Cases; readonly directory: Directory };

/** Whether the entries of its ledger that lie on pages are read too: nothing but showing them needs it. */
type Reading = "get" | "getWhole";

/** A case of the reader's own centre; the municipal office reads every centre's. Anyone else's reads as absent. */
export const openAsStaff = async (
  { cases }: StaffNeeds,
  actor: StaffMember,
  number: CaseNumber,
  reading: Reading = "get",
): Promise<Case> => {
  const subject = await cases[reading](number);
  const visible = ofOffice(actor) || (actor.centre === subject.centre && actor.role !== "proxy");
  if (!visible) throw new Refusal("case-not-found");
  return subject;
};

/** The case with its centre's people. */
export const openWithRoster = async (
  needs: StaffNeeds,
  actor: StaffMember,
  number: CaseNumber,
  reading: Reading = "get",
): Promise<{ subject: Case; roster: Roster }> => {
  const subject = await openAsStaff(needs, actor, number, reading);
  return { subject, roster: await needs.directory.roster(subject.centre) };
};

/** Who moves a case on: the post that answers for it now. */
export const handlingPosts = (subject: Case): Posts => [responsiblePost(subject)];
/** Who serves the resident at the counter: the post that answers for the case now, and the other one of the two. */
export const servingPosts = (subject: Case): Posts => [
  responsiblePost(subject),
  subject.acceptingPost,
  subject.decidingPost,
];

/** For the first of the posts that the person may act for now. @throws Refusal `not-on-duty`, naming the first post */
export const actingFor = (roster: Roster, posts: Posts, actor: StaffMember, at: Instant): ActedBy => {
  const postId = posts.find((post) => capacity(roster, post, actor, at) !== undefined) ?? posts[0];
  return { kind: "staff", staffId: actor.id, postId, basis: requireCapacity(roster, postId, actor, at) };
};

/**
 * Who takes an item in: whoever is on duty at the comprehensive window, or at the unit's own.
 * @throws Refusal `item-not-offered`, `not-on-duty`
 */
export const takingIn = (roster: Roster, item: ServiceItem, actor: StaffMember, at: Instant): ActedBy => {
  const accepting = acceptingPost(roster, item);
  const deciding = decidingPost(roster, item);
  if (accepting === undefined || deciding === undefined) {
    throw new Refusal("item-not-offered", { item: item.code, centre: roster.centre });
  }
  return actingFor(roster, [accepting.id, deciding.id], actor, at);
};

/** Whoever handles the case now, or a part of it, sees personal data in full. */
export const handles = (roster: Roster, subject: Case, actor: StaffMember, at: Instant): boolean =>
  [responsiblePost(subject), ...taskPosts(subject)].some((post) => capacity(roster, post, actor, at) !== undefined);
