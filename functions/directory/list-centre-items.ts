import { centreItems } from "../../shared/directory/item-views.ts";
import { operation } from "../runtime/operation.ts";
import { type Guides, requireTown } from "./centre.ts";

/** What a centre handles, as it is published now. Reads only. */
export const listCentreItems = operation(
  "list-centre-items",
  ({ register, directory }: Guides) =>
    async ({ params }) => {
      const town = requireTown(register, params.centreCode);
      const [roster, items] = await Promise.all([directory.roster(town.code), directory.items()]);
      return { status: 200, body: centreItems(town, register.municipality, roster, items) };
    },
);
