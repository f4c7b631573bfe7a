/**
 * Under what number a paper is kept that the office holds: an approval, a written promise, a signed request. Whoever types
 * it may type a name as well: the number lies with the erasable part, and the ledger holds a keyed hash of it (R50).
 */
import type { Case } from "./case.ts";
import { promiseInLedger, type WrittenPromise } from "./requested-papers.ts";
import { hashed, type Occasion } from "./writing.ts";

export const keepingDocument = ({ personal, version }: Case, document: string, occasion: Occasion) => ({
  personal: { ...personal, documents: { ...personal.documents, [String(version + 1)]: document } },
  facts: hashed("documentHash", document, occasion),
});

/** What an acceptance against a written promise adds to the case and to the ledger (R17). */
export const promisedInWriting = (before: Case, { document, ...paperPromise }: WrittenPromise, occasion: Occasion) => {
  const { personal, facts } = keepingDocument(before, document, occasion);
  return { kept: { paperPromise, personal }, facts: { ...promiseInLedger(paperPromise), ...facts } };
};
