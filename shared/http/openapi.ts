/** The OpenAPI document, generated from the route table: the contract that outside checks are written against. */
import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { RefusalCode } from "../kernel/refusal.ts";
import { PROBLEMS, ProblemDocument } from "./problems.ts";
import type { Reply, Route } from "./route.ts";

const LookupCode = z.string().max(40).meta({ description: "The look-up code of the case", example: "7Q4M-ZK2P" });
const IfMatch = z.string().meta({ description: "The version that was read, as its ETag", example: '"3"' });
const IdempotencyKey = z.uuid().optional().meta({
  description: "Same key and same body: the same answer, and nothing is created twice",
});
const AcceptLanguage = z
  .string()
  .optional()
  .meta({ description: "zh-CN (default) or en, for problems", example: "zh-CN" });

/** What every route may answer beside what its own line names. */
const impliedBy = (route: Route): RefusalCode[] => {
  const signedIn = route.audience === "staff" || route.audience === "office";
  return [
    // Every route refuses what it does not ask for, in the query or, where it writes, in the body.
    "validation-failed",
    ...(route.method === "GET" ? [] : (["malformed-json", "unsupported-media-type", "payload-too-large"] as const)),
    ...(signedIn ? (["sign-in-required", "staff-unknown"] as const) : []),
    ...(route.audience === "office" ? (["forbidden"] as const) : []),
    ...(route.ifMatch ? (["precondition-required", "version-conflict"] as const) : []),
    "too-many-requests",
    "service-unavailable",
    "internal-error",
  ];
};

const headersOf = (route: Route): z.ZodObject =>
  z.object({
    "Accept-Language": AcceptLanguage,
    ...(route.audience === "resident" ? { "Lookup-Code": LookupCode } : {}),
    ...(route.ifMatch ? { "If-Match": IfMatch } : {}),
    ...(route.idempotent ? { "Idempotency-Key": IdempotencyKey } : {}),
  });

const replyOf = (reply: Reply) => ({
  description: reply.description,
  ...(reply.etag ? { headers: z.object({ ETag: z.string().meta({ description: "The version, for If-Match" }) }) } : {}),
  ...(reply.body === undefined ? {} : { content: { [reply.type ?? "application/json"]: { schema: reply.body } } }),
});

const RetryAfter = z.int().min(0).meta({ description: "Seconds to wait before another try", example: 2 });
const WwwAuthenticate = z.string().meta({ description: "How to sign in", example: "Bearer" });

const problemHeaders = (status: number) => {
  if (status === 401) return { headers: z.object({ "WWW-Authenticate": WwwAuthenticate }) };
  return status === 429 || status === 503 ? { headers: z.object({ "Retry-After": RetryAfter }) } : {};
};

const problemReplies = (codes: readonly RefusalCode[]) => {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, ofStatus]) => [
        String(status),
        {
          description: ofStatus.map((code) => `${code}: ${PROBLEMS[code].title.en}`).join("; "),
          ...problemHeaders(status),
          content: { "application/problem+json": { schema: ProblemDocument } },
        },
      ]),
  );
};

const requestBodyOf = ({ body, example }: Route) => {
  if (body === undefined) return {};
  const content = { schema: body, ...(example === undefined ? {} : { example }) };
  return { requestBody: { required: true, content: { "application/json": content } } };
};

const operationOf = (route: Route): ZodOpenApiOperationObject => ({
  operationId: route.id,
  summary: route.summary,
  ...(route.description === undefined ? {} : { description: route.description }),
  tags: [route.tag],
  security: route.audience === "staff" || route.audience === "office" ? [{ signIn: [] }] : [],
  requestParams: {
    ...(route.params ? { path: route.params } : {}),
    ...(route.query ? { query: route.query } : {}),
    header: headersOf(route),
  },
  ...requestBodyOf(route),
  responses: {
    ...Object.fromEntries(Object.entries(route.replies).map(([status, reply]) => [status, replyOf(reply)])),
    ...problemReplies([...route.refusals, ...impliedBy(route)]),
  },
});

const pathsOf = (routes: readonly Route[]): ZodOpenApiPathsObject => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
};

/** @param routes the whole table. The answer is plain JSON, the same for the same table. */
export const openApiDocument = (routes: readonly Route[]) =>
  createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "便民服务中心 · Citizen service centres",
        version: "1.0.0",
        description:
          "Cases of a municipality's citizen service centres: filing and looking up without an account, handling by staff, monthly bulletins. 居民无需注册即可提交和查询办件。 What a route does not ask for, in the query or in the body, is refused.",
        license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
      },
      servers: [{ url: "/", description: "The address of the deployment; locally the one that npm start prints" }],
      tags: [...new Set(routes.map(({ tag }) => tag))].sort().map((name) => ({ name, description: `About ${name}` })),
      paths: pathsOf(routes),
      components: {
        securitySchemes: {
          signIn: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description: "Token of the municipality's sign-in provider",
          },
        },
      },
    },
    // Read-only to our code is no property of what is sent.
    { override: ({ jsonSchema }) => void delete jsonSchema.readOnly },
  );
