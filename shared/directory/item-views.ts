/** The published guide of a service item: article 6's seven fields, with its limits and the law that sets them. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { DayLimit, Limit } from "../calendar/limit.ts";
import { JointGuide, jointGuide } from "./joint-views.ts";
import { limitsOf } from "./limits.ts";
import { centreName, organName } from "./names.ts";
import { REGIMES, Regime } from "./regime.ts";
import type { Roster } from "./roster.ts";
import { acceptingPost, offeredAt, windowOf } from "./routing.ts";
import { Sampled, sampled } from "./sample-notice.ts";
import { ItemCode, Material, type ServiceItem, UnitKind } from "./service-item.ts";
import { CentreCode, type Town } from "./units.ts";

export const ItemCodeParam = z.strictObject({ itemCode: ItemCode });
export const ItemQuery = z.strictObject({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(9999)
    .optional()
    .meta({ description: "The guide as it was published then; absent: the current one" }),
});

export const REGIME_NAMES: Readonly<Record<Regime, Bilingual>> = {
  licence: { zh: "行政许可", en: "Administrative licence" },
  benefit: { zh: "行政给付、行政确认", en: "Benefit or confirmation" },
  service: { zh: "公共服务", en: "Public service" },
  enquiry: { zh: "咨询", en: "Enquiry" },
  disclosure: { zh: "政府信息公开", en: "Disclosure of government information" },
};

export const UNIT_NAMES: Readonly<Record<UnitKind, Bilingual>> = {
  health: { zh: "卫生健康", en: "Health" },
  "social-security": { zh: "人力资源和社会保障", en: "Human resources and social security" },
  "civil-affairs": { zh: "民政", en: "Civil affairs" },
  agriculture: { zh: "农业农村", en: "Agriculture and rural affairs" },
  forestry: { zh: "林业", en: "Forestry" },
  "natural-resources": { zh: "自然资源", en: "Natural resources" },
  "medical-insurance": { zh: "医疗保障", en: "Medical insurance" },
  veterans: { zh: "退役军人事务", en: "Veterans' affairs" },
};

export const ItemSummary = z
  .object({
    code: ItemCode,
    version: z.int(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.enum(["approval", "certificate", "enquiry", "entrusted"]),
    regime: Regime,
    regimeName: Bilingual,
    unit: UnitKind,
    unitName: Bilingual,
    promised: Limit,
    feeStandard: z.string().meta({ example: "不收费" }),
  })
  .meta({ id: "ServiceItemSummary" });

export const ItemList = z.object({ items: z.array(ItemSummary), ...Sampled }).meta({ id: "ServiceItemList" });

export const CentreItemList = z
  .object({
    centre: z.object({ code: CentreCode, name: z.string() }),
    items: z.array(
      ItemSummary.extend({
        decidingOrgan: z.string().meta({ example: "滕州市南沙河镇人民政府" }),
        window: z
          .string()
          .optional()
          .meta({ description: "Where to go; absent while the centre has no window for it" }),
      }).meta({ id: "CentreServiceItem" }),
    ),
    ...Sampled,
  })
  .meta({ id: "CentreServiceItemList" });

const LawfulLimit = z
  .object({ limit: DayLimit, law: Bilingual.meta({ description: "The law, the rule or the promise that sets it" }) })
  .meta({ id: "LawfulLimit" });
const PublicMaterial = Material.omit({ demanded: true }).strip().meta({ id: "Material" });

export const ItemView = ItemSummary.omit({ promised: true, feeStandard: true })
  .extend({
    decidingOrgan: z.string(),
    centres: z
      .array(z.object({ code: CentreCode, name: z.string() }))
      .meta({ description: "Where it is offered, in register order" }),
    guide: z
      .object({
        legalBasis: z.string(),
        itemName: z.string(),
        procedure: z.array(z.string()).meta({ description: "Step by step" }),
        materials: z.array(PublicMaterial).meta({ description: "What the applicant hands in" }),
        promisedLimit: Limit,
        feeBasis: z.string().nullable().meta({ description: "null: free of charge, so none is needed" }),
        feeStandard: z.string(),
      })
      .meta({ description: "The seven public fields of article 6" }),
    joint: JointGuide.optional().meta({ description: "Absent: one unit does it all" }),
    lookedUp: z
      .array(PublicMaterial)
      .meta({ description: "What the office looks up itself and may not demand as a paper (R19a)" }),
    limits: z.object({
      statutory: LawfulLimit.nullable().meta({ description: "null: the law sets none" }),
      notice: LawfulLimit.nullable().meta({ description: "To say what is missing; null: everything is said at once" }),
      delivery: LawfulLimit.nullable().meta({ description: "To hand over the result; null: in the same act" }),
      urgentHours: z.int().optional().meta({ description: "Urgent cases: hours from receipt, on rest days too" }),
    }),
    asksRelatives: z.boolean().meta({
      description: "Filing asks whether a relative of the deciding official or of a committee member applies",
    }),
    renewalBySilence: z
      .boolean()
      .meta({ description: "A renewal that is undecided when the licence ends counts as granted (R19)" }),
    ...Sampled,
  })
  .meta({ id: "ServiceItem" });
export type ItemView = z.infer<typeof ItemView>;

export const itemSummary = (item: ServiceItem): z.infer<typeof ItemSummary> => ({
  code: item.code,
  version: item.version,
  name: item.name,
  nameEn: item.nameEn,
  kind: item.kind,
  regime: item.regime,
  regimeName: REGIME_NAMES[item.regime],
  unit: item.unit,
  unitName: UNIT_NAMES[item.unit],
  promised: item.limits.promised,
  feeStandard: item.guide.feeStandard,
});

export const itemList = (items: readonly ServiceItem[]): z.infer<typeof ItemList> => ({
  items: items.map(itemSummary),
  ...sampled(items.some(({ sample }) => sample)),
});

/** What one centre offers, in whose name it is decided there, and at which window to ask for it. */
export const centreItems = (
  town: Town,
  municipality: { readonly name: string },
  roster: Roster,
  items: readonly ServiceItem[],
): z.infer<typeof CentreItemList> => {
  const offered = items.filter((item) => offeredAt(item, town));
  return {
    centre: { code: town.code, name: centreName(town) },
    items: offered.map((item) => {
      const window = windowOf(roster, acceptingPost(roster, item)?.id ?? "");
      return {
        ...itemSummary(item),
        decidingOrgan: organName(item, town, municipality),
        ...(window === undefined ? {} : { window: window.name }),
      };
    }),
    ...sampled(offered.some(({ sample }) => sample) || roster.staff.some(({ sample }) => sample)),
  };
};

/** Where no centre is named, the town's organ is described instead. */
const organInGeneral = ({ decidingOrgan, centres }: ServiceItem): string =>
  decidingOrgan.replaceAll("{town}", centres === "all" ? "办理地镇人民政府、街道办事处" : "办理地镇人民政府");

const lawfulLimits = (item: ServiceItem): ItemView["limits"] => {
  const { statutory, notice, delivery } = limitsOf(item);
  const ofRegime = REGIMES[item.regime].law;
  const ownLaw = { zh: item.guide.legalBasis, en: "the item's own law, as its guide names it" };
  const by = (limit: DayLimit | null, own: boolean) => limit && { limit, law: own ? ownLaw : ofRegime };
  return {
    statutory: by(statutory, item.limits.statutory !== undefined),
    notice: by(notice, item.limits.notice !== undefined),
    delivery: by(delivery, false),
    ...(item.limits.urgentHours === undefined ? {} : { urgentHours: item.limits.urgentHours }),
  };
};

export const itemView = (item: ServiceItem, towns: readonly Town[]): ItemView => {
  const { promised, feeStandard, ...summary } = itemSummary(item);
  return {
    ...summary,
    decidingOrgan: organInGeneral(item),
    centres: towns.filter((town) => offeredAt(item, town)).map((town) => ({ code: town.code, name: centreName(town) })),
    guide: {
      legalBasis: item.guide.legalBasis,
      itemName: item.name,
      procedure: item.guide.procedure,
      materials: item.materials.filter(({ demanded }) => demanded),
      promisedLimit: promised,
      feeBasis: item.guide.feeBasis,
      feeStandard,
    },
    ...(item.joint === undefined ? {} : { joint: jointGuide(item, UNIT_NAMES) }),
    lookedUp: item.materials.filter(({ demanded }) => !demanded),
    limits: lawfulLimits(item),
    asksRelatives: item.asksRelatives ?? false,
    renewalBySilence: item.renewalBySilence ?? false,
    ...sampled(item.sample),
  };
};
