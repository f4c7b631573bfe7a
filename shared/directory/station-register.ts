/** The register of villages of each municipality. Apart from the towns, for the functions that never name a station. */
import { stationName, villageName } from "./names.ts";
import type { CentreCode, StationCode, Town, Village } from "./units.ts";
import { UNITS_370481 } from "./units-370481.ts";

const VILLAGES: Readonly<Record<string, readonly Village[]>> = { "370481": UNITS_370481.villages };

/** @param divisionCode GB/T 2260, 6 digits. @throws RangeError when there is no such register */
export const villageRegister = (divisionCode: string): readonly Village[] => {
  const villages = VILLAGES[divisionCode];
  if (villages === undefined) throw new RangeError(`no register of villages for ${divisionCode}`);
  return villages;
};

export const villagesOf = (villages: readonly Village[], centre: CentreCode): readonly Village[] =>
  villages.filter((village) => village.centre === centre);

/** A station under its full name and its village's short one (article 13). */
export const stationOf = (town: Town, village: Village): { code: StationCode; name: string; village: string } => ({
  code: village.code,
  name: stationName(town, village),
  village: villageName(village),
});
