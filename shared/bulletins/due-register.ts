/**
 * The due register: for every month, which promises fell due in it and what became of them (R67). A case's rows follow
 * from its ledger alone, so that they can be written again, late or twice, and come out the same.
 */
import * as z from "zod";
import type { Case, LedgerEntry } from "../casework/case.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate, localDateOf, Month, monthOf } from "../kernel/local-date.ts";

export const DueRow = z.object({
  schema: z.literal(1),
  subject: CaseNumber,
  /** Of the ledger entry that last changed the row: an older one never overwrites it. */
  version: z.int().min(1),
  /** The month that counts it: that of the due date, or of the day the date was set when that is later. */
  month: Month,
  centre: CentreCode,
  itemCode: ItemCode,
  dueOn: LocalDate,
  /** The day this due date was set. */
  since: LocalDate,
  /** The day a correction notice stopped the clock. */
  pausedOn: LocalDate.optional(),
  /** The day another due date took its place. */
  supersededOn: LocalDate.optional(),
  finishedOn: LocalDate.optional(),
  /** False: on the due date, but after closing time (R4). */
  inTime: z.boolean().optional(),
  /** Its clock stood still for a time, or was extended: shown apart among those due (R67). */
  suspended: z.literal(true).optional(),
  extended: z.literal(true).optional(),
});
export type DueRow = z.infer<typeof DueRow>;
export type Promised = Pick<Case, "number" | "centre" | "itemCode" | "ledger">;

/** The promise's date that an entry set; a decision repeats the one that it kept or missed. */
const dueDateIn = ({ facts, what }: LedgerEntry): LocalDate | undefined =>
  what === "decided" ? undefined : LocalDate.optional().parse(facts.dueOn);

const laterMonth = (a: LocalDate, b: LocalDate): Month => monthOf(a > b ? a : b);

/** The case ended without a decision (R11, R16). */
const ENDINGS: readonly LedgerEntry["what"][] = ["not-accepted", "withdrawn"];

/** In time, the promise is stopped and shown apart; one already missed stays missed, and waits no longer. */
const endedRow = (current: DueRow, version: number, on: LocalDate): readonly DueRow[] => {
  const { dueOn, pausedOn } = current;
  if (pausedOn !== undefined && pausedOn <= dueOn) return [];
  return [on <= dueOn ? { ...current, version, pausedOn: on } : { ...current, version, finishedOn: on, inTime: false }];
};

/** What an entry makes of every later date of the promise, too. */
const marksOf = (current: DueRow | undefined, { what }: LedgerEntry): Pick<DueRow, "suspended" | "extended"> => ({
  ...(what === "suspended" || current?.suspended ? { suspended: true } : {}),
  ...(what === "extended" || current?.extended ? { extended: true } : {}),
});

/** What one entry does to the current row: the rows as they stand after it, the current one last. */
const afterEntry = (current: DueRow | undefined, entry: LedgerEntry, subject: Promised): readonly DueRow[] => {
  const { version } = entry;
  const on = localDateOf(entry.at);
  const dueOn = dueDateIn(entry);
  if (dueOn !== undefined && dueOn !== current?.dueOn) {
    const { number, centre, itemCode } = subject;
    const opened: DueRow = {
      ...marksOf(current, entry),
      schema: 1,
      subject: number,
      version,
      month: laterMonth(dueOn, on),
      centre,
      itemCode,
      dueOn,
      since: on,
    };
    return current === undefined ? [opened] : [{ ...current, version, supersededOn: on }, opened];
  }
  if (current === undefined) return [];
  const { pausedOn, ...running } = current;
  // One given too late (R15), or on an enquiry (R5a), stops no promise.
  if (entry.what === "notice-given")
    return entry.facts.stopsPromise === false ? [] : [{ ...running, version, pausedOn: on }];
  const marks = marksOf(current, entry);
  if (dueOn !== undefined && pausedOn !== undefined) return [{ ...running, ...marks, version }];
  if (entry.what === "suspended" || entry.what === "extended") return [{ ...current, ...marks, version }];
  if (dueOn !== undefined) return [];
  if (entry.what === "decided") return [{ ...current, version, finishedOn: on, inTime: entry.facts.onTime !== false }];
  if (ENDINGS.includes(entry.what)) return endedRow(current, version, on);
  return [];
};

/**
 * The rows that the ledger's entry of this version changes, as they stand after it; at most one a month, and none for
 * an entry that moves no promise. When a due date moves within a month, the month keeps the newer row only.
 */
export const rowsChangedBy = (subject: Promised, version: number): readonly DueRow[] => {
  let current: DueRow | undefined;
  for (const entry of subject.ledger) {
    const changed = afterEntry(current, entry, subject);
    current = changed.at(-1) ?? current;
    if (entry.version === version) return changed.filter((row) => row === current || row.month !== current?.month);
  }
  return [];
};

/** How a promise stands on the last day of the month that counts it. */
export type Standing = "on-time" | "late" | "open" | "paused" | "moved";

/**
 * R67, as of the end of a day: what happened later changes nothing, so a sheet made late says the same. A clock stopped
 * after its due date stays overdue, since that cures nothing (R23); one stopped in time is shown apart.
 */
export const standingAt = (row: DueRow, monthEnd: LocalDate): Standing => {
  const { dueOn, pausedOn, supersededOn, finishedOn, inTime } = row;
  if (supersededOn !== undefined && supersededOn <= monthEnd) return "moved";
  if (pausedOn !== undefined && pausedOn <= dueOn) return "paused";
  if (finishedOn === undefined) return "open";
  if (finishedOn <= dueOn && inTime !== false) return "on-time";
  return finishedOn <= monthEnd ? "late" : "open";
};
