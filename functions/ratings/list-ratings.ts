import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { ratingLine } from "../../shared/ratings/views.ts";
import { operation } from "../runtime/operation.ts";
import type { RatingNeeds } from "./giving.ts";

const POSITION = /^\d{4}-\d{2}-\d{2}#[0-9A-HJKMNP-TV-Z]{12}$/;

/** Never beyond today: the index is not read there. @throws Refusal `validation-failed` when it is none of ours */
const positionIn = (cursor: string | undefined, today: LocalDate, locale: Locale): string | undefined => {
  if (cursor === undefined) return undefined;
  const position = Buffer.from(cursor, "base64url").toString("utf8");
  if (POSITION.test(position) && position.slice(0, today.length) <= today) return position;
  const errors = fieldError(["cursor"], "invalid-format", locale);
  throw new Refusal(
    "validation-failed",
    {},
    errors.map((error) => ({ ...error, pointer: `#/query${error.pointer}` })),
  );
};

/** One's own; what is not final yet lies beyond today, and is not read (R64). */
export const listRatings = operation(
  "list-ratings",
  ({ ratings, now }: RatingNeeds) =>
    async ({ actor, query: { limit, cursor }, locale }) => {
      const { today } = now();
      const page = await ratings.ofStaff(actor.id, { to: today, after: positionIn(cursor, today, locale), limit });
      const next = page.after === undefined ? {} : { cursor: Buffer.from(page.after).toString("base64url") };
      return { status: 200, body: { ratings: page.ratings.map((each) => ratingLine(each, today)), ...next } };
    },
);
