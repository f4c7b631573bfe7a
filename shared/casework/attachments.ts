/** Papers that are handed in as files: each belongs to one material of the item's guide. What a file holds is never opened. */
import * as z from "zod";
import type { Material } from "../directory/service-item.ts";
import { AttachmentId, type CaseNumber } from "../kernel/ids.ts";
import { Instant, millisecondsOf, plusMilliseconds } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";
import { Paper } from "./requested-papers.ts";

export const FileType = z.enum(["pdf", "jpeg", "png", "heic"]);
export type FileType = z.infer<typeof FileType>;

export const CONTENT_TYPES: Readonly<Record<FileType, string>> = {
  pdf: "application/pdf",
  jpeg: "image/jpeg",
  png: "image/png",
  heic: "image/heic",
};

/** Bytes: 10 MB. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_ATTACHMENTS = 20;
/** Seconds for which a file may be sent, and for which it may be fetched. */
export const UPLOAD_S = 10 * 60;
export const DOWNLOAD_S = 5 * 60;
/** A day, in milliseconds: what was announced and not received within it has lapsed, as its file in the bucket does. */
const ANNOUNCED_KEPT_MS = 24 * 60 * 60 * 1000;
/** Where a file lies until it was received, at most a day; the bucket's lifecycle goes by this. */
export const INCOMING = "incoming/";
/** Where a file lies that was received: nobody holds a form by which another could be sent there. */
export const KEPT = "kept/";

export const Attachment = z.object({
  id: AttachmentId,
  material: Paper,
  fileType: FileType,
  by: z.enum(["resident", "staff"]),
  state: z.enum(["requested", "received"]),
  requestedAt: Instant,
  receivedAt: Instant.optional(),
  /** Bytes. */
  size: z.int().optional(),
  /** Which of the versions under its key is the one that was received. */
  fileVersion: z.string().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** All of one case or complaint, read and written as one: `version` counts the writes. */
export const Attachments = z.object({ version: z.int().min(0), all: z.array(Attachment) });
export type Attachments = z.infer<typeof Attachments>;
export const NO_ATTACHMENTS: Attachments = { version: 0, all: [] };

export type AttachmentLists = {
  of(number: CaseNumber): Promise<Attachments>;
  /** If nobody else has written meanwhile; says whether it did. */
  save(number: CaseNumber, after: Attachments): Promise<boolean>;
};

export type StoredFile = { readonly size: number; readonly contentType: string; readonly version: string };
/** Where the files lie. The caller is handed addresses that are good for some minutes; no byte passes through here. */
export type FileStore = {
  uploadOf(
    key: string,
    limits: { readonly contentType: string; readonly mostBytes: number; readonly seconds: number },
  ): Promise<{ url: string; fields: Record<string, string> }>;
  /** The newest file under the key. */
  stored(key: string): Promise<StoredFile | undefined>;
  /** Copies this very version to where it stays; the version that it has there. */
  keep(from: { readonly key: string; readonly version: string }, to: string): Promise<string>;
  /** To save, never to open in place. */
  downloadOf(
    key: string,
    file: { readonly version: string; readonly name: string; readonly seconds: number },
  ): Promise<string>;
};

/** Nothing in them tells of a person: `kept/370481/K7M29QXR4T3B/0123456789AB`. */
export const fileKeys = (divisionCode: string, number: CaseNumber, id: string) => ({
  incoming: `${INCOMING}${divisionCode}/${number}/${id}`,
  kept: `${KEPT}${divisionCode}/${number}/${id}`,
});

export const secondsAfter = (at: Instant, seconds: number): Instant => plusMilliseconds(at, seconds * 1000);

const hasLapsed = ({ state, requestedAt }: Attachment, at: Instant): boolean =>
  state === "requested" && millisecondsOf(requestedAt) + ANNOUNCED_KEPT_MS < millisecondsOf(at);

/** Those that were received, and those still to come. */
export const standing = ({ version, all }: Attachments, at: Instant): Attachments => ({
  version,
  all: all.filter((each) => !hasLapsed(each, at)),
});

/** When nothing of it counts any more; undefined: something was received. */
export const lapsesAt = ({ all }: Pick<Attachments, "all">): Instant | undefined =>
  all.some(({ state }) => state === "received")
    ? undefined
    : all
        .map(({ requestedAt }) => plusMilliseconds(requestedAt, ANNOUNCED_KEPT_MS))
        .toSorted()
        .at(-1);

/** A full list forgets announcements whose form can be used no more: nobody keeps others out by announcing. */
const withRoom = (kept: readonly Attachment[], at: Instant): readonly Attachment[] =>
  kept.length < MOST_ATTACHMENTS
    ? kept
    : kept.filter(({ state, requestedAt }) => state === "received" || secondsAfter(requestedAt, UPLOAD_S) >= at);

export type Announced = Pick<Attachment, "id" | "fileType" | "by"> & {
  /** Of a case: of the item's guide, and not one that the office looks up itself (R19a). */
  readonly material: Pick<Material, "code" | "name">;
  readonly at: Instant;
};

/**
 * One file more is to come; the same announced again changes nothing.
 * @throws Refusal `too-many-attachments`, `idempotency-mismatch` when another was announced under this id
 */
export const announce = (before: Attachments, { id, material, fileType, by, at }: Announced): Attachments => {
  const { all: kept } = standing(before, at);
  const same = kept.find((each) => each.id === id);
  if (same !== undefined) {
    if (same.material.code !== material.code || same.fileType !== fileType) throw new Refusal("idempotency-mismatch");
    return before;
  }
  const room = withRoom(kept, at);
  if (room.length >= MOST_ATTACHMENTS) throw new Refusal("too-many-attachments", { most: MOST_ATTACHMENTS });
  const { code, name } = material;
  const added: Attachment = { id, material: { code, name }, fileType, by, state: "requested", requestedAt: at };
  return { version: before.version + 1, all: [...room, added] };
};

/** @throws Refusal `attachment-not-found`, also when it has lapsed: take it from what is `standing` */
export const attachmentIn = ({ all }: Attachments, id: string): Attachment => {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Refusal("attachment-not-found");
  return found;
};

/** @throws Refusal `attachment-not-there`, `attachment-unfit` when it is not as it was announced */
export const requireFit = ({ fileType }: Attachment, file: StoredFile | undefined): StoredFile => {
  if (file === undefined) throw new Refusal("attachment-not-there");
  const fits = file.size > 0 && file.size <= MOST_BYTES && file.contentType === CONTENT_TYPES[fileType];
  if (!fits) throw new Refusal("attachment-unfit", { fileType, mostMegabytes: MOST_BYTES / 1024 / 1024 });
  return file;
};

/** @param kept the file where it stays. One that was received stays as it is. @throws Refusal `attachment-not-found` */
export const receive = (
  before: Attachments,
  id: string,
  kept: Pick<StoredFile, "size" | "version">,
  at: Instant,
): Attachments => {
  if (attachmentIn(before, id).state === "received") return before;
  const received = { state: "received", receivedAt: at, size: kept.size, fileVersion: kept.version } as const;
  const all = before.all.map((each) => (each.id === id ? { ...each, ...received } : each));
  return { version: before.version + 1, all };
};
