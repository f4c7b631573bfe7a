/**
 * The template's buckets, on disk: every file that is sent becomes a version under its key, as in a versioned bucket, and
 * is gone when the bucket's lifecycle says so.
 */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type LocalResource, ofType } from "./template.ts";

const Kept = z.object({ version: z.string(), contentType: z.string(), size: z.number(), at: z.number() });
export type KeptVersion = z.infer<typeof Kept>;

const Lifecycle = z.object({
  Rules: z.array(z.object({ Prefix: z.string().optional(), ExpirationInDays: z.number().optional() })),
});
const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds at which a file sent at `at` lapses: S3 counts whole days, up to the next midnight of UTC. */
const lapsing = ({ properties }: LocalResource) => {
  const { Rules } = Lifecycle.parse(properties.LifecycleConfiguration ?? { Rules: [] });
  return (key: string, at: number): number => {
    const days = Rules.flatMap(({ Prefix = "", ExpirationInDays }) =>
      ExpirationInDays !== undefined && key.startsWith(Prefix) ? [ExpirationInDays] : [],
    );
    return Math.ceil((at + Math.min(...days) * DAY_MS) / DAY_MS) * DAY_MS;
  };
};

export type Files = {
  readonly buckets: readonly string[];
  put(bucket: string, key: string, bytes: Buffer, contentType: string): KeptVersion;
  /** The newest, unless a version is named. */
  find(bucket: string, key: string, version?: string): (KeptVersion & { readonly bytes: () => Buffer }) | undefined;
};

/** @param folder where the files lie; @param now milliseconds, by the town's clock */
export const openFiles = (resources: readonly LocalResource[], folder: string, now: () => number): Files => {
  const lapses = new Map(ofType(resources, "AWS::S3::Bucket").map((bucket) => [bucket.name, lapsing(bucket)]));
  // A key is no path here: whatever is in it stays one name.
  const folderOf = (bucket: string, key: string) => join(folder, bucket, Buffer.from(key).toString("base64url"));
  return {
    buckets: [...lapses.keys()],
    put(bucket, key, bytes, contentType) {
      const kept: KeptVersion = { version: randomUUID(), contentType, size: bytes.length, at: now() };
      const place = folderOf(bucket, key);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, kept.version), bytes);
      writeFileSync(join(place, `${kept.version}.json`), JSON.stringify(kept));
      writeFileSync(join(place, "newest.part"), JSON.stringify(kept));
      renameSync(join(place, "newest.part"), join(place, "newest.json"));
      return kept;
    },
    find(bucket, key, version) {
      if (version !== undefined && !z.uuid().safeParse(version).success) return undefined;
      const place = folderOf(bucket, key);
      const note = join(place, `${version ?? "newest"}.json`);
      if (!existsSync(note)) return undefined;
      const kept = Kept.parse(JSON.parse(readFileSync(note, "utf8")));
      if ((lapses.get(bucket)?.(key, kept.at) ?? Number.POSITIVE_INFINITY) <= now()) return undefined;
      return { ...kept, bytes: () => readFileSync(join(place, kept.version)) };
    },
  };
};
