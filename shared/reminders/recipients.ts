/** Who is told of a stage (R29, R30), and who is when that person cannot be reached (R34). */
import type { StageName } from "../calendar/ladder.ts";
import { type DutyBasis, dutyLadder, isAbsent } from "../directory/duty.ts";
import type { PostId, Roster, StaffId, StaffMember } from "../directory/roster.ts";
import type { Instant } from "../kernel/local-date.ts";
import type { RecipientRole } from "./notification.ts";

/** Everyone who can be told about a case of one centre: its own people, then the municipal office, which never sleeps. */
export type People = { readonly roster: Roster; readonly office: readonly StaffMember[] };

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

type Ladder = readonly { readonly rung: Rung; readonly member: StaffMember }[];

/** From the holder up to the municipal office, present or not. Someone with two places stands in both. */
const ladderOf = ({ roster, office }: People, postId: PostId): Ladder => [
  ...dutyLadder(roster, postId, office).flatMap(({ staffId, basis }) => {
    const member = [...roster.staff, ...office].find(({ id }) => id === staffId);
    return member === undefined ? [] : [{ rung: RUNG_OF[basis], member }];
  }),
];

const isReachable = (roster: Roster, at: Instant, { id, phone }: StaffMember): boolean =>
  phone !== undefined && !isAbsent(roster, id, at);

/**
 * Whom a stage is for: yellow, whoever is on duty and the window's head; red, whoever is on duty, every deputy and the
 * director. Each seat falls up the ladder by itself; `nextToTell` keeps to one message a person.
 */
export const seatsOf = (stage: StageName, postId: PostId, people: People, at: Instant): readonly Seat[] => {
  const ladder = ladderOf(people, postId);
  const reachable = (from: Rung, only?: StaffId): readonly StaffMember[] =>
    ladder
      .filter(({ rung }) => RUNGS.indexOf(rung) >= RUNGS.indexOf(from))
      .filter(({ rung, member }) => only === undefined || rung !== from || member.id === only)
      .map(({ member }) => member)
      .filter((member) => isReachable(people.roster, at, member));
  const onDuty: Seat = { role: "on-duty", candidates: reachable("post") };
  if (stage === "yellow") return [onDuty, { role: "window-head", candidates: reachable("window-head") }];
  const deputies = ladder.filter(({ rung }) => rung === "deputy-director");
  return [
    onDuty,
    ...deputies.map(
      ({ member: { id } }): Seat => ({ role: `deputy-director/${id}`, candidates: reachable("deputy-director", id) }),
    ),
    { role: "director", candidates: reachable("director") },
  ];
};

/** Who takes a seat; undefined: nobody can be reached, or that person has been told of this stage already. */
export const nextToTell = ({ candidates }: Seat, told: ReadonlySet<StaffId>): Told | undefined => {
  const [first] = candidates;
  return first === undefined || told.has(first.id) ? undefined : first;
};

/** Who can be reached above someone to whom nothing could be delivered; undefined: nobody is left. */
export const nextAbove = (failed: StaffId, postId: PostId, people: People, at: Instant): StaffMember | undefined => {
  const ladder = ladderOf(people, postId).map(({ member }) => member);
  const place = ladder.findIndex(({ id }) => id === failed);
  // A holder who also heads the window stands on the ladder twice: B comes in between.
  return ladder.slice(place + 1).find((member) => member.id !== failed && isReachable(people.roster, at, member));
};

/** Every role in which a person may have been told of a stage, so that it can be seen whether they were. */
export const rolesOf = (staffId: StaffId, postId: PostId, people: People): readonly RecipientRole[] => [
  "on-duty",
  "window-head",
  "director",
  `deputy-director/${staffId}`,
  ...ladderOf(people, postId).map(({ member }): RecipientRole => `after/${member.id}`),
];
