/** Signature version 4 as S3 checks it: of a form's policy, of an address, of a request. Seen from the receiver. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { denied, S3Refusal } from "./s3-refusal.ts";

export type S3Key = { readonly accessKeyId: string; readonly secretAccessKey: string };

const ALGORITHM = "AWS4-HMAC-SHA256";
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

type Given = { readonly algorithm: string; readonly credential: string; readonly signature: string };
type Scope = { readonly key: Buffer; readonly scope: string };

/** The key for one day, region and service. @throws S3Refusal */
const scopeOf = ({ algorithm, credential }: Given, { accessKeyId, secretAccessKey }: S3Key): Scope => {
  const [id, ...scope] = credential.split("/");
  const [day = "", region = "", service = "", end = ""] = scope;
  if (algorithm !== ALGORITHM || scope.length !== 4 || service !== "s3" || end !== "aws4_request") {
    throw new S3Refusal(400, "AuthorizationQueryParametersError", "The credential or its algorithm is malformed.");
  }
  if (id !== accessKeyId) {
    throw new S3Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  }
  const key = [region, service, end].reduce<Buffer>(hmac, hmac(`AWS4${secretAccessKey}`, day));
  return { key, scope: scope.join("/") };
};

const requireSame = (key: Buffer, signed: string, given: string): void => {
  const [calculated, found] = [hmac(key, signed), Buffer.from(given, "hex")];
  if (calculated.length === found.length && timingSafeEqual(calculated, found)) return;
  const message = "The request signature we calculated does not match the signature you provided.";
  throw new S3Refusal(403, "SignatureDoesNotMatch", message);
};

/** @param fields of a form, names in lower case @throws S3Refusal */
export const requireSignedForm = (fields: ReadonlyMap<string, string>, own: S3Key): void => {
  const [algorithm, credential, signature] = ["x-amz-algorithm", "x-amz-credential", "x-amz-signature"].map((name) =>
    fields.get(name),
  );
  if (algorithm === undefined || credential === undefined || signature === undefined) throw denied("Access Denied");
  const { key } = scopeOf({ algorithm, credential, signature }, own);
  requireSame(key, fields.get("policy") ?? "", signature);
};

export type S3Request = { readonly method: string; readonly url: URL; readonly headers: IncomingHttpHeaders };
type Signed = Given & { readonly names: string; readonly date: string; readonly payload: string };

const AUTHORIZATION = /^(\S+) Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

const inHeaders = ({ authorization, ...headers }: IncomingHttpHeaders): Signed => {
  const [, algorithm = "", credential = "", names = "", signature = ""] = AUTHORIZATION.exec(authorization ?? "") ?? [];
  const [date, payload] = [String(headers["x-amz-date"]), String(headers["x-amz-content-sha256"])];
  return { algorithm, credential, names, signature, date, payload };
};

const inAddress = ({ searchParams }: URL): Signed => {
  const of = (name: string): string => searchParams.get(`X-Amz-${name}`) ?? "";
  const [algorithm, credential, names] = [of("Algorithm"), of("Credential"), of("SignedHeaders")];
  return { algorithm, credential, names, signature: of("Signature"), date: of("Date"), payload: "UNSIGNED-PAYLOAD" };
};

const canonical = ({ method, url, headers }: S3Request, { names, payload }: Signed): string => {
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort();
  const lines = names.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`);
  return [method, url.pathname, query.join("&"), lines.join(""), names, payload].join("\n");
};

/** `20260928T010000Z` → milliseconds. */
const signedAt = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

/** An address is good for the seconds that it names; a request that carries its signature itself, for as long as it takes. */
export const requireSigned = (request: S3Request, own: S3Key, at: number): void => {
  const byHeader = request.headers.authorization !== undefined;
  const { searchParams } = request.url;
  if (!byHeader && !searchParams.has("X-Amz-Signature")) throw denied("Access Denied");
  const signed = byHeader ? inHeaders(request.headers) : inAddress(request.url);
  const until = signedAt(signed.date) + Number(searchParams.get("X-Amz-Expires")) * 1000;
  if (!byHeader && !(at < until)) throw denied("Request has expired");
  const { key, scope } = scopeOf(signed, own);
  requireSame(key, [ALGORITHM, signed.date, scope, sha256(canonical(request, signed))].join("\n"), signed.signature);
};
