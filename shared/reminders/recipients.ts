/** Who is told of a stage (R28–R31), and who is when that person cannot be reached (R34). */
import type { StageName } from "../calendar/ladder-settings.ts";
import type { Complaint } from "../complaints/complaint.ts";
import { wallsOf } from "../complaints/walls.ts";
import { type DutyBasis, dutyLadder, isAbsent } from "../directory/duty.ts";
import type { People, PostId, Roster, StaffId, StaffMember } from "../directory/roster.ts";
import type { Instant } from "../kernel/local-date.ts";
import type { Rating } from "../ratings/rating.ts";
import type { RecipientRole } from "./notification.ts";

/** One of those to be told, with everyone who can be reached in their place, in order: nobody left is an empty list. */
export type Seat = { readonly role: RecipientRole; readonly candidates: readonly Told[] };
export type Told = Pick<StaffMember, "id" | "centre">;

type Rung = "post" | "window-head" | "deputy-director" | "director" | "office";
const RUNGS: readonly Rung[] = ["post", "window-head", "deputy-director", "director", "office"];

const RUNG_OF: Readonly<Record<DutyBasis, Rung>> = {
  holder: "post",
  "stand-in": "post",
  "stand-in-unrecorded": "post",
  "window-head": "window-head",
  "deputy-director": "deputy-director",
  director: "director",
  office: "office",
};

/** From the first one up; someone with two places stands in both. Who is walled keeps their place, and is never told (R53). */
export type Steps = readonly { readonly rung: Rung; readonly member: StaffMember; readonly walled?: boolean }[];
const unwalled = (steps: Steps): Steps => steps.filter(({ walled }) => walled !== true);

const headFirst = (office: People["office"]): People["office"] => [
  ...office.filter(({ role }) => role === "office-head"),
  ...office.filter(({ role }) => role !== "office-head"),
];

/** From the holder of a post up to the municipal office, present or not. */
export const stepsOfPost = ({ roster, office }: People, postId: PostId): Steps => [
  ...dutyLadder(roster, postId, headFirst(office)).flatMap(({ staffId, basis }) => {
    const member = [...roster.staff, ...office].find(({ id }) => id === staffId);
    return member === undefined ? [] : [{ rung: RUNG_OF[basis], member }];
  }),
];

const isReachable = (roster: Roster, at: Instant, { id, phone }: StaffMember): boolean =>
  phone !== undefined && !isAbsent(roster, id, at);

/**
 * Of a complaint: its handler, then whoever stands above; who is walled is marked, and skipped (R53 outranks R29–R34). What the
 * office handles goes up within the office. A handler who has left the body that it lies with handles it no more.
 */
export const stepsOfComplaint = (
  {
    handler,
    body,
    hiddenFromOffice,
    ...complaint
  }: Pick<Complaint, "handler" | "body" | "accused" | "walled" | "interested" | "hiddenFromOffice">,
  people: People,
): Steps => {
  const walls = wallsOf(complaint, people);
  // Who may not oversee it is not reminded of it either (`walls.ts`).
  const isKeptFrom = ({ id, role }: StaffMember) => hiddenFromOffice && role === "office-member" && id !== handler;
  const { staff } = people.roster;
  const office = headFirst(people.office);
  const members = (body === "office" ? office : staff).filter(({ id }) => id === handler);
  const leaders = (role: "deputy-director" | "director") =>
    body === "office" ? [] : staff.filter((member) => member.role === role).map((member) => ({ rung: role, member }));
  return [
    ...members.map((member) => ({ rung: "post" as const, member })),
    ...leaders("deputy-director"),
    ...leaders("director"),
    ...office.map((member) => ({ rung: "office" as const, member })),
  ].map((step) => ({ ...step, walled: walls.has(step.member.id) || isKeptFrom(step.member) }));
};

/** Of a data return: whoever answers for the centre, then the municipal office. */
export const stepsOfCentre = ({ roster: { staff }, office }: People): Steps => {
  const leaders = (role: "deputy-director" | "director") =>
    staff.filter((member) => member.role === role).map((member) => ({ rung: role, member }));
  const above = headFirst(office).map((member) => ({ rung: "office" as const, member }));
  return [...leaders("deputy-director"), ...leaders("director"), ...above];
};

/** Of a poor rating: whoever follows it up, then whoever stands above; never the rated one (R62). */
export const stepsOfRating = ({ rated, followUp }: Pick<Rating, "rated" | "followUp">, people: People): Steps =>
  followUp === undefined
    ? []
    : stepsOfComplaint(
        {
          ...{ handler: followUp.handler, body: followUp.body, hiddenFromOffice: false },
          ...{ accused: [rated], walled: [], interested: [] },
        },
        people,
      );

/**
 * Whom a stage is for: half, whoever is on duty; yellow, the window's head too; red, whoever is on duty, every deputy and
 * the director; supervision, everyone of the municipal office, its head first, and the director. An order is for those who
 * answer it, the deputies and the director, and of a complaint first of all for its handler; its red stage for the municipal office too. Each seat falls up the ladder by itself; `nextToTell` keeps to one message a person.
 */
export const seatsOf = (
  stage: StageName,
  postId: PostId,
  people: People,
  at: Instant,
  toAnswer = false,
): readonly Seat[] => seatsAlong(stage, stepsOfPost(people, postId), people, at, toAnswer ? "leaders" : undefined);

export const seatsAlong = (
  stage: StageName,
  steps: Steps,
  people: People,
  at: Instant,
  answeredBy?: "leaders" | "handler",
): readonly Seat[] => {
  const ladder = unwalled(steps);
  const reachable = (from: Rung, only?: StaffId): readonly StaffMember[] =>
    ladder
      .filter(({ rung }) => RUNGS.indexOf(rung) >= RUNGS.indexOf(from))
      .filter(({ rung, member }) => only === undefined || rung !== from || member.id === only)
      .map(({ member }) => member)
      .filter((member) => isReachable(people.roster, at, member));
  const each = (rung: "deputy-director" | "office"): readonly Seat[] =>
    ladder
      .filter((step) => step.rung === rung)
      .map(({ member: { id } }) => ({ role: `${rung}/${id}`, candidates: reachable(rung, id) }));
  const onDuty: Seat = { role: "on-duty", candidates: reachable("post") };
  const director: Seat = { role: "director", candidates: reachable("director") };
  if (answeredBy !== undefined) {
    const first = answeredBy === "handler" ? [onDuty] : [];
    return [...first, ...each("deputy-director"), director, ...(stage === "red" ? each("office") : [])];
  }
  switch (stage) {
    case "half":
      return [onDuty];
    case "yellow":
      return [onDuty, { role: "window-head", candidates: reachable("window-head") }];
    case "red":
      return [onDuty, ...each("deputy-director"), director];
    case "supervision":
      return [...each("office"), director];
  }
};

/** Who takes a seat; undefined: nobody can be reached, or that person has been told of this stage already. */
export const nextToTell = ({ candidates }: Seat, told: ReadonlySet<StaffId>): Told | undefined => {
  const [first] = candidates;
  return first === undefined || told.has(first.id) ? undefined : first;
};

/**
 * Who can be reached above someone to whom nothing could be delivered; undefined: nobody is left. Always upward: a holder
 * who also heads the window counts by the lower place, or B's failure would come back to them, and go no further; and from
 * where they stood, though they came to be walled since: then whoever handles it now may stand above them, too, and counts.
 */
export const nextAbove = (failed: StaffId, steps: Steps, people: People, at: Instant): StaffMember | undefined => {
  const place = steps.findIndex(({ member }) => member.id === failed);
  const from = steps[place]?.walled === true ? place : 0;
  const below = new Set(steps.slice(from, place + 1).map(({ member }) => member.id));
  return unwalled(steps.slice(place + 1))
    .map(({ member }) => member)
    .find((member) => !below.has(member.id) && isReachable(people.roster, at, member));
};

/** Every role in which a person may have been told of a stage, so that it can be seen whether they were. */
export const rolesOf = (staffId: StaffId, steps: Steps): readonly RecipientRole[] => [
  "on-duty",
  "window-head",
  "director",
  `deputy-director/${staffId}`,
  `office/${staffId}`,
  ...steps.map(({ member }): RecipientRole => `after/${member.id}`),
];
