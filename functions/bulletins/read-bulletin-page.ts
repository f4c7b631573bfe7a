import type { Reports } from "../../shared/bulletins/reports.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";

/** The page as it was rendered once: two readers, years apart, see the same bytes. */
export const readBulletinPage = operation(
  "read-bulletin-page",
  ({ reports }: { reports: Pick<Reports, "page"> }) =>
    async ({ params: { month } }) => {
      const html = await reports.page(month);
      if (html === undefined) throw new Refusal("bulletin-not-found", { month });
      return { status: 200, body: html };
    },
);
