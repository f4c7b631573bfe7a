/** Identifiers that people read out on the phone: Crockford base 32, without I, L, O and U. */
import * as z from "zod";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Five bits a character from the front of `bytes`. @throws RangeError when there are too few bytes */
export const crockford = (bytes: Uint8Array, length: number): string => {
  if (bytes.length * 8 < length * 5) throw new RangeError(`${length} characters need more than ${bytes.length} bytes`);
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
    if (text.length === length) break;
  }
  return text;
};

/** What a person typed, as we write it: upper case, no dashes or blanks, O read as 0, I and L as 1. */
export const normalizeCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/** In groups of four, for reading: `K7M29QXR4T3B` → `K7M2-9QXR-4T3B`. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");

/** Of a file of a case: made by the system, never typed. */
export const AttachmentId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/);

export type CaseNumber = string & { readonly __brand: "CaseNumber" };
/** 12 characters, with or without dashes, in any case; kept without dashes, written with them. */
export const CaseNumber = z
  .string()
  .max(40)
  .transform(normalizeCode)
  .refine((text) => /^[0-9A-HJKMNP-TV-Z]{12}$/.test(text), { message: "not a case number" })
  .transform((text) => text as CaseNumber)
  .meta({
    override: { type: "string", maxLength: 40 },
    description: "12 characters, dashes optional",
    example: "K7M2-9QXR-4T3B",
  });

/** What a hash needs from outside: the domain imports no crypto. Hex, 64 characters. */
export type Sha256 = (text: string) => string;
