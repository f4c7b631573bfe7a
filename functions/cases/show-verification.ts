import { notVerifiedPage, verifiedPage } from "../../shared/casework/receipt-pages.ts";
import { verifiedReceipt } from "../../shared/casework/receipts.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { checkReceipt } from "./receipts.ts";
import type { AccessNeeds } from "./residents-access.ts";
import type { Showing } from "./showing.ts";

/**
 * What a scan of a receipt's QR code opens (R18): a page in either case, for whoever holds a paper in their hand. Reads
 * only; a wrong code is counted.
 */
export const showVerification = operation(
  "show-verification",
  (needs: AccessNeeds & Showing) =>
    async ({ params, query, address }) => {
      try {
        const { subject, issued } = await checkReceipt(needs, { ...params.receiptNumber, code: query.code, address });
        return { status: 200, body: verifiedPage(verifiedReceipt(subject, issued, needs.sample)) };
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "receipt-not-found") throw error;
        return { status: 200, body: notVerifiedPage(needs.sample) };
      }
    },
);
