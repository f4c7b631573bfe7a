import { pageFor } from "../../shared/complaints/lists.ts";
import { townOf } from "../../shared/directory/register.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { peopleAround } from "../runtime/people-around.ts";
import type { StaffNeeds } from "./behind-walls.ts";
import { answeredPage, positionIn } from "./listing.ts";

/** The municipal office's overview; what anyone of the office is walled from is in nobody's. */
export const listComplaintsOfCentre = operation(
  "list-complaints-of-centre",
  (needs: StaffNeeds) =>
    async ({ actor, query: { limit, cursor, centreCode }, locale }) => {
      if (townOf(needs.register, centreCode) === undefined) throw new Refusal("unknown-centre", { centre: centreCode });
      const position = { after: positionIn(cursor, locale), limit };
      const page = await pageFor(
        (page) => needs.complaints.overseen(centreCode, page),
        position,
        actor,
        () => peopleAround(needs, actor),
      );
      return { status: 200, body: answeredPage(page) };
    },
);
