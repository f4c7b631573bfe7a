/** The template's REST API as a table: which path and method is served by which function, behind which authorizer. */
import * as z from "zod";
import { ofType } from "./template.ts";

const Texts = z.record(z.string(), z.string()).default({});
const Reply = z.object({ statusCode: z.string(), responseParameters: Texts, responseTemplates: Texts });
const Operation = z.object({
  security: z.array(z.record(z.string(), z.unknown())).default([]),
  "x-amazon-apigateway-integration": z.object({
    type: z.string(),
    uri: z.string().optional(),
    responses: z.record(z.string(), Reply).default({}),
  }),
});
const Scheme = z.object({
  type: z.literal("apiKey"),
  in: z.literal("header"),
  name: z.string(),
  "x-amazon-apigateway-authtype": z.literal("custom"),
  "x-amazon-apigateway-authorizer": z.object({
    type: z.literal("token"),
    authorizerUri: z.string(),
    identityValidationExpression: z.string().optional(),
    /** Seconds. */
    authorizerResultTtlInSeconds: z.number().default(300),
  }),
});
const GatewayResponse = z.object({
  statusCode: z.string().optional(),
  responseParameters: Texts,
  responseTemplates: Texts,
});
/** OpenAPI with API Gateway's extensions, as far as the local run knows them; anything else stops it. */
const ApiDocument = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ securitySchemes: z.record(z.string(), Scheme).default({}) }).default({ securitySchemes: {} }),
  "x-amazon-apigateway-binary-media-types": z.array(z.string()).default([]),
  "x-amazon-apigateway-gateway-responses": z.record(z.string(), GatewayResponse).default({}),
});
type ApiDocument = z.infer<typeof ApiDocument>;

export type Authorizer = {
  readonly id: string;
  readonly function: string;
  /** Header that carries the token, in lower case. */
  readonly header: string;
  readonly pattern?: RegExp;
  readonly ttlMs: number;
};
export type MockReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly template?: string;
};
export type Target =
  | { readonly kind: "lambda"; readonly function: string }
  | { readonly kind: "mock"; readonly reply: MockReply };
export type Method = {
  readonly resource: string;
  readonly httpMethod: string;
  readonly target: Target;
  readonly authorizer?: Authorizer;
};
export type GatewayResponse = z.infer<typeof GatewayResponse>;
export type GatewayTable = {
  readonly apiId: string;
  readonly stage: string;
  /** `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>` */
  readonly arn: string;
  readonly account: string;
  readonly methods: readonly Method[];
  /** Decoded for whoever accepts one of them first of all. */
  readonly binaryTypes: readonly string[];
  readonly responses: ReadonlyMap<string, GatewayResponse>;
};

/** `arn:…:lambda:path/2015-03-31/functions/<function ARN>/invocations` */
const functionIn = (uri: string): string => {
  const found = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (found === undefined) throw new Error(`${uri} invokes no function`);
  return found;
};

/** Static values stand in single quotes; others are mapped from the request, which nothing here needs. */
export const headersIn = (
  parameters: Readonly<Record<string, string>>,
  prefix: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const text = /^'(.*)'$/.exec(value)?.[1];
      if (text === undefined || !name.startsWith(prefix))
        throw new Error(`the mapping ${name}: ${value} is not known to the local run`);
      return [name.slice(prefix.length), text];
    }),
  );

type Integration = z.infer<typeof Operation>["x-amazon-apigateway-integration"];
const targetOf = ({ type, uri = "", responses: { default: reply } }: Integration): Target => {
  if (type === "aws_proxy") return { kind: "lambda", function: functionIn(uri) };
  if (type !== "mock" || reply === undefined)
    throw new Error(`integrations of type ${type} are not known to the local run`);
  const template = reply.responseTemplates["application/json"];
  const headers = headersIn(reply.responseParameters, "method.response.header.");
  return { kind: "mock", reply: { status: Number(reply.statusCode), headers, ...(template ? { template } : {}) } };
};

const authorizersOf = ({ components }: ApiDocument): ReadonlyMap<string, Authorizer> =>
  new Map(
    Object.entries(components.securitySchemes).map(([id, { name, "x-amazon-apigateway-authorizer": read }]) => {
      const pattern = read.identityValidationExpression;
      const authorizer: Authorizer = {
        id,
        function: functionIn(read.authorizerUri),
        header: name.toLowerCase(),
        ttlMs: read.authorizerResultTtlInSeconds * 1000,
        ...(pattern === undefined ? {} : { pattern: new RegExp(`^(?:${pattern})$`) }),
      };
      return [id, authorizer];
    }),
  );

const methodsOf = (document: ApiDocument): readonly Method[] => {
  const authorizers = authorizersOf(document);
  return Object.entries(document.paths).flatMap(([resource, operations]) =>
    Object.entries(operations).map(([verb, operation]): Method => {
      const target = targetOf(operation["x-amazon-apigateway-integration"]);
      const base = { resource, httpMethod: verb.toUpperCase(), target };
      const names = operation.security.flatMap((each) => Object.keys(each));
      if (names.length === 0) return base;
      const authorizer = authorizers.get(names[0]!);
      if (names.length > 1 || authorizer === undefined)
        throw new Error(`the authorization ${names.join(" and ")} of ${resource} is not known to the local run`);
      return { ...base, authorizer };
    }),
  );
};

export const gatewayTableOf = (resources: Parameters<typeof ofType>[0], partition: string): GatewayTable => {
  const [api, another] = ofType(resources, "AWS::ApiGateway::RestApi");
  if (api === undefined || another !== undefined) throw new Error("the local run serves exactly one REST API");
  const document = ApiDocument.parse(api.properties.Body);
  const stage = String(ofType(resources, "AWS::ApiGateway::Stage")[0]?.properties.StageName ?? "local");
  const { region, account } = api.stack;
  return {
    apiId: api.ref,
    stage,
    arn: `arn:${partition}:execute-api:${region}:${account}:${api.ref}/${stage}`,
    account,
    methods: methodsOf(document),
    binaryTypes: document["x-amazon-apigateway-binary-media-types"],
    responses: new Map(Object.entries(document["x-amazon-apigateway-gateway-responses"])),
  };
};
