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
const LIMITS = { contentType: "application/pdf", mostBytes: 100, seconds: 600 };
const bucket: Partial<LocalResource> = { type: "AWS::S3::Bucket", name: "files" };

/** Milliseconds that the town's clock is ahead. */
let ahead = 0;
let server: Listening;
let store: FileStore;
beforeAll(async () => {
  const now = () => Date.now() + ahead;
  // Nothing else of a resource is read.
  const api = s3Api(openFiles([bucket as LocalResource], folder, now), now);
  server = await listenOnLoopback(0, (request, response) => void api(request, response));
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: "cn-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    forcePathStyle: true,
  });
  store = fileStore(client, "files");
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
