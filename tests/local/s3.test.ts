import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFiles } from "../../infra/local/files.ts";
import { type Listening, listenOnLoopback } from "../../infra/local/http-exchange.ts";
import { s3Api } from "../../infra/local/s3-api.ts";
import type { LocalResource } from "../../infra/local/template.ts";
import { fileStore } from "../../shared/aws/file-store.ts";
import type { FileStore } from "../../shared/casework/attachments.ts";

const folder = mkdtempSync(join(tmpdir(), "files-"));
const KEY = "370481/K7M29QXR4T3B/000000000001";
const HOUR_MS = 60 * 60 * 1000;
const LIMITS = { contentType: "application/pdf", mostBytes: 100, seconds: 600 };
const bucket: Partial<LocalResource> = {
  type: "AWS::S3::Bucket",
  name: "files",
  properties: { LifecycleConfiguration: { Rules: [{ Prefix: "incoming/", ExpirationInDays: 1 }] } },
};
const OWN = { accessKeyId: "local", secretAccessKey: "local" };

/** Milliseconds that the town's clock is ahead. */
let ahead = 0;
let server: Listening;
let store: FileStore;
const storeWith = (credentials: typeof OWN): FileStore =>
  fileStore(
    new S3Client({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: "cn-north-1",
      credentials,
      forcePathStyle: true,
    }),
    "files",
  );
beforeAll(async () => {
  const now = () => Date.now() + ahead;
  // Nothing else of a resource is read.
  const api = s3Api(openFiles([bucket as LocalResource], folder, now), OWN, now);
  server = await listenOnLoopback(0, (request, response) => void api(request, response));
  store = storeWith(OWN);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Upload = { url: string; fields: Record<string, string> };
const send = async ({ url, fields }: Upload, text: string, change: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...change })) form.append(name, value);
  form.append("file", new Blob([text]));
  const response = await fetch(url, { method: "POST", body: form });
  return { status: response.status, text: await response.text() };
};
/** The same form with another policy: nobody signed that. */
const loosened = ({ url, fields }: Upload): Upload => {
  const policy = Buffer.from(fields.Policy!, "base64").toString().replace("1,100", "1,1000");
  return { url, fields: { ...fields, Policy: Buffer.from(policy).toString("base64") } };
};
const later = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
  ahead = ms;
  try {
    return await work();
  } finally {
    ahead = 0;
  }
};

describe("files on one machine", () => {
  it("are sent by a signed form, found, and fetched to be saved", async () => {
    expect((await send(await store.uploadOf(KEY, LIMITS), "%PDF-1.7")).status).toBe(204);
    const found = await store.stored(KEY);
    expect(found).toEqual({ size: 8, contentType: "application/pdf", version: expect.any(String) });
    const url = await store.downloadOf(KEY, { version: found!.version, name: "a.pdf", seconds: 300 });
    const response = await fetch(url);
    expect(await response.text()).toBe("%PDF-1.7");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="a.pdf"');
  });

  it("stay as they were under their version when another is sent", async () => {
    const key = `${KEY}-again`;
    await send(await store.uploadOf(key, LIMITS), "first");
    const { version } = (await store.stored(key))!;
    await send(await store.uploadOf(key, LIMITS), "second");
    expect((await store.stored(key))!.version).not.toBe(version);
    const url = await store.downloadOf(key, { version, name: "a.pdf", seconds: 300 });
    expect(await (await fetch(url)).text()).toBe("first");
  });

  it.each([
    ["too large", "x".repeat(101), {}, 400, "EntityTooLarge"],
    ["empty", "", {}, 400, "EntityTooSmall"],
    ["of another type", "x", { "Content-Type": "text/html" }, 403, "AccessDenied"],
    ["for another key", "x", { key: "370481/0000/1" }, 403, "AccessDenied"],
    ["with a field that nobody signed", "x", { acl: "public-read" }, 403, "AccessDenied"],
  ] as const)("are not taken when %s", async (_, text, change, status, code) => {
    const answer = await send(await store.uploadOf(`${KEY}-not`, LIMITS), text, change);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(code);
    expect(await store.stored(`${KEY}-not`)).toBeUndefined();
  });

  it("are not taken without a signature", async () => {
    const { url, fields } = await store.uploadOf(`${KEY}-unsigned`, LIMITS);
    const { "X-Amz-Signature": _, ...unsigned } = fields;
    expect((await send({ url, fields: unsigned }, "x")).status).toBe(403);
  });

  it("are not taken by a form that somebody changed, or that another key signed", async () => {
    const upload = await store.uploadOf(`${KEY}-loose`, LIMITS);
    const changed = await send(loosened(upload), "x".repeat(101));
    expect(changed).toMatchObject({ status: 403, text: expect.stringContaining("SignatureDoesNotMatch") });
    const guessed = await storeWith({ ...OWN, secretAccessKey: "guessed" }).uploadOf(`${KEY}-loose`, LIMITS);
    expect((await send(guessed, "x")).text).toContain("SignatureDoesNotMatch");
    const stranger = await storeWith({ ...OWN, accessKeyId: "stranger" }).uploadOf(`${KEY}-loose`, LIMITS);
    expect((await send(stranger, "x")).text).toContain("InvalidAccessKeyId");
    expect(await store.stored(`${KEY}-loose`)).toBeUndefined();
  });

  it("are not given by an address that somebody changed, nor found by a key that is not the town's", async () => {
    await send(await store.uploadOf(`${KEY}-own`, LIMITS), "x");
    const { version } = (await store.stored(`${KEY}-own`))!;
    const url = await store.downloadOf(`${KEY}-own`, { version, name: "a.pdf", seconds: 300 });
    for (const changed of [url.replace("-own", ""), url.replace("=300", "=3000"), url.replace("a.pdf", "b.pdf")]) {
      const response = await fetch(changed);
      expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("SignatureDoesNotMatch")]);
    }
    await expect(storeWith({ ...OWN, secretAccessKey: "guessed" }).stored(`${KEY}-own`)).rejects.toThrow();
  });

  it("are kept elsewhere as the version that was named, and stay there when the others lapse", async () => {
    const [incoming, kept] = ["incoming/370481/0000/3", "kept/370481/0000/3"];
    await send(await store.uploadOf(incoming, LIMITS), "first");
    const { version } = (await store.stored(incoming))!;
    await send(await store.uploadOf(incoming, LIMITS), "second");
    const there = await store.keep({ key: incoming, version }, kept);
    expect(await store.stored(kept)).toMatchObject({ size: 5, contentType: "application/pdf", version: there });
    // A day, and up to the next midnight of UTC.
    expect(await later(23 * HOUR_MS, () => store.stored(incoming))).toBeDefined();
    expect(await later(48 * HOUR_MS, () => store.stored(incoming))).toBeUndefined();
    expect(await later(48 * HOUR_MS, () => store.stored(kept))).toBeDefined();
    await expect(store.keep({ key: incoming, version: "no-such-version" }, kept)).rejects.toThrow();
  });

  it("are not taken after the form's time, nor given after the address's", async () => {
    const upload = await store.uploadOf(`${KEY}-late`, LIMITS);
    expect(await later(601_000, () => send(upload, "x"))).toMatchObject({ status: 403 });
    await send(upload, "x");
    const { version } = (await store.stored(`${KEY}-late`))!;
    const url = await store.downloadOf(`${KEY}-late`, { version, name: "a.pdf", seconds: 300 });
    expect((await later(301_000, () => fetch(url))).status).toBe(403);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.split("?")[0]!)).status).toBe(403);
  });

  it("are not found when nothing was sent", async () => {
    expect(await store.stored("370481/0000/2")).toBeUndefined();
    const url = await store.downloadOf("370481/0000/2", { version: "../x", name: "a.pdf", seconds: 300 });
    expect((await fetch(url)).status).toBe(404);
  });
});
