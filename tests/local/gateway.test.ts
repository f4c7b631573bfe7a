import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { Template } from "../../infra/local/assembly.ts";
import { createAuthorize } from "../../infra/local/authorizer.ts";
import { createGateway } from "../../infra/local/gateway.ts";
import { pathTable } from "../../infra/local/gateway-paths.ts";
import { gatewayAnswer } from "../../infra/local/gateway-responses.ts";
import { gatewayTableOf, type Method } from "../../infra/local/gateway-table.ts";
import { InvocationFailure } from "../../infra/local/runtime.ts";
import { resolveStacks } from "../../infra/local/template.ts";

const method = (httpMethod: string, resource: string): Method => ({
  httpMethod,
  resource,
  target: { kind: "lambda", function: resource },
});

describe("the gateway's paths", () => {
  const find = pathTable([
    method("GET", "/"),
    method("GET", "/v1/cases/{caseNumber}"),
    method("POST", "/v1/cases/{caseNumber}"),
    method("GET", "/v1/cases/open"),
    method("ANY", "/files/{path+}"),
  ]);
  const found = (httpMethod: string, path: string) => find(httpMethod, path)?.method.resource;

  it("prefer a literal part to a parameter", () => {
    expect(found("GET", "/v1/cases/open")).toBe("/v1/cases/open");
    expect(found("GET", "/v1/cases/K7M2")).toBe("/v1/cases/{caseNumber}");
  });
  it("hand on decoded parameters, and the rest of a path where it asks for it", () => {
    expect(find("GET", "/v1/cases/%E7%A4%BA%2F1")?.pathParameters).toEqual({ caseNumber: "示/1" });
    expect(find("DELETE", "/files/a/b")?.pathParameters).toEqual({ path: "a/b" });
    expect(find("GET", "/")?.pathParameters).toBeNull();
  });
  it("know neither other methods nor other paths", () => {
    expect(found("PUT", "/v1/cases/K7M2")).toBeUndefined();
    expect(found("POST", "/v1/cases/open")).toBeUndefined();
    expect(found("GET", "/v1/cases")).toBeUndefined();
  });
});

describe("the gateway's own answers", () => {
  const response = (statusCode?: string) => ({
    ...(statusCode === undefined ? {} : { statusCode }),
    responseParameters: { "gatewayresponse.header.Retry-After": "'2'" },
    responseTemplates: { "application/json": '{"id":"$context.requestId","said":$context.error.messageString}' },
  });
  const responses = new Map([
    ["MISSING_AUTHENTICATION_TOKEN", response("404")],
    ["DEFAULT_4XX", response()],
  ]);

  it("are the template's, filled in", () => {
    expect(gatewayAnswer("MISSING_AUTHENTICATION_TOKEN", responses, "r1")).toEqual({
      status: 404,
      headers: { "Content-Type": "application/json", "Retry-After": "2" },
      body: '{"id":"r1","said":"Missing Authentication Token"}',
    });
  });
  it("keep their own status under the default, and their own words without one", () => {
    expect(gatewayAnswer("ACCESS_DENIED", responses, "r1").status).toBe(403);
    expect(gatewayAnswer("DEFAULT_5XX", responses, "r1")).toMatchObject({
      status: 502,
      body: '{"message":"Internal server error"}',
    });
  });
});

describe("the gateway's table", () => {
  const uri = {
    "Fn::Join": [
      "",
      ["arn:aws-cn:apigateway:r:lambda:path/2015-03-31/functions/", { "Fn::GetAtt": ["F", "Arn"] }, "/invocations"],
    ],
  };
  const scheme = {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: uri, authorizerResultTtlInSeconds: 300 },
  };
  const served = { type: "aws_proxy", httpMethod: "POST", uri };
  const tableOf = (operation: object, scheming: object = {}) => {
    const Body = {
      paths: { "/v1": { get: { "x-amazon-apigateway-integration": served, ...operation } } },
      components: { securitySchemes: { Auth: { ...scheme, ...scheming } } },
    };
    const Resources = {
      Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Body } },
      F: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "town-f" } },
    };
    const stack = {
      name: "api",
      region: "r",
      account: "000000000000",
      template: Template.parse({ Resources }),
      assetPath: () => undefined,
    };
    return gatewayTableOf(resolveStacks([stack], { partition: "aws-cn", urlSuffix: "x", queues: "q" }), "aws-cn");
  };

  it("holds each operation of the template with its path, its function and its authorizer", () => {
    const lambda = "arn:aws-cn:lambda:r:000000000000:function:town-f";
    expect(tableOf({ security: [{ Auth: [] }] }).methods).toMatchObject([
      {
        resource: "/v1",
        httpMethod: "GET",
        target: { function: lambda },
        authorizer: { header: "authorization", ttlMs: 300_000 },
      },
    ]);
    expect(tableOf({}).methods[0]?.authorizer).toBeUndefined();
  });
  it("stops at an authorization or an integration that it does not know, instead of leaving a door open", () => {
    expect(() => tableOf({ security: [{ Other: [] }] })).toThrow("Other");
    expect(() => tableOf({ security: [{ Auth: [], Other: [] }] })).toThrow("Auth and Other");
    expect(() => tableOf({}, { "x-amazon-apigateway-authtype": "awsSigv4" })).toThrow("authtype");
    expect(() => tableOf({ "x-amazon-apigateway-integration": { type: "http_proxy" } })).toThrow("http_proxy");
  });
});

describe("bytes in a reply", () => {
  const ask = async (accept: string): Promise<string> => {
    const gateway = createGateway({
      table: {
        ...{ apiId: "a", stage: "s", arn: "arn", account: "0", responses: new Map() },
        methods: [method("GET", "/file")],
        binaryTypes: ["application/zip"],
      },
      functions: { invoke: async () => ({ statusCode: 200, body: "UEs=", isBase64Encoded: true }) },
      authorize: async () => ({ refusal: "UNAUTHORIZED" }),
      activity: { happened: () => {} } as never, // reads are no activity
      now: () => 0,
    });
    const server = createServer((request, response) => void gateway(request, response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo; // of a server that listens on a port
    const reply = await fetch(`http://127.0.0.1:${port}/file`, { headers: { accept } });
    const text = await reply.text();
    await new Promise((done) => server.close(done));
    return text;
  };

  it("are decoded for whoever accepts one of the API's binary types first, as API Gateway does, and for nobody else", async () => {
    expect(await ask("application/zip;q=0.9, */*")).toBe("PK");
    expect(await ask("*/*")).toBe("UEs=");
    expect(await ask("text/html, application/zip")).toBe("UEs=");
  });
});

describe("the authorizer's answer", () => {
  const AUTHORIZER = {
    id: "a",
    function: "authorizer",
    header: "authorization",
    pattern: /^Bearer .+$/,
    ttlMs: 300_000,
  };
  const ARN = "arn:aws-cn:execute-api:r:000000000000:api/local";
  const verdict = (Effect: string, Resource: string) => ({
    principalId: "sub-1",
    policyDocument: { Statement: [{ Effect, Resource }] },
    context: { sub: "sub-1", level: 2 },
  });
  const asking = (answer: () => unknown) => {
    const calls: unknown[] = [];
    const clock = { at: 0 };
    const invoke = async (_: string, event: unknown) => {
      calls.push(event);
      return answer();
    };
    const authorize = createAuthorize({ invoke }, () => clock.at);
    return { ask: (token: string | undefined) => authorize(AUTHORIZER, token, `${ARN}/GET/v1/me`), calls, clock };
  };
  const thrown = (errorMessage: string) => () => {
    throw new InvocationFailure({ errorType: "Error", errorMessage });
  };

  it("hands on who signed in, every value as text", async () => {
    const { ask } = asking(() => verdict("Allow", `${ARN}/*`));
    expect(await ask("Bearer x")).toEqual({ signedIn: { sub: "sub-1", level: "2", principalId: "sub-1" } });
  });
  it("is kept as long as the template says, by the rehearsal clock, and per token", async () => {
    const { ask, calls, clock } = asking(() => verdict("Allow", `${ARN}/*`));
    await ask("Bearer x");
    await ask("Bearer x");
    await ask("Bearer y");
    clock.at = 299_999;
    await ask("Bearer x");
    expect(calls).toHaveLength(2);
    clock.at = 300_000;
    await ask("Bearer x");
    expect(calls).toHaveLength(3);
  });
  it("refuses without asking when the token is missing or malformed", async () => {
    const { ask, calls } = asking(() => verdict("Allow", "*"));
    expect([await ask(undefined), await ask("Basic x")]).toEqual([
      { refusal: "UNAUTHORIZED" },
      { refusal: "UNAUTHORIZED" },
    ]);
    expect(calls).toEqual([]);
  });
  it("tells a refused token, a denied method, a broken authorizer and an unreadable answer apart", async () => {
    const outcome = async (answer: () => unknown) => asking(answer).ask("Bearer x");
    expect(await outcome(thrown("Unauthorized"))).toEqual({ refusal: "UNAUTHORIZED" });
    expect(await outcome(thrown("no keys"))).toEqual({ refusal: "AUTHORIZER_FAILURE" });
    expect(await outcome(() => verdict("Deny", "*"))).toEqual({ refusal: "ACCESS_DENIED" });
    expect(await outcome(() => verdict("Allow", `${ARN}/POST/*`))).toEqual({ refusal: "ACCESS_DENIED" });
    expect(await outcome(() => "yes")).toEqual({ refusal: "AUTHORIZER_CONFIGURATION_ERROR" });
  });
});
