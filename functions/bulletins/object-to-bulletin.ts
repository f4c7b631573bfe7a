import { ledCentre, object } from "../../shared/bulletins/objecting.ts";
import { operation } from "../runtime/operation.ts";
import { frozenBulletin, type ObjectingNeeds } from "./frozen-bulletin.ts";
import { ownEdition } from "./own-edition.ts";

/** Two at once, of one centre or of two: one is recorded, the other is told that the bulletin changed, and objects again. */
export const objectToBulletin = operation(
  "object-to-bulletin",
  ({ reports, now }: ObjectingNeeds) =>
    async ({ actor, params: { month }, body, ifMatch, token }) => {
      const centre = ledCentre(actor);
      const { at } = now();
      const { bulletin, sheet } = await frozenBulletin(reports, month);
      const after = object(bulletin, actor, body, { at, token });
      const answer = ownEdition(after, sheet, centre, at);
      await reports.save(after, ifMatch);
      return { status: 200, body: answer, version: after.version };
    },
);
