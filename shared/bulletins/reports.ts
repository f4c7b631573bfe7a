/** What the rest of the system asks of the reports table; kept by `shared/aws/report-store.ts`. */
import type { Instant, Month } from "../kernel/local-date.ts";
import type { Corrected } from "./addenda.ts";
import type { Bulletin, FrozenSheet } from "./bulletin.ts";
import type { ComplaintJournalEntry } from "./complaint-journal.ts";
import type { DueRow } from "./due-register.ts";
import type { BulletinForm, KeptForm } from "./forms.ts";
import type { JournalEntry } from "./journal.ts";

/** The stream consumer's side. Every write may be repeated, late or out of order. */
export type Journal = {
  /** Put if absent, with the board's counters: an entry is counted once. */
  record(entry: JournalEntry): Promise<void>;
  /** Unless the row already holds a newer version. */
  registerDue(row: DueRow): Promise<void>;
};
export type ComplaintJournal = {
  /** Put if absent. */
  recordComplaint(entry: ComplaintJournalEntry): Promise<void>;
};

export type MonthMaterial = { readonly entries: readonly JournalEntry[]; readonly dues: readonly DueRow[] };

export type Reports = {
  /** Everything of one month's cases. */
  month(month: Month): Promise<MonthMaterial>;
  complaintsOf(month: Month): Promise<readonly ComplaintJournalEntry[]>;
  /** The first month that has a journal; undefined: nothing has happened yet. */
  firstMonth(): Promise<Month | undefined>;
  sheet(month: Month): Promise<FrozenSheet | undefined>;
  /** Put if absent; answers with the sheet that stands. */
  keepSheet(frozen: FrozenSheet): Promise<FrozenSheet>;
  page(month: Month): Promise<string | undefined>;
  /** Put if absent. */
  keepPage(month: Month, html: string): Promise<void>;
  form(month: Month, form: BulletinForm): Promise<KeptForm | undefined>;
  /** Put if absent; the one that stands. */
  keepForm(month: Month, form: KeptForm): Promise<KeptForm>;
  /** Put if absent, once sheet and page are there: a listed bulletin is whole. */
  list(bulletin: Bulletin): Promise<void>;
  bulletin(month: Month): Promise<Bulletin | undefined>;
  /** The newest first; `before` excluded. */
  bulletins(page: { readonly before?: Month | undefined; readonly limit: number }): Promise<Bulletin[]>;
  /** Of every bulletin listed: what was corrected in it, and which addenda its sheet tells. */
  corrected(): Promise<readonly Corrected[]>;
  /**
   * What people do to a bulletin: one write, which leaves sheet, envelope and announcement alone.
   * @throws Refusal `version-conflict` unless the bulletin is still as read; a repeat of our own write is a success
   */
  save(after: Bulletin, expecting: number): Promise<void>;
  /** Leaves the version alone. */
  markAnnounced(month: Month, at: Instant): Promise<void>;
};
