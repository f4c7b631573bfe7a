/** Cards and supervision orders of a case, or of a complaint, as staff see them; residents see neither (R31, R31a). */
import * as z from "zod";
import { StageName } from "../calendar/ladder-settings.ts";
import { Instant } from "../kernel/local-date.ts";
import { type Case, ClockKind } from "./case.ts";
import { AnnulledCard, openOrders, SupervisionOrder } from "./supervision.ts";

const Card = z.object({
  id: z.string().meta({ example: "promised#1#red" }),
  clock: ClockKind,
  dueVersion: z.int().meta({ description: "1, 2, …: counts up when the date moves" }),
  stage: StageName,
  at: Instant.meta({ description: "When it was told of" }),
  late: z.boolean(),
  annulled: AnnulledCard.extend({ text: z.string().optional() }).optional(),
});

const Answer = SupervisionOrder.shape.answer.unwrap().extend({ text: z.string().optional() });

export const SupervisionFields = {
  cards: z.array(Card).meta({ description: "Every stage that was told of, the earliest first" }),
  orders: z
    .array(
      SupervisionOrder.omit({ answer: true }).extend({
        open: z.boolean().meta({ description: "Waits for the centre's answer" }),
        reason: z.string().optional().meta({ description: "Of an order made by hand" }),
        answer: Answer.optional(),
      }),
    )
    .optional()
    .meta({ description: "Supervision orders (督办单), the earliest first" }),
} as const;
type Supervision = {
  cards: z.infer<typeof SupervisionFields.cards>;
  orders?: z.infer<typeof SupervisionFields.orders>;
};

type Texts = Readonly<Record<string, string>>;
const textsOf =
  (texts: Texts) =>
  <Name extends string>(name: Name, version: number): { readonly [N in Name]?: string } => {
    const text = texts[String(version)];
    return text === undefined ? {} : ({ [name]: text } as { [N in Name]?: string }); // a computed key widens
  };

type Supervised = Pick<Case, "firedStages" | "annulled"> & Parameters<typeof openOrders>[0];

const cardsOf = (subject: Supervised, texts: Texts): Supervision["cards"] =>
  Object.entries(subject.firedStages)
    .flatMap(([id, { at, late }]) => {
      const [kind, version, name] = id.split("#");
      const [clock, stage] = [ClockKind.safeParse(kind), StageName.safeParse(name)];
      if (!clock.success || !stage.success) return [];
      const annulled = subject.annulled?.[id];
      const text = annulled && textsOf(texts)("text", annulled.version);
      return [
        {
          ...{ id, clock: clock.data, dueVersion: Number(version), stage: stage.data, at, late: late === true },
          ...(annulled === undefined ? {} : { annulled: { ...annulled, ...text } }),
        },
      ];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** @param texts by the version of their entry */
export const supervisionOf = (subject: Supervised, texts: Texts): Supervision => {
  const open = openOrders(subject);
  const text = textsOf(texts);
  const orders = subject.orders?.map((order) => ({
    ...order,
    open: open.includes(order),
    ...text("reason", order.version),
    ...(order.answer === undefined ? {} : { answer: { ...order.answer, ...text("text", order.answer.version) } }),
  }));
  return { cards: cardsOf(subject, texts), ...(orders === undefined ? {} : { orders }) };
};
