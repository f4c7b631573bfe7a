/** A bulletin as the leaders of one centre see it. */
import type { Bulletin } from "../../shared/bulletins/bulletin.ts";
import { centreEdition } from "../../shared/bulletins/editions.ts";
import type { BulletinSheet } from "../../shared/bulletins/sheet.ts";
import { centreBulletinOf } from "../../shared/bulletins/views.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

/** @throws Refusal `bulletin-not-found` where the sheet knows no such centre: it was not in the register then */
export const ownEdition = (bulletin: Bulletin, sheet: BulletinSheet, centre: CentreCode, at: Instant) => {
  const edition = centreEdition(sheet, centre, bulletin.state === "issued");
  if (edition === undefined) throw new Refusal("bulletin-not-found", { month: bulletin.month });
  return centreBulletinOf(bulletin, edition, at);
};
