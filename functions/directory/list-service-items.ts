import { itemList } from "../../shared/directory/item-views.ts";
import { operation } from "../runtime/operation.ts";
import type { Guides } from "./centre.ts";

/** Every item as it is published now. Reads only. */
export const listServiceItems = operation("list-service-items", ({ directory }: Guides) => async () => ({
  status: 200,
  body: itemList(await directory.items()),
}));
