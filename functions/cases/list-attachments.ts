import { attachmentsShown } from "../../shared/casework/attachment-views.ts";
import { type AttachmentNeeds, standingOf } from "../runtime/attaching.ts";
import { operation } from "../runtime/operation.ts";
import { holderOf } from "./attaching.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** What was handed in as files, and what is still to come. Reads only. */
export const listAttachments = operation(
  "list-attachments",
  (needs: AccessNeeds & AttachmentNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      return { status: 200, body: attachmentsShown(await standingOf(needs, holderOf(subject))) };
    },
);
