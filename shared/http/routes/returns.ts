/** Routes about data returns (article 15, R68): what each centre hands in, by when, and who has not. */
import {
  HandInBody,
  MonthQuery,
  OwnReturn,
  OwnReturnsQuery,
  ReturnCalendar,
  ReturnParams,
  ReturnsOfMonth,
} from "../../returns/views.ts";
import { route } from "../route.ts";

const centres = { function: "returns-staff", audience: "staff", tag: "returns" } as const;
const one = { params: ReturnParams, path: "/v1/staff/returns/{period}/{kind}" } as const;
const example = { values: { staff: 6, windows: 3, posts: 3, received: 120, "days-closed": 0, "people-trained": 4 } };

export const RETURN_ROUTES = {
  "list-own-returns": route({
    ...centres,
    id: "list-own-returns",
    method: "GET",
    path: "/v1/staff/returns",
    summary: "What the own centre has to hand in, by when, and what was handed in, for its director and deputies",
    query: OwnReturnsQuery,
    replies: { 200: { description: "The calendar of six months", body: ReturnCalendar } },
    refusals: ["forbidden"],
  }),
  "read-own-return": route({
    ...centres,
    ...one,
    id: "read-own-return",
    method: "GET",
    summary: "One return of the own centre: its fields, what the system knows of them, and every version handed in",
    replies: { 200: { description: "The return; version 0 until it is handed in", body: OwnReturn, etag: true } },
    refusals: ["forbidden", "return-not-found"],
  }),
  "hand-in-return": route({
    ...centres,
    ...one,
    id: "hand-in-return",
    method: "POST",
    summary: "Hand in a return of the own centre, once",
    description:
      "A whole number for each field. What was filled in beforehand may be changed, and that it was is kept. The same again is answered as the first was.",
    body: HandInBody,
    example,
    replies: { 201: { description: "The return as it was handed in", body: OwnReturn, etag: true } },
    refusals: ["forbidden", "return-not-found", "return-too-early", "return-not-fit", "return-handed-in"],
  }),
  "correct-return": route({
    ...centres,
    id: "correct-return",
    method: "POST",
    path: "/v1/staff/returns/{period}/{kind}/corrections",
    params: ReturnParams,
    summary: "Correct a return that was handed in: a new version, beside which the older ones are kept",
    description: "The day on which it was handed in stays as it is: a correction makes nothing late, nor in time.",
    body: HandInBody,
    example,
    ifMatch: true,
    replies: { 200: { description: "The return, corrected", body: OwnReturn, etag: true } },
    refusals: ["forbidden", "return-not-found", "return-not-handed-in", "return-not-fit", "return-full"],
  }),
  "list-returns": route({
    function: "returns-staff",
    audience: "office",
    tag: "returns",
    id: "list-returns",
    method: "GET",
    path: "/v1/office/returns",
    summary: "The returns due in a month, over all centres in register order; late and missing ones by name",
    query: MonthQuery,
    replies: { 200: { description: "The month as it stands now", body: ReturnsOfMonth } },
    refusals: [],
  }),
} as const;
