/** Invented people: names no one bears, phones that no subscriber has. For local runs and tests only. */
import type { CentreCode, StationCode } from "./units.ts";

const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何";
/** The first character of every given name says that it is made up: 示, 例, 拟, 样, 试. */
const MARKS = "示例拟样试";
const ENDINGS = "安宁平和顺康泰宜嘉明远清正诚信";

/** How many names there are before they repeat. */
export const INVENTED_NAMES = SURNAMES.length * MARKS.length * ENDINGS.length;

/** The nth invented name, from 0: 赵示安, 钱示安, 孙示安 … Neighbours differ in the surname. */
export const inventedName = (nth: number): string => {
  const surname = SURNAMES.charAt(nth % SURNAMES.length);
  const ending = ENDINGS.charAt(Math.floor(nth / SURNAMES.length) % ENDINGS.length);
  const mark = MARKS.charAt(Math.floor(nth / (SURNAMES.length * ENDINGS.length)) % MARKS.length);
  return `${surname}${mark}${ending}`;
};

/**
 * `101`, the unit's last six digits, two digits for the person: `10…` is no subscriber's range, and `100…` is left to
 * invented residents.
 * @param unit the centre, the station, or "" for the municipal office
 * @param nth 0–99 within the unit
 */
export const inventedPhone = (unit: CentreCode | StationCode | "", nth: number): string =>
  `101${unit.slice(6).padEnd(6, "0")}${String(nth).padStart(2, "0")}`;
