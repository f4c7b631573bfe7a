/** What the gateway answers by itself: the template's gateway responses, filled in. */
import { type GatewayResponse, headersIn } from "./gateway-table.ts";

export type GatewayAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Each kind's own status and message, where the template does not say otherwise. */
const KINDS = {
  ACCESS_DENIED: [403, "User is not authorized to access this resource"],
  AUTHORIZER_CONFIGURATION_ERROR: [500, "Internal server error"],
  AUTHORIZER_FAILURE: [500, "Internal server error"],
  BAD_REQUEST_PARAMETERS: [400, "Bad request"],
  INTEGRATION_FAILURE: [504, "Endpoint request failed"],
  INTEGRATION_TIMEOUT: [504, "Endpoint request timed out"],
  MISSING_AUTHENTICATION_TOKEN: [403, "Missing Authentication Token"],
  REQUEST_TOO_LARGE: [413, "Request Too Large"],
  UNAUTHORIZED: [401, "Unauthorized"],
  /** A function failed, or answered with something that is no answer. */
  DEFAULT_5XX: [502, "Internal server error"],
} as const satisfies Record<string, readonly [number, string]>;
export type ResponseKind = keyof typeof KINDS;

export const gatewayAnswer = (
  kind: ResponseKind,
  responses: ReadonlyMap<string, GatewayResponse>,
  requestId: string,
): GatewayAnswer => {
  const [status, message] = KINDS[kind];
  const response = responses.get(kind) ?? responses.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  const variables: Readonly<Record<string, string>> = {
    "$context.requestId": requestId,
    "$context.error.messageString": JSON.stringify(message),
    "$context.error.message": message,
    "$context.error.responseType": kind,
  };
  const template = response?.responseTemplates["application/json"] ?? '{"message":$context.error.messageString}';
  const headers = headersIn(response?.responseParameters ?? {}, "gatewayresponse.header.");
  return {
    status: Number(response?.statusCode ?? status),
    headers: { "Content-Type": "application/json", ...headers },
    body: template.replace(/\$context(\.\w+)+/g, (variable) => variables[variable] ?? ""),
  };
};
