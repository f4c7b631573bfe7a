/** What the municipal office and a centre's leaders may send about supervision (R31, R31a). */
import * as z from "zod";
import { LocalDate } from "../kernel/local-date.ts";
import { text } from "./requests.ts";
import { AnnulmentReason } from "./supervision.ts";

export const OrderRequest = z
  .strictObject({ reason: text(300).meta({ description: "Why the office orders supervision now" }) })
  .meta({ id: "SupervisionOrderRequest" });

export const OrderAnswer = z
  .strictObject({
    done: text(300).meta({ description: "What was done" }),
    finishBy: LocalDate.meta({ description: "When it will be finished: today or later" }),
  })
  .meta({ id: "SupervisionAnswer" });

export const CardAnnulment = z
  .strictObject({
    stage: z
      .string()
      .regex(/^[a-z0-9-]{1,20}#\d{1,6}#[a-z]{1,20}$/)
      .meta({ description: "The card, as the case lists it", example: "promised#1#red" }),
    reason: AnnulmentReason,
    text: text(100).optional().meta({ description: "Needed where the reason is `other`" }),
  })
  .refine(({ reason, text: said }) => reason !== "other" || said !== undefined, {
    path: ["text"],
    params: { code: "required" },
    message: "say what the reason is",
  })
  .meta({ id: "CardAnnulment" });
