/** Days that are entered with a case: each within bounds that the refusal names. */
import { dayError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

/** @param bounds both included @throws Refusal `validation-failed`, naming the field and the bound */
export const requireDay = (
  field: string,
  day: LocalDate,
  bounds: Parameters<typeof dayError>[2],
  locale: Locale,
): void => {
  const errors = dayError([field], day, bounds, locale);
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
};
