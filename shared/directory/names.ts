/** What a centre, a station and a deciding organ are called (articles 2 and 13). */
import type { ServiceItem } from "./service-item.ts";
import { MUNICIPALITY_370481 } from "./towns-370481.ts";
import type { CentreCode, StationCode, Town, Village } from "./units.ts";

/** Longest first: 村民居委会 must not be read as a village called …村民 with a 居委会. */
const COMMITTEES = [
  { suffix: "村民居委会", kind: "村" },
  { suffix: "村民委员会", kind: "村" },
  { suffix: "居民委员会", kind: "社区" },
  { suffix: "村委会", kind: "村" },
  { suffix: "居委会", kind: "社区" },
] as const;

/** The one name that article 2 gives every centre: `洪绪镇` → `洪绪镇便民服务中心`. */
export const centreName = (town: Pick<Town, "name">): string => `${town.name}便民服务中心`;

/**
 * The village without its committee: `荆庄社区居民委员会` → `荆庄社区`, `韩桥村村民委员会` → `韩桥村`, `王庄村委会` → `王庄村`.
 * A name without a committee's suffix that ends in neither 村 nor 社区 counts as a village's.
 */
export const villageName = (village: Pick<Village, "name">): string => {
  const committee = COMMITTEES.find(({ suffix }) => village.name.endsWith(suffix));
  const bare = committee === undefined ? village.name : village.name.slice(0, -committee.suffix.length);
  return /(村|社区)$/.test(bare) ? bare : `${bare}${committee?.kind ?? "村"}`;
};

/** Article 13: `洪绪镇`, `王庄村委会` → `洪绪镇王庄村便民服务站`. No two of a centre's stations share a name (tested). */
export const stationName = (town: Pick<Town, "name">, village: Pick<Village, "name">): string =>
  `${town.name}${villageName(village)}便民服务站`;

/**
 * In whose name a case is decided, as receipts print it (R18): never the centre, which is no organ of its own.
 * `{town}` becomes `滕州市洪绪镇人民政府` or `滕州市荆河街道办事处`.
 */
export const organName = (
  item: Pick<ServiceItem, "decidingOrgan">,
  town: Pick<Town, "name" | "kind">,
  municipality: { readonly name: string } = MUNICIPALITY_370481,
): string => {
  const organ = `${municipality.name}${town.name}${town.kind === "town" ? "人民政府" : "办事处"}`;
  return item.decidingOrgan.replaceAll("{town}", () => organ);
};

/** The centre that a station belongs to: the first nine of its twelve digits. */
export const centreCodeOf = (station: StationCode): CentreCode => station.slice(0, 9);
