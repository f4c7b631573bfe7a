/** What the codes of Alibaba Cloud's SMS API (Dysmsapi 2017-05-25) mean for a message of ours. */
import type { SendOutcome } from "../../reminders/gateway.ts";

/** About this one number or text: it will be the same tomorrow. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  "isv.MOBILE_NUMBER_ILLEGAL",
  "isv.MOBILE_COUNT_OVER_LIMIT",
  "isv.INVALID_PARAMETERS",
  "isv.INVALID_JSON_PARAM",
  "isv.TEMPLATE_MISSING_PARAMETERS",
  "isv.TEMPLATE_PARAMS_ILLEGAL",
  "isv.PARAM_LENGTH_LIMIT",
  "isv.PARAM_NOT_SUPPORT_URL",
  "isv.BLACK_KEY_CONTROL_LIMIT",
]);

/** About our account, key, signature or templates: nobody is sent anything until someone sees to it. */
const ACCOUNT: readonly RegExp[] = [
  /^isv\.(AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|PRODUCT_UN_?SUBSCRI(PT|BE)D?|ACCOUNT_)/,
  /^isv\.SMS_(TEMPLATE|SIGNATURE|SIGN)_/,
  /^isp\.RAM_PERMISSION_DENY$/,
  /^(InvalidAccessKeyId|SignatureDoesNotMatch|SignatureNonceUsed|Forbidden|NoPermission|InvalidTimeStamp|MissingAccessKeyId)/,
];

/** Their side may have failed after taking it on. */
const DOUBTFUL: ReadonlySet<string> = new Set([
  "isp.SYSTEM_ERROR",
  "isp.GATEWAY_ERROR",
  "isp.UNKNOWN",
  "InternalError",
  "ServiceUnavailable",
]);

/**
 * What a refusal means. Anything not known to be for good is tried again: flow control (isv.BUSINESS_LIMIT_CONTROL),
 * throttling, and codes that are younger than this list.
 */
export const refusalOf = (code: string): Exclude<SendOutcome, { outcome: "accepted" }> => {
  if (FOR_GOOD.has(code)) return { outcome: "rejected", code };
  if (DOUBTFUL.has(code)) return { outcome: "unknown", code };
  return { outcome: "deferred", code, account: ACCOUNT.some((pattern) => pattern.test(code)) };
};
