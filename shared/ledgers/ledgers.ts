/** What the rest of the system asks of the ledgers; kept by `shared/aws/ledger-store.ts`. */
import * as z from "zod";
import { StaffId } from "../directory/roster.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { daysBetween, Instant, LocalDate } from "../kernel/local-date.ts";
import type { LedgerPlace, LedgerRow } from "./ledger-row.ts";

/** Days, both included, on which something was first written down. */
export type LedgerSpan = { readonly from: LocalDate; readonly to: LocalDate };

/** Natural days in one span: a year, a leap year too. */
export const MOST_DAYS = 366;

export const isTooLong = ({ from, to }: LedgerSpan): boolean => daysBetween(from, to) >= MOST_DAYS;

/** Lines in one file; more are asked for month by month. */
export const MOST_LINES = 10_000;

export const LedgerForm = z.enum(["csv", "workbook"]);
export type LedgerForm = z.infer<typeof LedgerForm>;

/** A file of a ledger that somebody took away: it shows more at once than any list of work. */
export const LedgerExport = z.object({
  schema: z.literal(1),
  at: Instant,
  by: StaffId,
  centre: CentreCode,
  station: StationCode.optional(),
  from: LocalDate,
  to: LocalDate,
  form: LedgerForm,
  lines: z.int().min(0),
});
export type LedgerExport = z.infer<typeof LedgerExport>;

/** `<registered at>#<number>`: sorts by time, and is unique. */
export const positionOf = ({ registeredAt, subject }: Pick<LedgerRow, "registeredAt" | "subject">): string =>
  `${registeredAt}#${subject}`;

/** Undefined: no position of ours. */
export const positionIn = (text: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[0-9A-Z]{12}$/.test(text) ? text : undefined;

export type Ledgers = {
  /** In every ledger where it stands. A crash between two of them is mended by writing the row again. */
  record(row: LedgerRow): Promise<void>;
  /** In the order in which they were first written down; `after` is a position. Reads what it answers, and nothing of other places. */
  of(
    place: LedgerPlace,
    span: LedgerSpan,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<readonly LedgerRow[]>;
  /** @param token of the request: the same one again changes nothing */
  noteExport(taken: LedgerExport, token: string): Promise<void>;
};
