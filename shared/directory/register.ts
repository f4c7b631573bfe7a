/** The register of towns of each municipality that the software serves: adding a municipality adds a line here. */
import { MUNICIPALITY_370481, TOWNS_370481 } from "./towns-370481.ts";
import type { CentreCode, Town } from "./units.ts";

export type TownRegister = {
  readonly municipality: { readonly code: string; readonly name: string };
  /** In register order. */
  readonly towns: readonly Town[];
};

const REGISTERS: Readonly<Record<string, TownRegister>> = {
  "370481": { municipality: MUNICIPALITY_370481, towns: TOWNS_370481 },
};

/** @param divisionCode GB/T 2260, 6 digits. @throws RangeError when there is no such register */
export const townRegister = (divisionCode: string): TownRegister => {
  const register = REGISTERS[divisionCode];
  if (register === undefined) throw new RangeError(`no register of towns for ${divisionCode}`);
  return register;
};

export const townOf = (register: TownRegister, code: CentreCode): Town | undefined =>
  register.towns.find((town) => town.code === code);
