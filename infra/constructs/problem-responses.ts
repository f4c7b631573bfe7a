/** The gateway's own refusals, as the same RFC 9457 problem documents that the functions send, in both languages at once:
 * its templates cannot look at `Accept-Language`. */
import { ResponseType } from "aws-cdk-lib/aws-apigateway";
import { PROBLEMS, type ProblemCode } from "../../shared/http/problems.ts";
import type { RefusalCode } from "../../shared/kernel/refusal.ts";

type Sentence = { readonly zh: string; readonly en: string };
export type GatewayProblem = {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: Sentence;
  readonly detail: Sentence;
  readonly retryAfter?: number;
};

const problem = (code: RefusalCode): GatewayProblem => ({ code, ...PROBLEMS[code] });

export const TOO_MANY_REQUESTS = problem("too-many-requests");
/** Only the gateway can say these: the functions never see such a request. */
const REFUSED_BY_FIREWALL: GatewayProblem = {
  code: "request-refused",
  status: 403,
  title: { zh: "请求未通过安全检查", en: "The request was refused" },
  detail: {
    zh: "请求内容看起来像攻击，请检查后重试，或到窗口办理。",
    en: "It looks like an attack. Check it and try again, or come to the window.",
  },
};
const NOT_ACCEPTED: GatewayProblem = {
  code: "bad-request",
  status: 400,
  title: { zh: "请求有误", en: "The request is not valid" },
  detail: { zh: "请检查请求。", en: "Check the request." },
};
/** What lies behind did not answer in time, or not at all: worth trying again. */
const BUSY: GatewayProblem = { retryAfter: 2, ...problem("service-unavailable") };

const TOO_LARGE: GatewayProblem = {
  ...problem("payload-too-large"),
  detail: { zh: "请求内容不能超过 10 MB。", en: "The body may have at most 10 MB." },
};

/** Each kind of refusal that a REST API can make, and what the caller reads. */
export const GATEWAY_PROBLEMS: readonly (readonly [ResponseType, GatewayProblem])[] = [
  // A path or method that the API does not have is told as a missing AWS signature, with 403.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, problem("not-found")],
  [ResponseType.RESOURCE_NOT_FOUND, problem("not-found")],
  [ResponseType.UNAUTHORIZED, problem("sign-in-required")],
  // The authorizer denies only a token that is not good enough; who may do what is decided by the functions.
  [ResponseType.ACCESS_DENIED, problem("sign-in-required")],
  [ResponseType.EXPIRED_TOKEN, problem("sign-in-required")],
  [ResponseType.INVALID_SIGNATURE, problem("sign-in-required")],
  [ResponseType.INVALID_API_KEY, problem("forbidden")],
  [ResponseType.AUTHORIZER_FAILURE, BUSY],
  [ResponseType.AUTHORIZER_CONFIGURATION_ERROR, problem("internal-error")],
  [ResponseType.API_CONFIGURATION_ERROR, problem("internal-error")],
  [ResponseType.BAD_REQUEST_BODY, problem("malformed-json")],
  [ResponseType.BAD_REQUEST_PARAMETERS, NOT_ACCEPTED],
  [ResponseType.UNSUPPORTED_MEDIA_TYPE, problem("unsupported-media-type")],
  [ResponseType.REQUEST_TOO_LARGE, TOO_LARGE],
  [ResponseType.THROTTLED, TOO_MANY_REQUESTS],
  [ResponseType.QUOTA_EXCEEDED, TOO_MANY_REQUESTS],
  [ResponseType.WAF_FILTERED, REFUSED_BY_FIREWALL],
  [ResponseType.INTEGRATION_TIMEOUT, BUSY],
  [ResponseType.INTEGRATION_FAILURE, BUSY],
  [ResponseType.DEFAULT_5XX, problem("internal-error")],
];

const both = ({ zh, en }: Sentence, between: string): string => `${zh}${between}${en}`;

/** The problem document; `requestId` is filled in by the gateway where it can. */
export const documentOf = ({ code, status, title, detail }: GatewayProblem, requestId?: string): string =>
  JSON.stringify({
    type: `urn:problem:${code}`,
    title: both(title, " / "),
    status,
    detail: both(detail, " "),
    code,
    ...(requestId === undefined ? {} : { requestId }),
  });

const headersOf = ({ status, retryAfter }: GatewayProblem, anyOrigin: boolean): Record<string, string> => ({
  "Content-Type": "'application/problem+json'",
  ...(retryAfter === undefined ? {} : { "Retry-After": `'${retryAfter}'` }),
  ...(status === 401 ? { "WWW-Authenticate": "'Bearer'" } : {}),
  // Without it a page of an allowed origin could not read why it was refused; the document is the same for everyone.
  ...(anyOrigin ? { "Access-Control-Allow-Origin": "'*'", "Access-Control-Expose-Headers": "'Retry-After'" } : {}),
});

const responseOf = (each: GatewayProblem, anyOrigin: boolean) => ({
  responseParameters: Object.fromEntries(
    Object.entries(headersOf(each, anyOrigin)).map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
  ),
  responseTemplates: { "application/json": documentOf(each, "$context.requestId") },
});

/** By type of refusal, as `x-amazon-apigateway-gateway-responses` takes it. @param anyOrigin the API is called by web pages of other origins */
export const gatewayResponses = (anyOrigin: boolean) => ({
  ...Object.fromEntries(
    GATEWAY_PROBLEMS.map(([{ responseType }, each]) => [
      responseType,
      { statusCode: String(each.status), ...responseOf(each, anyOrigin) },
    ]),
  ),
  // Whatever else: the gateway keeps its own status, so that the document cannot say it.
  [ResponseType.DEFAULT_4XX.responseType]: responseOf(NOT_ACCEPTED, anyOrigin),
});
