import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { journalStore } from "../../shared/aws/journal-store.ts";
import { reportStore } from "../../shared/aws/report-store.ts";
import { addendaToMake, type Correction } from "../../shared/bulletins/addenda.ts";
import { type Bulletin, bulletinOf, freeze, signOff } from "../../shared/bulletins/bulletin.ts";
import { MOST_CORRECTIONS } from "../../shared/bulletins/objecting.ts";
import { bulletinPage } from "../../shared/bulletins/page.ts";
import type { Journal, Reports } from "../../shared/bulletins/reports.ts";
import { instant, type Month } from "../../shared/kernel/local-date.ts";
import {
  aCase,
  dueRowsOf,
  FIRST_CENTRE,
  journalOf,
  LISTING,
  OCTOBER,
  REGISTER,
  SEPTEMBER,
  sheetOf,
} from "../domain/bulletins/ledgers.ts";
import { type FreshTables, freshTables } from "../support/tables.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const frozenAt = (at: string, cases = [aCase([["filed", "2026-09-01"]])]) =>
  freeze(sheetOf(cases, SEPTEMBER), { at: instant(at), codeVersion: "1", sha256 });
const HEAD = { id: "office-1", role: "office-head" } as const;
const signed = (before: Bulletin, token: string) =>
  signOff(before, HEAD, { at: instant("2026-10-12T02:00:00Z"), token });

/** So many objections of each of the first centres, each with such a reason and answer. */
const objectedOften = (before: Bulletin, centres: number, each: number, text: string): Bulletin => ({
  ...before,
  objections: REGISTER.towns.slice(0, centres).flatMap(({ code }) =>
    Array.from({ length: each }, (_, n) => ({
      ...{ id: `${code}-${n + 1}`, centre: code, figure: "openOverdue", reason: text, by: `${code}-deputy` },
      ...{ at: instant("2026-10-09T02:00:00Z"), state: "answered" as const },
      answer: {
        ...{ outcome: "accepted" as const, text, at: instant("2026-10-09T03:00:00Z"), by: "office-head" },
        correction: `${before.month}#1`,
      },
    })),
  ),
});
const correctionsTo = (month: Month, count: number): Correction[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `${month}#${n + 1}`, centre: FIRST_CENTRE, figure: "received", said: "1", right: "2" },
    ...{ reason: "更".repeat(200), at: instant("2026-10-12T02:00:00Z"), by: "office-head" },
  }));

describe("the reports table", () => {
  let tables: FreshTables;
  let reports: Reports;
  let journal: Journal;
  beforeAll(async () => {
    tables = await freshTables();
    reports = reportStore(tables.client, tables.names.reports);
    journal = journalStore(tables.client, tables.names.reports);
  });

  it("keeps an entry once, by month, and knows the first month that has one", async () => {
    expect(await reports.firstMonth()).toBeUndefined();
    const cases = [
      aCase([
        ["filed", "2026-09-30"],
        ["accepted", "2026-10-08", { dueOn: "2026-10-12" }],
      ]),
      aCase([["filed", "2026-10-08"]], { number: "000000000002" }),
    ];
    const entries = [...journalOf(cases, OCTOBER), ...journalOf(cases, SEPTEMBER)];
    for (const entry of [...entries, ...entries]) await journal.record(entry);
    expect((await reports.month(SEPTEMBER)).entries).toEqual(journalOf(cases, SEPTEMBER));
    expect((await reports.month(OCTOBER)).entries).toHaveLength(2);
    expect(await reports.firstMonth()).toBe(SEPTEMBER);
  });

  it("never lets an older version of a due row overwrite a newer one", async () => {
    const month = "2026-03" as Month;
    const [late] = dueRowsOf(
      [
        aCase([
          ["filed", "2026-03-02", { dueOn: "2026-03-09" }],
          ["decided", "2026-03-05"],
        ]),
      ],
      month,
    );
    const [early] = dueRowsOf([aCase([["filed", "2026-03-02", { dueOn: "2026-03-09" }]])], month);
    await journal.registerDue(late!);
    await journal.registerDue(early!);
    expect((await reports.month(month)).dues).toEqual([late]);
  });

  it("keeps the first sheet and page of a month and never rewrites them", async () => {
    const first = frozenAt("2026-10-08T00:00:00Z");
    const other = frozenAt("2026-10-09T00:00:00Z", []);
    expect(await reports.sheet(SEPTEMBER)).toBeUndefined();
    expect(await reports.keepSheet(first)).toEqual(first);
    expect(await reports.keepSheet(other)).toEqual(first);
    expect(await reports.sheet(SEPTEMBER)).toEqual(first);
    await reports.keepPage(SEPTEMBER, "first");
    await reports.keepPage(SEPTEMBER, "second");
    expect(await reports.page(SEPTEMBER)).toBe("first");
  });

  it("lets only the first of two sign-offs win, and takes a repeat of its own for a success", async () => {
    const bulletin = bulletinOf(frozenAt("2026-10-08T00:00:00Z"), LISTING);
    await reports.list(bulletin);
    const outcomes = await Promise.allSettled(["a", "b"].map((token) => reports.save(signed(bulletin, token), 1)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const kept = await reports.bulletin(SEPTEMBER);
    expect(kept).toMatchObject({ state: "issued", version: 2 });
    await reports.save(signed(bulletin, kept!.token!), 1);
    await expect(reports.save(signed(bulletin, "c"), 1)).rejects.toMatchObject({ code: "version-conflict" });
    await reports.list(bulletin);
    expect(await reports.bulletin(SEPTEMBER)).toEqual(kept);
  });

  it("lists the newest first, page by page", async () => {
    const bulletin = bulletinOf(frozenAt("2026-10-08T00:00:00Z"), LISTING);
    for (const month of ["2026-07", "2026-08"] as Month[]) await reports.list({ ...bulletin, month });
    const first = await reports.bulletins({ limit: 2 });
    expect(first.map(({ month }) => month)).toEqual(["2026-09", "2026-08"]);
    const rest = await reports.bulletins({ before: first.at(-1)!.month, limit: 2 });
    expect(rest.map(({ month }) => month)).toEqual(["2026-07"]);
  });

  it("moves objections and corrections on in one write, and leaves the announcement alone", async () => {
    const month = "2026-05" as Month;
    const before = { ...bulletinOf(frozenAt("2026-10-08T00:00:00Z"), LISTING), month };
    await reports.list(before);
    const objected = (token: string, n: number) => ({ ...objectedOften(before, 1, n, "少计"), version: 2, token });
    await reports.save(objected("a", 1), 1);
    await reports.markAnnounced(month, instant("2026-10-12T02:00:00Z"));
    await expect(reports.save(objected("b", 2), 1)).rejects.toMatchObject({ code: "version-conflict" });
    await reports.save(objected("a", 1), 1);
    const kept = await reports.bulletin(month);
    expect(kept).toEqual({ ...objected("a", 1), announcedAt: instant("2026-10-12T02:00:00Z") });
    await reports.save({ ...kept!, version: 3, token: "c", corrections: [] }, 2);
    expect(await reports.bulletin(month)).toMatchObject({ version: 3, announcedAt: kept!.announcedAt });
  });

  it("lists whole pages of bulletins with the most that can be written in them, and finds every correction", async () => {
    const month = (n: number) => `2027-${String(n + 1).padStart(2, "0")}` as Month;
    const long = "异".repeat(400);
    for (let n = 0; n < 6; n++) {
      const full = objectedOften(bulletinOf(frozenAt("2026-10-08T00:00:00Z"), LISTING), 21, 4, long);
      const bulletin = { ...full, month: month(n), corrections: correctionsTo(month(n), MOST_CORRECTIONS) };
      expect(Buffer.byteLength(JSON.stringify(bulletin))).toBeLessThan(300_000);
      await reports.list(bulletin);
    }
    const listed = await reports.bulletins({ limit: 6 });
    expect(listed.map((each) => each.month)).toEqual([5, 4, 3, 2, 1, 0].map(month));
    const rest = await reports.bulletins({ before: month(5), limit: 5 });
    expect(rest.map((each) => each.month)).toEqual([4, 3, 2, 1, 0].map(month));
    const corrected = (await reports.corrected()).filter((each) => each.month.startsWith("2027"));
    expect(corrected).toHaveLength(6);
    expect(new Set(addendaToMake(corrected).map(({ id }) => id)).size).toBe(6 * MOST_CORRECTIONS);
  });

  it("holds a busy month of every centre and item well below the size of an item", () => {
    const cases = Array.from({ length: 3000 }, (_, n) =>
      aCase(
        [
          ["filed", "2026-09-01"],
          ["accepted", "2026-09-01", { dueOn: "2026-09-04" }],
        ],
        { number: String(n).padStart(12, "0") },
      ),
    );
    const frozen = frozenAt("2026-10-08T00:00:00Z", cases);
    expect(JSON.stringify(frozen.sheet).length).toBeLessThan(350_000);
    expect(Buffer.byteLength(bulletinPage(frozen))).toBeLessThan(100_000);
  });
});
