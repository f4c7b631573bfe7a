import { operation } from "../runtime/operation.ts";
import { announceMaterial, type MaterialNeeds } from "./attaching.ts";
import { type HandlingNeeds, openAsHandler } from "./handling-access.ts";

/** Whoever handles the case announces a file, scanned at the counter, and hears where to send it. */
export const createAttachmentAsStaff = operation(
  "create-attachment-as-staff",
  (needs: HandlingNeeds & MaterialNeeds) => async (request) => {
    const subject = await openAsHandler(needs, request.actor, request.params.caseNumber);
    const announcer = { by: "staff", who: request.actor.id } as const;
    return { status: 201, body: await announceMaterial(needs, subject, announcer, request) };
  },
);
