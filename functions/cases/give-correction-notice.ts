import { giveNotice } from "../../shared/casework/handling.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { inLocale, type Locale } from "../../shared/http/problems.ts";
import { type FieldError, Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { guideOf } from "./guide.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** Only what the published guide demands can be missing (R13, R19a). */
const materialsNamed = (
  codes: readonly string[],
  item: ServiceItem,
  locale: Locale,
): { code: string; name: string }[] => {
  const demanded = item.materials.filter((material) => material.demanded);
  const found = codes.map((code) => demanded.find((material) => material.code === code));
  const errors = found.flatMap((material, index): FieldError[] =>
    material === undefined
      ? [
          {
            pointer: `/missing/${index}`,
            code: "invalid-value",
            detail: inLocale(
              {
                zh: `须为该事项要求提交的材料：${demanded.map(({ code }) => code).join("、")}。`,
                en: `Must be a material that the item's guide demands: ${demanded.map(({ code }) => code).join(", ")}.`,
              },
              locale,
            ),
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
  return found.flatMap((material) => (material === undefined ? [] : [{ code: material.code, name: material.name }]));
};

/** The one formal notice of what is missing. Two people at once, or a stale screen: the second is told that it changed. */
export const giveCorrectionNotice = operation("give-correction-notice", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, async (before, occasion) => {
    const item = await guideOf(needs.directory, before);
    const missing = materialsNamed(request.body.missing, item, request.locale);
    return giveNotice(before, { missing, text: request.body.text }, occasion);
  });
  return moved(needs, after);
});
