import type { Case } from "../../shared/casework/case.ts";
import { giveNotice } from "../../shared/casework/handling.ts";
import type { NoticeChannel } from "../../shared/casework/requested-papers.ts";
import { fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { guideOf } from "./guide.ts";
import { demandedMaterials } from "./item-materials.ts";
import { type MoveNeeds, moveCase, moved } from "./moving.ts";

/** SMS only for who asked for it. @throws Refusal `validation-failed` */
export const requireChannel = ({ notifyBySms }: Case, channel: NoticeChannel, locale: Locale): void => {
  if (channel !== "sms" || notifyBySms) return;
  throw new Refusal("validation-failed", {}, fieldError(["channel"], "not-offered", locale));
};

/** The one formal notice of what is missing. Two people at once, or a stale screen: the second is told that it changed. */
export const giveCorrectionNotice = operation("give-correction-notice", (needs: MoveNeeds) => async (request) => {
  const after = await moveCase(needs, request, async (before, occasion) => {
    const { body, locale } = request;
    const item = await guideOf(needs.directory, before);
    const missing = demandedMaterials(body.missing, item, "missing", locale);
    requireChannel(before, body.channel, locale);
    return giveNotice(before, { ...body, missing, ifUncorrected: item.uncorrected }, occasion);
  });
  return moved(needs, after);
});
