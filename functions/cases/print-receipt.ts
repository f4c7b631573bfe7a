import { responsiblePost } from "../../shared/casework/handling.ts";
import { receiptPage } from "../../shared/casework/receipt-page.ts";
import { operation } from "../runtime/operation.ts";
import { receiptOf } from "./filing.ts";
import type { MoveNeeds } from "./moving.ts";
import { actingFor, openWithRoster } from "./staff-access.ts";

/** The receipt with the current code, for whoever handles the case. Reads only. */
export const printReceipt = operation("print-receipt", (needs: MoveNeeds) => async ({ params, actor }) => {
  const { subject, roster } = await openWithRoster(needs, actor, params.caseNumber);
  const { at } = needs.now();
  actingFor(roster, responsiblePost(subject), actor, at);
  const receipt = await receiptOf(needs, subject, subject.codeVersion);
  return { status: 200, body: receiptPage(subject, receipt, { printedAt: at, sample: needs.sample }) };
});
