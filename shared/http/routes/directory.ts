/** Routes about the town: its centres, stations, service items, days, and who is away. */

import { CalendarQuery, CalendarView } from "../../calendar/calendar-views.ts";
import {
  AbsenceEnding,
  AbsenceIdParam,
  AbsenceList,
  AbsenceReply,
  AbsenceRequest,
  Me,
} from "../../directory/absence-views.ts";
import { CentreCodeParam, CentreList, CentreView, StationList } from "../../directory/centre-views.ts";
import { DeadlineAnswer, DeadlineQuestion } from "../../directory/deadline-calculation.ts";
import { CentreItemList, ItemCodeParam, ItemList, ItemQuery, ItemView } from "../../directory/item-views.ts";
import { route } from "../route.ts";
import { ATTENDANCE_ROUTES } from "./attendance.ts";

const open = { function: "directory-residents", audience: "public", method: "GET", tag: "directory" } as const;
const ofCentre = { ...open, params: CentreCodeParam, refusals: ["unknown-centre"] } as const;
const staff = { function: "directory-staff", audience: "staff", tag: "staff" } as const;

export const DIRECTORY_ROUTES = {
  ...ATTENDANCE_ROUTES,
  "list-centres": route({
    ...open,
    id: "list-centres",
    path: "/v1/centres",
    summary: "The citizen service centres of every town and sub-district",
    replies: { 200: { description: "In register order", body: CentreList } },
    refusals: [],
  }),
  "read-centre": route({
    ...ofCentre,
    id: "read-centre",
    path: "/v1/centres/{centreCode}",
    summary: "One centre: its windows, what they handle, and today's hours",
    replies: { 200: { description: "The centre", body: CentreView } },
  }),
  "list-stations": route({
    ...ofCentre,
    id: "list-stations",
    path: "/v1/centres/{centreCode}/stations",
    summary: "The village and community stations under a centre",
    replies: { 200: { description: "In register order", body: StationList } },
  }),
  "list-centre-items": route({
    ...ofCentre,
    id: "list-centre-items",
    path: "/v1/centres/{centreCode}/service-items",
    summary: "What a centre handles, and at which window to ask",
    replies: { 200: { description: "Its items, by code", body: CentreItemList } },
  }),
  "list-service-items": route({
    ...open,
    id: "list-service-items",
    path: "/v1/service-items",
    summary: "Every service item",
    replies: { 200: { description: "By code", body: ItemList } },
    refusals: [],
  }),
  "read-service-item": route({
    ...open,
    id: "read-service-item",
    path: "/v1/service-items/{itemCode}",
    summary: "The published guide of a service item, now or as it was",
    params: ItemCodeParam,
    query: ItemQuery,
    replies: { 200: { description: "The guide", body: ItemView } },
    refusals: ["unknown-item"],
  }),
  "calculate-deadline": route({
    ...open,
    id: "calculate-deadline",
    method: "POST",
    path: "/v1/deadline-calculations",
    tag: "deadlines",
    summary: "When a limit ends, and why: every day, counted or not",
    description:
      "By the calendar of now. When the days asked about reach beyond the calendar, before its first day or after its last, the problem names `/from` as out-of-range, also where the end is what lies beyond it.",
    body: DeadlineQuestion,
    example: {
      from: "2026-09-21",
      days: 10,
      unit: "working-days",
      suspensions: [{ from: "2026-09-24", to: "2026-10-09", reason: "expert-review" }],
    },
    replies: { 200: { description: "The dates and their days; nothing is stored", body: DeadlineAnswer } },
    refusals: [],
  }),
  "read-calendar": route({
    ...open,
    id: "read-calendar",
    path: "/v1/calendar",
    tag: "calendar",
    summary: "The working days: the notices of each year, the town's closing days, and every version there has been",
    query: CalendarQuery,
    replies: { 200: { description: "The calendar", body: CalendarView, etag: true } },
    refusals: ["unknown-calendar"],
  }),
  "read-me": route({
    ...staff,
    id: "read-me",
    method: "GET",
    path: "/v1/staff/me",
    summary: "Who I am, my posts, and what I am on duty for now",
    replies: { 200: { description: "The person signed in", body: Me } },
    refusals: [],
  }),
  "list-absences": route({
    ...staff,
    id: "list-absences",
    method: "GET",
    path: "/v1/staff/absences",
    summary: "Who of my centre is away, now and to come",
    replies: { 200: { description: "By their beginning", body: AbsenceList } },
    refusals: ["forbidden"],
  }),
  "record-absence": route({
    ...staff,
    id: "record-absence",
    method: "POST",
    path: "/v1/staff/absences",
    summary: "Record that I am away, or, as deputy or director, that someone of my centre is",
    description:
      "Without `from`: a sudden absence, from now. A window's head may record one of its people. Whoever holds a post and has a duty outside the window says which (R44).",
    body: AbsenceRequest,
    idempotent: true,
    replies: { 201: { description: "Recorded; its posts' work goes to the stand-ins meanwhile", body: AbsenceReply } },
    refusals: ["forbidden", "absence-overlaps", "idempotency-mismatch"],
  }),
  "end-absence": route({
    ...staff,
    id: "end-absence",
    method: "POST",
    path: "/v1/staff/absences/{absenceId}/end",
    summary: "End an absence; one that has not begun is cancelled",
    params: AbsenceIdParam,
    body: AbsenceEnding,
    replies: { 200: { description: "The absence with its end", body: AbsenceReply } },
    refusals: ["forbidden", "absence-not-found"],
  }),
} as const;
