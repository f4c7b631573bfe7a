import { verifiedReceipt } from "../../shared/casework/receipts.ts";
import { operation } from "../runtime/operation.ts";
import { checkReceipt } from "./receipts.ts";
import type { AccessNeeds } from "./residents-access.ts";
import type { Showing } from "./showing.ts";

/** Anyone checks a receipt (R18). Reads only; a wrong code is counted. */
export const verifyReceipt = operation(
  "verify-receipt",
  (needs: AccessNeeds & Showing) =>
    async ({ params, query, address }) => {
      const { subject, issued } = await checkReceipt(needs, { ...params.receiptNumber, code: query.code, address });
      return { status: 200, body: verifiedReceipt(subject, issued, needs.sample) };
    },
);
