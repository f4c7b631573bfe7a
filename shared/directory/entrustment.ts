/**
 * What a centre has entrusted to a station, item by item (article 13, R48): `file` and pass on, `accept` as well, or
 * `handle` to the end. What is not on the list is not the station's.
 */
import * as z from "zod";
import { ItemCode, type ServiceItem } from "./service-item.ts";
import { CentreCode, StationCode } from "./units.ts";

/** Each holds those before it. */
export const EntrustedLevel = z.enum(["file", "accept", "handle"]);
export type EntrustedLevel = z.infer<typeof EntrustedLevel>;

export const LEVEL_NAMES: Readonly<Record<EntrustedLevel, { zh: string; en: string }>> = {
  file: { zh: "代收", en: "file" },
  accept: { zh: "受理", en: "accept" },
  handle: { zh: "办理", en: "handle" },
};

export const Entrustment = z.object({
  schema: z.literal(1),
  station: StationCode,
  centre: CentreCode,
  items: z.record(ItemCode, EntrustedLevel),
  sample: z.boolean(),
});
export type Entrustment = z.infer<typeof Entrustment>;

/** undefined: the station may not do anything for this item. */
export const entrustedLevel = (
  list: Pick<Entrustment, "items"> | undefined,
  item: ItemCode,
): EntrustedLevel | undefined => list?.items[item];

export const reaches = (level: EntrustedLevel, needed: EntrustedLevel): boolean =>
  EntrustedLevel.options.indexOf(level) >= EntrustedLevel.options.indexOf(needed);

export type EntrustmentProblem = {
  readonly item: ItemCode;
  readonly code: "unknown-item" | "not-of-the-centre" | "not-to-be-handled";
  readonly zh: string;
  readonly en: string;
};

/**
 * Everything that stands in the way of publishing a station's list, at once; empty: it may be published. A licence is
 * granted, and a benefit decided, by nobody but its organ (行政许可法 24).
 */
export const entrustable = (
  { items, station, centre }: Entrustment,
  known: readonly Pick<ServiceItem, "code" | "regime" | "name">[],
): readonly EntrustmentProblem[] =>
  Object.entries(items).flatMap(([item, level]): readonly EntrustmentProblem[] => {
    const found = known.find(({ code }) => code === item);
    const problems: EntrustmentProblem[] = [];
    if (found === undefined) {
      problems.push({ item, code: "unknown-item", zh: `没有事项 ${item}`, en: `There is no item ${item}` });
    }
    if (!station.startsWith(centre)) {
      problems.push({
        item,
        code: "not-of-the-centre",
        zh: `站点 ${station} 不属于便民服务中心 ${centre}`,
        en: `Station ${station} is not under centre ${centre}`,
      });
    }
    if (level === "handle" && (found?.regime === "licence" || found?.regime === "benefit")) {
      problems.push({
        item,
        code: "not-to-be-handled",
        zh: `${found.name}属于行政许可或者给付，不得委托站点办理（行政许可法第二十四条）`,
        en: `${item} is a licence or a benefit: a station may file or accept it, never decide it`,
      });
    }
    return problems;
  });
