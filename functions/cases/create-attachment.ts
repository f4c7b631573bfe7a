import { operation } from "../runtime/operation.ts";
import { type AttachmentNeeds, announceAttachment } from "./attaching.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** A resident announces a file and hears where to send it. */
export const createAttachment = operation(
  "create-attachment",
  (needs: AccessNeeds & AttachmentNeeds) => async (request) => {
    const { params, lookupCode, address } = request;
    const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
    return {
      status: 201,
      body: await announceAttachment(needs, subject, { by: "resident", who: "resident" }, request),
    };
  },
);
