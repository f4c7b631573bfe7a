import { operation } from "../runtime/operation.ts";
import { paperOf, type ReceiptNeeds } from "./receipts.ts";
import { type AccessNeeds, openWithCode } from "./residents-access.ts";

/** A resident prints a receipt. Reads only; a wrong code is counted. */
export const showReceipt = operation(
  "show-receipt",
  (needs: AccessNeeds & ReceiptNeeds) =>
    async ({ params, lookupCode, address, base }) => {
      const subject = await openWithCode(needs, { number: params.caseNumber, lookupCode, address });
      return { status: 200, body: await paperOf(subject, { version: params.receipt, base }, needs) };
    },
);
