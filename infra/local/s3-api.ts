/**
 * The part of the S3 API that functions and browsers use, path-style: a form's POST, HEAD and GET. Of what a signature
 * covers, expiry and the form's policy are held to; the signature itself is not computed: the only key here is public.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import type { Files } from "./files.ts";
import { readBody, TooLarge } from "./http-exchange.ts";

/** 16 MB: beyond what any policy of ours allows, so that it is the policy that refuses. */
const LIMIT = 16 * 1024 * 1024;

export class S3Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const Policy = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.enum(["eq", "starts-with"]), z.string(), z.string()]),
      z.tuple([z.literal("content-length-range"), z.number(), z.number()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

export type Form = { readonly bucket: string; readonly fields: ReadonlyMap<string, string>; readonly bytes: Buffer };

const denied = (why: string) => new S3Refusal(403, "AccessDenied", `Invalid according to Policy: ${why}`);

const policyOf = (fields: Form["fields"]): z.infer<typeof Policy> => {
  const signed = fields.has("x-amz-signature") && fields.has("x-amz-credential");
  if (!signed) throw new S3Refusal(403, "AccessDenied", "Access Denied");
  try {
    return Policy.parse(JSON.parse(Buffer.from(fields.get("policy") ?? "", "base64").toString()));
  } catch {
    throw new S3Refusal(400, "InvalidPolicyDocument", "Invalid Policy");
  }
};

const requireLength = (size: number, least: number, most: number): void => {
  if (size > most) throw new S3Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  if (size < least) throw new S3Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum size");
};

/** @param at milliseconds @throws S3Refusal */
export const requirePolicy = ({ bucket, fields, bytes }: Form, at: number): void => {
  const { expiration, conditions } = policyOf(fields);
  if (at >= Date.parse(expiration)) throw denied("Policy expired.");
  const given = (name: string) => (name === "bucket" ? bucket : (fields.get(name.toLowerCase()) ?? ""));
  const named = new Set(["policy", "x-amz-signature"]);
  const require = (name: string, fits: (value: string) => boolean) => {
    named.add(name.toLowerCase());
    if (!fits(given(name))) throw denied(`Policy Condition failed: ${name}`);
  };
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) require(name, (found) => found === value);
    } else if (condition[0] === "content-length-range") {
      requireLength(bytes.length, condition[1], condition[2]);
    } else {
      const [how, name, value] = condition;
      require(name.replace(/^\$/, ""), (found) => (how === "eq" ? found === value : found.startsWith(value)));
    }
  }
  const extra = [...fields.keys()].find((name) => !named.has(name));
  if (extra !== undefined) throw denied(`Extra input fields: ${extra}`);
};

const formOf = async (bucket: string, contentType: string, body: Buffer): Promise<Form> => {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw new S3Refusal(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed");
    });
  const fields = new Map<string, string>();
  let bytes: Buffer | undefined;
  for (const [name, value] of form) {
    if (typeof value === "string") fields.set(name.toLowerCase(), value);
    else if (name === "file") bytes = Buffer.from(await value.arrayBuffer());
  }
  if (bytes === undefined) throw new S3Refusal(400, "InvalidArgument", "POST requires exactly one file upload");
  return { bucket, fields, bytes };
};

/** `20260928T010000Z` → milliseconds. */
const signedAt = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

/** Of an address that was signed for some seconds; a signed request needs nothing of the kind. */
const requireFresh = (request: IncomingMessage, query: URLSearchParams, at: number): void => {
  if (request.headers.authorization !== undefined) return;
  if (!query.has("X-Amz-Signature")) throw new S3Refusal(403, "AccessDenied", "Access Denied");
  const until = signedAt(query.get("X-Amz-Date") ?? "") + Number(query.get("X-Amz-Expires")) * 1000;
  if (!(at < until)) throw new S3Refusal(403, "AccessDenied", "Request has expired");
};

const send = (response: ServerResponse, status: number, headers: Record<string, string | number>, body?: Buffer) => {
  response.writeHead(status, headers);
  response.end(body);
};

export type S3Api = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Whether a path is one of a bucket here. */
export const isOfBucket = ({ buckets }: Files, path: string): boolean => buckets.includes(path.split("/")[1] ?? "");

/** @param now milliseconds, by the town's clock */
export const s3Api = (files: Files, now: () => number): S3Api => {
  const post = async (bucket: string, request: IncomingMessage, response: ServerResponse) => {
    const form = await formOf(bucket, request.headers["content-type"] ?? "", await readBody(request, LIMIT));
    requirePolicy(form, now());
    const type = form.fields.get("content-type") ?? "application/octet-stream";
    const { version } = files.put(bucket, form.fields.get("key") ?? "", form.bytes, type);
    send(response, 204, { "x-amz-version-id": version });
  };
  const get = (bucket: string, key: string, url: URL, request: IncomingMessage, response: ServerResponse) => {
    requireFresh(request, url.searchParams, now());
    const found = files.find(bucket, key, url.searchParams.get("versionId") ?? undefined);
    if (found === undefined) throw new S3Refusal(404, "NoSuchKey", "The specified key does not exist.");
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
  const answer: S3Api = async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const [, bucket = "", ...rest] = url.pathname.split("/");
    if (request.method === "POST") await post(bucket, request, response);
    else if (request.method === "GET" || request.method === "HEAD")
      get(bucket, rest.map(decodeURIComponent).join("/"), url, request, response);
    else throw new S3Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
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
