/** What a month's SMS come to: counted from its messages each time, so that no counter can drift from them. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { CentreCode } from "../directory/units.ts";
import { Month } from "../kernel/local-date.ts";
import type { MunicipalitySettings } from "../municipality/settings.ts";
import { DeliveryState } from "./delivery.ts";
import { partsTaken } from "./message-views.ts";
import { DELIVERY_STATE_NAMES, kindOf, MESSAGE_KIND_NAMES, MessageKind } from "./message-words.ts";
import type { ListedMessage } from "./sent-messages.ts";

export const CostQuery = z.strictObject({ month: Month });

const Sum = z.object({ messages: z.int(), parts: z.int() });
type Sum = z.infer<typeof Sum>;

export const MessageCost = z
  .object({
    month: Month,
    final: z.boolean().meta({ description: "False while the month runs or a message of it has no end yet" }),
    complete: z.boolean().meta({ description: "False when the month has more messages than are counted at once" }),
    total: Sum.extend({
      amount: z.number().meta({ description: "Parts that a gateway took on, times the price: delivered or not" }),
      currency: z.enum(["CNY", "USD"]),
    }),
    pricePerPart: z.number(),
    byKind: z.array(Sum.extend({ kind: MessageKind, kindName: Bilingual })),
    byState: z.array(Sum.extend({ state: DeliveryState, stateName: Bilingual })),
    byCentre: z.array(
      Sum.extend({ centre: CentreCode.optional().meta({ description: "Absent: the municipal office" }) }),
    ),
  })
  .meta({ id: "MessageCost" });
export type MessageCost = z.infer<typeof MessageCost>;

const NONE: Sum = { messages: 0, parts: 0 };
const UNSETTLED: readonly DeliveryState[] = ["open", "claimed", "sent"];

/** Sums under names, filled message by message: a month is never held in memory. */
const sums = <Name>() => {
  const kept = new Map<Name, Sum>();
  return {
    add: (name: Name, parts: number): void => {
      const before = kept.get(name) ?? NONE;
      kept.set(name, { messages: before.messages + 1, parts: before.parts + parts });
    },
    of: (name: Name): Sum => kept.get(name) ?? NONE,
    names: (): readonly Name[] => [...kept.keys()],
  };
};

export const costCounter = (signature: string) => {
  const whole = sums<"all">();
  const kinds = sums<MessageKind>();
  const states = sums<DeliveryState>();
  const centres = sums<CentreCode | undefined>();
  return {
    count(message: ListedMessage): void {
      const parts = partsTaken(message, signature);
      whole.add("all", parts);
      kinds.add(kindOf(message), parts);
      states.add(message.state, parts);
      centres.add(message.recipient.centre, parts);
    },
    counted: (): number => whole.of("all").messages,
    /** @param over whether the month is over */
    result(
      month: Month,
      {
        over,
        complete,
        price,
      }: { over: boolean; complete: boolean; price: MunicipalitySettings["sms"]["pricePerPart"] },
    ): MessageCost {
      const total = whole.of("all");
      return {
        month,
        final: over && complete && UNSETTLED.every((state) => states.of(state).messages === 0),
        complete,
        // To a thousandth: prices of parts have three places.
        total: { ...total, amount: Math.round(total.parts * price.amount * 1000) / 1000, currency: price.currency },
        pricePerPart: price.amount,
        byKind: MessageKind.options.map((kind) => ({ kind, kindName: MESSAGE_KIND_NAMES[kind], ...kinds.of(kind) })),
        byState: DeliveryState.options.map((state) => ({
          state,
          stateName: DELIVERY_STATE_NAMES[state],
          ...states.of(state),
        })),
        byCentre: centres
          .names()
          // What is not defined, the municipal office's, comes last.
          .toSorted()
          .map((centre) => ({ ...(centre === undefined ? {} : { centre }), ...centres.of(centre) })),
      };
    },
  };
};
