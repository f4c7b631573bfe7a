import { renderSVG } from "uqr";
import { receiptPage } from "../../shared/casework/receipt-page.ts";
import { operation } from "../runtime/operation.ts";
import { receiptAsItStands } from "./filing.ts";
import type { MoveNeeds } from "./moving.ts";
import { actingFor, openWithRoster, servingPosts } from "./staff-access.ts";

/**
 * The receipt, for whoever is on duty where the case was taken in or is handled; with the code only on the day it was
 * given out there. Reads only.
 */
export const printReceipt = operation("print-receipt", (needs: MoveNeeds) => async ({ params, actor, base }) => {
  const { subject, roster } = await openWithRoster(needs, actor, params.caseNumber);
  const { at } = needs.now();
  actingFor(roster, servingPosts(subject), actor, at);
  const receipt = await receiptAsItStands(needs, subject);
  const form = `${base}/v1/ratings/${subject.number}/form`;
  const ratedAt = { address: form, qr: renderSVG(form, { ecc: "M" }) };
  return { status: 200, body: receiptPage(subject, receipt, { printedAt: at, ratedAt, sample: needs.sample }) };
});
