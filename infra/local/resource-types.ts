/** Every resource type that the local run knows: which file interprets it, or why it may be ignored on one machine. */
import { StartFailure } from "./start-failure.ts";
import type { LocalResource } from "./template.ts";

type Knowledge = { readonly interpretedBy: string } | { readonly ignoredBecause: string };

const ACCESS = { ignoredBecause: "nothing checks IAM here; the template's tests check who may do what" };
const WATCH = { ignoredBecause: "a person watches a local run; alarms are promised by the template's tests" };
const ENCRYPTION = { ignoredBecause: "local data is invented and lies unencrypted on this machine" };
const LOGS = { ignoredBecause: "functions log to a file of the run" };
const EDGE = { ignoredBecause: "the gateway answers on the loopback only, so there is no network to protect from" };

export const RESOURCE_TYPES: Readonly<Record<string, Knowledge>> = {
  "AWS::DynamoDB::Table": { interpretedBy: "tables.ts" },
  "AWS::DynamoDB::GlobalTable": { interpretedBy: "tables.ts" },
  "AWS::Lambda::Function": { interpretedBy: "functions.ts" },
  "AWS::Lambda::EventInvokeConfig": { interpretedBy: "functions.ts" },
  "AWS::Lambda::EventSourceMapping": { interpretedBy: "event-sources.ts" },
  "AWS::Lambda::Permission": ACCESS,
  "AWS::Lambda::Version": { ignoredBecause: "the newest code is the only version here" },
  "AWS::Lambda::Alias": { ignoredBecause: "the newest code is the only version here" },
  "AWS::ApiGateway::RestApi": { interpretedBy: "gateway-table.ts" },
  "AWS::ApiGateway::Deployment": { ignoredBecause: "every method is live at once" },
  "AWS::ApiGateway::Stage": {
    ignoredBecause: "one stage, without throttling: one person's requests are never too many",
  },
  "AWS::ApiGateway::Account": { ignoredBecause: "it only lets API Gateway write logs" },
  "AWS::SNS::Topic": { interpretedBy: "topics.ts" },
  "AWS::SNS::Subscription": { interpretedBy: "topics.ts" },
  "AWS::SNS::TopicPolicy": ACCESS,
  "AWS::SQS::Queue": { interpretedBy: "queues.ts" },
  "AWS::SQS::QueuePolicy": ACCESS,
  "AWS::S3::Bucket": { interpretedBy: "files.ts" },
  "AWS::S3::BucketPolicy": ACCESS,
  "AWS::SecretsManager::Secret": { interpretedBy: "secrets.ts" },
  "AWS::SecretsManager::ResourcePolicy": ACCESS,
  "AWS::Scheduler::Schedule": { interpretedBy: "schedules.ts" },
  "AWS::Scheduler::ScheduleGroup": { ignoredBecause: "groups only sort schedules" },
  "AWS::Events::Rule": { interpretedBy: "schedules.ts" },
  "AWS::KMS::Key": ENCRYPTION,
  "AWS::KMS::Alias": ENCRYPTION,
  "AWS::IAM::Role": ACCESS,
  "AWS::IAM::Policy": ACCESS,
  "AWS::IAM::ManagedPolicy": ACCESS,
  "AWS::Logs::LogGroup": LOGS,
  "AWS::Logs::ResourcePolicy": ACCESS,
  "AWS::Logs::SubscriptionFilter": { interpretedBy: "logs.ts" },
  "AWS::Logs::MetricFilter": WATCH,
  "AWS::CloudWatch::Alarm": WATCH,
  "AWS::CloudWatch::CompositeAlarm": WATCH,
  "AWS::CloudWatch::Dashboard": WATCH,
  "AWS::WAFv2::WebACL": EDGE,
  "AWS::WAFv2::WebACLAssociation": EDGE,
  "AWS::WAFv2::LoggingConfiguration": EDGE,
  "AWS::CDK::Metadata": { ignoredBecause: "it describes the template, not the town" },
};

/** @throws StartFailure listing the types that nobody has thought about yet */
export const refuseUnknownTypes = (resources: readonly LocalResource[]): void => {
  const unknown = [...new Set(resources.map(({ type }) => type))].filter(
    (type) => !Object.hasOwn(RESOURCE_TYPES, type),
  );
  if (unknown.length === 0) return;
  const listed = unknown.sort().join(", ");
  throw new StartFailure(
    `本地运行不认识模板中的资源类型：${listed}（请在 infra/local/resource-types.ts 中说明如何处理）。`,
    `The template has resource types unknown to the local run: ${listed} (say in infra/local/resource-types.ts what becomes of them).`,
  );
};
