import { operation } from "../runtime/operation.ts";
import { peopleAround, type StaffNeeds } from "./behind-walls.ts";
import { pageOf, positionIn } from "./listing.ts";

/** What the reader handles. Nothing of anybody else's is read, so nothing of it can show. */
export const listComplaints = operation(
  "list-complaints",
  (needs: StaffNeeds) =>
    async ({ actor, query: { limit, cursor }, locale }) => {
      const page = { after: positionIn(cursor, locale), limit: limit + 1 };
      const [found, people] = await Promise.all([
        needs.complaints.handledBy(actor.id, page),
        peopleAround(needs, actor),
      ]);
      return { status: 200, body: pageOf(found, limit, actor, people) };
    },
);
