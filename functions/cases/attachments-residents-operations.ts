/** What `attachments-residents` serves. Apart from its entry, which reads the deployed environment when it is imported. */
import { confirmAttachment } from "./confirm-attachment.ts";
import { createAttachment } from "./create-attachment.ts";
import { listAttachments } from "./list-attachments.ts";
import { readAttachment } from "./read-attachment.ts";

export const RESIDENT_ATTACHMENT_OPERATIONS = [
  createAttachment,
  confirmAttachment,
  listAttachments,
  readAttachment,
] as const;
