/** Cases as far as a bulletin looks at them: ledgers written by hand, without calendar or hashes. */

import type { Listing } from "../../../shared/bulletins/bulletin.ts";
import { type DueRow, rowsChangedBy } from "../../../shared/bulletins/due-register.ts";
import { type JournalEntry, journalEntryOf, journalMonth, type Recorded } from "../../../shared/bulletins/journal.ts";
import { makeSheet, type SheetMaterial } from "../../../shared/bulletins/sheet.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import type { Case, EntryKind, LedgerEntry } from "../../../shared/casework/case.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import type { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant, localDate, type Month } from "../../../shared/kernel/local-date.ts";

export const REGISTER = townRegister("370481");
export const SEPTEMBER = "2026-09" as Month;
export const OCTOBER = "2026-10" as Month;
export const FIRST_CENTRE = REGISTER.towns[0]!.code;

export type Happening = readonly [what: EntryKind, at: string, facts?: LedgerEntry["facts"]];
type Told = Partial<Pick<Case, "centre" | "itemCode" | "channel" | "proxy" | "upwardLegs">> & {
  readonly number?: string;
};

/** @param happenings instants with an offset; a bare day is ten in the morning there */
export const aCase = (happenings: readonly Happening[], told: Told = {}): Recorded => ({
  number: (told.number ?? "000000000001") as CaseNumber,
  centre: told.centre ?? FIRST_CENTRE,
  itemCode: told.itemCode ?? "pension-enrolment",
  channel: told.channel ?? "counter",
  regime: "service",
  ...(told.proxy === undefined ? {} : { proxy: told.proxy }),
  ...(told.upwardLegs === undefined ? {} : { upwardLegs: told.upwardLegs }),
  ledger: happenings.map(([what, at, facts = {}], n) => ({
    version: n + 1,
    at: instant(at.length === 10 ? `${at}T10:00:00+08:00` : at),
    what,
    by: { kind: "resident" },
    facts,
    token: `t${n}`,
    previousHash: "",
    hash: "",
  })),
});

export const journalOf = (cases: readonly Recorded[], month: Month): JournalEntry[] =>
  cases
    .flatMap((subject) => subject.ledger.map((entry) => journalEntryOf(subject, entry)))
    .filter((entry) => journalMonth(entry) === month);

/** As the store keeps them: the newest version of each case and month. */
export const dueRowsOf = (cases: readonly Recorded[], month: Month): DueRow[] => {
  const kept = new Map<string, DueRow>();
  for (const subject of cases) {
    for (const { version } of subject.ledger) {
      for (const row of rowsChangedBy(subject, version)) kept.set(`${row.month}#${row.subject}`, row);
    }
  }
  return [...kept.values()].filter((row) => row.month === month);
};

/** September's sheet is made on the first working day after National Day; October 10 is a worked Saturday. */
export const LISTING: Listing = {
  today: localDate("2026-10-08"),
  calendar: CHINA_CALENDAR,
  rules: { objectionDays: 2 },
};

export const sheetOf = (cases: readonly Recorded[], month: Month, more: Partial<SheetMaterial> = {}) =>
  makeSheet({
    month,
    entries: journalOf(cases, month),
    dues: dueRowsOf(cases, month),
    cards: [],
    earlier: [],
    addenda: [],
    register: REGISTER,
    items: SAMPLE_ITEMS,
    calendar: CHINA_CALENDAR,
    sample: true,
    ...more,
  });
