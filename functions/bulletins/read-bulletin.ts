import { objectedOf } from "../../shared/bulletins/views.ts";
import { operation } from "../runtime/operation.ts";
import { type FrozenReports, frozenBulletin } from "./frozen-bulletin.ts";

/** The office's edition is whole. The sheet never changes; the state is as new as the ETag says. */
export const readBulletin = operation(
  "read-bulletin",
  ({ reports }: { reports: FrozenReports }) =>
    async ({ params: { month } }) => {
      const { bulletin, sheet } = await frozenBulletin(reports, month);
      return { status: 200, body: { ...objectedOf(bulletin), sheet }, version: bulletin.version };
    },
);
