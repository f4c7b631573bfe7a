/** Corrections of frozen sheets: each told in one later sheet, whenever it came (R69). */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addendaAgain, addendaToMake } from "../../shared/bulletins/addenda.ts";
import { type Bulletin, bulletinOf, type FrozenSheet, freeze, signOff } from "../../shared/bulletins/bulletin.ts";
import { type CorrectionRequest, correct, MOST_CORRECTIONS } from "../../shared/bulletins/objecting.ts";
import { bulletinPage } from "../../shared/bulletins/page.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { instant, localDate, type Month, nextMonth } from "../../shared/kernel/local-date.ts";
import { aCase, FIRST_CENTRE, LISTING, SEPTEMBER, sheetOf } from "../domain/bulletins/ledgers.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const HEAD = { id: "office-head", role: "office-head" } as const;
const LATER = { at: instant("2030-01-02T09:00:00+08:00"), token: "t" };
const cases = [aCase([["filed", "2026-09-01"]])];
const frozenOf = (month: Month, listed: readonly Bulletin[] = []): FrozenSheet =>
  freeze(sheetOf(cases, month, { addenda: addendaToMake(listed) }), {
    ...{ at: instant("2026-10-08T06:30:00+08:00"), codeVersion: "1", sha256 },
  });
const frozen = frozenOf(SEPTEMBER);
const issued = signOff(bulletinOf(frozen, LISTING), HEAD, LATER);
const WRONG: CorrectionRequest = { figure: "received", said: "1", right: "2", reason: "补录一件" };
const corrected = (asked: CorrectionRequest = WRONG, before = issued) =>
  correct(before, frozen.sheet, HEAD, asked, LATER);

describe("a correction", () => {
  it("R69 changes neither the frozen sheet nor its hash, and stands in the next sheet", () => {
    const before = canonicalJson(frozen);
    const bulletin = corrected();
    expect(canonicalJson(frozen)).toBe(before);
    const next = frozenOf(nextMonth(SEPTEMBER), [bulletin]);
    expect(next.sheet.addenda).toEqual([
      { ...WRONG, id: "2026-09#1", month: SEPTEMBER, ofObjection: false, on: localDate("2030-01-02") },
    ]);
    expect(next.sheet.total.received).toBe(0);
  });

  it("R69 is printed in the next bulletin, with what it said, what is right, and why", () => {
    const bulletin = corrected({ ...WRONG, centre: FIRST_CENTRE, reason: "补录<一件>" });
    const page = bulletinPage(frozenOf(nextMonth(SEPTEMBER), [bulletin]));
    expect(page).toContain("对以前各期通报的更正");
    expect(page).toContain("补录&lt;一件&gt;");
    expect(page).toContain("更正为");
    expect(bulletinPage(frozenOf(nextMonth(SEPTEMBER)))).not.toContain("对以前各期通报的更正");
  });

  it("R69 is told once: the sheet after the next does not repeat it", () => {
    const bulletin = corrected();
    const october = bulletinOf(frozenOf(nextMonth(SEPTEMBER), [bulletin]), LISTING);
    expect(october.addenda).toEqual(["2026-09#1"]);
    expect(addendaToMake([october, bulletin])).toEqual([]);
    const later = corrected(WRONG, bulletin);
    expect(addendaAgain([october, later], [{ id: "2026-09#1" }])).toEqual(addendaToMake([bulletin]));
  });

  it("R69 names a figure of the sheet, what it said there, and something else", () => {
    expect(corrected({ ...WRONG, centre: FIRST_CENTRE }).corrections).toHaveLength(1);
    expect(corrected({ ...WRONG, figure: "promise", said: "0/0", right: "1/1" }).corrections).toHaveLength(1);
    const refusals = [
      [{ ...WRONG, figure: "nothing" }, "figure-not-there"],
      [{ ...WRONG, centre: "000000000" }, "figure-not-there"],
      [{ ...WRONG, said: "3" }, "correction-not-fit"],
      [{ ...WRONG, right: "1" }, "correction-not-fit"],
      [{ ...WRONG, figure: "promise", said: "1/1", right: "0/0" }, "correction-not-fit"],
    ] as const;
    for (const [asked, code] of refusals) {
      expect(() => corrected(asked)).toThrow(expect.objectContaining({ code }));
    }
  });

  it("R69 is of an issued bulletin, and there are not too many", () => {
    expect(() => corrected(WRONG, bulletinOf(frozen, LISTING))).toThrow(
      expect.objectContaining({ code: "bulletin-not-issued" }),
    );
    let bulletin = issued;
    for (let n = 0; n < MOST_CORRECTIONS; n++) bulletin = corrected(WRONG, bulletin);
    expect(bulletin.corrections.at(-1)?.id).toBe(`2026-09#${MOST_CORRECTIONS}`);
    expect(() => corrected(WRONG, bulletin)).toThrow(expect.objectContaining({ code: "bulletin-full" }));
    const ids = addendaToMake([bulletin]).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: MOST_CORRECTIONS }, (_, n) => `2026-09#${n + 1}`));
  });
});

/** One of two runs takes its next step, or the office records a correction; as the tables would have it. */
const turns = fc.array(fc.constantFrom("first run", "second run", "correction"), { minLength: 1, maxLength: 60 });

describe("corrections while sheets are being made", () => {
  it("R69 are told in one sheet each, however two runs and the office meet", () => {
    fc.assert(
      fc.property(turns, (order) => {
        const sheets = new Map<Month, FrozenSheet>([[SEPTEMBER, frozen]]);
        const listed = new Map<Month, Bulletin>([[SEPTEMBER, issued]]);
        const putOnce = <T>(kept: Map<Month, T>, month: Month, made: T): T => {
          kept.set(month, kept.get(month) ?? made);
          return kept.get(month)!;
        };
        /** Reads, keeps and lists a month's sheet, with a pause after each; then goes on with the next. */
        const run = function* () {
          for (;;) {
            const month = nextMonth([...listed.keys()].sort().at(-1)!);
            const made = sheets.get(month) ?? frozenOf(month, [...listed.values()]);
            yield;
            const kept = putOnce(sheets, month, made);
            yield;
            putOnce(listed, month, bulletinOf(kept, LISTING));
            yield;
          }
        } satisfies () => Generator;
        const runs = { "first run": run(), "second run": run() };
        let recorded = 0;
        for (const turn of order) {
          if (turn !== "correction") runs[turn].next();
          else if (recorded < MOST_CORRECTIONS) {
            recorded += 1;
            listed.set(SEPTEMBER, corrected(WRONG, listed.get(SEPTEMBER)!));
          }
        }
        // Both runs come to their end, and one sheet more is made.
        for (let step = 0; step < 9; step++) for (const each of Object.values(runs)) each.next();
        const told = [...sheets.values()].flatMap(({ sheet }) => sheet.addenda.map(({ id }) => id));
        expect(told).toHaveLength(recorded);
        expect(new Set(told).size).toBe(recorded);
      }),
      { seed: 69, numRuns: 300 },
    );
  });
});
