/** What a web page of another origin is told when it asks first whether it may call (CORS). */

const MAX_AGE_SECONDS = 3600;
const METHODS = "GET,POST,PUT,DELETE";
const HEADERS = "Accept-Language,Authorization,Content-Type,Idempotency-Key,If-Match,Lookup-Code";
const EXPOSED = "ETag,Location,Retry-After";

const escaped = (origin: string): string => origin.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Answers with the asking origin if it is on the list, and else with the first one, which is not the asker's. */
const echoAllowed = (origins: readonly string[]): string => {
  const among = origins.map((origin) => `$origin.matches("${escaped(origin)}")`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if($origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${among})#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end`,
  ].join("\n");
};

/** The part of an OPTIONS operation that answers by itself, without a function. @param origins at least one */
export const preflight = (origins: readonly string[]) => {
  const headers = {
    "Access-Control-Allow-Origin": origins[0]!,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": HEADERS,
    "Access-Control-Expose-Headers": EXPOSED,
    "Access-Control-Max-Age": String(MAX_AGE_SECONDS),
    Vary: "Origin",
  };
  const named = Object.keys(headers);
  return {
    responses: {
      "204": {
        description: "May be called",
        headers: Object.fromEntries(named.map((name) => [name, { schema: { type: "string" } }])),
      },
    },
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode":204}' },
      responses: {
        default: {
          statusCode: "204",
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]),
          ),
          responseTemplates: { "application/json": echoAllowed(origins) },
        },
      },
    },
  };
};
