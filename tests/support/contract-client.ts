/** Calls the API by operation, and checks every reply, refusals too, against openapi.json: status, content type and body. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { allRoutes } from "../../shared/http/routes.ts";

/** What the document's schema has already checked; tests read into it freely. */
// biome-ignore lint/suspicious/noExplicitAny: the type of a reply is its schema's, which is checked when it arrives
type CheckedBody = any;
type Reply = { readonly status: number; readonly headers: Headers; readonly body: CheckedBody };
type Call = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
};
type Described = { content?: object; headers?: Record<string, { required?: boolean }> };
type OpenApi = {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Described> }>>;
};

const document: OpenApi = JSON.parse(readFileSync(join(import.meta.dirname, "../../openapi.json"), "utf8"));

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, "api");

const escaped = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");

/** @throws Error when the reply is not one that the document describes */
const checkReply = (path: string, method: string, { status, headers, body }: Reply): void => {
  const media = (headers.get("content-type") ?? "").split(";")[0] ?? "";
  const where = `/paths/${escaped(path)}/${method}/responses/${status}`;
  const described = document.paths[path]?.[method]?.responses[String(status)];
  if (described === undefined)
    throw new Error(`${method} ${path} answered ${status}, which is not described: ${JSON.stringify(body)}`);
  for (const [name, { required }] of Object.entries(described.headers ?? {})) {
    if (required && !headers.has(name)) throw new Error(`${where} lacks its header ${name}`);
  }
  if (described.content === undefined) return;
  if (!Object.hasOwn(described.content, media)) throw new Error(`${where} is not described as ${media}`);
  const valid = ajv.validate(
    { $ref: `api#${encodeURI(where)}/content/${escaped(media).replaceAll("+", "%2B")}/schema` },
    body,
  );
  if (!valid) throw new Error(`${where}: ${ajv.errorsText()}\n${JSON.stringify(body)}`);
};

/** Operation and status of every reply that was seen and fitted. */
export type Seen = Set<string>;

export const contractClient = (url: string) => {
  const seen: Seen = new Set();
  const call = async (
    operationId: string,
    { params = {}, query = {}, body, headers = {}, token }: Call = {},
  ): Promise<Reply> => {
    const route = allRoutes.find(({ id }) => id === operationId);
    if (route === undefined) throw new Error(`there is no operation ${operationId}`);
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${url}${path}${search && `?${search}`}`, {
      method: route.method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const parsed: unknown = type.includes("json") ? JSON.parse(text) : text;
    const reply = { status: response.status, headers: response.headers, body: parsed };
    checkReply(route.path, route.method.toLowerCase(), reply);
    seen.add(`${operationId} ${response.status}`);
    return reply;
  };
  return { call, seen };
};
export type ContractClient = ReturnType<typeof contractClient>;
