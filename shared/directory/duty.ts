/**
 * Who is on duty (article 8(4), R34, R39–R42): A, else B, else the window's head, else a deputy, else the director, else
 * the municipal office. The one place that says so: work lists, permissions and reminders all ask here.
 */
import * as z from "zod";
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Instant } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Post, PostId, Roster, StaffId, StaffMember } from "./roster.ts";
import type { CentreCode } from "./units.ts";

/** In what capacity someone acts for a post; the ledger names it (R40). */
export const DutyBasis = z.enum([
  "holder",
  "stand-in",
  "stand-in-unrecorded",
  "window-head",
  "deputy-director",
  "director",
  "office",
]);
export type DutyBasis = z.infer<typeof DutyBasis>;
/** B acts, and nobody has recorded that A is away (R41). */
export const STAND_IN_UNRECORDED = "stand-in-unrecorded" satisfies DutyBasis;

const BASIS_NAMES: Readonly<Record<DutyBasis | "proxy", Bilingual>> = {
  holder: { zh: "A岗本人", en: "Holder of the post (A)" },
  "stand-in": { zh: "B岗顶岗", en: "Stand-in (B), the holder being away" },
  "stand-in-unrecorded": { zh: "B岗顶岗（未登记交接）", en: "Stand-in (B), without a recorded hand-over" },
  "window-head": { zh: "窗口负责人代岗", en: "Window head, A and B being away" },
  "deputy-director": { zh: "副主任代岗", en: "Deputy director, nobody of the window being there" },
  director: { zh: "主任代岗", en: "Director, nobody else of the centre being there" },
  office: { zh: "市政管办代岗", en: "Municipal office, nobody of the centre being there" },
  proxy: { zh: "村（居）代办员", en: "Proxy of the station" },
};
/** Undefined for a basis that this version of the code does not know. */
export const basisName = (basis: string | undefined): Bilingual | undefined =>
  Object.entries(BASIS_NAMES).find(([code]) => code === basis)?.[1];

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

export const ofOffice = ({ role }: Pick<StaffMember, "role">): boolean =>
  role === "office-head" || role === "office-member";

/**
 * Who answers for a post, present or not, in the order in which it falls to them: A, B, the window's head, the deputies,
 * the director, the municipal office (R34). Of a post that the centre does not have: the deputies and upward. Whoever
 * does not work at the centre any more is not among them.
 * @param office its members, in order; none: the centre's own people only
 */
export const dutyLadder = (
  roster: Roster,
  postId: PostId,
  office: readonly Pick<StaffMember, "id">[] = [],
): readonly OnDuty[] => {
  const post = postOf(roster, postId);
  const head = post && roster.windows.find((window) => window.id === post.window)?.head;
  const there = (staffId: StaffId | undefined, basis: DutyBasis): OnDuty[] =>
    staffId !== undefined && roster.staff.some(({ id }) => id === staffId) ? [{ staffId, basis }] : [];
  return [
    ...there(post?.holder, "holder"),
    ...there(post?.standIn, "stand-in"),
    ...there(head, "window-head"),
    ...withRole(roster, "deputy-director").flatMap(({ id }) => there(id, "deputy-director")),
    ...withRole(roster, "director").flatMap(({ id }) => there(id, "director")),
    ...office.map(({ id }) => ({ staffId: id, basis: "office" as const })),
  ];
};

/** A post's id begins with its centre's code. */
export const centreOfPost = (postId: PostId): CentreCode => postId.slice(0, 9);
const isOfCentre = (roster: Roster, postId: PostId): boolean => centreOfPost(postId) === roster.centre;

/**
 * Who of the centre answers for a post at an instant: A, else B, else the window's head, else a deputy, else the
 * director. Undefined when nobody of the centre is there: then it is the municipal office's (R34).
 */
export const onDuty = (roster: Roster, postId: PostId, at: Instant): OnDuty | undefined =>
  isOfCentre(roster, postId)
    ? dutyLadder(roster, postId).find(({ staffId }) => !isAbsent(roster, staffId, at))
    : undefined;

/** Nobody of the centre is there: everyone of the municipal office answers for the post, whoever is first. */
export const isLeftToOffice = (roster: Roster, postId: PostId, at: Instant): boolean =>
  isOfCentre(roster, postId) && onDuty(roster, postId, at) === undefined;

export type Acting = Pick<StaffMember, "id" | "role">;

/**
 * In what capacity a person may act for a post now; undefined: not at all. A stand-in who takes over without a
 * recorded absence is let through and named as such (R41).
 */
export const capacity = (roster: Roster, postId: PostId, actor: Acting, at: Instant): DutyBasis | undefined => {
  if (ofOffice(actor)) return isLeftToOffice(roster, postId, at) ? "office" : undefined;
  if (isAbsent(roster, actor.id, at)) return undefined;
  const duty = onDuty(roster, postId, at);
  if (duty?.staffId === actor.id) return duty.basis;
  return postOf(roster, postId)?.standIn === actor.id ? STAND_IN_UNRECORDED : undefined;
};

/** @throws Refusal `not-on-duty` */
export const requireCapacity = (roster: Roster, postId: PostId, actor: Acting, at: Instant): DutyBasis => {
  const basis = capacity(roster, postId, actor, at);
  if (basis === undefined) throw new Refusal("not-on-duty", { post: postId });
  return basis;
};

/** The posts whose work a person sees now: those they are on duty for. */
export const postsOnDuty = (roster: Roster, actor: Acting, at: Instant): readonly PostId[] =>
  roster.posts
    .filter(({ id }) =>
      ofOffice(actor) ? isLeftToOffice(roster, id, at) : onDuty(roster, id, at)?.staffId === actor.id,
    )
    .map(({ id }) => id);
