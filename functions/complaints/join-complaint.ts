import { joinComplaint as join, takeIn } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, openAsStaff, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Together with another that the handler may see, too (R58). */
export const joinComplaint = operation("join-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body, actor } = request;
  const joined = await moveComplaint(needs, request, async (before, occasion) => {
    const { complaint: main } = await openAsStaff(needs, actor, body.with, occasion.at);
    const joined = join(before, main, occasion);
    const after = takeIn(main, before.number, occasion);
    if (after !== main) await needs.complaints.save(after, main.version);
    return joined;
  });
  return answered(needs, joined);
});
