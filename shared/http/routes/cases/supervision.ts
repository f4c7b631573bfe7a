/** Supervision orders, their answers, and cards that are annulled (R31, R31a). */
import { CardAnnulment, OrderAnswer, OrderRequest } from "../../../casework/supervision-requests.ts";
import { route } from "../../route.ts";
import { move } from "./parts.ts";

const office = { ...move, audience: "office" } as const;
const refusals = ["case-not-found", "forbidden", "move-not-allowed"] as const;

export const CASE_SUPERVISION_ROUTES = {
  "order-supervision": route({
    ...office,
    id: "order-supervision",
    path: "/v1/staff/cases/{caseNumber}/supervision-orders",
    summary: "The municipal office orders supervision by hand; time makes the orders that the ladder owes by itself",
    description: "An order that is still open keeps its date, unless its red card has been told of.",
    body: OrderRequest,
    refusals: [...refusals, "case-full"],
  }),
  "answer-supervision": route({
    ...move,
    id: "answer-supervision",
    path: "/v1/staff/cases/{caseNumber}/supervision-orders/answer",
    summary: "The centre's director or deputy says what was done and when it will be finished: for every open order",
    body: OrderAnswer,
    refusals: [...refusals, "no-open-order"],
  }),
  "annul-card": route({
    ...office,
    id: "annul-card",
    path: "/v1/staff/cases/{caseNumber}/annulled-cards",
    summary: "A card that should not have been: annulled with its reason, on record as annulled; of closed cases too",
    body: CardAnnulment,
    refusals: [...refusals, "card-not-found", "case-full"],
  }),
} as const;
