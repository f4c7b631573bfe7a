/** What a function's row means in one deployment: its environment variables and its permissions, and nothing more. */
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { TableName, TopicName } from "../shared/tables.ts";
import { mayExchangeFiles, mayKeepForms, mayPublish, mayReadSecret, mayUseTable } from "./constructs/permissions.ts";
import type { FunctionRow, SecretName, TableNeed } from "./functions.ts";
import type { DataStack } from "./stacks/data-stack.ts";
import type { MessagingStack } from "./stacks/messaging-stack.ts";

export type Equipment = { readonly environment: Record<string, string>; readonly may: readonly PolicyStatement[] };

/** `deadline-reminders` → `DEADLINE_REMINDERS`. */
const upper = (name: string): string => name.replaceAll("-", "_").toUpperCase();
export const tableVariable = (name: TableName): string => `${upper(name)}_TABLE`;
export const topicVariable = (name: TopicName): string => `${upper(name)}_TOPIC_ARN`;
export const secretVariable = (name: SecretName): string => `${upper(name)}_SECRET_ARN`;

const tables = (row: FunctionRow, data: DataStack): Equipment => {
  const needs = Object.entries(row.tables) as [TableName, TableNeed][]; // entries forgets the keys' type
  return {
    environment: Object.fromEntries(needs.map(([name]) => [tableVariable(name), data.tables[name].tableName])),
    may: needs.flatMap(([name, need]) => mayUseTable(name, data.tables[name], data.key, need)),
  };
};

const topics = (row: FunctionRow, messaging: MessagingStack): Equipment => ({
  environment: Object.fromEntries(row.publishes.map((name) => [topicVariable(name), messaging.topics[name].topicArn])),
  may: row.publishes.flatMap((name) => mayPublish(messaging.topics[name], messaging.key)),
});

const secrets = (names: readonly SecretName[], data: DataStack): Equipment => {
  const held = names.flatMap((name) => (data.secrets[name] ? [[name, data.secrets[name]] as const] : []));
  return {
    environment: Object.fromEntries(held.map(([name, arn]) => [secretVariable(name), arn])),
    may: held.flatMap(([, arn]) => mayReadSecret(arn, data.key)),
  };
};

const attachments = (row: FunctionRow, { bucket, key }: DataStack): Equipment =>
  row.attachments
    ? { environment: { ATTACHMENTS_BUCKET: bucket.bucketName }, may: mayExchangeFiles(bucket, key) }
    : { environment: {}, may: [] };

const forms = (row: FunctionRow, { bucket, key }: DataStack): Equipment =>
  row.forms
    ? { environment: { REPORT_FILES_BUCKET: bucket.bucketName }, may: mayKeepForms(bucket, key) }
    : { environment: {}, may: [] };

/** A secret that this deployment does not have (an SMS access key without such a gateway) is left out. */
export const equip = (row: FunctionRow, data: DataStack, messaging: MessagingStack): Equipment => {
  const parts = [
    tables(row, data),
    topics(row, messaging),
    secrets(row.secrets, data),
    attachments(row, data),
    forms(row, data),
  ];
  return {
    environment: Object.assign({}, ...parts.map(({ environment }) => environment)),
    may: parts.flatMap(({ may }) => may),
  };
};
