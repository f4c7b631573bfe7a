import { describe, expect, it } from "vitest";
import { at, listOf } from "../../infra/house-rules/rule.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import { all, deployed, functionsIn, type Named, one } from "./deployed.ts";

const { api } = deployed(tengzhou);
const resources = new Map(all(api, "AWS::ApiGateway::Resource").map((each) => [each.id, each]));
const methods = all(api, "AWS::ApiGateway::Method");
const functions = functionsIn(api);

const pathOf = (id: string | undefined): string => {
  const resource = id === undefined ? undefined : resources.get(id);
  if (!resource) return "";
  return `${pathOf(String(at(resource.properties, "ParentId", "Ref")))}/${String(resource.properties.PathPart)}`;
};
const methodOf = (verb: string, path: string): Named | undefined =>
  methods.find(
    ({ properties }) => properties.HttpMethod === verb && pathOf(String(at(properties, "ResourceId", "Ref"))) === path,
  );

const gatewayResponse = (type: string): Named =>
  one(api, "AWS::ApiGateway::GatewayResponse", ({ properties }) => properties.ResponseType === type);
const documentOf = (response: Named): Record<string, unknown> =>
  JSON.parse(String(at(response.properties, "ResponseTemplates", "application/json")));

describe.each(allRoutes.map((route) => [route.id, route] as const))("the route %s", (id, route) => {
  const method = methodOf(route.method, route.path);

  it("has a method under its own name, served by its function", () => {
    expect(method?.properties.OperationName).toBe(id);
    const uri = JSON.stringify(at(method?.properties, "Integration", "Uri"));
    expect(uri).toContain(`"${functions.get(route.function)?.id}"`);
    expect(at(method?.properties, "Integration", "Type")).toBe("AWS_PROXY");
  });

  it("asks for sign-in exactly when it is for staff or the office", () => {
    const signedIn = route.audience === "staff" || route.audience === "office";
    expect(method?.properties.AuthorizationType).toBe(signedIn ? "CUSTOM" : "NONE");
    expect(at(method?.properties, "AuthorizerId", "Ref")).toBe(
      signedIn ? one(api, "AWS::ApiGateway::Authorizer").id : undefined,
    );
  });
});

describe("the API", () => {
  it("has no method beside the routes'", () => {
    expect(methods).toHaveLength(allRoutes.length);
  });

  it("gives one name to the variable part of a path, as the gateway asks", () => {
    const variables = [...resources.values()].filter(({ properties }) => String(properties.PathPart).startsWith("{"));
    const parents = variables.map(({ properties }) => String(at(properties, "ParentId", "Ref")));
    expect(new Set(parents).size).toBe(parents.length);
  });

  it("is regional", () => {
    expect(one(api, "AWS::ApiGateway::RestApi").properties.EndpointConfiguration).toEqual({ Types: ["REGIONAL"] });
  });

  it("keeps who signed in for five minutes, and asks for a bearer token", () => {
    expect(one(api, "AWS::ApiGateway::Authorizer").properties).toMatchObject({
      Type: "TOKEN",
      IdentitySource: "method.request.header.Authorization",
      AuthorizerResultTtlInSeconds: 300,
    });
    const pattern = new RegExp(String(one(api, "AWS::ApiGateway::Authorizer").properties.IdentityValidationExpression));
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
    expect(response.properties.StatusCode).toBe("404");
    expect(documentOf(response)).toMatchObject({ type: "urn:problem:not-found", status: 404, code: "not-found" });
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
    expect(response.properties.StatusCode).toBe(status);
    expect(documentOf(response)).toMatchObject({ status: Number(status), code, requestId: "$context.requestId" });
  });

  it("are problem documents in both languages", () => {
    for (const response of all(api, "AWS::ApiGateway::GatewayResponse")) {
      const { title, detail } = documentOf(response);
      for (const text of [title, detail]) expect(text).toMatch(/[\u4e00-\u9fff].*[A-Za-z]/);
      expect(at(response.properties, "ResponseParameters", "gatewayresponse.header.Content-Type")).toBe(
        "'application/problem+json'",
      );
    }
  });

  it("leave no gap to be filled in", () => {
    for (const response of all(api, "AWS::ApiGateway::GatewayResponse")) {
      expect(String(documentOf(response).detail)).not.toMatch(/[{}]/);
    }
  });

  it("say how to sign in where that is what is missing", () => {
    for (const { properties } of all(api, "AWS::ApiGateway::GatewayResponse")) {
      expect(at(properties, "ResponseParameters", "gatewayresponse.header.WWW-Authenticate")).toBe(
        properties.StatusCode === "401" ? "'Bearer'" : undefined,
      );
    }
  });

  it("say when to come back where waiting helps", () => {
    const waits = all(api, "AWS::ApiGateway::GatewayResponse").filter(({ properties }) =>
      ["429", "503"].includes(String(properties.StatusCode)),
    );
    expect(waits.length).toBeGreaterThan(3);
    for (const { properties } of waits) {
      expect(at(properties, "ResponseParameters", "gatewayresponse.header.Retry-After")).toMatch(/^'\d+'$/);
    }
  });
});

describe("web pages of other origins", () => {
  const origin = "https://pages.example.invalid";
  const open = deployed({ ...sandbox, api: { ...sandbox.api, corsOrigins: [origin] } }).api;

  it("may not call the API unless the settings name them", () => {
    expect(methods.filter(({ properties }) => properties.HttpMethod === "OPTIONS")).toEqual([]);
  });

  it("may ask first, on every path, and read why they were refused", () => {
    const asked = all(open, "AWS::ApiGateway::Method").filter(({ properties }) => properties.HttpMethod === "OPTIONS");
    expect(asked.length).toBeGreaterThanOrEqual(new Set(allRoutes.map(({ path }) => path)).size);
    expect(JSON.stringify(asked[0]?.properties)).toContain(origin);
    for (const { properties } of all(open, "AWS::ApiGateway::GatewayResponse")) {
      expect(at(properties, "ResponseParameters", "gatewayresponse.header.Access-Control-Allow-Origin")).toBe("'*'");
    }
  });
});
