/** What the operations about one centre share. */
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { CentreCode, Town, Village } from "../../shared/directory/units.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/composition.ts";
import type { Now } from "../runtime/operation.ts";

export type Registered = { readonly register: TownRegister };
export type Guides = Registered & { readonly directory: Pick<Directory, "item" | "items" | "roster"> };
export type Stations = Registered & { readonly villages: readonly Village[] };
export type Days = { readonly calendars: Calendars; readonly hours: OfficeHours; readonly now: Now };

/** @throws Refusal `unknown-centre` */
export const requireTown = (register: TownRegister, centre: CentreCode): Town => {
  const town = townOf(register, centre);
  if (town === undefined) throw new Refusal("unknown-centre", { centre });
  return town;
};
