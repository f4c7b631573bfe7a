/** What the staff's routes about complaints share. */
import { ComplaintNumberParam, StaffComplaint } from "../../../complaints/views.ts";

export const tag = "complaints";
export const staff = { function: "complaints-staff", audience: "staff", tag } as const;
export const shown = { 200: { description: "The complaint as it is now", body: StaffComplaint, etag: true } } as const;
export const move = { ...staff, method: "POST", params: ComplaintNumberParam, ifMatch: true, replies: shown } as const;
export const refusals = ["complaint-not-found", "forbidden", "move-not-allowed"] as const;
export const one = "/v1/staff/complaints/{complaintNumber}";
