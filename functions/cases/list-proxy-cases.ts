import type { Calendars } from "../runtime/composition.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { entryOf, positionOf } from "./list-work.ts";
import { requireProxy } from "./moving-as-proxy.ts";
import type { StaffNeeds } from "./staff-access.ts";

/** A proxy's own list: reads one page of it, whatever else the centre has open. What is no longer authorised is left out. */
export const listProxyCases = operation(
  "list-proxy-cases",
  ({ cases, calendars, now }: Pick<StaffNeeds, "cases"> & { calendars: Calendars; now: Now }) =>
    async ({ actor, query, locale }) => {
      const { today } = now();
      const { id } = requireProxy(actor);
      const after = positionOf(query.cursor, locale);
      const found = await cases.proxyList(id, { after, limit: query.limit + 1 });
      const shown = found.slice(0, query.limit);
      const calendar = await calendars.current();
      const last = found.length > shown.length ? shown.at(-1) : undefined;
      const authorised = shown.filter(({ authorisedUntil }) => today <= authorisedUntil);
      return {
        status: 200,
        body: {
          entries: authorised.map((each) => ({
            ...entryOf(each, today, calendar),
            authorisedUntil: each.authorisedUntil,
          })),
          ...(last === undefined ? {} : { cursor: Buffer.from(last.workDue).toString("base64url") }),
        },
      };
    },
);
