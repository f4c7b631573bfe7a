/** A month's SMS: how many, how many did not arrive, and what they cost. None of complaints are among them (R53). */
import * as z from "zod";
import type { MessageCost } from "../reminders/message-cost.ts";
import type { Definition } from "./definitions.ts";
import { count } from "./promise-figures.ts";

export const MessageFigures = z
  .object({
    messages: count,
    failed: count,
    parts: count,
    amount: z.number().min(0).meta({ description: "In the currency, to a thousandth" }),
    currency: z.enum(["CNY", "USD"]),
    complete: z.boolean().meta({ description: "False: more than are counted at once; the figures are a lower bound" }),
    byCentre: z.array(z.object({ centre: z.string().optional(), messages: count, parts: count })),
  })
  .meta({ id: "BulletinMessageFigures" });
export type MessageFigures = z.infer<typeof MessageFigures>;

export const messageFiguresOf = ({ total, byState, byCentre, complete }: MessageCost): MessageFigures => ({
  messages: total.messages,
  failed: byState.find(({ state }) => state === "failed")?.messages ?? 0,
  parts: total.parts,
  amount: total.amount,
  currency: total.currency,
  complete,
  byCentre: byCentre.map(({ centre, messages, parts }) => ({
    ...(centre === undefined ? {} : { centre }),
    ...{ messages, parts },
  })),
});

export const MESSAGE_DEFINITIONS: readonly Definition[] = [
  {
    figure: "messages",
    name: "短信",
    zh: "当月应发送的短信（不含投诉类）、其中未能送达的，以及按网关受理的条数计算的费用；以生成数据时的状态为准。",
    en: "SMS of the month (none of complaints), those that failed, and their cost by the parts that the gateway took; as they stood when the sheet was made.",
  },
];
