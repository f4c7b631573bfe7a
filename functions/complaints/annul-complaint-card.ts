import { annulCard } from "../../shared/complaints/supervising.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, OFFICE_ALONE, type StaffNeeds } from "./behind-walls.ts";
import { answered, type Showing } from "./showing.ts";

/** The municipal office annuls a card; one that is annulled already stays as it is, and nothing is written (R31a). */
export const annulComplaintCard = operation(
  "annul-complaint-card",
  (needs: StaffNeeds & Showing) => async (request) => {
    const { body } = request;
    return answered(
      needs,
      await moveComplaint(needs, request, (before, at) => annulCard(before, body, at), OFFICE_ALONE),
    );
  },
);
