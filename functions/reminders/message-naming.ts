/** Ids of deliveries hold characters that no path may: in the API they are written in base64url. */
import type { Locale } from "../../shared/http/problems.ts";
import { positionIn } from "../../shared/reminders/sent-messages.ts";
import { requirePosition } from "../runtime/cursor.ts";

export const messageIdOf = (deliveryId: string): string => Buffer.from(deliveryId).toString("base64url");
/** Of any text: what is no delivery's is nobody's. */
export const deliveryIdOf = (messageId: string): string => Buffer.from(messageId, "base64url").toString("utf8");

export const messagePosition = (cursor: string | undefined, locale: Locale) =>
  requirePosition(cursor, positionIn, locale);
