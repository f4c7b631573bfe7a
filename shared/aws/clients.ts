/** AWS clients, built once per bundle. Every request ends well before the function does: the SDK has no limit of its own. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Milliseconds. A function may run for 15 s at the edge: the three attempts of one call fit. */
export const TIMEOUTS = { connectionTimeout: 500, requestTimeout: 3000, throwOnRequestTimeout: true } as const;

export const documentClient = (): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler: TIMEOUTS });
  // It prepares every item for a log that nobody writes, twice per call.
  client.middlewareStack.remove("loggerMiddleware");
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};
