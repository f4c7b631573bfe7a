/** Tencent Cloud's request signature v3 (TC3-HMAC-SHA256), as documented in "签名方法 v3", seen from the receiver. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { AccessKey, SignedRequest } from "./aliyun-signature.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const keyed = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

export type Scope = { readonly date: string; readonly service: string; readonly signedHeaders: string };

export const tencentSignatureOf = (
  { method, url, headers, body }: SignedRequest,
  { date, service, signedHeaders }: Scope,
  secret: string,
): string => {
  const lines = signedHeaders.split(";").map((name) => `${name}:${(headers[name] ?? "").trim().toLowerCase()}\n`);
  const query = url.search.slice(1);
  const canonical = [method, url.pathname, query, lines.join(""), signedHeaders, sha256(body)].join("\n");
  const scope = `${date}/${service}/tc3_request`;
  const toSign = `TC3-HMAC-SHA256\n${headers["x-tc-timestamp"]}\n${scope}\n${sha256(canonical)}`;
  const signing = ["tc3_request"].reduce(
    keyed,
    [date, service].reduce<Buffer | string>(keyed, `TC3${secret}`) as Buffer,
  );
  return keyed(signing, toSign).toString("hex");
};

/** Seconds: a call whose time is further away than this is refused. */
const TOLERANCE = 300;

export type TencentFault = { readonly Code: string; readonly Message: string };
const fault = (Code: string, Message: string): TencentFault => ({ Code, Message });

/** What the gateway would say of a request that it does not trust; undefined when it does. */
export const tencentFault = (request: SignedRequest, key: AccessKey, now: number): TencentFault | undefined => {
  const { headers } = request;
  const [, id, date = "", service = "", signedHeaders = "", given = ""] =
    AUTHORIZATION.exec(headers.authorization ?? "") ?? [];
  if (id === undefined) return fault("AuthFailure.InvalidAuthorization", "Authorization is not as documented.");
  if (id !== key.accessKeyId) return fault("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
  const names = signedHeaders.split(";");
  if (!names.includes("content-type") || !names.includes("host"))
    return fault("AuthFailure.SignatureFailure", "content-type and host have to be signed.");
  const timestamp = Number(headers["x-tc-timestamp"]);
  if (!(Math.abs(timestamp - now / 1000) <= TOLERANCE))
    return fault("AuthFailure.SignatureExpire", "The signature has expired.");
  const signature = tencentSignatureOf(request, { date, service, signedHeaders }, key.accessKeySecret);
  const sameDay = new Date(timestamp * 1000).toISOString().slice(0, 10) === date;
  if (!sameDay || !timingSafeEqual(Buffer.from(signature), Buffer.from(given)))
    return fault("AuthFailure.SignatureFailure", "The signature is not the one that we calculate.");
  return undefined;
};
