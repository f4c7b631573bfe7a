import { summaryOf } from "../../shared/bulletins/views.ts";
import { operation } from "../runtime/operation.ts";
import { type ListNeeds, pageOf } from "./listing.ts";

/** The newest first. A bulletin made while someone pages appears on the first page only. */
export const listBulletins = operation("list-bulletins", ({ reports }: ListNeeds) => async ({ query }) => {
  const { bulletins, cursor } = await pageOf(reports, query);
  return { status: 200, body: { bulletins: bulletins.map(summaryOf), ...cursor } };
});
