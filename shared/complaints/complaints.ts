/** What the rest of the system asks of the complaint store; kept by `shared/aws/complaint-store.ts`. */
import * as z from "zod";
import { ClockKind } from "../casework/case.ts";
import type { DueCases } from "../casework/cases.ts";
import type { Attempts } from "../casework/lookup.ts";
import type { StaffId } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import { type Instant, LocalDate } from "../kernel/local-date.ts";
import { Complaint, type ComplaintNumber } from "./complaint.ts";
import type { Sealed } from "./walls.ts";

/** What the lists carry: nothing about the complainant. */
export const ListedComplaint = Complaint.pick({
  number: true,
  version: true,
  state: true,
  kind: true,
  centre: true,
  body: true,
  handler: true,
  receivedAt: true,
  firedStages: true,
  accused: true,
  walled: true,
  interested: true,
  hiddenFromOffice: true,
}).extend({
  /** `<the instant at which the leading clock's working time is over>#<number>`: sorts by urgency, and is unique. */
  workDue: z.string(),
  dueOn: LocalDate.optional(),
  dueClock: ClockKind.optional(),
});
export type ListedComplaint = z.infer<typeof ListedComplaint>;

/** What scorecards count. */
export const UpheldComplaint = Complaint.pick({
  number: true,
  target: true,
  accused: true,
  walled: true,
  interested: true,
  hiddenFromOffice: true,
  handler: true,
  body: true,
  centre: true,
});
export type UpheldComplaint = z.infer<typeof UpheldComplaint>;

/** `reason`: in the reader's words. */
export type IdentityLook = {
  readonly by: StaffId;
  readonly at: Instant;
  readonly reason: string;
  /** The file that was fetched; absent: the identity was read. */
  readonly attachment?: string | undefined;
  /** Of the request: a repeat is the same look. */
  readonly token: string;
};

export type Page = { readonly after?: string | undefined; readonly limit: number };

export type Complaints = {
  /** Undefined: there is none. Whoever wants to see it has to open it (`walls.ts`). */
  find(number: ComplaintNumber): Promise<Sealed<Complaint> | undefined>;
  /** The same with all of its ledger, the pages too; in one query. */
  findWhole(number: ComplaintNumber): Promise<Sealed<Complaint> | undefined>;
  /** Put if absent; the complaint that already stood there, if any. */
  file(created: Complaint): Promise<Sealed<Complaint> | undefined>;
  /**
   * One conditional write, if the version is still `expecting`. A repeat of our own write (same token) is a success.
   * @throws Refusal `version-conflict`
   */
  save(after: Complaint, expecting: number): Promise<void>;
  /** Before the complainant's identity or a file of theirs is shown: who looked, when and why (R55). */
  recordReading(number: ComplaintNumber, reading: IdentityLook): Promise<void>;
  attempts(number: ComplaintNumber, address: string): Promise<Attempts | undefined>;
  recordWrongCode(number: ComplaintNumber, address: string, attempts: Attempts): Promise<void>;
  /** Open ones of one handler, the most urgent first. */
  handledBy(handler: StaffId, page: Page): Promise<readonly Sealed<ListedComplaint>[]>;
  /** Closed in a month, and upheld or partly upheld. */
  upheldIn(centre: CentreCode, month: string): Promise<readonly Sealed<UpheldComplaint>[]>;
  /** Open ones of a centre, for the municipal office; without those from which any of the office is walled. */
  overseen(centre: CentreCode, page: Page): Promise<readonly Sealed<ListedComplaint>[]>;
};

/** What the sweep needs. */
export type DueComplaints = DueCases & {
  getEach(numbers: readonly ComplaintNumber[]): Promise<ReadonlyMap<ComplaintNumber, Sealed<Complaint> | Error>>;
};
