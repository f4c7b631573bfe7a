/** What `complaint-attachments-staff` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { listComplaintAttachmentsAsStaff } from "./list-complaint-attachments-as-staff.ts";
import { readComplaintAttachmentAsStaff } from "./read-complaint-attachment-as-staff.ts";

export const STAFF_COMPLAINT_ATTACHMENT_OPERATIONS = [
  listComplaintAttachmentsAsStaff,
  readComplaintAttachmentAsStaff,
] as const;
