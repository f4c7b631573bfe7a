/** Receipts as they are handed out, and how one is checked. */
import { renderSVG } from "uqr";
import type { Case } from "../../shared/casework/case.ts";
import { afterWrongCode, secondsLocked } from "../../shared/casework/lookup.ts";
import { receiptPaper } from "../../shared/casework/receipt-pages.ts";
import { type Issued, type Receipt, receiptOf } from "../../shared/casework/receipts.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { AccessNeeds } from "./residents-access.ts";
import type { Showing } from "./showing.ts";

export type ReceiptNeeds = Pick<AccessNeeds, "keyed"> & Pick<Showing, "sample">;

const shownTo = async (subject: Case, { keyed, sample }: ReceiptNeeds) => {
  const { receiptCodeOf } = await keyed();
  return { applicant: subject.personal.applicant.name, verificationCode: receiptCodeOf, sample };
};

export const receiptsOf = async (subject: Case, needs: ReceiptNeeds): Promise<Receipt[]> => {
  const shown = await shownTo(subject, needs);
  return subject.issued.map((issued) => receiptOf(subject, issued, shown));
};

/** @param base where the API is reached: the QR code leads there. @throws Refusal `receipt-not-found` */
export const paperOf = async (
  subject: Case,
  { version, base }: { readonly version: number; readonly base: string },
  needs: ReceiptNeeds,
): Promise<string> => {
  const issued = subject.issued.find((each) => each.version === version);
  if (issued === undefined) throw new Refusal("receipt-not-found");
  const receipt = receiptOf(subject, issued, await shownTo(subject, needs));
  const code = receipt.verificationCode.replaceAll("-", "");
  const check = `${base}/v1/receipts/${receipt.number}/verification?code=${code}`;
  return receiptPaper(receipt, { address: check, qr: renderSVG(check, { ecc: "M" }) });
};

type Asked = {
  readonly number: CaseNumber;
  readonly version: number;
  readonly code: string;
  readonly address: string;
};

/**
 * The receipt, for whoever holds number and code of the paper. An unknown number, an unknown receipt and a wrong code
 * answer alike and are counted alike, apart from the tries at the case's own look-up code.
 * @throws Refusal `receipt-not-found`, `too-many-attempts`
 */
export const checkReceipt = async (
  { cases, keyed, now }: AccessNeeds,
  { number, version, code, address }: Asked,
): Promise<{ readonly subject: Case; readonly issued: Issued }> => {
  const { isReceiptCode, textHash } = await keyed();
  const { at } = now();
  const from = `receipt-${textHash(address).slice(0, 32)}`;
  const [subject, attempts] = await Promise.all([cases.find(number), cases.attempts(number, from)]);
  const retryAfter = secondsLocked(attempts, at);
  if (retryAfter > 0) throw new Refusal("too-many-attempts", { retryAfter });
  const issued = subject?.issued.find((each) => each.version === version);
  const fits = isReceiptCode(code, number, version);
  if (subject !== undefined && issued !== undefined && fits) return { subject, issued };
  await cases.recordWrongCode(number, from, afterWrongCode(attempts, at));
  throw new Refusal("receipt-not-found");
};
