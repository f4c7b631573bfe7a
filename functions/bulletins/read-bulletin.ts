import type { Reports } from "../../shared/bulletins/reports.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";

/** The sheet never changes; the state is read after it, and is as new as the ETag says. */
export const readBulletin = operation(
  "read-bulletin",
  ({ reports }: { reports: Pick<Reports, "bulletin" | "sheet"> }) =>
    async ({ params: { month } }) => {
      const [bulletin, frozen] = await Promise.all([reports.bulletin(month), reports.sheet(month)]);
      if (bulletin === undefined || frozen === undefined) throw new Refusal("bulletin-not-found", { month });
      return { status: 200, body: { ...bulletin, sheet: frozen.sheet }, version: bulletin.version };
    },
);
