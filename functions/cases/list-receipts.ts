import { operation } from "../runtime/operation.ts";
import { type ReceiptNeeds, receiptsOf } from "./receipts.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** A resident reads the case's receipts. Reads only; a wrong code is counted. */
export const listReceipts = operation(
  "list-receipts",
  (needs: AccessNeeds & ReceiptNeeds) =>
    async ({ params, lookupCode, address }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      return { status: 200, body: { receipts: await receiptsOf(subject, needs) } };
    },
);
