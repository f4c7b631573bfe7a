/** Attachments of a case: each is one of the materials that its item's guide demands. */
import type { FileType } from "../../shared/casework/attachments.ts";
import type { Case } from "../../shared/casework/case.ts";
import { isClosed } from "../../shared/casework/moves.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type Announcer, type AttachmentNeeds, announceAttachment, type Holder } from "../runtime/attaching.ts";
import { guideOf } from "./guide.ts";
import { demandedMaterial } from "./item-materials.ts";

export type MaterialNeeds = AttachmentNeeds & { readonly directory: Pick<Directory, "item"> };

export const holderOf = ({ number, state }: Case): Holder => ({ number, closed: isClosed(state) });

type Request = {
  readonly body: { readonly material: string; readonly fileType: FileType };
  readonly idempotencyKey: string | undefined;
  readonly token: string;
  readonly locale: Locale;
};

/** @throws Refusal as `announceAttachment` does, and `validation-failed` for a material that the guide does not demand */
export const announceMaterial = async (
  needs: MaterialNeeds,
  subject: Case,
  announcer: Announcer,
  { body, idempotencyKey, token, locale }: Request,
) => {
  if (isClosed(subject.state)) throw new Refusal("case-closed");
  const { fileType } = body;
  const material = demandedMaterial(body.material, await guideOf(needs.directory, subject), locale);
  return announceAttachment(needs, holderOf(subject), announcer, { material, fileType, idempotencyKey, token });
};
