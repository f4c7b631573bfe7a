import { expect, it } from "vitest";
import { type BehindNeeds, pageBehind } from "../../../functions/bulletins/cases-behind.ts";
import { rememberedCalendars } from "../../../functions/runtime/calendars.ts";
import { freeze } from "../../../shared/bulletins/bulletin.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { aCase, dueRowsOf, journalOf, REGISTER, SEPTEMBER, sheetOf } from "../../domain/bulletins/ledgers.ts";
import { closing, editionsOf } from "../../support/calendars.ts";

const AT = instant("2026-10-08T06:30:00+08:00");

it("ages the overdue cases behind a figure by the sheet's own calendar, whatever was amended since", async () => {
  // Open on the month's end, four working days after it was due: the 24th, 28th, 29th and 30th.
  const late = aCase([
    ["filed", "2026-09-16"],
    ["accepted", "2026-09-16", { dueOn: "2026-09-23" }],
  ]);
  const frozen = freeze(sheetOf([late], SEPTEMBER), { at: AT, codeVersion: "1", sha256: () => "0".repeat(64) });
  const needs: BehindNeeds = {
    reports: {
      sheet: async () => frozen,
      month: async () => ({ entries: journalOf([late], SEPTEMBER), dues: dueRowsOf([late], SEPTEMBER) }),
    },
    cards: { ofCentre: async () => [] },
    directory: { items: async () => SAMPLE_ITEMS },
    register: REGISTER,
    calendars: rememberedCalendars(
      { all: async () => editionsOf([closing("2026-09-24"), closing("2026-09-29")]) },
      () => {
        throw new Error("the calendar of now is not asked for");
      },
    ),
  };
  const behind = async (figure: "up-to-3" | "from-4-to-10") =>
    (await pageBehind(SEPTEMBER, { figure, limit: 100 }, needs)).total;
  expect(frozen.sheet.total.openOverdue).toEqual({ upTo3: 0, from4To10: 1, over10: 0 });
  expect([await behind("up-to-3"), await behind("from-4-to-10")]).toEqual([0, 1]);
});
