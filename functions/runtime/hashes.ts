/** The hash functions that the domain is handed. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { type CaseNumber, crockford, normalizeCode, type Sha256 } from "../../shared/kernel/ids.ts";

/** As a page's policy names a script. */
export const sha256Base64 = (text: string): string => createHash("sha256").update(text).digest("base64");

export const sha256: Sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Secrets Manager generates one random value in a secret: the keys are derived from it, each for its own purpose. */
export const CodeSecret = z.object({ rootKey: z.string().min(43) }).transform(({ rootKey }) => {
  const keyFor = (purpose: string) => createHmac("sha256", rootKey).update(purpose).digest("hex");
  return { numberKey: keyFor("number"), codeKey: keyFor("code"), textKey: keyFor("text") };
});

/** 8 Crockford characters: 40 bits. */
const CODE_LENGTH = 8;
const NUMBER_LENGTH = 12;

/** Everything that is derived with a secret key. */
export type Keyed = {
  /** The number of a case filed with this idempotency key: the same for the same key. */
  numberOf(route: string, key: string): CaseNumber;
  /** The look-up code of a case; the next code version gives another. */
  codeOf(number: CaseNumber, codeVersion: number): string;
  /** In constant time. */
  isCode(typed: string, number: CaseNumber, codeVersion: number): boolean;
  /** The code by which anyone can check a receipt: of the case's entry that issued it (R18). */
  receiptCodeOf(number: CaseNumber, version: number): string;
  /** In constant time. */
  isReceiptCode(typed: string, number: CaseNumber, version: number): boolean;
  /** Keyed hash of a text, hex: short texts cannot be guessed from it. */
  textHash: Sha256;
};

const mac = (key: string, ...parts: readonly (string | number)[]): Buffer =>
  createHmac("sha256", key).update(parts.join("\u0000")).digest();

/** In constant time; how long a code is is no secret. */
const isSame = (typed: string, code: string): boolean => {
  const [given, right] = [Buffer.from(normalizeCode(typed)), Buffer.from(code)];
  return given.length === right.length && timingSafeEqual(given, right);
};

export const keyedBy = ({ numberKey, codeKey, textKey }: z.infer<typeof CodeSecret>): Keyed => {
  const codeOf = (number: CaseNumber, codeVersion: number) => crockford(mac(codeKey, number, codeVersion), CODE_LENGTH);
  const receiptCodeOf = (number: CaseNumber, version: number) =>
    crockford(mac(codeKey, "receipt", number, version), CODE_LENGTH);
  return {
    numberOf: (route, key) => crockford(mac(numberKey, route, key), NUMBER_LENGTH) as CaseNumber,
    codeOf,
    isCode: (typed, number, codeVersion) => isSame(typed, codeOf(number, codeVersion)),
    receiptCodeOf,
    isReceiptCode: (typed, number, version) => isSame(typed, receiptCodeOf(number, version)),
    textHash: (text) => mac(textKey, text).toString("hex"),
  };
};
