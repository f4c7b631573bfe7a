/** What the gateway notes of each request: never the address of the reader's case, a header or a body. */
export const ACCESS_LOG_FIELDS = {
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  operation: "$context.operationName",
  method: "$context.httpMethod",
  // The pattern, `/v1/cases/{caseNumber}`: the path itself holds the number of somebody's case.
  resource: "$context.resourcePath",
  status: "$context.status",
  responseType: "$context.error.responseType",
  latencyMs: "$context.responseLatency",
  functionLatencyMs: "$context.integration.latency",
  functionStatus: "$context.integration.status",
  functionRequestId: "$context.integration.requestId",
  authorizerStatus: "$context.authorizer.status",
  authorizerLatencyMs: "$context.authorizer.latency",
  firewall: "$context.wafResponseCode",
  responseBytes: "$context.responseLength",
} as const;
