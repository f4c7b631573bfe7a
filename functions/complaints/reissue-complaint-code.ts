import { reissueComplaintCode as move } from "../../shared/complaints/codes.ts";
import { dueOnForComplainant } from "../../shared/complaints/views.ts";
import { operation } from "../runtime/operation.ts";
import { moveComplaint, type StaffNeeds } from "./behind-walls.ts";
import { complaintReceipt } from "./filing.ts";

/** For the handler alone, who alone may know whose identity it is (R55). Two at once: one code, one refusal. */
export const reissueComplaintCode = operation("reissue-complaint-code", (needs: StaffNeeds) => async (request) => {
  const { complaint } = await moveComplaint(
    needs,
    request,
    (before, occasion) => move(before, request.body, occasion),
    ["handler"],
  );
  const body = await complaintReceipt(needs, complaint, dueOnForComplainant(complaint));
  return { status: 201, version: complaint.version, body };
});
