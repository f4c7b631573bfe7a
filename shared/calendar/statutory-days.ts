/**
 * The 13 days off that the law itself names: 全国年节及纪念日放假办法, article 2, as revised in 2024. They stand in for
 * a notice that is not yet published (R7). Days that the law compensates when they meet a weekend, and make-up days, are
 * the notice's to set: none is guessed here.
 */
import { type LocalDate, localDate, plusDays } from "../kernel/local-date.ts";
import type { Bilingual } from "./bilingual.ts";
import { LUNAR_FESTIVALS } from "./lunar-festivals.ts";

type StatutoryHoliday = { readonly name: Bilingual; readonly first: LocalDate; readonly days: number };

const holidaysOf = (year: number): StatutoryHoliday[] => {
  const festivals = LUNAR_FESTIVALS[year];
  if (!festivals) throw new RangeError(`the festivals of ${year} are not on record`);
  const on = (monthAndDay: string): LocalDate => localDate(`${year}-${monthAndDay}`);
  const [springFestival, qingming, dragonBoat, midAutumn] = festivals;
  return [
    { name: { zh: "元旦", en: "New Year's Day" }, first: on("01-01"), days: 1 },
    // Article 2(2): from New Year's Eve (农历除夕) to the third day of the first month.
    { name: { zh: "春节", en: "Spring Festival" }, first: plusDays(on(springFestival), -1), days: 4 },
    { name: { zh: "清明节", en: "Qingming Festival" }, first: on(qingming), days: 1 },
    { name: { zh: "劳动节", en: "Labour Day" }, first: on("05-01"), days: 2 },
    { name: { zh: "端午节", en: "Dragon Boat Festival" }, first: on(dragonBoat), days: 1 },
    { name: { zh: "国庆节", en: "National Day" }, first: on("10-01"), days: 3 },
    { name: { zh: "中秋节", en: "Mid-Autumn Festival" }, first: on(midAutumn), days: 1 },
  ];
};

/**
 * Each statutory day off of a year, with its name: 13 days, or 12 when Mid-Autumn meets National Day (both are named).
 * @throws RangeError for a year without a row in the table of lunar festivals
 */
export const statutoryDays = (year: number): ReadonlyMap<LocalDate, Bilingual> => {
  const days = new Map<LocalDate, Bilingual>();
  for (const { name, first, days: length } of holidaysOf(year)) {
    for (let n = 0; n < length; n++) {
      const date = plusDays(first, n);
      const other = days.get(date);
      days.set(date, other ? { zh: `${other.zh}、${name.zh}`, en: `${other.en} and ${name.en}` } : name);
    }
  }
  return days;
};
