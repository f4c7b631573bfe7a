/** A month's bulletin with its frozen sheet: what every operation on it begins with. */
import type { Bulletin } from "../../shared/bulletins/bulletin.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { BulletinSheet } from "../../shared/bulletins/sheet.ts";
import type { Month } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Now } from "../runtime/operation.ts";

export type FrozenReports = Pick<Reports, "bulletin" | "sheet">;
export type ObjectingNeeds = { readonly reports: FrozenReports & Pick<Reports, "save">; readonly now: Now };

/** The sheet never changes, so that it does not matter which of the two is read first. @throws Refusal `bulletin-not-found` */
export const frozenBulletin = async (
  reports: FrozenReports,
  month: Month,
): Promise<{ readonly bulletin: Bulletin; readonly sheet: BulletinSheet }> => {
  const [bulletin, frozen] = await Promise.all([reports.bulletin(month), reports.sheet(month)]);
  if (bulletin === undefined || frozen === undefined) throw new Refusal("bulletin-not-found", { month });
  return { bulletin, sheet: frozen.sheet };
};
