/** Alibaba Cloud's request signature V3 (ACS3-HMAC-SHA256), as documented in "V3 版本请求体&签名机制", seen from the receiver. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type SignedRequest = {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};
export type AccessKey = { readonly accessKeyId: string; readonly accessKeySecret: string };

/** RFC 3986: everything but letters, digits and `-_.~`. */
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const canonicalQuery = ({ searchParams }: URL): string =>
  [...searchParams]
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort()
    .join("&");

const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;
export type Authorization = {
  readonly accessKeyId: string;
  readonly signedHeaders: string;
  readonly signature: string;
};

export const authorizationOf = (header = ""): Authorization | undefined => {
  const [, accessKeyId, signedHeaders, signature] = AUTHORIZATION.exec(header) ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders, signature };
};

/** @param signedHeaders names joined with `;`, sorted */
export const signatureOf = (
  { method, url, headers, body }: SignedRequest,
  signedHeaders: string,
  secret: string,
): string => {
  const canonicalHeaders = signedHeaders.split(";").map((name) => `${name}:${(headers[name] ?? "").trim()}\n`);
  const canonical = [method, url.pathname, canonicalQuery(url), canonicalHeaders.join(""), signedHeaders, sha256(body)];
  const toSign = `ACS3-HMAC-SHA256\n${sha256(canonical.join("\n"))}`;
  return createHmac("sha256", secret).update(toSign).digest("hex");
};

const MUST_BE_SIGNED = [
  "host",
  "x-acs-action",
  "x-acs-content-sha256",
  "x-acs-date",
  "x-acs-signature-nonce",
  "x-acs-version",
];
/** A date further away than this is refused. */
const TOLERANCE_MS = 15 * 60_000;

export type SignatureFault = { readonly status: number; readonly code: string; readonly message: string };
const fault = (status: number, code: string, message: string): SignatureFault => ({ status, code, message });

/** What the gateway would say of a request that it does not trust; undefined when it does. */
export const signatureFault = (
  request: SignedRequest,
  { accessKeyId, accessKeySecret }: AccessKey,
  now: number,
): SignatureFault | undefined => {
  const given = authorizationOf(request.headers.authorization);
  if (given === undefined)
    return fault(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
  if (given.accessKeyId !== accessKeyId)
    return fault(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
  const names = given.signedHeaders.split(";");
  const unsigned = MUST_BE_SIGNED.filter((name) => !names.includes(name));
  if (unsigned.length > 0) return fault(400, "IncompleteSignature", `Not signed: ${unsigned.join(", ")}.`);
  if (request.headers["x-acs-content-sha256"] !== sha256(request.body)) {
    return fault(400, "SignatureDoesNotMatch", "The hash of the body does not match x-acs-content-sha256.");
  }
  const signature = signatureOf(request, given.signedHeaders, accessKeySecret);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(given.signature))) {
    return fault(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
  }
  const date = Date.parse(request.headers["x-acs-date"] ?? "");
  if (!(Math.abs(date - now) <= TOLERANCE_MS))
    return fault(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
  return undefined;
};
