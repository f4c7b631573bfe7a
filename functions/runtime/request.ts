/** From an API Gateway event to what an operation is given: each part checked by the route, kept apart from the others. */
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import * as z from "zod";
import type { Directory } from "../../shared/directory/directory.ts";
import { ofOffice } from "../../shared/directory/duty.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { fieldErrors } from "../../shared/http/field-errors.ts";
import { type Locale, localeOf } from "../../shared/http/problems.ts";
import type { Route } from "../../shared/http/route.ts";
import { normalizeCode } from "../../shared/kernel/ids.ts";
import { type FieldError, type FieldErrorCode, Refusal } from "../../shared/kernel/refusal.ts";

/** Bytes. No request of this API is near it. */
const BODY_LIMIT = 64 * 1024;

/** Characters; no member of staff is kept with a longer one. */
const LONGEST_SUBJECT = 200;

const IdempotencyKey = z.uuid();
const ETag = /^(?:W\/)?"(\d{1,9})"$/;

type Headers = Readonly<Record<string, string | undefined>>;
type Part = { readonly schema: z.ZodType | undefined; readonly value: unknown; readonly prefix: string };

const readBody = (event: APIGatewayProxyEvent, headers: Headers): unknown => {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString("utf8") : (event.body ?? "");
  if (text === "") return undefined;
  if (Buffer.byteLength(text) > BODY_LIMIT) throw new Refusal("payload-too-large", { limit: BODY_LIMIT });
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers["content-type"] ?? "application/json")) {
    throw new Refusal("unsupported-media-type");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed-json");
  }
};

/** What a route does not ask for may not be sent: a misspelt key must not be ignored. */
const Nothing = z.strictObject({});
const NoBody = Nothing.optional();

/** Every part is looked at before anything is refused, so that the caller learns everything at once. */
const parseAll = (parts: readonly Part[], locale: Locale): unknown[] => {
  const errors: FieldError[] = [];
  const values = parts.map(({ schema, value, prefix }) => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value, { reportInput: true });
    if (!parsed.success) errors.push(...fieldErrors(parsed.error.issues, prefix, locale));
    return parsed.data;
  });
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
  return values;
};

const headerError = (header: string, code: FieldErrorCode, zh: string, en: string, locale: Locale): Refusal =>
  new Refusal("validation-failed", {}, [{ pointer: `#/headers/${header}`, code, detail: locale === "en" ? en : zh }]);

const readIdempotencyKey = (headers: Headers, locale: Locale): string | undefined => {
  const key = headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (!IdempotencyKey.safeParse(key).success) {
    throw headerError("Idempotency-Key", "invalid-format", "须为 UUID。", "Must be a UUID.", locale);
  }
  return key.toLowerCase();
};

const readIfMatch = (headers: Headers, locale: Locale): number => {
  const tag = headers["if-match"];
  if (tag === undefined) throw new Refusal("precondition-required");
  const version = ETag.exec(tag.trim())?.[1];
  if (version === undefined) {
    throw headerError(
      "If-Match",
      "invalid-format",
      '须为读到的版本，例如 "3"。',
      'Must be the version read, such as "3".',
      locale,
    );
  }
  return Number(version);
};

/** A missing look-up code is answered like a wrong one. */
const readLookupCode = (headers: Headers): string => normalizeCode((headers["lookup-code"] ?? "").slice(0, 40));

const baseOf = ({ path, requestContext }: APIGatewayProxyEvent, headers: Headers): string => {
  const { path: whole, domainName = "" } = requestContext;
  const stage = whole?.endsWith(path) ? whole.slice(0, -path.length) : "";
  const scheme = headers["x-forwarded-proto"] === "http" ? "http" : "https";
  return `${scheme}://${headers.host ?? domainName}${stage}`;
};

const signedIn = async (
  route: Route,
  event: APIGatewayProxyEvent,
  people: Pick<Directory, "staffBySub"> | undefined,
): Promise<StaffMember | undefined> => {
  if (route.audience !== "staff" && route.audience !== "office") return undefined;
  const sub: unknown = event.requestContext.authorizer?.sub;
  // An index knows no empty key: nobody has signed in as nobody.
  if (typeof sub !== "string" || sub === "" || people === undefined) throw new Refusal("sign-in-required");
  const member = sub.length > LONGEST_SUBJECT ? undefined : await people.staffBySub(sub);
  if (member === undefined) throw new Refusal("staff-unknown");
  if (route.audience === "office" && !ofOffice(member)) throw new Refusal("forbidden");
  return member;
};

/**
 * What the operation is given.
 * @throws Refusal `sign-in-required`, `staff-unknown`, `forbidden`, `validation-failed`, `precondition-required`, …
 */
export const readRequest = async (
  route: Route,
  event: APIGatewayProxyEvent,
  context: Context,
  people: Pick<Directory, "staffBySub"> | undefined,
) => {
  // Null when a request has none, whatever the type says.
  const headers: Headers = event.headers ?? {};
  const locale = localeOf(headers["accept-language"]);
  const actor = await signedIn(route, event, people);
  const body = route.method === "GET" ? undefined : readBody(event, headers);
  const [params, query, parsedBody] = parseAll(
    [
      { schema: route.params, value: event.pathParameters ?? {}, prefix: "#/path" },
      { schema: route.query ?? Nothing, value: event.queryStringParameters ?? {}, prefix: "#/query" },
      { schema: route.body ?? NoBody, value: body, prefix: "" },
    ],
    locale,
  );
  return {
    params,
    query,
    body: parsedBody,
    actor,
    ifMatch: route.ifMatch ? readIfMatch(headers, locale) : undefined,
    lookupCode: route.audience === "resident" ? readLookupCode(headers) : undefined,
    idempotencyKey: route.idempotent ? readIdempotencyKey(headers, locale) : undefined,
    token: context.awsRequestId,
    base: baseOf(event, headers),
    carriesSignIn: headers.authorization !== undefined,
    address: event.requestContext.identity?.sourceIp ?? "unknown",
    locale,
  };
};
