import { type AttachmentNeeds, downloadOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** An address from which the file can be saved, for some minutes. */
export const readAttachment = operation(
  "read-attachment",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      return { status: 200, body: await downloadOf(needs, holderOf(subject), params.attachmentId) };
    },
);
