/** From an operation's answer, or an error, to what API Gateway sends. */
import type { APIGatewayProxyResult } from "aws-lambda";
import { BINARY_TYPES } from "../../shared/http/files.ts";
import { type Locale, problemOf } from "../../shared/http/problems.ts";
import type { Reply, Route } from "../../shared/http/route.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { sha256Base64 } from "./hashes.ts";
import { errorFields, log } from "./log.ts";

/** No answer of this API may be kept by a cache: most are about a person. */
const COMMON = { "Cache-Control": "no-store", Vary: "Accept-Language, Authorization, Lookup-Code" } as const;
const policy = (script: string | undefined): string =>
  [
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    ...(script === undefined ? [] : [`script-src 'sha256-${sha256Base64(script)}'; connect-src 'self'`]),
  ].join("; ");
/** Pages load nothing, and run no script but the one that their route names. */
const pageOf = ({ script }: Reply) => ({ "Content-Security-Policy": policy(script) });

const contentType = (type: Reply["type"]): string => {
  if (type === undefined) return "application/json; charset=utf-8";
  return BINARY_TYPES.includes(type) ? type : `${type}; charset=utf-8`;
};

/** To be saved, and never run as a page of this API. */
const savedAs = (fileName: string | undefined): Record<string, string> =>
  fileName === undefined
    ? {}
    : { "Content-Disposition": `attachment; filename="${fileName}"`, "X-Content-Type-Options": "nosniff" };

const bodyOf = (parsed: unknown, { type }: Reply): Pick<APIGatewayProxyResult, "body" | "isBase64Encoded"> => {
  if (parsed === undefined) return { body: "" };
  if (parsed instanceof Uint8Array) return { body: Buffer.from(parsed).toString("base64"), isBase64Encoded: true };
  return { body: type === undefined ? JSON.stringify(parsed) : String(parsed) };
};

/** The reply, stripped to what the route's schema names: nothing else can leak. @throws when the operation broke its promise */
export const answerOf = (
  route: Route,
  answer: { status: string | number; body?: unknown; version?: number; fileName?: string },
): APIGatewayProxyResult => {
  const status = Number(answer.status);
  const reply = route.replies[status];
  if (reply === undefined) throw new Error(`${route.id} has no reply ${status}`);
  const parsed: unknown = reply.body?.parse(answer.body);
  return {
    statusCode: status,
    headers: {
      ...COMMON,
      ...(reply.type === "text/html" ? pageOf(reply) : {}),
      ...savedAs(answer.fileName),
      "Content-Type": contentType(reply.type),
      ...(reply.etag && answer.version !== undefined ? { ETag: `"${answer.version}"` } : {}),
    },
    ...bodyOf(parsed, reply),
  };
};

/** What lies behind was slow or busy: worth another try (the caller's, with its idempotency key or If-Match). */
const PASSING = new Set([
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TransactionConflictException",
  "TimeoutError",
  "InternalServerError",
  "ServiceUnavailable",
  "LimitExceededException",
  "ECONNREFUSED",
  "ECONNRESET",
]);

const isPassing = (error: unknown): boolean =>
  error instanceof Error && (PASSING.has(error.name) || PASSING.has(String((error as { code?: unknown }).code)));

const refusalOf = (error: unknown, requestId: string): Refusal => {
  if (error instanceof Refusal) return error;
  log("request-failed", { requestId, ...errorFields(error) });
  return new Refusal(isPassing(error) ? "service-unavailable" : "internal-error");
};

export const problemAnswer = (error: unknown, locale: Locale, requestId: string): APIGatewayProxyResult => {
  const { status, retryAfter, document } = problemOf(refusalOf(error, requestId), locale, requestId);
  return {
    statusCode: status,
    headers: {
      ...COMMON,
      "Content-Type": "application/problem+json; charset=utf-8",
      "Content-Language": locale,
      ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
      ...(status === 401 ? { "WWW-Authenticate": "Bearer" } : {}),
    },
    body: JSON.stringify(document),
  };
};
