/** What residents and staff have in common about the attachments of a case. */
import {
  type Attachment,
  type AttachmentLists,
  type Attachments,
  announce,
  attachmentIn,
  CONTENT_TYPES,
  DOWNLOAD_S,
  type FileStore,
  type FileType,
  fileKey,
  MOST_BYTES,
  receive,
  secondsAfter,
  UPLOAD_S,
} from "../../shared/casework/attachments.ts";
import type { Case } from "../../shared/casework/case.ts";
import { isClosed } from "../../shared/casework/moves.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Keyed } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";
import { guideOf } from "./guide.ts";
import { demandedMaterial } from "./item-materials.ts";

export type AttachmentNeeds = {
  readonly attachments: AttachmentLists;
  readonly files: FileStore;
  readonly directory: Pick<Directory, "item">;
  readonly keyed: () => Promise<Keyed>;
  readonly divisionCode: string;
  readonly now: Now;
};

/** Several people write one case's list seldom; whoever comes second reads it again. */
const TRIES = 4;

const changed = async (
  { attachments }: AttachmentNeeds,
  subject: Case,
  change: (before: Attachments) => Attachments,
): Promise<readonly Attachment[]> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await attachments.of(subject.number);
    const after = change(before);
    if (after === before || (await attachments.save(subject.number, after))) return after.all;
  }
  throw new Refusal("service-unavailable");
};

type Asked = { readonly material: string; readonly fileType: FileType };
type Request = { readonly body: Asked; readonly token: string; readonly locale: Locale };

/** @throws Refusal `case-closed`, `too-many-attachments`, `validation-failed` */
export const announceAttachment = async (
  needs: AttachmentNeeds,
  subject: Case,
  by: Attachment["by"],
  { body, token, locale }: Request,
) => {
  if (isClosed(subject.state)) throw new Refusal("case-closed");
  const { at } = needs.now();
  const item = await guideOf(needs.directory, subject);
  const material = demandedMaterial(body.material, item, locale);
  const id = (await needs.keyed()).numberOf("attachment", token);
  await changed(needs, subject, (before) => announce(before, { id, material, fileType: body.fileType, by, at }));
  const { url, fields } = await needs.files.uploadOf(fileKey(needs.divisionCode, subject.number, id), {
    contentType: CONTENT_TYPES[body.fileType],
    mostBytes: MOST_BYTES,
    seconds: UPLOAD_S,
  });
  const expiresAt = secondsAfter(at, UPLOAD_S);
  return { attachmentId: id, uploadUrl: url, fields, mostBytes: MOST_BYTES, expiresAt };
};

/** @throws Refusal `attachment-not-found`, `attachment-not-there`, `attachment-unfit` */
export const confirmAttachmentOf = async (needs: AttachmentNeeds, subject: Case, id: string): Promise<Attachment> => {
  attachmentIn(await needs.attachments.of(subject.number), id);
  const file = await needs.files.stored(fileKey(needs.divisionCode, subject.number, id));
  const { at } = needs.now();
  const all = await changed(needs, subject, (before) => receive(before, id, file, at));
  return attachmentIn({ version: 0, all: [...all] }, id);
};

/** @throws Refusal `attachment-not-found`, `attachment-not-there` */
export const downloadOf = async (needs: AttachmentNeeds, subject: Case, id: string) => {
  const { fileVersion, fileType } = attachmentIn(await needs.attachments.of(subject.number), id);
  if (fileVersion === undefined) throw new Refusal("attachment-not-there");
  const { at } = needs.now();
  const url = await needs.files.downloadOf(fileKey(needs.divisionCode, subject.number, id), {
    version: fileVersion,
    name: `${id}.${fileType}`,
    seconds: DOWNLOAD_S,
  });
  return { url, expiresAt: secondsAfter(at, DOWNLOAD_S) };
};
