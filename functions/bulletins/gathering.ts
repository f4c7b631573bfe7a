/** Everything that a month's sheet is made of, read once: the month's own records, and the sheets frozen before it. */
import { addendaToMake } from "../../shared/bulletins/addenda.ts";
import { type EarlierSheets, monthsBefore } from "../../shared/bulletins/comparison.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { SheetMaterial } from "../../shared/bulletins/sheet.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { LocalDate, Month } from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import type { Cards } from "../../shared/scorecards/card-row.ts";
import { type OtherNeeds, othersIn } from "./gathering-others.ts";

export type GatheringNeeds = Omit<OtherNeeds, "reports" | "directory" | "municipality"> & {
  readonly reports: Pick<Reports, "month" | "sheet" | "complaintsOf" | "corrected">;
  readonly cards: Pick<Cards, "ofCentre">;
  readonly directory: Pick<Directory, "items" | "roster">;
  readonly municipality: Pick<
    MunicipalitySettings,
    "code" | "sampleData" | "officeHours" | "posts" | "sms" | "returns" | "bulletins"
  >;
};

const earlierThan = async (month: Month, { reports }: GatheringNeeds): Promise<EarlierSheets> => {
  const found = await Promise.all(monthsBefore(month).map((each) => reports.sheet(each)));
  return found.flatMap((frozen) => (frozen === undefined ? [] : [frozen.sheet]));
};

export const materialOf = async (month: Month, today: LocalDate, needs: GatheringNeeds): Promise<SheetMaterial> => {
  const { reports, cards, directory, calendars, register, municipality } = needs;
  const [material, earlier, given, others, items, calendar, corrected] = await Promise.all([
    reports.month(month),
    earlierThan(month, needs),
    Promise.all(register.towns.map(({ code }) => cards.ofCentre(code, month))),
    othersIn(month, today, needs),
    directory.items(),
    calendars.current(),
    reports.corrected(),
  ]);
  const [sample, addenda] = [municipality.sampleData, addendaToMake(corrected)];
  const { ranking } = municipality.bulletins;
  return {
    ...material,
    ...(ranking && { ranking }),
    month,
    earlier,
    cards: given.flat(),
    others,
    addenda,
    register,
    items,
    calendar,
    sample,
  };
};
