/**
 * The part of the S3 API that functions and browsers use, path-style: a form's POST, HEAD, GET, PUT, and PUT of a copy. Nothing
 * is taken or given that is not signed with the local run's key.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Files } from "./files.ts";
import { readBody, TooLarge } from "./http-exchange.ts";
import { formOf, requirePolicy } from "./s3-form.ts";
import { S3Refusal } from "./s3-refusal.ts";
import { requireSigned, requireSignedForm, type S3Key } from "./s3-signature.ts";

/** 16 MB: beyond what any policy of ours allows, so that it is the policy that refuses. */
const LIMIT = 16 * 1024 * 1024;

const send = (response: ServerResponse, status: number, headers: Record<string, string | number>, body?: Buffer) => {
  response.writeHead(status, headers);
  response.end(body);
};

export type S3Api = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Whether a path is one of a bucket here. */
export const isOfBucket = ({ buckets }: Files, path: string): boolean => buckets.includes(path.split("/")[1] ?? "");

const missing = () => new S3Refusal(404, "NoSuchKey", "The specified key does not exist.");

type Exchange = { readonly url: URL; readonly request: IncomingMessage; readonly response: ServerResponse };

/** Bucket and key of `/bucket/the/key`. */
const placeOf = (path: string): { readonly bucket: string; readonly key: string } => {
  const [, bucket = "", ...rest] = path.split("/");
  return { bucket, key: rest.map(decodeURIComponent).join("/") };
};

const copyOf = (files: Files, { url, request, response }: Exchange): void => {
  const source = new URL(`/${String(request.headers["x-amz-copy-source"]).replace(/^\//, "")}`, url);
  const from = placeOf(source.pathname);
  const found = files.find(from.bucket, from.key, source.searchParams.get("versionId") ?? undefined);
  if (found === undefined) throw missing();
  const { bucket, key } = placeOf(url.pathname);
  const { version, at } = files.put(bucket, key, found.bytes(), found.contentType);
  const when = `<LastModified>${new Date(at).toISOString()}</LastModified>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<CopyObjectResult>${when}</CopyObjectResult>`;
  send(response, 200, { "content-type": "application/xml", "x-amz-version-id": version }, Buffer.from(body));
};

const given = (files: Files, { url, request, response }: Exchange): void => {
  const { bucket, key } = placeOf(url.pathname);
  const found = files.find(bucket, key, url.searchParams.get("versionId") ?? undefined);
  if (found === undefined) throw missing();
  const disposition = url.searchParams.get("response-content-disposition");
  const headers = {
    "content-type": found.contentType,
    "content-length": found.size,
    "last-modified": new Date(found.at).toUTCString(),
    "x-amz-version-id": found.version,
    ...(disposition === null ? {} : { "content-disposition": disposition }),
  };
  send(response, 200, headers, request.method === "HEAD" ? undefined : found.bytes());
};

/** @param own the key that the functions run with; @param now milliseconds, by the town's clock */
export const s3Api = (files: Files, own: S3Key, now: () => number): S3Api => {
  const sent = async ({ url, request, response }: Exchange) => {
    const { bucket } = placeOf(url.pathname);
    const form = await formOf(bucket, request.headers["content-type"] ?? "", await readBody(request, LIMIT));
    requireSignedForm(form.fields, own);
    requirePolicy(form, now());
    const type = form.fields.get("content-type") ?? "application/octet-stream";
    const { version } = files.put(bucket, form.fields.get("key") ?? "", form.bytes, type);
    send(response, 204, { "x-amz-version-id": version });
  };
  const written = async ({ url, request, response }: Exchange) => {
    const { bucket, key } = placeOf(url.pathname);
    const bytes = await readBody(request, LIMIT);
    const type = request.headers["content-type"] ?? "application/octet-stream";
    const { version } = files.put(bucket, key, bytes, type);
    send(response, 200, { "x-amz-version-id": version });
  };
  const answer: S3Api = async (request, response) => {
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (method === "POST") return sent({ url, request, response });
    requireSigned({ method, url, headers }, own, now());
    if (method === "GET" || method === "HEAD") return given(files, { url, request, response });
    if (method === "PUT" && headers["x-amz-copy-source"]) return copyOf(files, { url, request, response });
    if (method === "PUT") return written({ url, request, response });
    throw new S3Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  };
  return async (request, response) => {
    // The SDK sets its own clock by this header: it has to be the town's.
    response.setHeader("date", new Date(now()).toUTCString());
    try {
      await answer(request, response);
    } catch (error) {
      const refusal = error instanceof TooLarge ? new S3Refusal(400, "EntityTooLarge", "Too large") : error;
      if (!(refusal instanceof S3Refusal)) throw refusal;
      const { status, code, message } = refusal;
      const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      send(
        response,
        status,
        { "content-type": "application/xml" },
        request.method === "HEAD" ? undefined : Buffer.from(xml),
      );
    }
  };
};
