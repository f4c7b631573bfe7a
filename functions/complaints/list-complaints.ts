import { pageFor } from "../../shared/complaints/lists.ts";
import { operation } from "../runtime/operation.ts";
import { peopleAround } from "../runtime/people-around.ts";
import type { StaffNeeds } from "./behind-walls.ts";
import { answeredPage, positionIn } from "./listing.ts";

/** What the reader handles. Nothing of anybody else's is read, so nothing of it can show. */
export const listComplaints = operation(
  "list-complaints",
  (needs: StaffNeeds) =>
    async ({ actor, query: { limit, cursor }, locale }) => {
      const position = { after: positionIn(cursor, locale), limit };
      const page = await pageFor(
        (page) => needs.complaints.handledBy(actor.id, page),
        position,
        actor,
        () => peopleAround(needs, actor),
      );
      return { status: 200, body: answeredPage(page) };
    },
);
