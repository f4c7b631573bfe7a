/** API Gateway on one machine: serves the methods of the template, and nothing else. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Activity } from "./activity.ts";
import type { Authorize, Decision } from "./authorizer.ts";
import type { Functions } from "./functions.ts";
import { headerOf, type Incoming, incomingOf, ProxyReply, proxyEvent, replyHeaders } from "./gateway-event.ts";
import { type Found, pathTable } from "./gateway-paths.ts";
import { gatewayAnswer, type ResponseKind } from "./gateway-responses.ts";
import type { GatewayTable, MockReply } from "./gateway-table.ts";
import { readBody, TooLarge } from "./http-exchange.ts";

/** A function takes at most 6 MB; API Gateway itself would take 10. */
const LIMIT = 6 * 1024 * 1024;

export type GatewayOptions = {
  readonly table: GatewayTable;
  readonly functions: Pick<Functions, "invoke">;
  readonly authorize: Authorize;
  readonly activity: Activity;
  readonly now: () => number;
};

const send = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: string | Buffer,
): void => {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
};

/** The one thing that a mock template does here: allow the origin that asks, if it is on the list. */
const allowedOrigin = ({ template = "" }: MockReply, origin = ""): Record<string, string> => {
  const patterns = [...template.matchAll(/\$origin\.matches\("([^"]*)"\)/g)].map(([, pattern = ""]) => pattern);
  return patterns.some((pattern) => new RegExp(`^(?:${pattern})$`).test(origin))
    ? { "access-control-allow-origin": origin }
    : {};
};

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

export const createGateway = ({ table, functions, authorize, activity, now }: GatewayOptions) => {
  const find = pathTable(table.methods);

  const refuse = (response: ServerResponse, kind: ResponseKind, requestId: string): void => {
    const { status, headers, body } = gatewayAnswer(kind, table.responses, requestId);
    send(response, status, { ...lowerCased(headers), "x-amzn-requestid": requestId }, body);
  };

  const signIn = async (
    { method: { authorizer, httpMethod } }: Found,
    incoming: Incoming,
  ): Promise<Decision | undefined> => {
    if (authorizer === undefined) return undefined;
    return authorize(authorizer, headerOf(incoming, authorizer.header), `${table.arn}/${httpMethod}${incoming.path}`);
  };

  /** API Gateway looks at the first type that the caller accepts, and at nothing else. */
  const takesBytes = (incoming: Incoming): boolean => {
    const [first = ""] = (headerOf(incoming, "accept") ?? "").split(/[,;]/);
    return table.binaryTypes.includes(first.trim());
  };

  const callFunction = async (
    name: string,
    event: unknown,
    incoming: Incoming,
    response: ServerResponse,
  ): Promise<void> => {
    const { requestId } = incoming;
    const reply = ProxyReply.safeParse(await functions.invoke(name, event).catch(() => undefined));
    if (!reply.success) return refuse(response, "DEFAULT_5XX", requestId);
    const { statusCode, body, isBase64Encoded } = reply.data;
    const bytes = isBase64Encoded && takesBytes(incoming) ? Buffer.from(body ?? "", "base64") : (body ?? "");
    send(response, statusCode, { ...replyHeaders(reply.data), "x-amzn-requestid": requestId }, bytes);
  };

  const serve = async (
    found: Found,
    incoming: Incoming,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const { target, httpMethod } = found.method;
    if (target.kind === "mock") {
      request.resume();
      const { status, headers } = target.reply;
      const origin = allowedOrigin(target.reply, headerOf(incoming, "origin"));
      return send(response, status, { ...lowerCased(headers), ...origin }, "");
    }
    const body = (await readBody(request, LIMIT)).toString();
    const decision = await signIn(found, incoming);
    if (decision !== undefined && "refusal" in decision) return refuse(response, decision.refusal, incoming.requestId);
    if (httpMethod !== "GET") activity.happened();
    const event = proxyEvent(incoming, found, body, { table, at: now(), authorizer: decision?.signedIn });
    await callFunction(target.function, event, incoming, response);
  };

  const located = (incoming: Incoming): Found | ResponseKind => {
    try {
      return find(incoming.httpMethod, incoming.path) ?? "MISSING_AUTHENTICATION_TOKEN";
    } catch (error) {
      // A path that is not decodable.
      if (error instanceof URIError) return "BAD_REQUEST_PARAMETERS";
      throw error;
    }
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const incoming = incomingOf(request, requestId);
    const found = located(incoming);
    try {
      if (typeof found !== "string") return await serve(found, incoming, request, response);
      request.resume();
      refuse(response, found, requestId);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else refuse(response, error instanceof TooLarge ? "REQUEST_TOO_LARGE" : "INTEGRATION_FAILURE", requestId);
    }
  };
};
