/** Calls a handler as API Gateway would. */
import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { ROUTES, type RouteId } from "../../../shared/http/routes.ts";

export type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;
export type Call = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  /** A string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly sub?: string;
  /** The caller's address. */
  readonly from?: string;
};

const pathOf = (path: string, params: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");

/** Status, headers and parsed body. */
export const caller =
  (handler: Handler) =>
  async (id: RouteId, { params = {}, query, body, headers = {}, sub, from = "192.0.2.1" }: Call = {}) => {
    const { method, path } = ROUTES[id];
    const event = {
      httpMethod: method,
      resource: path,
      path: pathOf(path, params),
      pathParameters: Object.keys(params).length === 0 ? null : params,
      queryStringParameters: query ?? null,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      multiValueHeaders: {},
      body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: { authorizer: sub === undefined ? undefined : { sub }, identity: { sourceIp: from } },
    };
    const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 60_000 };
    // The pipeline reads no more of event and context than is made up here.
    const reply = await handler(event as unknown as APIGatewayProxyEvent, context as unknown as Context);
    const text = reply.body;
    const isJson = String(reply.headers?.["Content-Type"]).includes("json");
    const read = isJson ? JSON.parse(text || "null") : undefined;
    return { status: reply.statusCode, headers: reply.headers ?? {}, text, body: read };
  };

export type Caller = ReturnType<typeof caller>;
