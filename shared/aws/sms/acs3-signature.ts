/**
 * Alibaba Cloud's request signature V3, `ACS3-HMAC-SHA256`, for RPC-style calls: all parameters in the query, an empty
 * body, the path `/`. As documented in "V3 request structure and signature" of the Alibaba Cloud SDK guide. Pure: date
 * and nonce come from the caller.
 */
import { createHash, createHmac } from "node:crypto";

export type AccessKey = { readonly accessKeyId: string; readonly accessKeySecret: string };

export type Acs3Call = {
  readonly method: "GET" | "POST";
  /** Host, with the port when it is not the scheme's own. */
  readonly host: string;
  readonly action: string;
  /** Of the API, as `2017-05-25`. */
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  /** ISO 8601 UTC without fractions, at most 15 minutes old. */
  readonly date: string;
  /** Never the same twice. */
  readonly nonce: string;
};

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const EMPTY_BODY = sha256("");

/** RFC 3986: only letters, digits, `-`, `_`, `.` and `~` stay as they are. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Sorted by name, encoded: both what is signed and what is sent after the `?`. */
export const canonicalQuery = (query: Readonly<Record<string, string>>): string =>
  Object.keys(query)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(query[name] ?? "")}`)
    .join("&");

/** The headers of the call, `authorization` among them; `host` too, which has to be sent as signed. */
export const acs3Headers = (call: Acs3Call, { accessKeyId, accessKeySecret }: AccessKey): Record<string, string> => {
  const headers: Record<string, string> = {
    host: call.host,
    "x-acs-action": call.action,
    "x-acs-content-sha256": EMPTY_BODY,
    "x-acs-date": call.date,
    "x-acs-signature-nonce": call.nonce,
    "x-acs-version": call.version,
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const signed = names.join(";");
  const request = [call.method, "/", canonicalQuery(call.query), lines, signed, EMPTY_BODY].join("\n");
  const signature = createHmac("sha256", accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest("hex");
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signed},Signature=${signature}`,
  };
};
