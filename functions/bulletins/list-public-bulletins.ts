import type { BulletinRules } from "../../shared/municipality/bulletin-rules.ts";
import { operation } from "../runtime/operation.ts";
import { type ListNeeds, pageOf } from "./listing.ts";

export type PublishingNeeds = { readonly municipality: { readonly bulletins: BulletinRules } };

/** Those issued; none where the municipality publishes none. */
export const listPublicBulletins = operation(
  "list-public-bulletins",
  ({ reports, municipality }: ListNeeds & PublishingNeeds) =>
    async ({ query }) => {
      const { publicExtract: published } = municipality.bulletins;
      const { bulletins, cursor } = published ? await pageOf(reports, query) : { bulletins: [], cursor: {} };
      return { status: 200, body: { bulletins: bulletins.filter(({ state }) => state === "issued"), ...cursor } };
    },
);
