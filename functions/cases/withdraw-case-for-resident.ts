import { withdraw } from "../../shared/casework/ending.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";
import { servingPosts } from "./staff-access.ts";

/** The applicant withdraws at the counter, by signature (R16). */
export const withdrawCaseForResident = operation(
  "withdraw-case-for-resident",
  (needs: MoveNeeds) => async (request) => {
    const { proof: kind, document } = request.body;
    const change: Parameters<typeof moveCase>[2] = (before, occasion) => withdraw(before, { kind, document }, occasion);
    return moved(needs, await moveCase(needs, request, change, servingPosts));
  },
);
