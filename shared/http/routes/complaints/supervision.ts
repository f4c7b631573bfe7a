/** Supervision orders on complaints, their answers, and cards that are annulled (R31, R31a); as on cases. */
import { CardAnnulment, OrderAnswer, OrderRequest } from "../../../casework/supervision-requests.ts";
import { route } from "../../route.ts";
import { move, one, refusals } from "./parts.ts";

export const COMPLAINT_SUPERVISION_ROUTES = {
  "order-complaint-supervision": route({
    ...move,
    audience: "office",
    id: "order-complaint-supervision",
    path: `${one}/supervision-orders`,
    summary: "The municipal office orders supervision by hand; time makes the orders that the ladder owes by itself",
    description: "An order that is still open keeps its date, unless its red card has been told of.",
    body: OrderRequest,
    refusals: [...refusals, "case-full"],
  }),
  "answer-complaint-supervision": route({
    ...move,
    id: "answer-complaint-supervision",
    path: `${one}/supervision-orders/answer`,
    summary: "Whoever handles it says what was done and when it will be finished: for every open order",
    body: OrderAnswer,
    refusals: [...refusals, "no-open-order"],
  }),
  "annul-complaint-card": route({
    ...move,
    audience: "office",
    id: "annul-complaint-card",
    path: `${one}/annulled-cards`,
    summary: "A card that should not have been: annulled with its reason, on record as annulled; of closed ones too",
    body: CardAnnulment,
    refusals: [...refusals, "card-not-found", "case-full"],
  }),
} as const;
