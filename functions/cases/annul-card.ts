import { annulCard } from "../../shared/casework/annulling.ts";
import { operation } from "../runtime/operation.ts";
import { type MoveNeeds, moved } from "./moving.ts";
import { moveAsLead, OFFICE } from "./moving-as-lead.ts";

/** The municipal office annuls a card; one that is annulled already stays as it is, and nothing is written. */
export const annulCardOfCase = operation("annul-card", (needs: MoveNeeds) => async (request) => {
  const { body } = request;
  return moved(needs, await moveAsLead(needs, request, OFFICE, (before, at) => annulCard(before, body, at)));
});
