/** Starts DynamoDB Local once for a whole project of tests; a machine where it cannot start fails the run. */
import type { TestProject } from "vitest/node";
import { startDynamoDbLocal } from "../../infra/local/dynamodb.ts";

declare module "vitest" {
  interface ProvidedContext {
    dynamodbEndpoint: string;
  }
}

export const setup = async (project: TestProject) => {
  const local = await startDynamoDbLocal();
  project.provide("dynamodbEndpoint", local.endpoint);
  return () => local.stop();
};
