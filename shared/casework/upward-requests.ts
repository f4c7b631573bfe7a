/** What staff and proxies may send about the way of a case to a higher body. */
import * as z from "zod";
import { LocalDate } from "../kernel/local-date.ts";
import { AnswerFromAbove } from "./upward-leg.ts";

export const ReceivedAbove = z
  .strictObject({
    on: LocalDate.meta({ description: "The day on which it was received there: not before it was sent" }),
  })
  .meta({ id: "ReceivedAbove" });
export const ReturnedFromAbove = z
  .strictObject({ on: LocalDate.meta({ description: "The day on which it came back" }), answer: AnswerFromAbove })
  .meta({ id: "ReturnedFromAbove" });
