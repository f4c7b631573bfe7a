/** What the rest of the system asks of the directory; kept by `shared/aws/directory-store.ts`. */
import type { Instant, LocalDate } from "../kernel/local-date.ts";
import type { AbsenceEnd, AbsenceRef } from "./absences.ts";
import type { AttendanceDay, AttendanceMark, LastMark } from "./attendance.ts";
import type { Entrustment } from "./entrustment.ts";
import type { Span, TakeOver } from "./findings.ts";
import type { Absence, Post, Roster, ServiceWindow, StaffId, StaffMember } from "./roster.ts";
import type { ItemCode, ServiceItem } from "./service-item.ts";
import type { CentreCode, StationCode } from "./units.ts";

export type Directory = {
  /** The current version, or the one that applied when a case was filed. Undefined: no such item. */
  item(code: ItemCode, version?: number): Promise<ServiceItem | undefined>;
  /** Every current item, by code. */
  items(): Promise<readonly ServiceItem[]>;
  /**
   * Everyone of one centre but its stations' proxies, and who is away, in one query. A centre without people has an
   * empty roster.
   */
  roster(centre: CentreCode): Promise<Roster>;
  /** Undefined too when two people were given the same subject: nobody is guessed. */
  staffBySub(sub: string): Promise<StaffMember | undefined>;
  /** The proxies of a centre's stations, by id. */
  proxies(centre: CentreCode): Promise<readonly StaffMember[]>;
  /** What a station is entrusted with; undefined: nothing (R48). */
  entrustment(station: StationCode): Promise<Entrustment | undefined>;
  /** What a centre's stations are entrusted with, by station; those without a list are not among them. */
  entrustedAt(centre: CentreCode): Promise<readonly Entrustment[]>;
  /** Members of the municipal office, by id. */
  office(): Promise<readonly StaffMember[]>;
};

/** One person's day. */
export type DayRef = { readonly centre: CentreCode; readonly staffId: StaffId; readonly date: LocalDate };

/** Who came and went, day by day (article 9); kept by `shared/aws/attendance-store.ts`. */
export type AttendanceBook = {
  /**
   * The day as it is kept with the mark: one that says nothing new, or came before, changes nothing. Of two at once, both
   * are kept. @throws Refusal `too-many-requests`
   */
  mark(day: DayRef, mark: AttendanceMark): Promise<AttendanceDay>;
  day(day: DayRef): Promise<AttendanceDay | undefined>;
  /** Both ends included, by date. */
  days(staffId: StaffId, span: Span): Promise<readonly AttendanceDay[]>;
};

export type Absences = {
  /**
   * Puts on the roster when a person last came or went, unless it knows of something later; coming ends their absences
   * that had begun and had no known end. Repeating it changes nothing. Answers with the person's absences.
   */
  attended(whose: Omit<DayRef, "date">, last: LastMark, now: Instant): Promise<readonly Absence[]>;
  /**
   * Answers with the absence as it is kept: recording the same one (same id) again changes nothing. Of two at once for
   * the same person and time, one is kept.
   * @throws Refusal `absence-overlaps`; `idempotency-mismatch` when the id stands for another absence of that person
   */
  record(absence: Absence): Promise<Absence>;
  /** @throws Refusal `absence-not-found` when there is no such open absence */
  end(which: AbsenceRef, end: AbsenceEnd): Promise<Absence>;
};

/** Hand-overs that were missing (R41); kept by `shared/aws/finding-store.ts`. */
export type TakeOvers = {
  /** One a post, person and day: the same again, or a later act of that day, changes nothing. */
  record(takeOver: TakeOver): Promise<void>;
  /** Both ends included, by date. */
  of(centre: CentreCode, span: Span): Promise<readonly TakeOver[]>;
};

/** The people and the places they work at, as they are loaded. */
export type People = {
  readonly staff: readonly StaffMember[];
  readonly windows: readonly ServiceWindow[];
  readonly posts: readonly Post[];
};

/** For loading a town; no function of the API has it. `loadDirectory` decides what to write. */
export type DirectoryWriter = {
  /** Everyone of these centres with their proxies, windows and posts, and the municipal office, as they are now. */
  people(centres: readonly CentreCode[]): Promise<People>;
  /** Puts each as given, whatever was there; the last of two loads at once wins, person by person. */
  putPeople(people: People): Promise<void>;
  /** The lists of these centres' stations, as they are now. */
  entrustments(centres: readonly CentreCode[]): Promise<readonly Entrustment[]>;
  /** Puts each as given; `loadDirectory` has checked them. */
  putEntrustments(lists: readonly Entrustment[]): Promise<void>;
  /**
   * Publishes the next version and makes it current, in one step. The item's own `version` says which; the one before
   * it must still be current.
   * @throws Refusal `version-conflict` when someone published in between
   */
  publish(item: ServiceItem): Promise<void>;
};
