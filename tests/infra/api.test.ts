import { describe, expect, it } from "vitest";
import { at, listOf } from "../../infra/house-rules/rule.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import { all, deployed, functionsIn, one } from "./deployed.ts";

const { api } = deployed(tengzhou);
const documentIn = (template: typeof api) => one(template, "AWS::ApiGateway::RestApi").properties.Body;
const document = documentIn(api);
const functions = functionsIn(api);

const PROXY = "x-amazon-apigateway-integration";
const operationOf = (verb: string, path: string): unknown => at(document, "paths", path, verb.toLowerCase());
/** `GET /v1/centres` … of every operation. */
const operationsOf = (body: unknown): readonly string[] =>
  Object.entries(at(body, "paths") as object).flatMap(([path, operations]) =>
    Object.keys(operations).map((verb) => `${verb.toUpperCase()} ${path}`),
  );
const SCHEME = ["components", "securitySchemes", "StaffSignIn"] as const;
const authorizer = at(document, ...SCHEME, "x-amazon-apigateway-authorizer");

const RESPONSES = "x-amazon-apigateway-gateway-responses";
const responsesOf = (body: unknown): readonly unknown[] => Object.values(at(body, RESPONSES) as object);
const gatewayResponse = (type: string): unknown => at(document, RESPONSES, type);
const problemOf = (response: unknown): Record<string, unknown> =>
  JSON.parse(String(at(response, "responseTemplates", "application/json")));
const headerOf = (response: unknown, name: string): unknown =>
  at(response, "responseParameters", `gatewayresponse.header.${name}`);

describe.each(allRoutes.map((route) => [route.id, route] as const))("the route %s", (id, route) => {
  const operation = operationOf(route.method, route.path);

  it("has an operation under its own name, served by its function", () => {
    expect(at(operation, "operationId")).toBe(id);
    expect(JSON.stringify(at(operation, PROXY, "uri"))).toContain(`"${functions.get(route.function)?.id}"`);
    expect(at(operation, PROXY, "type")).toBe("aws_proxy");
  });

  it("asks for sign-in exactly when it is for staff or the office", () => {
    const signedIn = route.audience === "staff" || route.audience === "office";
    expect(at(operation, "security")).toEqual(signedIn ? [{ StaffSignIn: [] }] : undefined);
  });

  it("declares each variable part of its path", () => {
    const declared = listOf(at(operation, "parameters")).map((each) => `{${at(each, "name")}}`);
    expect(declared).toEqual(route.path.match(/\{\w+\}/g) ?? []);
  });
});

describe("the API", () => {
  it("has no operation beside the routes'", () => {
    expect(operationsOf(document)).toHaveLength(allRoutes.length);
  });

  it("gives one name to the variable part of a path, as the gateway asks", () => {
    const names = new Map<string, Set<string>>();
    for (const { path } of allRoutes) {
      for (const { 0: name, index } of path.matchAll(/\{\w+\}/g)) {
        const before = path.slice(0, index);
        names.set(before, (names.get(before) ?? new Set()).add(name));
      }
    }
    expect([...names.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  it("is one document, far below the resources that a stack may have and the bytes of a template", () => {
    expect(Object.keys(api.Resources ?? {}).length).toBeLessThan(200);
    expect(Buffer.byteLength(JSON.stringify(api))).toBeLessThan(700_000);
  });

  it("changes its deployment whenever the document changes", () => {
    const deployment = (template: typeof api) => one(template, "AWS::ApiGateway::Deployment").id;
    const other = deployed({ ...tengzhou, api: { ...tengzhou.api, corsOrigins: ["https://pages.example.invalid"] } });
    expect(deployment(other.api)).not.toBe(deployment(api));
  });

  it("is regional", () => {
    expect(one(api, "AWS::ApiGateway::RestApi").properties.EndpointConfiguration).toEqual({ Types: ["REGIONAL"] });
  });

  it("keeps who signed in for five minutes, and asks for a bearer token", () => {
    expect(at(document, ...SCHEME)).toMatchObject({ type: "apiKey", in: "header", name: "Authorization" });
    expect(authorizer).toMatchObject({ type: "token", authorizerResultTtlInSeconds: 300 });
    expect(JSON.stringify(at(authorizer, "authorizerUri"))).toContain(`"${functions.get("identity-authorizer")?.id}"`);
    const pattern = new RegExp(String(at(authorizer, "identityValidationExpression")));
    expect(pattern.test("Bearer aaa.bbb_c.d-e")).toBe(true);
    expect(pattern.test("Basic YTpi")).toBe(false);
  });

  it("needs one permission for each function, however many routes it serves", () => {
    const invokers = all(api, "AWS::Lambda::Permission").map(({ properties }) =>
      at(properties, "FunctionName", "Fn::GetAtt", "0"),
    );
    expect(invokers).toHaveLength(functions.size);
    expect(new Set(invokers).size).toBe(functions.size);
  });

  it("throttles as the settings say, and writes an access log for 400 days", () => {
    const log = one(api, "AWS::Logs::LogGroup", ({ properties }) =>
      String(properties.LogGroupName).endsWith("/access"),
    );
    expect(log.properties).toMatchObject({ RetentionInDays: 400, KmsKeyId: expect.anything() });
    const { properties } = one(api, "AWS::ApiGateway::Stage");
    expect(JSON.stringify(at(properties, "AccessLogSetting", "DestinationArn"))).toContain(log.id);
    expect(listOf(properties.MethodSettings)).toContainEqual(
      expect.objectContaining({
        HttpMethod: "*",
        ResourcePath: "/*",
        ThrottlingRateLimit: tengzhou.api.rateLimit,
        ThrottlingBurstLimit: tengzhou.api.burstLimit,
      }),
    );
  });

  it("logs neither addresses of cases nor anything that the caller sent", () => {
    const format = String(at(one(api, "AWS::ApiGateway::Stage").properties, "AccessLogSetting", "Format"));
    expect(Object.values(JSON.parse(format))).not.toContain("$context.path");
    expect(format).not.toMatch(/identity|requestOverride|input|domainPrefix|\$context\.path\b/);
  });
});

describe("the firewall", () => {
  const { properties } = one(api, "AWS::WAFv2::WebACL");

  it("stands before the API's stage", () => {
    const { ResourceArn, WebACLArn } = one(api, "AWS::WAFv2::WebACLAssociation").properties;
    expect(JSON.stringify(ResourceArn)).toContain(one(api, "AWS::ApiGateway::Stage").id);
    expect(at(WebACLArn, "Fn::GetAtt", "0")).toBe(one(api, "AWS::WAFv2::WebACL").id);
  });

  it("lets one address make as many requests in five minutes as the settings say, then says 429", () => {
    const rule = listOf(properties.Rules).find((each) => at(each, "Statement", "RateBasedStatement"));
    expect(at(rule, "Statement", "RateBasedStatement")).toMatchObject({
      Limit: 3000,
      EvaluationWindowSec: 300,
      AggregateKeyType: "IP",
    });
    expect(at(rule, "Action", "Block", "CustomResponse", "ResponseCode")).toBe(429);
  });

  it("keeps no samples, which would show look-up codes and tokens", () => {
    const shown = [properties, ...listOf(properties.Rules)].map((each) =>
      at(each, "VisibilityConfig", "SampledRequestsEnabled"),
    );
    expect(new Set(shown)).toEqual(new Set([false]));
  });
});

describe("the gateway's own refusals", () => {
  it("say that a path is unknown with 404, not with a missing AWS signature", () => {
    const response = gatewayResponse("MISSING_AUTHENTICATION_TOKEN");
    expect(at(response, "statusCode")).toBe("404");
    expect(problemOf(response)).toMatchObject({ type: "urn:problem:not-found", status: 404, code: "not-found" });
  });

  it.each([
    ["UNAUTHORIZED", "401", "sign-in-required"],
    ["ACCESS_DENIED", "401", "sign-in-required"],
    ["REQUEST_TOO_LARGE", "413", "payload-too-large"],
    ["INTEGRATION_TIMEOUT", "503", "service-unavailable"],
    ["INTEGRATION_FAILURE", "503", "service-unavailable"],
    ["AUTHORIZER_FAILURE", "503", "service-unavailable"],
    ["THROTTLED", "429", "too-many-requests"],
    ["DEFAULT_5XX", "500", "internal-error"],
  ])("answer %s with %s and the problem %s", (type, status, code) => {
    const response = gatewayResponse(type);
    expect(at(response, "statusCode")).toBe(status);
    expect(problemOf(response)).toMatchObject({ status: Number(status), code, requestId: "$context.requestId" });
  });

  it("are problem documents in both languages", () => {
    for (const response of responsesOf(document)) {
      const { title, detail } = problemOf(response);
      for (const text of [title, detail]) expect(text).toMatch(/[\u4e00-\u9fff].*[A-Za-z]/);
      expect(headerOf(response, "Content-Type")).toBe("'application/problem+json'");
    }
  });

  it("leave no gap to be filled in", () => {
    for (const response of responsesOf(document)) {
      expect(String(problemOf(response).detail)).not.toMatch(/[{}]/);
    }
  });

  it("say how to sign in where that is what is missing", () => {
    for (const response of responsesOf(document)) {
      const bearer = at(response, "statusCode") === "401" ? "'Bearer'" : undefined;
      expect(headerOf(response, "WWW-Authenticate")).toBe(bearer);
    }
  });

  it("say when to come back where waiting helps", () => {
    const waits = responsesOf(document).filter((each) => ["429", "503"].includes(String(at(each, "statusCode"))));
    expect(waits.length).toBeGreaterThan(3);
    for (const response of waits) expect(headerOf(response, "Retry-After")).toMatch(/^'\d+'$/);
  });
});

describe("web pages of other origins", () => {
  const origins = ["https://pages.example.invalid", "https://more.example.invalid"];
  const open = documentIn(deployed({ ...sandbox, api: { ...sandbox.api, corsOrigins: origins } }).api);

  it("may not call the API unless the settings name them", () => {
    expect(operationsOf(document).filter((each) => each.startsWith("OPTIONS"))).toEqual([]);
  });

  it("may ask first, on every path, and read why they were refused", () => {
    const asked = operationsOf(open).filter((each) => each.startsWith("OPTIONS"));
    expect(asked).toHaveLength(new Set(allRoutes.map(({ path }) => path)).size);
    const answer = JSON.stringify(at(open, "paths", "/v1/cases", "options", PROXY));
    for (const origin of origins)
      expect(answer.replaceAll("\\", "")).toContain(`$origin.matches("${origin}")`.replaceAll('"', '"'));
    for (const response of responsesOf(open)) {
      expect(headerOf(response, "Access-Control-Allow-Origin")).toBe("'*'");
    }
  });
});
