import { centreView, hoursOf } from "../../shared/directory/centre-views.ts";
import { operation } from "../runtime/operation.ts";
import { type Days, type Guides, requireTown } from "./centre.ts";

/** One centre with its windows, as they are now. Reads only. */
export const readCentre = operation(
  "read-centre",
  ({ register, directory, calendars, hours, now }: Guides & Days) =>
    async ({ params }) => {
      const town = requireTown(register, params.centreCode);
      const { today } = now();
      const [roster, items, calendar] = await Promise.all([
        directory.roster(town.code),
        directory.items(),
        calendars.current(),
      ]);
      const facts = { municipality: register.municipality, roster, items, hours: hoursOf(calendar, hours, today) };
      return { status: 200, body: centreView(town, facts) };
    },
);
