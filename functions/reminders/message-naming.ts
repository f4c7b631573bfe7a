/** Ids of deliveries hold characters that no path may: in the API they are written in base64url. */

import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { positionIn } from "../../shared/reminders/sent-messages.ts";

const written = (text: string): string => Buffer.from(text).toString("base64url");
const read = (text: string): string => Buffer.from(text, "base64url").toString("utf8");

export const messageIdOf = (deliveryId: string): string => written(deliveryId);
/** Of any text: what is no delivery's is nobody's. */
export const deliveryIdOf = (messageId: string): string => read(messageId);
export const cursorAt = (position: string): string => written(position);

/** @throws Refusal `validation-failed` when it is none of ours */
export const requirePosition = <P>(
  cursor: string | undefined,
  parse: (text: string) => P | undefined,
  locale: Locale,
): P | undefined => {
  if (cursor === undefined) return undefined;
  const position = parse(read(cursor));
  if (position !== undefined) return position;
  const errors = fieldError(["cursor"], "invalid-format", locale);
  throw new Refusal(
    "validation-failed",
    {},
    errors.map((error) => ({ ...error, pointer: `#/query${error.pointer}` })),
  );
};

export const messagePosition = (cursor: string | undefined, locale: Locale) =>
  requirePosition(cursor, positionIn, locale);
