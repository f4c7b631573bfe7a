import { answerDeadline } from "../../shared/directory/deadline-calculation.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import type { Days } from "./centre.ts";

/** When a limit ends, by the calendar of now. Stores nothing: asking twice is asking once. */
export const calculateDeadline = operation(
  "calculate-deadline",
  ({ calendars }: Pick<Days, "calendars">) =>
    async ({ body, locale }) => {
      const answer = answerDeadline(await calendars.current(), body);
      if (answer !== undefined) return { status: 200, body: answer };
      throw new Refusal("validation-failed", {}, fieldError(["from"], "out-of-range", locale));
    },
);
