/** The lines of tables by item: hardship and health never stand under their own name beside a small number. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import type { ItemCode, ServiceItem } from "../directory/service-item.ts";

export const ItemLine = z.object({ code: z.string(), name: Bilingual });
export type ItemLine = z.infer<typeof ItemLine>;

const ASSISTANCE: ItemLine = {
  code: "sensitive-items",
  name: { zh: "救助类事项（合计）", en: "Assistance items, together" },
};
const UNLISTED: ItemLine = { code: "unlisted-items", name: { zh: "其他事项（合计）", en: "Other items, together" } };

export type ItemLines = {
  /** In the order given, then the two sums. */
  readonly lines: readonly ItemLine[];
  /** Which line an item is counted in. One that is no longer in the catalogue is not named: it may have been sensitive. */
  readonly lineOf: (item: ItemCode) => string;
};

export const itemLinesOf = (
  items: readonly Pick<ServiceItem, "code" | "name" | "nameEn" | "sensitive">[],
): ItemLines => {
  const named = items.filter(({ sensitive }) => !sensitive);
  const lineByItem = new Map(items.map(({ code, sensitive }) => [code, sensitive ? ASSISTANCE.code : code]));
  return {
    lines: [...named.map(({ code, name, nameEn }) => ({ code, name: { zh: name, en: nameEn } })), ASSISTANCE, UNLISTED],
    lineOf: (item) => lineByItem.get(item) ?? UNLISTED.code,
  };
};
