/** The publishing gate: an item that lacks one of article 6's seven public fields, or breaks R5, is not published. */
import type { DayLimit, Limit } from "../calendar/limit.ts";
import { REGIMES } from "./regime.ts";
import type { ServiceItem } from "./service-item.ts";

/** An item on its way to publication: anything may still be missing or blank. */
export type ItemDraft = Omit<{ [Field in keyof ServiceItem]?: ServiceItem[Field] | undefined }, "guide" | "limits"> & {
  guide?: { [Field in keyof ServiceItem["guide"]]?: ServiceItem["guide"][Field] | undefined } | undefined;
  limits?: { [Field in keyof ServiceItem["limits"]]?: ServiceItem["limits"][Field] | undefined } | undefined;
};

export type PublishingProblem = {
  /** RFC 6901, into the item: `/guide/legalBasis`. */
  readonly pointer: string;
  readonly code: "field-missing" | "promise-exceeds-law" | "limit-units-differ" | "silence-without-licence";
  readonly zh: string;
  readonly en: string;
};

const FREE = ["不收费", "免费"];

const isBlank = (text: string | null | undefined): boolean => text === undefined || text === null || text.trim() === "";

const missing = (pointer: string, zh: string, en: string): PublishingProblem => ({
  pointer,
  code: "field-missing",
  zh: `缺少${zh}`,
  en: `The ${en} is missing`,
});

const sevenFields = (item: ItemDraft): readonly PublishingProblem[] => {
  const { legalBasis, procedure, feeBasis, feeStandard } = item.guide ?? {};
  const steps = procedure ?? [];
  const materials = item.materials ?? [];
  const free = FREE.includes((feeStandard ?? "").trim());
  const gaps: readonly (readonly [boolean, PublishingProblem])[] = [
    [isBlank(legalBasis), missing("/guide/legalBasis", "法律依据", "legal basis")],
    [isBlank(item.name), missing("/name", "事项名称", "name of the item")],
    [steps.length === 0 || steps.some(isBlank), missing("/guide/procedure", "办理程序", "procedure")],
    [
      materials.length === 0 || materials.some(({ name }) => isBlank(name)),
      missing("/materials", "申请材料", "list of materials"),
    ],
    [item.limits?.promised === undefined, missing("/limits/promised", "承诺时限", "promised limit")],
    [!free && isBlank(feeBasis), missing("/guide/feeBasis", "收费依据", "fee basis")],
    [isBlank(feeStandard), missing("/guide/feeStandard", "收费标准", "fee standard")],
  ];
  return gaps.filter(([gap]) => gap).map(([, problem]) => problem);
};

const UNITS_OF_TIME = { "working-days": "个工作日", "natural-days": "个自然日" } as const;
const inChinese = ({ days, unit }: DayLimit): string => `${days}${UNITS_OF_TIME[unit]}`;
const inEnglish = ({ days, unit }: DayLimit): string => `${days} ${unit.replace("-", " ")}`;

/** R5: a promise is never longer than the law, and is compared with it only in the law's own unit. */
const promiseAgainstLaw = (promised: Limit, statutory: DayLimit): PublishingProblem | undefined => {
  if (promised.unit === "immediate") return undefined;
  const pointer = "/limits/promised";
  const zh = `承诺时限（${inChinese(promised)}）`;
  const en = `The promised limit (${inEnglish(promised)})`;
  if (promised.unit !== statutory.unit) {
    return {
      pointer,
      code: "limit-units-differ",
      zh: `${zh}与法定时限（${inChinese(statutory)}）的计算单位不一致`,
      en: `${en} and the statutory limit (${inEnglish(statutory)}) count in different units`,
    };
  }
  if (promised.days <= statutory.days) return undefined;
  return {
    pointer,
    code: "promise-exceeds-law",
    zh: `${zh}长于法定时限（${inChinese(statutory)}）`,
    en: `${en} is longer than the statutory limit (${inEnglish(statutory)})`,
  };
};

/** R19: only the renewal of a licence can be granted by silence (行政许可法 50). */
const silenceWithoutLicence = ({ renewalBySilence, regime }: ItemDraft): readonly PublishingProblem[] =>
  renewalBySilence !== true || regime === "licence"
    ? []
    : [
        {
          pointer: "/renewalBySilence",
          code: "silence-without-licence",
          zh: "只有行政许可的延续可以逾期视为准予",
          en: "Only the renewal of a licence can be granted by silence",
        },
      ];

/** Everything that stands in the way of publishing, at once; empty: it may be published (article 6, R5, R19). */
export const publishable = (item: ItemDraft): readonly PublishingProblem[] => {
  const { promised, statutory: own } = item.limits ?? {};
  const ofRegime = item.regime === undefined ? null : REGIMES[item.regime].statutory;
  const statutory = own === undefined ? ofRegime : own;
  const against = promised === undefined || statutory === null ? undefined : promiseAgainstLaw(promised, statutory);
  return [...sevenFields(item), ...(against === undefined ? [] : [against]), ...silenceWithoutLicence(item)];
};
