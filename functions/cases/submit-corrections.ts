import { type AttachmentLists, standing } from "../../shared/casework/attachments.ts";
import type { Case } from "../../shared/casework/case.ts";
import { submitCorrections } from "../../shared/casework/corrections.ts";
import type { PaperFile } from "../../shared/casework/requested-papers.ts";
import { inLocale, type Locale } from "../../shared/http/problems.ts";
import { type FieldError, Refusal } from "../../shared/kernel/refusal.ts";
import { operation, type RequestOf } from "../runtime/operation.ts";
import { checkPapers } from "./correcting.ts";
import { moveAsResident, type ResidentMoveNeeds } from "./moving-as-resident.ts";

type Needs = ResidentMoveNeeds & { readonly attachments: Pick<AttachmentLists, "of"> };

const RECEIVED = {
  zh: "须为本办件已收到的附件，且属于此次补交的材料。",
  en: "Must be an attachment of this case that was received, for one of these papers.",
};

/** Which paper each of the files is. @throws Refusal `validation-failed`, naming those that are none */
const filesNamed = async (
  { attachments, now }: Needs,
  { number }: Case,
  { papers, attachments: ids = [] }: RequestOf<"submit-corrections">["body"],
  locale: Locale,
): Promise<readonly PaperFile[]> => {
  if (ids.length === 0) return [];
  const { all } = standing(await attachments.of(number), now().at);
  const fit = new Map(
    all
      .filter(({ state, material }) => state === "received" && papers.includes(material.code))
      .map(({ id, material }) => [id, material.code] as const),
  );
  const errors = ids.flatMap((id, index): FieldError[] =>
    fit.has(id)
      ? []
      : [{ pointer: `/attachments/${index}`, code: "invalid-value", detail: inLocale(RECEIVED, locale) }],
  );
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
  return [...new Set(ids)].map((attachmentId) => ({ paper: fit.get(attachmentId)!, attachmentId }));
};

/** The resident hands in corrections, at any hour (R4, R16). */
export const submitCorrectionsOfCase = operation(
  "submit-corrections",
  (needs: Needs) => (request) =>
    moveAsResident(needs, request, async (before, occasion) => {
      const { body, locale } = request;
      checkPapers(before, body.papers, locale);
      const files = await filesNamed(needs, before, body, locale);
      return submitCorrections(before, body.papers, occasion, { channel: "online", files });
    }),
);
