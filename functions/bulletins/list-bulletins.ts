import type { Reports } from "../../shared/bulletins/reports.ts";
import { operation } from "../runtime/operation.ts";

/** The newest first. A bulletin made while someone pages appears on the first page only. */
export const listBulletins = operation(
  "list-bulletins",
  ({ reports }: { readonly reports: Pick<Reports, "bulletins"> }) =>
    async ({ query: { cursor, limit } }) => {
      const bulletins = await reports.bulletins({ before: cursor, limit });
      const last = bulletins.length < limit ? undefined : bulletins.at(-1)?.month;
      return { status: 200, body: { bulletins, ...(last === undefined ? {} : { cursor: last }) } };
    },
);
