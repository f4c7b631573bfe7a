/** Everything that a month's sheet is made of, read once: the month's own records, and the sheets frozen before it. */
import { type EarlierSheets, monthsBefore } from "../../shared/bulletins/comparison.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { SheetMaterial } from "../../shared/bulletins/sheet.ts";
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { TownRegister } from "../../shared/directory/register.ts";
import type { Month } from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import type { Cards } from "../../shared/scorecards/card-row.ts";

export type GatheringNeeds = {
  readonly reports: Pick<Reports, "month" | "sheet">;
  readonly cards: Pick<Cards, "ofCentre">;
  readonly directory: Pick<Directory, "items">;
  readonly register: TownRegister;
  readonly calendars: { current(): Promise<Calendar> };
  readonly municipality: Pick<MunicipalitySettings, "code" | "sampleData">;
};

const earlierThan = async (month: Month, { reports }: GatheringNeeds): Promise<EarlierSheets> => {
  const found = await Promise.all(monthsBefore(month).map((each) => reports.sheet(each)));
  return found.flatMap((frozen) => (frozen === undefined ? [] : [frozen.sheet]));
};

export const materialOf = async (month: Month, needs: GatheringNeeds): Promise<SheetMaterial> => {
  const { reports, cards, directory, calendars, register, municipality } = needs;
  const [material, earlier, given, items, calendar] = await Promise.all([
    reports.month(month),
    earlierThan(month, needs),
    Promise.all(register.towns.map(({ code }) => cards.ofCentre(code, month))),
    directory.items(),
    calendars.current(),
  ]);
  const sample = municipality.sampleData;
  return { ...material, month, earlier, cards: given.flat(), register, items, calendar, sample };
};
