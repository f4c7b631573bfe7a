/** Where a page begins: a position in a list, written so that nobody takes it for anything but opaque. */
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

export const cursorAt = (position: string): string => Buffer.from(position).toString("base64url");

/** @throws Refusal `validation-failed` when it is none of ours */
export const requirePosition = <P>(
  cursor: string | undefined,
  parse: (text: string) => P | undefined,
  locale: Locale,
): P | undefined => {
  if (cursor === undefined) return undefined;
  const position = parse(Buffer.from(cursor, "base64url").toString("utf8"));
  if (position !== undefined) return position;
  const errors = fieldError(["cursor"], "invalid-format", locale);
  throw new Refusal(
    "validation-failed",
    {},
    errors.map((error) => ({ ...error, pointer: `#/query${error.pointer}` })),
  );
};
