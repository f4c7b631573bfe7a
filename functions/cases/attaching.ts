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
  fileKeys,
  MOST_BYTES,
  receive,
  requireFit,
  secondsAfter,
  standing,
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
type Request = {
  readonly body: Asked;
  readonly idempotencyKey: string | undefined;
  readonly token: string;
  readonly locale: Locale;
};
/** `who` is told from everybody else with the same key: a member of staff's id. */
type Announcer = { readonly by: Attachment["by"]; readonly who: string };

/**
 * The same key and body twice, even at once: one attachment, and a form for it each time.
 * @throws Refusal `case-closed`, `too-many-attachments`, `idempotency-mismatch`, `validation-failed`
 */
export const announceAttachment = async (
  needs: AttachmentNeeds,
  subject: Case,
  { by, who }: Announcer,
  { body, idempotencyKey, token, locale }: Request,
) => {
  if (isClosed(subject.state)) throw new Refusal("case-closed");
  const { at } = needs.now();
  const item = await guideOf(needs.directory, subject);
  const material = demandedMaterial(body.material, item, locale);
  const id = (await needs.keyed()).numberOf(`attachment ${subject.number} ${who}`, idempotencyKey ?? token);
  await changed(needs, subject, (before) => announce(before, { id, material, fileType: body.fileType, by, at }));
  const { url, fields } = await needs.files.uploadOf(fileKeys(needs.divisionCode, subject.number, id).incoming, {
    contentType: CONTENT_TYPES[body.fileType],
    mostBytes: MOST_BYTES,
    seconds: UPLOAD_S,
  });
  const expiresAt = secondsAfter(at, UPLOAD_S);
  return { attachmentId: id, uploadUrl: url, fields, mostBytes: MOST_BYTES, expiresAt };
};

/** In the order in which they were announced. */
export const standingOf = async ({ attachments, now }: AttachmentNeeds, subject: Case): Promise<Attachments> =>
  standing(await attachments.of(subject.number), now().at);

/**
 * Kept first, then written down: what is on record as received is there, whatever fails in between.
 * @throws Refusal `case-closed`, `attachment-not-found`, `attachment-not-there`, `attachment-unfit`
 */
export const confirmAttachmentOf = async (needs: AttachmentNeeds, subject: Case, id: string): Promise<Attachment> => {
  const announced = attachmentIn(await standingOf(needs, subject), id);
  if (announced.state === "received") return announced;
  if (isClosed(subject.state)) throw new Refusal("case-closed");
  const { incoming, kept } = fileKeys(needs.divisionCode, subject.number, id);
  const { size, version: sent } = requireFit(announced, await needs.files.stored(incoming));
  const version = await needs.files.keep({ key: incoming, version: sent }, kept);
  const { at } = needs.now();
  const all = await changed(needs, subject, (before) => receive(before, id, { size, version }, at));
  return attachmentIn({ version: 0, all: [...all] }, id);
};

/** @throws Refusal `attachment-not-found`, `attachment-not-there` */
export const downloadOf = async (needs: AttachmentNeeds, subject: Case, id: string) => {
  const { fileVersion, fileType } = attachmentIn(await standingOf(needs, subject), id);
  if (fileVersion === undefined) throw new Refusal("attachment-not-there");
  const { at } = needs.now();
  const url = await needs.files.downloadOf(fileKeys(needs.divisionCode, subject.number, id).kept, {
    version: fileVersion,
    name: `${id}.${fileType}`,
    seconds: DOWNLOAD_S,
  });
  return { url, expiresAt: secondsAfter(at, DOWNLOAD_S) };
};
