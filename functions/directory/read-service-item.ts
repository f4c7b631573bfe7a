import { itemView } from "../../shared/directory/item-views.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import type { Guides } from "./centre.ts";

/** The guide of an item: the current one, or the one that applied earlier. Reads only. */
export const readServiceItem = operation(
  "read-service-item",
  ({ register, directory }: Guides) =>
    async ({ params, query }) => {
      const item = await directory.item(params.itemCode, query.version);
      if (item === undefined) throw new Refusal("unknown-item", { item: params.itemCode });
      return { status: 200, body: itemView(item, register.towns) };
    },
);
