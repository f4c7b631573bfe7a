/**
 * The whole API as one OpenAPI document with API Gateway's extensions: paths, functions, sign-in, refusals, pre-flights (ADR
 * 0021). A resource for each path and method would pass the 500 that a stack may have.
 */
import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { BINARY_TYPES } from "../../shared/http/files.ts";
import type { Route, RouteFunction } from "../../shared/http/route.ts";
import { preflight } from "./preflight.ts";
import { gatewayResponses } from "./problem-responses.ts";

/** In seconds: who signed in is the same for the whole API; what they may do is read per request, so that the answer may be kept. */
const SIGN_IN_KEPT = 300;
const BEARER = "^[Bb]earer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$";
const SCHEME = "StaffSignIn";

export type ApiDocumentProps = {
  readonly title: string;
  readonly routes: readonly Route[];
  /** ARN of the function behind each route. */
  readonly functionArn: (of: RouteFunction) => string;
  readonly authorizerArn: string;
  readonly corsOrigins: readonly string[];
};

const needsSignIn = ({ audience }: Route): boolean => audience === "staff" || audience === "office";

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

/** How API Gateway calls a function, for a route or to sign somebody in. */
const invocationOf = (scope: Construct, functionArn: string): string => {
  const { partition, region } = Stack.of(scope);
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
};

const operationOf = (scope: Construct, route: Route, functionArn: string) => ({
  operationId: route.id,
  parameters: pathParameters(route.path),
  responses: {},
  ...(needsSignIn(route) ? { security: [{ [SCHEME]: [] }] } : {}),
  "x-amazon-apigateway-integration": {
    type: "aws_proxy",
    httpMethod: "POST",
    uri: invocationOf(scope, functionArn),
    passthroughBehavior: "when_no_match",
  },
});

const pathsOf = (scope: Construct, { routes, functionArn, corsOrigins }: ApiDocumentProps) => {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] ??=
      corsOrigins.length === 0
        ? {}
        : { options: { parameters: pathParameters(route.path), ...preflight(corsOrigins) } };
    Object.assign(paths[route.path]!, {
      [route.method.toLowerCase()]: operationOf(scope, route, functionArn(route.function)),
    });
  }
  return paths;
};

/** @param scope in whose region and partition the functions are called */
export const apiDocument = (scope: Construct, props: ApiDocumentProps) => ({
  openapi: "3.0.1",
  info: { title: props.title, version: "1" },
  paths: pathsOf(scope, props),
  components: {
    securitySchemes: {
      [SCHEME]: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
          type: "token",
          authorizerUri: invocationOf(scope, props.authorizerArn),
          authorizerResultTtlInSeconds: SIGN_IN_KEPT,
          identityValidationExpression: BEARER,
        },
      },
    },
  },
  "x-amazon-apigateway-binary-media-types": [...BINARY_TYPES],
  "x-amazon-apigateway-gateway-responses": gatewayResponses(props.corsOrigins.length > 0),
});
