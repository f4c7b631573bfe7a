/** The way of a case to a higher body and back (article 2). */
import { ReceivedAbove, ReturnedFromAbove } from "../../../casework/upward-requests.ts";
import { route } from "../../route.ts";
import { move, moveRefusals } from "./parts.ts";

/** For the deciding post; and for the proxy who filed the case, while the authorisation lasts. */
const refusals = [...moveRefusals, "forbidden", "authorisation-expired", "not-entrusted"] as const;

export const CASE_UPWARD_ROUTES = {
  "send-case-up": route({
    ...move,
    id: "send-case-up",
    path: "/v1/staff/cases/{caseNumber}/upward-legs",
    summary: "Send the case to the higher body that its item names; the clocks that decide go on running",
    refusals: [...refusals, "no-upward-leg", "is-above", "case-full", "unknown-item"],
  }),
  "record-received-above": route({
    ...move,
    id: "record-received-above",
    path: "/v1/staff/cases/{caseNumber}/upward-legs/receipt",
    summary: "The higher body has received it",
    body: ReceivedAbove,
    refusals: [...refusals, "not-above", "received-above-already"],
  }),
  "record-returned-from-above": route({
    ...move,
    id: "record-returned-from-above",
    path: "/v1/staff/cases/{caseNumber}/upward-legs/return",
    summary: "It has come back from the higher body, with its answer",
    body: ReturnedFromAbove,
    refusals: [...refusals, "not-above"],
  }),
} as const;
