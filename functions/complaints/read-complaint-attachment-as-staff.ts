import { Refusal } from "../../shared/kernel/refusal.ts";
import { type AttachmentNeeds, downloadOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { openAsStaff, type StaffNeeds } from "./behind-walls.ts";

/** A photograph may show who took it: for the handler alone, and on record before it is handed out (R55). */
export const readComplaintAttachmentAsStaff = operation(
  "read-complaint-attachment-as-staff",
  (needs: Pick<StaffNeeds, "complaints" | "directory"> & AttachmentNeeds) =>
    async ({ actor, params, body, token }) => {
      const { at } = needs.now();
      const { as, complaint } = await openAsStaff(needs, actor, params.complaintNumber, at);
      if (as !== "handler") throw new Refusal("forbidden");
      const { attachmentId: attachment } = params;
      const download = await downloadOf(needs, holderOf(complaint), attachment);
      const look = { by: actor.id, at, reason: body.reason, token, attachment };
      await needs.complaints.recordReading(complaint.number, look);
      return { status: 200, body: download };
    },
);
