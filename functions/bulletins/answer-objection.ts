import { answerObjection as answered } from "../../shared/bulletins/objecting.ts";
import { objectedOf } from "../../shared/bulletins/views.ts";
import { operation } from "../runtime/operation.ts";
import { frozenBulletin, type ObjectingNeeds } from "./frozen-bulletin.ts";

/** Two of the office at once, or a stale screen: one answers, the other is told that the bulletin changed. */
export const answerObjection = operation(
  "answer-objection",
  ({ reports, now }: ObjectingNeeds) =>
    async ({ params: { month, objection }, body, actor, ifMatch, token }) => {
      const { bulletin, sheet } = await frozenBulletin(reports, month);
      const after = answered(bulletin, sheet, actor, { ...body, objection }, { at: now().at, token });
      await reports.save(after, ifMatch);
      return { status: 200, body: objectedOf(after), version: after.version };
    },
);
