import { joinComplaint as join } from "../../shared/complaints/handling.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, openAsStaff, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** Together with another that the handler may see, too (R58). */
export const joinComplaint = operation("join-complaint", (needs: StaffNeeds & Showing) => async (request) => {
  const { body, actor } = request;
  const joined = await moveComplaint(needs, request, async (before, occasion) => {
    const { complaint: main } = await openAsStaff(needs, actor, body.with, occasion.at);
    return join(before, main, occasion);
  });
  return answered(needs, joined);
});
