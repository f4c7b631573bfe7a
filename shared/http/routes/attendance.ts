/** Routes about who came and went (article 9), and what went wrong with a centre's posts (R38–R44). */
import * as z from "zod";
import {
  AttendanceReply,
  AttendanceRequest,
  CentreAttendance,
  DaySpan,
  OwnAttendance,
} from "../../directory/attendance-views.ts";
import { CentreCodeParam } from "../../directory/centre-views.ts";
import { FindingList } from "../../directory/finding-views.ts";
import { LocalDate } from "../../kernel/local-date.ts";
import { route } from "../route.ts";

const staff = { function: "directory-staff", audience: "staff", tag: "staff" } as const;
const findings = {
  ...staff,
  method: "GET",
  query: DaySpan,
  replies: { 200: { description: "By day", body: FindingList } },
  description:
    "Working days only, but for work taken over without a recorded hand-over (R41), which is named on whatever day it was. Days to come show what is on record of them by now.",
} as const;

export const ATTENDANCE_ROUTES = {
  "record-attendance": route({
    ...staff,
    id: "record-attendance",
    method: "POST",
    path: "/v1/staff/attendance",
    summary: "Check in or out; as deputy or director, enter somebody's forgotten mark of today",
    description:
      "Checking out before the hall closes on a working day leaves one's posts to the stand-ins until one checks in again, or until the next working day's opening. Checking in ends one's absence that has begun and has no end. Doing it twice changes nothing.",
    body: AttendanceRequest,
    example: { event: "in" },
    idempotent: true,
    replies: { 200: { description: "The day's marks, and what is on record of absences", body: AttendanceReply } },
    refusals: ["forbidden", "too-many-requests"],
  }),
  "list-attendance": route({
    ...staff,
    id: "list-attendance",
    method: "GET",
    path: "/v1/staff/attendance",
    summary: "When I came and went",
    query: DaySpan,
    replies: { 200: { description: "Days with marks, by date", body: OwnAttendance } },
    refusals: ["forbidden"],
  }),
  "list-centre-attendance": route({
    ...staff,
    id: "list-centre-attendance",
    method: "GET",
    path: "/v1/staff/centre/attendance",
    summary: "Who of my centre came, went and was away on a day: for its deputy and director",
    query: z.strictObject({ date: LocalDate.optional().meta({ description: "Absent: today" }) }),
    replies: { 200: { description: "Everyone of the centre", body: CentreAttendance } },
    refusals: ["forbidden", "calendar-range"],
  }),
  "list-findings": route({
    ...findings,
    id: "list-findings",
    path: "/v1/staff/centre/findings",
    summary: "What went wrong with my centre's posts: for its deputy and director",
    refusals: ["forbidden", "calendar-range"],
  }),
  "list-centre-findings": route({
    ...findings,
    id: "list-centre-findings",
    audience: "office",
    path: "/v1/office/centres/{centreCode}/findings",
    summary: "What went wrong with a centre's posts: for the municipal office",
    params: CentreCodeParam,
    refusals: ["unknown-centre", "calendar-range"],
  }),
} as const;
