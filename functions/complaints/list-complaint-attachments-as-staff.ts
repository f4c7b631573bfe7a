import { attachmentsShown } from "../../shared/casework/attachment-views.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type AttachmentNeeds, standingOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { HANDLING, openAsStaff, type StaffNeeds } from "./behind-walls.ts";

/** What whoever handles it has to look at. */
export const listComplaintAttachmentsAsStaff = operation(
  "list-complaint-attachments-as-staff",
  (needs: Pick<StaffNeeds, "complaints" | "directory"> & AttachmentNeeds) =>
    async ({ params, actor }) => {
      const { as, complaint } = await openAsStaff(needs, actor, params.complaintNumber, needs.now().at);
      if (!HANDLING.includes(as)) throw new Refusal("forbidden");
      return { status: 200, body: attachmentsShown(await standingOf(needs, holderOf(complaint))) };
    },
);
