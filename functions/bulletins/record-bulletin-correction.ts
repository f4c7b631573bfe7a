import { correct } from "../../shared/bulletins/objecting.ts";
import { objectedOf } from "../../shared/bulletins/views.ts";
import { operation } from "../runtime/operation.ts";
import { frozenBulletin, type ObjectingNeeds } from "./frozen-bulletin.ts";

/**
 * Two of the office at once, or a stale screen: one records it, the other is told that the bulletin changed. While another
 * sheet is being made, that one tells of it or the next (`addendaToMake`).
 */
export const recordBulletinCorrection = operation(
  "record-bulletin-correction",
  ({ reports, now }: ObjectingNeeds) =>
    async ({ params: { month }, body, actor, ifMatch, token }) => {
      const { bulletin, sheet } = await frozenBulletin(reports, month);
      const after = correct(bulletin, sheet, actor, body, { at: now().at, token });
      await reports.save(after, ifMatch);
      return { status: 200, body: objectedOf(after), version: after.version };
    },
);
