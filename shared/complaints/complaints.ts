/** What the rest of the system asks of the complaint store; kept by `shared/aws/complaint-store.ts`. */

import type { FiredStage } from "../casework/case.ts";
import type { Attempts } from "../casework/lookup.ts";
import type { Attention } from "../casework/watched.ts";
import type { StaffId } from "../directory/roster.ts";
import type { Instant } from "../kernel/local-date.ts";
import type { Complaint, ComplaintNumber } from "./complaint.ts";
import type { Sealed } from "./walls.ts";

/** What the index of a handler's open complaints carries: nothing about the complainant. */
export type ListedComplaint = Pick<
  Complaint,
  | "number"
  | "version"
  | "state"
  | "kind"
  | "centre"
  | "body"
  | "receivedAt"
  | "firedStages"
  | "accused"
  | "walled"
  | "interested"
> & {
  /** `<the instant at which the leading clock's working time is over>#<number>`: sorts by urgency, and is unique. */
  readonly workDue: string;
};

export type Page = { readonly after?: string | undefined; readonly limit: number };

export type Complaints = {
  /** Undefined: there is none. Whoever wants to see it has to open it (`walls.ts`). */
  find(number: ComplaintNumber): Promise<Sealed<Complaint> | undefined>;
  /** Put if absent; the complaint that already stood there, if any. */
  file(created: Complaint): Promise<Sealed<Complaint> | undefined>;
  /**
   * One conditional write, if the version is still `expecting`. A repeat of our own write (same token) is a success.
   * @throws Refusal `version-conflict`
   */
  save(after: Complaint, expecting: number): Promise<void>;
  attempts(number: ComplaintNumber, address: string): Promise<Attempts | undefined>;
  recordWrongCode(number: ComplaintNumber, address: string, attempts: Attempts): Promise<void>;
  /** Open ones of one handler, the most urgent first. */
  handledBy(handler: StaffId, page: Page): Promise<readonly Sealed<ListedComplaint>[]>;
  /** Open ones of all, for the municipal office; without those from which any of the office is walled. */
  overseen(page: Page): Promise<readonly Sealed<ListedComplaint>[]>;
};

/** What the sweep and the watchdog need; as `DueCases` and `WatchedCases`. */
export type DueComplaints = {
  due(
    segment: number,
    until: Instant,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{ readonly numbers: readonly ComplaintNumber[]; readonly cursor?: string }>;
  earliest(segment: number): Promise<Instant | undefined>;
  getEach(numbers: readonly ComplaintNumber[]): Promise<ReadonlyMap<ComplaintNumber, Sealed<Complaint> | Error>>;
  advance(
    seen: { readonly number: ComplaintNumber; readonly version: number } & Partial<{
      nextStageAt: Instant;
      nextStage: string;
    }>,
    fired: readonly (FiredStage & { readonly id: string })[],
    next: Attention | undefined,
  ): Promise<boolean>;
};
