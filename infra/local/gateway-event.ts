/** A request as API Gateway's REST APIs hand it to a function (proxy integration), and a function's reply to it. */
import type { IncomingMessage } from "node:http";
import * as z from "zod";
import type { Found } from "./gateway-paths.ts";
import type { GatewayTable } from "./gateway-table.ts";

export type Incoming = {
  readonly requestId: string;
  readonly httpMethod: string;
  /** Without the query, as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names as sent. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly host: string;
};

/** Values by name, in the order in which they came. */
type Groups = Record<string, string[]>;
const addTo = (groups: Groups, name: string, value: string): void => {
  const group = groups[name];
  if (group === undefined) groups[name] = [value];
  else group.push(value);
};
const grouped = (pairs: Iterable<readonly [string, string]>): Groups => {
  const groups: Groups = {};
  for (const [name, value] of pairs) addTo(groups, name, value);
  return groups;
};

export const incomingOf = (request: IncomingMessage, requestId: string): Incoming => {
  const { url = "/", rawHeaders } = request;
  const asks = url.indexOf("?");
  const [path, query] = asks < 0 ? [url, ""] : [url.slice(0, asks), url.slice(asks + 1)];
  const headers: Groups = {};
  for (let n = 0; n < rawHeaders.length; n += 2) addTo(headers, rawHeaders[n] ?? "", rawHeaders[n + 1] ?? "");
  addTo(headers, "X-Forwarded-Proto", "http");
  const host = request.headers.host ?? "127.0.0.1";
  return { requestId, httpMethod: request.method ?? "GET", path, query: new URLSearchParams(query), headers, host };
};

export const headerOf = ({ headers }: Incoming, name: string): string | undefined =>
  Object.entries(headers)
    .find(([key]) => key.toLowerCase() === name)?.[1]
    .at(-1);

const lastOfEach = (values: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? ""]));

const queryOf = (query: URLSearchParams): Readonly<Record<string, readonly string[]>> | null =>
  query.size === 0 ? null : grouped(query);

export type SignedIn = Readonly<Record<string, unknown>> & { readonly principalId: string };

export const proxyEvent = (
  incoming: Incoming,
  { method, pathParameters }: Found,
  body: string,
  {
    table,
    at,
    authorizer,
  }: { readonly table: GatewayTable; readonly at: number; readonly authorizer: SignedIn | undefined },
) => {
  const { requestId, httpMethod, path, headers, host } = incoming;
  const query = queryOf(incoming.query);
  return {
    resource: method.resource,
    path,
    httpMethod,
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: query && lastOfEach(query),
    multiValueQueryStringParameters: query,
    pathParameters,
    stageVariables: null,
    requestContext: {
      accountId: table.account,
      apiId: table.apiId,
      stage: table.stage,
      requestId,
      extendedRequestId: requestId,
      resourceId: method.resource,
      resourcePath: method.resource,
      // As behind a domain of the municipality's own: the stage is in no address.
      path,
      httpMethod,
      protocol: "HTTP/1.1",
      domainName: host.replace(/:\d+$/, ""),
      domainPrefix: table.apiId,
      requestTime: new Date(at).toISOString(),
      requestTimeEpoch: at,
      identity: { sourceIp: "127.0.0.1", userAgent: headerOf(incoming, "user-agent") ?? null },
      ...(authorizer === undefined ? {} : { authorizer }),
    },
    body: body === "" ? null : body,
    isBase64Encoded: false,
  };
};

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export const ProxyReply = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), Scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(Scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});
export type ProxyReply = z.infer<typeof ProxyReply>;

export const replyHeaders = ({ headers, multiValueHeaders }: ProxyReply): Record<string, string | string[]> => {
  const merged: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers ?? {})) merged[name.toLowerCase()] = String(value);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) merged[name.toLowerCase()] = values.map(String);
  return { "content-type": "application/json", ...merged };
};
