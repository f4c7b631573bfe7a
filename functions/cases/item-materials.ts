/** Codes in a request, as materials of the item's guide; anything else is named, field by field. */
import type { Paper } from "../../shared/casework/requested-papers.ts";
import type { Material, ServiceItem } from "../../shared/directory/service-item.ts";
import { inLocale, type Locale } from "../../shared/http/problems.ts";
import { type FieldError, Refusal } from "../../shared/kernel/refusal.ts";

type Named = { readonly zh: string; readonly en: string };

/**
 * @param field of the body; @param allowed in the order of the guide; @param what such materials are called
 * @throws Refusal `validation-failed`, naming the codes that would do
 */
export const papersNamed = (
  codes: readonly string[],
  { field, allowed, what }: { readonly field: string; readonly allowed: readonly Paper[]; readonly what: Named },
  locale: Locale,
): readonly Paper[] => {
  const list = allowed.map(({ code }) => code);
  const detail = inLocale(
    { zh: `须为${what.zh}：${list.join("、") || "无"}。`, en: `Must be ${what.en}: ${list.join(", ") || "none"}.` },
    locale,
  );
  const errors = codes.flatMap((code, index): FieldError[] =>
    list.includes(code) ? [] : [{ pointer: `/${field}/${index}`, code: "invalid-value", detail }],
  );
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
  return codes.flatMap((code) => allowed.filter((each) => each.code === code).map(({ name }) => ({ code, name })));
};

const materialsWhere =
  (fits: (material: Material) => boolean, what: Named) =>
  (codes: readonly string[], item: ServiceItem, field: string, locale: Locale): readonly Paper[] =>
    papersNamed(codes, { field, allowed: item.materials.filter(fits), what }, locale);

/** Only what the published guide demands can be missing (R13, R19a). */
export const demandedMaterials = materialsWhere(({ demanded }) => demanded, {
  zh: "该事项要求提交的材料",
  en: "a material that the item's guide demands",
});

/** One of them, as a field `material`; a paper that the office looks up itself is none (R19a). @throws Refusal `validation-failed` */
export const demandedMaterial = (code: string, { materials }: ServiceItem, locale: Locale): Paper => {
  const allowed = materials.filter(({ demanded }) => demanded);
  const found = allowed.find((each) => each.code === code);
  if (found !== undefined) return { code: found.code, name: found.name };
  const list = allowed.map((each) => each.code);
  const detail = inLocale(
    {
      zh: `须为该事项要求提交的材料：${list.join("、") || "无"}。`,
      en: `Must be a material that the item's guide demands: ${list.join(", ") || "none"}.`,
    },
    locale,
  );
  throw new Refusal("validation-failed", {}, [{ pointer: "/material", code: "invalid-value", detail }]);
};

/** Only what the guide lists so may come later (R17). */
export const conditionalMaterials = materialsWhere(({ demanded, conditional }) => demanded && conditional === true, {
  zh: "该事项列明可以容缺的材料",
  en: "a material that the item lists as one that may come later",
});
