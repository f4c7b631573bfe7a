/**
 * The daily run: makes the sheets that are due, each once, and announces what was issued without being announced. Sheet,
 * page and list entry are put in this order, each if absent: a run that died anywhere, or two runs at once, end with one
 * sheet, the page of that sheet, and one entry. An idle day is one small query.
 */
import { bulletinOf, type FrozenSheet, freeze } from "../../shared/bulletins/bulletin.ts";
import { bulletinPage } from "../../shared/bulletins/page.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import { lastReportable, monthsToMake } from "../../shared/bulletins/schedule.ts";
import { makeSheet } from "../../shared/bulletins/sheet.ts";
import type { Sha256 } from "../../shared/kernel/ids.ts";
import type { Month } from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { log } from "../runtime/log.ts";
import type { Run } from "../runtime/scheduled.ts";
import { type AnnouncingNeeds, announceAll } from "./announce.ts";
import { type GatheringNeeds, materialOf } from "./gathering.ts";

export type MakingNeeds = AnnouncingNeeds &
  GatheringNeeds & {
    readonly reports: Reports;
    readonly municipality: Pick<MunicipalitySettings, "bulletins">;
    readonly sha256: Sha256;
    readonly codeVersion: string;
  };
type Moment = Pick<Run, "at" | "today">;

/** Enough to see every bulletin that could still be unannounced. */
const RECENT = 24;

/** @throws Refusal `journal-gap`: nothing is kept, and the next run tries again */
const makeFrozen = async (month: Month, { at, today }: Moment, needs: MakingNeeds): Promise<FrozenSheet> => {
  const sheet = makeSheet(await materialOf(month, today, needs));
  return needs.reports.keepSheet(freeze(sheet, { at, codeVersion: needs.codeVersion, sha256: needs.sha256 }));
};

const makeBulletin = async (month: Month, moment: Moment, needs: MakingNeeds): Promise<void> => {
  const { reports, calendars, municipality } = needs;
  const frozen = (await reports.sheet(month)) ?? (await makeFrozen(month, moment, needs));
  const listing = { today: moment.today, calendar: await calendars.current(), rules: municipality.bulletins };
  // What is listed is whole: a crash before the last line leaves the month to the next run.
  await reports.keepPage(month, bulletinPage(frozen));
  await reports.list(bulletinOf(frozen, listing));
  log("bulletin-made", { month, sha256: frozen.envelope.sha256 });
};

/** Answers with how many bulletins were made and announced. */
export const makeBulletins =
  (needs: MakingNeeds) =>
  async (moment: Moment): Promise<{ made: number; announced: number }> => {
    const { reports, calendars } = needs;
    const recent = await reports.bulletins({ limit: RECENT });
    const last = lastReportable(moment.today, await calendars.current());
    const newest = recent[0]?.month;
    const first = newest === undefined ? await reports.firstMonth() : undefined;
    const months = monthsToMake(last, { newest, first });
    // First: a month that cannot be made does not keep an issued one from being announced.
    const announced = await announceAll(recent, moment.at, needs);
    // In order: each month carries what the one before left open.
    for (const month of months) await makeBulletin(month, moment, needs);
    return { made: months.length, announced };
  };
