/**
 * Tencent Cloud's request signature v3, `TC3-HMAC-SHA256`, for calls with a JSON body: POST to `/`, no query. As documented
 * in "签名方法 v3" of the API guide (https://cloud.tencent.com/document/api/213/30654). Pure: the time comes from the caller.
 */
import { createHash, createHmac } from "node:crypto";
import type { AccessKey } from "./acs3-signature.ts";

export type Tc3Call = {
  /** As `sms`: the product in the scope of the key. */
  readonly service: string;
  /** Host, with the port when it is not the scheme's own. */
  readonly host: string;
  readonly action: string;
  /** Of the API, as `2021-01-11`. */
  readonly version: string;
  readonly region: string;
  /** JSON, as it is sent. */
  readonly body: string;
  /** Seconds since 1970-01-01T00:00Z; at most five minutes off. */
  readonly timestamp: number;
};

const ALGORITHM = "TC3-HMAC-SHA256";
const CONTENT_TYPE = "application/json; charset=utf-8";
const SIGNED = "content-type;host;x-tc-action";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text, "utf8").digest();

/** The headers of the call, `authorization` among them; `host` too, which has to be sent as signed. */
export const tc3Headers = (call: Tc3Call, { accessKeyId, accessKeySecret }: AccessKey): Record<string, string> => {
  const { service, host, action, version, region, body, timestamp } = call;
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const signedHeaders = `content-type:${CONTENT_TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`;
  const request = ["POST", "/", "", signedHeaders, SIGNED, sha256(body)].join("\n");
  const key = hmac(hmac(hmac(`TC3${accessKeySecret}`, date), service), "tc3_request");
  const signature = hmac(key, [ALGORITHM, timestamp, scope, sha256(request)].join("\n")).toString("hex");
  return {
    "content-type": CONTENT_TYPE,
    host,
    "x-tc-action": action,
    "x-tc-region": region,
    "x-tc-timestamp": String(timestamp),
    "x-tc-version": version,
    authorization: `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
};
