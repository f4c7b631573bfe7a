/** What residents and staff have in common about the attachments of a case or a complaint. */
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
import type { Paper } from "../../shared/casework/requested-papers.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Keyed } from "./hashes.ts";
import type { Now } from "./operation.ts";

export type AttachmentNeeds = {
  readonly attachments: AttachmentLists;
  readonly files: FileStore;
  readonly keyed: () => Promise<Keyed>;
  readonly divisionCode: string;
  readonly now: Now;
};

/** What they are attached to: a case or a complaint. */
export type Holder = { readonly number: CaseNumber; readonly closed: boolean };

/** Several people write one list seldom; whoever comes second reads it again. */
const TRIES = 4;

const changed = async (
  { attachments }: AttachmentNeeds,
  holder: Holder,
  change: (before: Attachments) => Attachments,
): Promise<readonly Attachment[]> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await attachments.of(holder.number);
    const after = change(before);
    if (after === before || (await attachments.save(holder.number, after))) return after.all;
  }
  throw new Refusal("service-unavailable");
};

type Asked = {
  readonly material: Paper;
  readonly fileType: FileType;
  readonly idempotencyKey: string | undefined;
  readonly token: string;
};
/** `who` is told from everybody else with the same key: a member of staff's id. */
export type Announcer = { readonly by: Attachment["by"]; readonly who: string };

/**
 * The same key and body twice, even at once: one attachment, and a form for it each time.
 * @throws Refusal `case-closed`, `too-many-attachments`, `idempotency-mismatch`
 */
export const announceAttachment = async (
  needs: AttachmentNeeds,
  holder: Holder,
  { by, who }: Announcer,
  { material, fileType, idempotencyKey, token }: Asked,
) => {
  if (holder.closed) throw new Refusal("case-closed");
  const { at } = needs.now();
  const id = (await needs.keyed()).numberOf(`attachment ${holder.number} ${who}`, idempotencyKey ?? token);
  await changed(needs, holder, (before) => announce(before, { id, material, fileType, by, at }));
  const { url, fields } = await needs.files.uploadOf(fileKeys(needs.divisionCode, holder.number, id).incoming, {
    contentType: CONTENT_TYPES[fileType],
    mostBytes: MOST_BYTES,
    seconds: UPLOAD_S,
  });
  const expiresAt = secondsAfter(at, UPLOAD_S);
  return { attachmentId: id, uploadUrl: url, fields, mostBytes: MOST_BYTES, expiresAt };
};

/** In the order in which they were announced. */
export const standingOf = async ({ attachments, now }: AttachmentNeeds, holder: Holder): Promise<Attachments> =>
  standing(await attachments.of(holder.number), now().at);

/**
 * Kept first, then written down: what is on record as received is there, whatever fails in between.
 * @throws Refusal `case-closed`, `attachment-not-found`, `attachment-not-there`, `attachment-unfit`
 */
export const confirmAttachmentOf = async (needs: AttachmentNeeds, holder: Holder, id: string): Promise<Attachment> => {
  const announced = attachmentIn(await standingOf(needs, holder), id);
  if (announced.state === "received") return announced;
  if (holder.closed) throw new Refusal("case-closed");
  const { incoming, kept } = fileKeys(needs.divisionCode, holder.number, id);
  const { size, version: sent } = requireFit(announced, await needs.files.stored(incoming));
  const version = await needs.files.keep({ key: incoming, version: sent }, kept);
  const { at } = needs.now();
  const all = await changed(needs, holder, (before) => receive(before, id, { size, version }, at));
  return attachmentIn({ version: 0, all: [...all] }, id);
};

/** @throws Refusal `attachment-not-found`, `attachment-not-there` */
export const downloadOf = async (needs: AttachmentNeeds, holder: Holder, id: string) => {
  const { fileVersion, fileType } = attachmentIn(await standingOf(needs, holder), id);
  if (fileVersion === undefined) throw new Refusal("attachment-not-there");
  const { at } = needs.now();
  const url = await needs.files.downloadOf(fileKeys(needs.divisionCode, holder.number, id).kept, {
    version: fileVersion,
    name: `${id}.${fileType}`,
    seconds: DOWNLOAD_S,
  });
  return { url, expiresAt: secondsAfter(at, DOWNLOAD_S) };
};
