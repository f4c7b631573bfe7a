/** Files in S3. Addresses are signed here and good for some minutes; the bytes go straight between browser and bucket. */
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { FormFiles } from "../bulletins/forms.ts";
import type { FileStore } from "../casework/attachments.ts";
import { TIMEOUTS } from "./clients.ts";

/** The bucket stands in the path: one address for every bucket, wherever the endpoint lies. */
export const fileClient = (): S3Client =>
  new S3Client({ maxAttempts: 3, requestHandler: TIMEOUTS, forcePathStyle: true });

const isMissing = (error: unknown): boolean => error instanceof NotFound;

export const fileStore = (client: S3Client, bucket: string): FileStore & FormFiles => ({
  async put(key, bytes, contentType) {
    const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType });
    const { VersionId } = await client.send(command);
    if (VersionId === undefined) throw new Error("the bucket keeps no versions");
    return VersionId;
  },
  async uploadOf(key, { contentType, mostBytes, seconds }) {
    return createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Expires: seconds,
      Fields: { "Content-Type": contentType },
      Conditions: [
        ["eq", "$Content-Type", contentType],
        ["content-length-range", 1, mostBytes],
      ],
    });
  },
  async stored(key) {
    try {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return { size: head.ContentLength ?? 0, contentType: head.ContentType ?? "", version: head.VersionId ?? "" };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  async keep({ key, version }, to) {
    const copy = new CopyObjectCommand({
      Bucket: bucket,
      Key: to,
      CopySource: `${bucket}/${key}?versionId=${encodeURIComponent(version)}`,
      // Else S3 asks for the right to read tags, of which there are none.
      TaggingDirective: "REPLACE",
    });
    const { VersionId } = await client.send(copy);
    if (VersionId === undefined) throw new Error("the bucket keeps no versions");
    return VersionId;
  },
  downloadOf(key, { version, name, seconds }) {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      VersionId: version,
      ResponseContentDisposition: `attachment; filename="${name}"`,
    });
    return getSignedUrl(client, command, { expiresIn: seconds });
  },
});
