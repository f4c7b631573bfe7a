import { ledCentre } from "../../shared/bulletins/objecting.ts";
import { centreSummaryOf } from "../../shared/bulletins/views.ts";
import type { Now } from "../runtime/operation.ts";
import { operation } from "../runtime/operation.ts";
import { type ListNeeds, pageOf } from "./listing.ts";

/** For the leaders of a centre: no figure of anybody's, so that it is the same for every centre. */
export const listOwnBulletins = operation(
  "list-own-bulletins",
  ({ reports, now }: ListNeeds & { readonly now: Now }) =>
    async ({ actor, query }) => {
      ledCentre(actor);
      const { at } = now();
      const { bulletins, cursor } = await pageOf(reports, query);
      return { status: 200, body: { bulletins: bulletins.map((each) => centreSummaryOf(each, at)), ...cursor } };
    },
);
