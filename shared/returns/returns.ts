/** What the rest of the system asks of the store of returns; kept by `shared/aws/return-store.ts`. */
import type { DataReturn, ReturnRef } from "./data-return.ts";

export type Returns = {
  find(which: ReturnRef): Promise<DataReturn | undefined>;
  /** Those of them that were handed in, as they are now. */
  each(which: readonly ReturnRef[]): Promise<readonly DataReturn[]>;
  /** Put if absent: of two at once, one is kept. Answers with what stands; the same again is a success. @throws Refusal `return-handed-in` */
  handIn(first: DataReturn): Promise<DataReturn>;
  /** One conditional write. A repeat of our own (same token) is a success. @throws Refusal `version-conflict` */
  correct(after: DataReturn, expecting: number): Promise<void>;
};
