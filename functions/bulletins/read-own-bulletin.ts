import { ledCentre } from "../../shared/bulletins/objecting.ts";
import type { Now } from "../runtime/operation.ts";
import { operation } from "../runtime/operation.ts";
import { type FrozenReports, frozenBulletin } from "./frozen-bulletin.ts";
import { ownEdition } from "./own-edition.ts";

/** Until it is issued, the centre's own figures alone, provisional (R65); then its edition (R70). */
export const readOwnBulletin = operation(
  "read-own-bulletin",
  ({ reports, now }: { readonly reports: FrozenReports; readonly now: Now }) =>
    async ({ actor, params: { month } }) => {
      const centre = ledCentre(actor);
      const { bulletin, sheet } = await frozenBulletin(reports, month);
      return { status: 200, body: ownEdition(bulletin, sheet, centre, now().at), version: bulletin.version };
    },
);
