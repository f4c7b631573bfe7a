/** The template's REST API as a table: which path and method is served by which function, behind which authorizer. */
import * as z from "zod";
import { type LocalResource, ofType } from "./template.ts";

const ResourceProperties = z.object({ ParentId: z.string(), PathPart: z.string() });
const IntegrationResponse = z.object({
  StatusCode: z.string(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});
const MethodProperties = z.object({
  HttpMethod: z.string(),
  ResourceId: z.string(),
  AuthorizationType: z.string().default("NONE"),
  AuthorizerId: z.string().optional(),
  Integration: z.object({
    Type: z.string(),
    Uri: z.string().optional(),
    IntegrationResponses: z.array(IntegrationResponse).default([]),
  }),
});
const AuthorizerProperties = z.object({
  Type: z.string(),
  AuthorizerUri: z.string(),
  IdentitySource: z.string().default("method.request.header.Authorization"),
  IdentityValidationExpression: z.string().optional(),
  /** Seconds. */
  AuthorizerResultTtlInSeconds: z.number().default(300),
});
const ResponseProperties = z.object({
  ResponseType: z.string(),
  StatusCode: z.string().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});

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
export type GatewayResponse = z.infer<typeof ResponseProperties>;
export type GatewayTable = {
  readonly apiId: string;
  readonly stage: string;
  /** `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>` */
  readonly arn: string;
  readonly account: string;
  readonly methods: readonly Method[];
  readonly responses: ReadonlyMap<string, GatewayResponse>;
};

/** `arn:…:lambda:path/2015-03-31/functions/<function ARN>/invocations` */
const functionIn = (uri: string): string => {
  const found = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (found === undefined) throw new Error(`${uri} invokes no function`);
  return found;
};

/** Static values stand in single quotes; others are mapped from the request, which nothing here needs. */
const headersIn = (parameters: Readonly<Record<string, string>>, prefix: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const text = /^'(.*)'$/.exec(value)?.[1];
      if (text === undefined || !name.startsWith(prefix))
        throw new Error(`the mapping ${name}: ${value} is not known to the local run`);
      return [name.slice(prefix.length), text];
    }),
  );

const targetOf = ({
  Type,
  Uri = "",
  IntegrationResponses: [response],
}: z.infer<typeof MethodProperties>["Integration"]): Target => {
  if (Type === "AWS_PROXY") return { kind: "lambda", function: functionIn(Uri) };
  if (Type !== "MOCK" || response === undefined)
    throw new Error(`integrations of type ${Type} are not known to the local run`);
  const template = response.ResponseTemplates["application/json"];
  const headers = headersIn(response.ResponseParameters, "method.response.header.");
  return { kind: "mock", reply: { status: Number(response.StatusCode), headers, ...(template ? { template } : {}) } };
};

const authorizersOf = (resources: readonly LocalResource[]): ReadonlyMap<string, Authorizer> =>
  new Map(
    ofType(resources, "AWS::ApiGateway::Authorizer").map(({ ref, properties }) => {
      const read = AuthorizerProperties.parse(properties);
      if (read.Type !== "TOKEN") throw new Error(`authorizers of type ${read.Type} are not known to the local run`);
      const pattern = read.IdentityValidationExpression;
      const authorizer: Authorizer = {
        id: ref,
        function: functionIn(read.AuthorizerUri),
        header: read.IdentitySource.replace("method.request.header.", "").toLowerCase(),
        ttlMs: read.AuthorizerResultTtlInSeconds * 1000,
        ...(pattern === undefined ? {} : { pattern: new RegExp(`^(?:${pattern})$`) }),
      };
      return [ref, authorizer];
    }),
  );

const pathsOf = (resources: readonly LocalResource[]): ((resourceId: string) => string) => {
  const parts = new Map(
    ofType(resources, "AWS::ApiGateway::Resource").map(({ ref, properties }) => [
      ref,
      ResourceProperties.parse(properties),
    ]),
  );
  const path = (id: string): string => {
    const part = parts.get(id);
    return part === undefined ? "" : `${path(part.ParentId)}/${part.PathPart}`;
  };
  return (id) => path(id) || "/";
};

export const gatewayTableOf = (resources: readonly LocalResource[], partition: string): GatewayTable => {
  const [api, another] = ofType(resources, "AWS::ApiGateway::RestApi");
  if (api === undefined || another !== undefined) throw new Error("the local run serves exactly one REST API");
  const authorizers = authorizersOf(resources);
  const pathOf = pathsOf(resources);
  const methods = ofType(resources, "AWS::ApiGateway::Method").map(({ properties }): Method => {
    const read = MethodProperties.parse(properties);
    const authorizer = authorizers.get(read.AuthorizerId ?? "");
    if ((read.AuthorizationType === "CUSTOM") !== (authorizer !== undefined) || read.AuthorizationType === "AWS_IAM") {
      throw new Error(
        `the authorization ${read.AuthorizationType} of ${pathOf(read.ResourceId)} is not known to the local run`,
      );
    }
    const base = { resource: pathOf(read.ResourceId), httpMethod: read.HttpMethod, target: targetOf(read.Integration) };
    return authorizer === undefined ? base : { ...base, authorizer };
  });
  const stage = String(ofType(resources, "AWS::ApiGateway::Stage")[0]?.properties.StageName ?? "local");
  const { region, account } = api.stack;
  return {
    apiId: api.ref,
    stage,
    arn: `arn:${partition}:execute-api:${region}:${account}:${api.ref}/${stage}`,
    account,
    methods,
    responses: new Map(
      ofType(resources, "AWS::ApiGateway::GatewayResponse").map(({ properties }) => {
        const read = ResponseProperties.parse(properties);
        return [read.ResponseType, read];
      }),
    ),
  };
};

export { headersIn };
