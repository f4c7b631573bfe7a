/** What the rest of the system asks of the case store; kept by `shared/aws/case-store.ts`. */
import * as z from "zod";
import { PostId, type StaffId } from "../directory/roster.ts";
import type { CentreCode } from "../directory/units.ts";
import type { CaseNumber } from "../kernel/ids.ts";
import { type Instant, LocalDate } from "../kernel/local-date.ts";
import { Case, ClockKind, type FiredStage } from "./case.ts";
import { CaseTask } from "./joint-tasks.ts";
import type { Attempts } from "./lookup.ts";

/** A case that the sweep found due: the index carries no more than this. */
export type DueCase = { readonly number: CaseNumber; readonly nextStageAt: Instant; readonly nextStage: string };

export type Cases = {
  /** @throws Refusal `case-not-found` */
  get(number: CaseNumber): Promise<Case>;
  /** Many at once: each, or why it cannot be had (as `get` would say it). */
  getEach(numbers: readonly CaseNumber[]): Promise<ReadonlyMap<CaseNumber, Case | Error>>;
  /** As `get`, with the entries of its ledger that lie on pages (one query). @throws Refusal `case-not-found` */
  getWhole(number: CaseNumber): Promise<Case>;
  /** As `get`, without a refusal. */
  find(number: CaseNumber): Promise<Case | undefined>;
  /** The wrong codes tried for a number from one address, whether or not there is such a case. */
  attempts(number: CaseNumber, address: string): Promise<Attempts | undefined>;
  /** Counts one more, and marks the case, if there is one, as being guessed at; version and ledger stay. */
  recordWrongCode(number: CaseNumber, address: string, attempts: Attempts): Promise<void>;
  /** Put if absent; the case that already stood there, if any. */
  file(created: Case): Promise<Case | undefined>;
  /**
   * One conditional write: state, the new ledger entries and the next stage, if the version is still `expecting`.
   * A repeat of our own write (same token) is a success. @throws Refusal `version-conflict`
   */
  save(after: Case, expecting: number): Promise<void>;
  /** Open cases of one post, the most urgent first; `after` is the `position` of an entry. */
  workList(post: PostId, page: { after?: string | undefined; limit: number }): Promise<readonly OpenCase[]>;
  /**
   * Joint cases of a centre with open parts at any of these posts, in the same order. Looks at a bounded number of the
   * centre's joint cases: `readTo` is the position after which it has looked at none; absent, there is none left to look at.
   */
  taskList(
    centre: CentreCode,
    posts: readonly PostId[],
    page: { after?: string | undefined; limit: number },
  ): Promise<{ readonly found: readonly TaskedCase[]; readonly readTo?: string }>;
  /** Open cases that a proxy filed, in the same order; those too whose authorisation is over. */
  proxyList(staffId: StaffId, page: { after?: string | undefined; limit: number }): Promise<readonly ProxyCase[]>;
};

/** What the index of open cases carries. */
export const OpenCase = Case.pick({
  number: true,
  state: true,
  itemCode: true,
  itemName: true,
  receivedAt: true,
  version: true,
}).extend({
  /** `<the instant at which the leading clock's working time is over>#<number>`: sorts by urgency, and is unique. */
  workDue: z.string(),
  workPost: PostId,
  dueOn: LocalDate.optional(),
  dueClock: ClockKind.optional(),
  maskedApplicant: z.string(),
});
export type OpenCase = z.infer<typeof OpenCase>;

/** As a proxy's list carries it (R47). */
export const ProxyCase = OpenCase.extend({ authorisedUntil: LocalDate });
export type ProxyCase = z.infer<typeof ProxyCase>;

/** As the list of a centre's open parts carries it. */
export const TaskedCase = OpenCase.extend({
  openTasks: z.array(CaseTask.pick({ code: true, name: true, post: true })),
});
export type TaskedCase = z.infer<typeof TaskedCase>;

/** What the sweep needs beside `get`. */
export type DueCases = {
  /** Cases of one segment whose next stage is due, the oldest first. */
  due(
    segment: number,
    until: Instant,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{
    cases: readonly DueCase[];
    cursor?: string;
  }>;
  /** The earliest next stage of a segment; undefined: nothing open. */
  earliest(segment: number): Promise<Instant | undefined>;
  /**
   * Marks stages as fired, at least one, and moves on to the next, leaving version and ledger alone; does nothing when the case has
   * moved on meanwhile (its next stage or its version is another). Says whether it did.
   * @param seen without a next stage: the case was read without one, rightly or not
   */
  advance(
    seen: Pick<DueCase, "number"> & Partial<DueCase> & { readonly version: number },
    fired: readonly (FiredStage & { readonly id: string })[],
    next: { at: Instant; id: string } | undefined,
  ): Promise<boolean>;
};
