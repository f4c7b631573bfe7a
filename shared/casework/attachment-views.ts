/** Attachments as they are asked for and shown. */
import * as z from "zod";
import { AttachmentId } from "../kernel/ids.ts";
import { Instant } from "../kernel/local-date.ts";
import { Attachment, type Attachments, FileType } from "./attachments.ts";
import { CaseNumberParam } from "./views.ts";

export const AttachmentParams = CaseNumberParam.extend({ attachmentId: AttachmentId });

export const AttachmentAsked = z
  .strictObject({
    material: z.string().max(60).meta({ description: "Code of a material of the item's guide" }),
    fileType: FileType,
  })
  .meta({ id: "AttachmentAsked" });

export const AttachmentShown = Attachment.omit({ fileVersion: true }).meta({ id: "Attachment" });
export type AttachmentShown = z.infer<typeof AttachmentShown>;
export const AttachmentList = z.object({ attachments: z.array(AttachmentShown) }).meta({ id: "Attachments" });

export const Upload = z
  .object({
    attachmentId: AttachmentId,
    uploadUrl: z.string().meta({ description: "Send the file here: POST, multipart/form-data" }),
    fields: z.record(z.string(), z.string()).meta({
      description: "Form fields to send before the file itself, whose field is called `file`",
    }),
    mostBytes: z.int(),
    expiresAt: Instant,
  })
  .meta({ id: "AttachmentUpload" });
export const Download = z
  .object({
    url: z.string().meta({ description: "Gives the file to whoever asks, until it expires" }),
    expiresAt: Instant,
  })
  .meta({ id: "AttachmentDownload" });

export const attachmentShown = ({ fileVersion: _, ...shown }: Attachment): AttachmentShown => shown;
export const attachmentsShown = ({ all }: Attachments) => ({ attachments: all.map(attachmentShown) });
