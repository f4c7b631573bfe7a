/** The environment in which a bundle starts as it would in Lambda: its variables, and nothing of this machine's. */
import { FUNCTIONS } from "../infra/functions.ts";
import { TABLES } from "../shared/tables.ts";

const upper = (name: string): string => name.replaceAll("-", "_").toUpperCase();
const arn = (service: string, resource: string): string => `arn:aws-cn:${service}:cn-north-1:000000000001:${resource}`;

const TABLE_VARIABLES = Object.keys(TABLES).map((name) => [`${upper(name)}_TABLE`, name] as const);
const TOPIC_VARIABLES = FUNCTIONS.flatMap(({ publishes }) => publishes).map(
  (name) => [`${upper(name)}_TOPIC_ARN`, arn("sns", name)] as const,
);
const SECRET_VARIABLES = FUNCTIONS.flatMap(({ secrets }) => secrets).map(
  (name) => [`${upper(name)}_SECRET_ARN`, arn("secretsmanager", `secret:${name}`)] as const,
);

/** Any function's variables, and some that it does not read; none of them is ever reached. */
export const lambdaEnvironment = (functionId: string, folder: string): Record<string, string> => ({
  ...Object.fromEntries([...TABLE_VARIABLES, ...TOPIC_VARIABLES, ...SECRET_VARIABLES]),
  REDRIVE_QUEUE_URL: "https://sqs.cn-north-1.amazonaws.com.cn/000000000001/redrive",
  ATTACHMENTS_BUCKET: "attachments",
  CODE_VERSION: "000000000000",
  LAMBDA_TASK_ROOT: folder,
  AWS_LAMBDA_FUNCTION_NAME: functionId,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
  AWS_REGION: "cn-north-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  TZ: ":UTC",
});
