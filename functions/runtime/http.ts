/**
 * The edge of the API: one middy pipeline for every function that serves routes. It finds the route, checks the request
 * against it, finds out who is asking, runs the operation, checks the reply, and turns every refusal into a problem
 * document. An operation never sees a header or a status that its route does not name.
 */
import middy from "@middy/core";
import httpCors from "@middy/http-cors";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpRouterHandler from "@middy/http-router";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Directory } from "../../shared/directory/directory.ts";
import { localeOf } from "../../shared/http/problems.ts";
import type { Route, RouteFunction } from "../../shared/http/route.ts";
import type { RouteId } from "../../shared/http/routes.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { log } from "./log.ts";
import { answerOf, problemAnswer } from "./reply.ts";
import { readRequest } from "./request.ts";

type Event = APIGatewayProxyEvent;
type Handler = (event: Event, context: Context) => Promise<APIGatewayProxyResult>;
/** Any operation: its own types were checked where it was written. */
type AnyOperation<Needs> = {
  readonly id: RouteId;
  readonly make: (
    needs: Needs,
  ) => (request: never) => Promise<{ status: string | number; body?: unknown; version?: number; fileName?: string }>;
};

/** What the pipeline itself needs: public functions know no people. */
type Edge = {
  readonly people?: Pick<Directory, "staffBySub">;
  /** Web origins that may call from a browser. */
  readonly origins: readonly string[];
};

const serve = <Needs extends Edge>(route: Route, { make }: AnyOperation<Needs>, needs: Needs): Handler => {
  const run = make(needs);
  return async (event, context) => {
    const request = await readRequest(route, event, context, needs.people);
    // The route that parsed the request is the one that typed the operation.
    return answerOf(route, await run(request as never));
  };
};

/** The route's id, for the log; undefined where there is no such route. */
type NameOf = (event: Event) => string | undefined;

/** One line per request, whatever came of it. */
const requestLog = (operationOf: NameOf): middy.MiddlewareObj<Event, APIGatewayProxyResult> => ({
  after: ({ event, context, response }) => {
    log("request", {
      operation: operationOf(event),
      status: response?.statusCode,
      requestId: context.awsRequestId,
    });
  },
});

/** Attached first, so that it runs last: every error leaves as a problem document. */
const problems = (operationOf: NameOf): middy.MiddlewareObj<Event, APIGatewayProxyResult> => ({
  onError: (request) => {
    const { event, context, error } = request;
    const locale = localeOf(event.headers?.["accept-language"] ?? event.headers?.["Accept-Language"]);
    request.response = problemAnswer(error, locale, context.awsRequestId);
    log("request", {
      operation: operationOf(event),
      status: request.response.statusCode,
      requestId: context.awsRequestId,
      ...(error instanceof Refusal ? { refusal: error.code } : {}),
    });
  },
});

/**
 * A Lambda handler for the routes of one function.
 * @throws at start when a route of the function has no operation, or an operation no route
 */
export const httpHandler = <Needs extends Edge>(
  name: RouteFunction,
  routes: Readonly<Record<string, Route>>,
  operations: readonly AnyOperation<Needs>[],
  needs: Needs,
): Handler => {
  const own = Object.values(routes).filter((route) => route.function === name);
  const ids = new Set<string>(operations.map(({ id }) => id));
  if (own.length !== ids.size || own.some(({ id }) => !ids.has(id))) {
    throw new Error(`${name} does not serve exactly its routes`);
  }
  if (needs.people === undefined && own.some(({ audience }) => audience === "staff" || audience === "office")) {
    throw new Error(`${name} has routes for staff and knows no people`);
  }
  const mounted = operations.map((operation) => {
    const route = own.find(({ id }) => id === operation.id)!;
    return { method: route.method, path: route.path, handler: serve(route, operation, needs) };
  });
  const operationOf: NameOf = ({ httpMethod, resource }) =>
    own.find(({ method, path }) => method === httpMethod && path === resource)?.id;
  return middy<Event, APIGatewayProxyResult>()
    .use(httpCors({ origins: [...needs.origins], disableBeforePreflightResponse: true }))
    .use(problems(operationOf))
    .use(requestLog(operationOf))
    .use(httpHeaderNormalizer())
    .handler(
      httpRouterHandler<Event, APIGatewayProxyResult>({
        routes: mounted,
        notFoundResponse: () => {
          throw new Refusal("not-found");
        },
      }),
    );
};
