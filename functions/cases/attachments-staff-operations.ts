/** What `attachments-staff` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { confirmAttachmentAsStaff } from "./confirm-attachment-as-staff.ts";
import { createAttachmentAsStaff } from "./create-attachment-as-staff.ts";
import { listAttachmentsAsStaff } from "./list-attachments-as-staff.ts";
import { readAttachmentAsStaff } from "./read-attachment-as-staff.ts";

export const STAFF_ATTACHMENT_OPERATIONS = [
  createAttachmentAsStaff,
  confirmAttachmentAsStaff,
  listAttachmentsAsStaff,
  readAttachmentAsStaff,
] as const;
