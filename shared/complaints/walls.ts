/**
 * Who may not know of a complaint (R53–R56), and the one place that opens a sealed one. The walls outrank whatever duty, role
 * or ladder would give.
 */
import { isAbsent, ofOffice } from "../directory/duty.ts";
import type { People, StaffId, StaffMember } from "../directory/roster.ts";
import type { Instant } from "../kernel/local-date.ts";
import type { Complaint } from "./complaint.ts";

declare const content: unique symbol;
/** Read from the store, and not opened yet: nothing can be read from it. */
export type Sealed<T> = { readonly [content]: T };

type Walled = Pick<Complaint, "accused" | "walled" | "interested">;

/** For the store alone. */
export const sealed = <T extends Walled>(item: T): Sealed<T> => item as unknown as Sealed<T>;
const unsealed = <T>(item: Sealed<T>): T => item as unknown as T;

const LEADERS: readonly StaffMember["role"][] = ["director", "deputy-director"];

/** Of a window's head, those of the window; of a centre's leader, everyone of the centre; of the office's head, the office. */
const reportingTo = (accused: StaffId, { roster, office }: People): readonly StaffId[] => {
  const ids = (members: readonly StaffMember[]) => members.map(({ id }) => id);
  const isLeader = roster.staff.some(({ id, role }) => id === accused && LEADERS.includes(role));
  if (isLeader) return ids(roster.staff);
  if (office.some(({ id, role }) => id === accused && role === "office-head")) return ids(office);
  const headed = new Set(roster.windows.filter(({ head }) => head === accused).map(({ id }) => id));
  return roster.posts.filter(({ window }) => headed.has(window)).flatMap(({ holder, standIn }) => [holder, standIn]);
};

/** A and B of one post. */
const sharingWith = (accused: StaffId, { roster }: People): readonly StaffId[] =>
  roster.posts
    .filter(({ holder, standIn }) => holder === accused || standIn === accused)
    .flatMap(({ holder, standIn }) => [holder, standIn]);

/** Everyone who is walled because of who is accused, by these people. */
export const walledBy = (accused: readonly StaffId[], people: People): ReadonlySet<StaffId> =>
  new Set([...accused, ...accused.flatMap((each) => [...reportingTo(each, people), ...sharingWith(each, people)])]);

/** By the people of now and by those of the day of filing (R53). */
export const wallsOf = ({ accused, walled, interested }: Walled, people: People): ReadonlySet<StaffId> =>
  new Set([...walled, ...interested, ...walledBy(accused, people)]);

/** `above`: in the place of a handler who cannot handle it. `office`: to oversee. */
export type Capacity = "handler" | "above" | "office";
export type Opened<T> = { readonly as: Capacity; readonly complaint: T };

type Seen = Walled & Pick<Complaint, "handler" | "body" | "centre" | "hiddenFromOffice">;
export type Viewer = Pick<StaffMember, "id" | "role" | "centre">;

/** Of the body that it lies with. Whoever has moved to another since handles it no more, and is nobody there. */
const isOfBody = ({ body, centre }: Pick<Complaint, "body" | "centre">, viewer: Viewer): boolean =>
  body === "office" ? ofOffice(viewer) : !ofOffice(viewer) && viewer.centre === centre;

/** A handler who is away, has left, or came to be walled by a change of the roster is skipped upward (R53). */
const canHandle = (seen: Seen, people: People, at: Instant): boolean =>
  people.roster.staff.some(({ id }) => id === seen.handler) &&
  !wallsOf(seen, people).has(seen.handler) &&
  !isAbsent(people.roster, seen.handler, at);

/** Where anyone of the office is walled, its head alone oversees: two who sit together would see what the third may not. */
const mayOversee = ({ hiddenFromOffice }: Pick<Complaint, "hiddenFromOffice">, viewer: Viewer): boolean =>
  ofOffice(viewer) && (!hiddenFromOffice || viewer.role === "office-head");

const capacityOf = (seen: Seen, viewer: Viewer, people: People, at: Instant): Capacity | undefined => {
  if (wallsOf(seen, people).has(viewer.id)) return undefined;
  if (viewer.id === seen.handler && isOfBody(seen, viewer)) return "handler";
  if (ofOffice(viewer)) return mayOversee(seen, viewer) ? "office" : undefined;
  const standsAbove = seen.body === "centre" && viewer.centre === seen.centre && LEADERS.includes(viewer.role);
  return standsAbove && !canHandle(seen, people, at) ? "above" : undefined;
};

/**
 * For a member of the staff. Undefined: walled, or none of their business; and nobody can tell which from there being none.
 * @param people of the complaint's centre; see `centreOf`
 */
export const openFor = <T extends Seen>(
  item: Sealed<T>,
  viewer: Viewer,
  people: People,
  at: Instant,
): Opened<T> | undefined => {
  const complaint = unsealed(item);
  const as = capacityOf(complaint, viewer, people, at);
  return as && { as, complaint };
};

/**
 * Of a list, what the viewer may see of each. A list is made of what its index holds for them, so in general this takes nothing
 * away; where it does, `lists.ts` reads on.
 */
export const openListed = <T extends Seen>(items: readonly Sealed<T>[], viewer: Viewer, people: People): readonly T[] =>
  items
    .map(unsealed)
    .filter((item) => !wallsOf(item, people).has(viewer.id))
    .filter((item) => item.handler !== viewer.id || isOfBody(item, viewer) || mayOversee(item, viewer));

/** Where a list goes on after it, whether it is shown or not; never told to anybody who does not see it. */
export const positionOf = (item: Sealed<{ readonly workDue: string }>): string => unsealed(item).workDue;

/** Whose people have to be read before it can be opened. */
export const centreOf = <T extends Pick<Complaint, "centre">>(item: Sealed<T>): Complaint["centre"] =>
  unsealed(item).centre;

/** What a look-up code is checked against, before anything is opened. */
export const lockOf = <T extends Pick<Complaint, "codeVersion" | "guessedUntil">>(item: Sealed<T>) => {
  const { codeVersion, guessedUntil } = unsealed(item);
  return { codeVersion, guessedUntil };
};

/** For whoever has shown its look-up code. */
export const openForResident = <T>(item: Sealed<T>): T => unsealed(item);

/** For time itself: the sweep, the watchdog, the sender. Nobody reads what it opens. */
export const openForTime = <T>(item: Sealed<T>): T => unsealed(item);
