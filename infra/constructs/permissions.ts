/** The least that a function may do, written out: CDK's own grants add `kms:ReEncrypt*` and `kms:GenerateDataKey*`. */
import { Aws } from "aws-cdk-lib";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { FORMS_FOLDER } from "../../shared/bulletins/forms.ts";
import { INCOMING, KEPT } from "../../shared/casework/attachments.ts";
import { TABLES, type TableName, type TableShape } from "../../shared/tables.ts";
import type { TableAction, TableNeed } from "../functions.ts";

const READING = ["kms:Decrypt", "kms:DescribeKey"];
const WRITING = ["kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey"];
const WRITES: readonly TableAction[] = ["PutItem", "UpdateItem"];

const isWrite = (action: TableAction): boolean => WRITES.includes(action);

const allow = (actions: readonly string[], ...resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources });

/** On the table; within the partitions that are named only, if any are: each of our requests names its keys. */
const within = (table: ITable, actions: readonly TableAction[], partitions: readonly string[] | undefined) => {
  if (actions.length === 0) return [];
  const statement = allow(
    actions.map((action) => `dynamodb:${action}`),
    table.tableArn,
  );
  if (partitions !== undefined) {
    statement.addCondition("ForAllValues:StringLike", { "dynamodb:LeadingKeys": [...partitions] });
  }
  return [statement];
};

const mayUse = (table: ITable, { actions, writesOnly, readsOnly }: TableNeed): PolicyStatement[] => {
  const bounded = (action: TableAction) => (isWrite(action) ? writesOnly : readsOnly) !== undefined;
  const limited = actions.filter(bounded);
  return [
    ...within(
      table,
      actions.filter((action) => !bounded(action)),
      undefined,
    ),
    ...within(
      table,
      limited.filter((action) => !isWrite(action)),
      readsOnly,
    ),
    ...within(table, limited.filter(isWrite), writesOnly),
  ];
};

/** DynamoDB uses the key in the caller's name. */
export const mayUseTable = (name: TableName, table: ITable, key: IKey, need: TableNeed): PolicyStatement[] => {
  const shape: TableShape = TABLES[name];
  const indexes = (need.query ?? []).map((index) => `${table.tableArn}/index/${shape.indexes[index]!.name}`);
  const writes = need.actions.some(isWrite);
  return [
    ...mayUse(table, need),
    ...(indexes.length > 0 ? [allow(["dynamodb:Query"], ...indexes)] : []),
    allow(writes ? [...READING, ...WRITING] : READING, key.keyArn),
  ];
};

export const mayReadStream = (table: ITable, key: IKey): PolicyStatement[] => [
  allow(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], table.tableStreamArn!),
  // IAM knows no resource for it; it tells names of streams, and nothing of what is in them.
  allow(["dynamodb:ListStreams"], "*"),
  allow(READING, key.keyArn),
];

export const mayPublish = (topic: ITopic, key: IKey): PolicyStatement[] => [
  allow(["sns:Publish"], topic.topicArn),
  allow(["kms:Decrypt", "kms:GenerateDataKey"], key.keyArn),
];

export const maySend = (queue: IQueue, key: IKey): PolicyStatement[] => [
  allow(["sqs:SendMessage"], queue.queueArn),
  allow(["kms:Decrypt", "kms:GenerateDataKey"], key.keyArn),
];

export const mayConsume = (queue: IQueue, key: IKey): PolicyStatement[] => [
  allow(
    ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
    queue.queueArn,
  ),
  allow(["kms:Decrypt"], key.keyArn),
];

export const mayReadSecret = (secretArn: string, key: IKey): PolicyStatement[] => [
  allow(["secretsmanager:GetSecretValue"], secretArn),
  allow(["kms:Decrypt"], key.keyArn),
];

/**
 * Whoever holds an address that the function signed sends and fetches in its name; what came is copied, never deleted.
 * Listing the bucket lets it be told "not there" instead of "forbidden" when it looks for a file that has not come.
 */
export const mayExchangeFiles = (bucket: IBucket, key: IKey): PolicyStatement[] => [
  allow(["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], bucket.arnForObjects(`${INCOMING}*`)),
  allow(["s3:PutObject", "s3:GetObjectVersion"], bucket.arnForObjects(`${KEPT}*`)),
  allow(["s3:ListBucket"], bucket.bucketArn),
  allow(["kms:Decrypt", "kms:GenerateDataKey"], key.keyArn),
];

/** Reports as files: written once, and fetched by the version that was kept. */
export const mayKeepForms = (bucket: IBucket, key: IKey): PolicyStatement[] => [
  allow(["s3:PutObject", "s3:GetObjectVersion"], bucket.arnForObjects(`${FORMS_FOLDER}*`)),
  allow(["kms:Decrypt", "kms:GenerateDataKey"], key.keyArn),
];

/** A text message to a telephone has no resource of its own; this leaves out every topic, the only thing that has one. */
export const maySendText = (): PolicyStatement =>
  new PolicyStatement({ actions: ["sns:Publish"], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] });
