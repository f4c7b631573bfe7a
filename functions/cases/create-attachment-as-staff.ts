import { operation } from "../runtime/operation.ts";
import { type AttachmentNeeds, announceAttachment } from "./attaching.ts";
import { type HandlingNeeds, openAsHandler } from "./handling-access.ts";

/** Whoever handles the case announces a file, scanned at the counter, and hears where to send it. */
export const createAttachmentAsStaff = operation(
  "create-attachment-as-staff",
  (needs: HandlingNeeds & AttachmentNeeds) => async (request) => {
    const subject = await openAsHandler(needs, request.actor, request.params.caseNumber);
    const announcer = { by: "staff", who: request.actor.id } as const;
    return { status: 201, body: await announceAttachment(needs, subject, announcer, request) };
  },
);
