import { decideAppeal as decide } from "../../shared/ratings/following-up.ts";
import { operation } from "../runtime/operation.ts";
import { moveRating } from "./behind-finality.ts";
import type { RatingNeeds } from "./giving.ts";

export const decideAppeal = operation("decide-appeal", (needs: RatingNeeds) => async (request) => {
  const { outcome, reasons: text } = request.body;
  return moveRating(needs, request, "appeal", (before, occasion) => decide(before, { outcome, text }, occasion));
});
