/** What `complaint-attachments-residents` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { confirmComplaintAttachment } from "./confirm-complaint-attachment.ts";
import { createComplaintAttachment } from "./create-complaint-attachment.ts";
import { listComplaintAttachments } from "./list-complaint-attachments.ts";
import { readComplaintAttachment } from "./read-complaint-attachment.ts";

export const RESIDENT_COMPLAINT_ATTACHMENT_OPERATIONS = [
  createComplaintAttachment,
  confirmComplaintAttachment,
  listComplaintAttachments,
  readComplaintAttachment,
] as const;
