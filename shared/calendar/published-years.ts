/**
 * The State Council's yearly notices on holidays and make-up working days (调休), as the project's own data. These years
 * are what the first calendar is made of, and stay as they are: dates counted by it name it. A later year is added as
 * data when its notice is published, usually in November (`editions.ts`); until then its days are provisional (R7).
 */
import * as z from "zod";
import { LocalDate, localDate, plusDays } from "../kernel/local-date.ts";
import { Bilingual } from "./bilingual.ts";

const Text = z.string().trim().min(1).max(120);
/** A spell of National Day and Mid-Autumn has eight days; no notice ever had twenty. */
const Days = z.array(LocalDate).max(20);

/** One numbered paragraph of a notice. `makeUpDays` are rest days worked in exchange; both may lie in another year. */
export const PublishedHoliday = z.object({
  name: Bilingual,
  daysOff: Days.min(1).readonly(),
  makeUpDays: Days.readonly(),
});
export type PublishedHoliday = Readonly<z.infer<typeof PublishedHoliday>>;

export const Notice = z.object({ title: Text, number: Text, date: LocalDate });

export const PublishedYear = z.object({
  year: z.int().min(2025).max(2099),
  notice: Notice,
  holidays: z.array(PublishedHoliday).min(1).max(20).readonly(),
});
export type PublishedYear = Readonly<z.infer<typeof PublishedYear>>;

const NEW_YEAR = { zh: "元旦", en: "New Year's Day" };
const SPRING_FESTIVAL = { zh: "春节", en: "Spring Festival" };
const QINGMING = { zh: "清明节", en: "Qingming Festival" };
const LABOUR_DAY = { zh: "劳动节", en: "Labour Day" };
const DRAGON_BOAT = { zh: "端午节", en: "Dragon Boat Festival" };
const MID_AUTUMN = { zh: "中秋节", en: "Mid-Autumn Festival" };
const NATIONAL_DAY = { zh: "国庆节", en: "National Day" };
const NATIONAL_DAY_AND_MID_AUTUMN = { zh: "国庆节、中秋节", en: "National Day and Mid-Autumn Festival" };

const holiday = (
  name: Bilingual,
  first: string,
  days: number,
  makeUpDays: readonly string[] = [],
): PublishedHoliday => ({
  name,
  daysOff: Array.from({ length: days }, (_, n) => plusDays(localDate(first), n)),
  makeUpDays: makeUpDays.map(localDate),
});

const YEAR_2025: PublishedYear = {
  year: 2025,
  notice: {
    title: "国务院办公厅关于2025年部分节假日安排的通知",
    number: "国办发明电〔2024〕12号",
    date: localDate("2024-11-12"),
  },
  holidays: [
    holiday(NEW_YEAR, "2025-01-01", 1),
    holiday(SPRING_FESTIVAL, "2025-01-28", 8, ["2025-01-26", "2025-02-08"]),
    holiday(QINGMING, "2025-04-04", 3),
    holiday(LABOUR_DAY, "2025-05-01", 5, ["2025-04-27"]),
    holiday(DRAGON_BOAT, "2025-05-31", 3),
    holiday(NATIONAL_DAY_AND_MID_AUTUMN, "2025-10-01", 8, ["2025-09-28", "2025-10-11"]),
  ],
};

const YEAR_2026: PublishedYear = {
  year: 2026,
  notice: {
    title: "国务院办公厅关于2026年部分节假日安排的通知",
    number: "国办发明电〔2025〕7号",
    date: localDate("2025-11-04"),
  },
  holidays: [
    holiday(NEW_YEAR, "2026-01-01", 3, ["2026-01-04"]),
    holiday(SPRING_FESTIVAL, "2026-02-15", 9, ["2026-02-14", "2026-02-28"]),
    holiday(QINGMING, "2026-04-04", 3),
    holiday(LABOUR_DAY, "2026-05-01", 5, ["2026-05-09"]),
    holiday(DRAGON_BOAT, "2026-06-19", 3),
    holiday(MID_AUTUMN, "2026-09-25", 3),
    holiday(NATIONAL_DAY, "2026-10-01", 7, ["2026-09-20", "2026-10-10"]),
  ],
};

export const PUBLISHED_YEARS: readonly PublishedYear[] = [YEAR_2025, YEAR_2026];
