import { publicExtract } from "../../shared/bulletins/public-extract.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { type FrozenReports, frozenBulletin } from "./frozen-bulletin.ts";
import type { PublishingNeeds } from "./list-public-bulletins.ts";

/** What is not published, not issued, or not made is all the same to the public: not there. */
export const readPublicBulletin = operation(
  "read-public-bulletin",
  ({ reports, municipality }: { readonly reports: FrozenReports } & PublishingNeeds) =>
    async ({ params: { month } }) => {
      const { publicExtract: published, smallNumber } = municipality.bulletins;
      if (!published) throw new Refusal("bulletin-not-found", { month });
      const { bulletin, sheet } = await frozenBulletin(reports, month);
      if (bulletin.state !== "issued") throw new Refusal("bulletin-not-found", { month });
      return { status: 200, body: { ...bulletin, extract: publicExtract(sheet, smallNumber) } };
    },
);
