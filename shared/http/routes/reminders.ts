/** Routes about what was sent, and about the deadlines of a centre. */
import { CentreDeadlines, CentreDeadlinesQuery } from "../../casework/centre-deadlines.ts";
import { CentreCodeParam } from "../../directory/centre-views.ts";
import { CostQuery, MessageCost } from "../../reminders/message-cost.ts";
import {
  MessageIdParam,
  MessagePage,
  MessagesQuery,
  MessageView,
  OwnMessagesQuery,
  ResendRequest,
} from "../../reminders/message-views.ts";
import { route } from "../route.ts";

const staff = { function: "reminders-staff", tag: "reminders", method: "GET" } as const;
const office = { function: "reminders-office", audience: "office", tag: "reminders" } as const;

export const REMINDER_ROUTES = {
  "list-own-messages": route({
    ...staff,
    audience: "staff",
    id: "list-own-messages",
    path: "/v1/staff/messages",
    summary: "What was sent to me by SMS in the last 90 days, and what became of it",
    query: OwnMessagesQuery,
    replies: { 200: { description: "One page", body: MessagePage } },
    refusals: [],
  }),
  "list-centre-deadlines": route({
    ...staff,
    audience: "staff",
    id: "list-centre-deadlines",
    path: "/v1/staff/centre/deadlines",
    summary: "The cases of my centre that are due today, yellow, red or supervised; director and deputies only",
    query: CentreDeadlinesQuery,
    replies: { 200: { description: "One page", body: CentreDeadlines } },
    refusals: ["forbidden"],
  }),
  "list-deadlines-of-centre": route({
    ...staff,
    audience: "office",
    id: "list-deadlines-of-centre",
    path: "/v1/office/centres/{centreCode}/deadlines",
    summary: "The same of any centre, for the municipal office",
    params: CentreCodeParam,
    query: CentreDeadlinesQuery,
    replies: { 200: { description: "One page", body: CentreDeadlines } },
    refusals: ["unknown-centre"],
  }),
  "list-messages": route({
    ...office,
    id: "list-messages",
    method: "GET",
    path: "/v1/office/messages",
    summary: "What was sent to whom about what, and what became of it; of a day (today) or a month",
    description:
      "A message stands under the day from which it may be sent. Residents are not named, phones are masked. A page may be short, or empty, with a cursor all the same.",
    query: MessagesQuery,
    replies: { 200: { description: "One page", body: MessagePage } },
    refusals: [],
  }),
  "read-message-cost": route({
    ...office,
    id: "read-message-cost",
    method: "GET",
    path: "/v1/office/messages/cost",
    summary: "What a month's SMS come to: by kind, by what became of them, by centre",
    description:
      "Counted from the month's messages, each under the day from which it may be sent. Those about complaints are not counted: their number would tell of them. The price of a part is the one in the settings; the gateway's bill may count otherwise.",
    query: CostQuery,
    replies: { 200: { description: "The figures so far, and whether they are final", body: MessageCost } },
    refusals: [],
  }),
  "resend-message": route({
    ...office,
    id: "resend-message",
    method: "POST",
    path: "/v1/office/messages/{messageId}/resend",
    summary: "Send a message again that came to nothing, or that the recipient says did not come",
    params: MessageIdParam,
    body: ResendRequest,
    example: { reason: "number-corrected" },
    idempotent: true,
    replies: { 201: { description: "The new message, to the same person with the same text", body: MessageView } },
    refusals: [
      "message-not-found",
      "message-on-its-way",
      "message-arrived",
      "message-sent-enough",
      "idempotency-mismatch",
    ],
  }),
} as const;
