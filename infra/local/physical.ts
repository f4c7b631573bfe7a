/** What a `Ref` and a `Fn::GetAtt` of each kind of resource stand for on one machine: names, ARNs and URLs. */

export type Place = { readonly partition: string; readonly region: string; readonly account: string };
export type Identified = {
  readonly type: string;
  readonly logicalId: string;
  readonly stack: string;
  /** The name that the template gives, if any. */
  readonly name?: string;
};
/** Base URL under which queues are addressed. */
export type Addresses = { readonly queues: string };

type Kind = {
  /** Property with the name that the template may give. */
  readonly nameIn?: string;
  readonly service: string;
  /** The ARN's last part. */
  readonly resource: (name: string) => string;
  readonly ref: "name" | "arn" | "url";
};

const KINDS: Readonly<Record<string, Kind>> = {
  "AWS::DynamoDB::Table": {
    nameIn: "TableName",
    service: "dynamodb",
    resource: (name) => `table/${name}`,
    ref: "name",
  },
  "AWS::DynamoDB::GlobalTable": {
    nameIn: "TableName",
    service: "dynamodb",
    resource: (name) => `table/${name}`,
    ref: "name",
  },
  "AWS::Lambda::Function": {
    nameIn: "FunctionName",
    service: "lambda",
    resource: (name) => `function:${name}`,
    ref: "name",
  },
  "AWS::SNS::Topic": { nameIn: "TopicName", service: "sns", resource: (name) => name, ref: "arn" },
  "AWS::SQS::Queue": { nameIn: "QueueName", service: "sqs", resource: (name) => name, ref: "url" },
  "AWS::S3::Bucket": { nameIn: "BucketName", service: "s3", resource: (name) => name, ref: "name" },
  "AWS::SecretsManager::Secret": {
    nameIn: "Name",
    service: "secretsmanager",
    resource: (name) => `secret:${name}-local0`,
    ref: "arn",
  },
  "AWS::KMS::Key": { service: "kms", resource: (name) => `key/${name}`, ref: "name" },
  "AWS::IAM::Role": { nameIn: "RoleName", service: "iam", resource: (name) => `role/${name}`, ref: "name" },
  "AWS::Logs::LogGroup": {
    nameIn: "LogGroupName",
    service: "logs",
    resource: (name) => `log-group:${name}:*`,
    ref: "name",
  },
  "AWS::Scheduler::Schedule": {
    nameIn: "Name",
    service: "scheduler",
    resource: (name) => `schedule/default/${name}`,
    ref: "name",
  },
  "AWS::Events::Rule": { nameIn: "Name", service: "events", resource: (name) => `rule/${name}`, ref: "name" },
};

export const nameProperty = (type: string): string | undefined => KINDS[type]?.nameIn;

/** Two stacks may use one logical id, so an unnamed resource is named after both. */
export const physicalName = ({ stack, logicalId, name }: Identified): string => name ?? `${stack}-${logicalId}`;

const arnOf = (identified: Identified, place: Place): string => {
  const kind = KINDS[identified.type];
  const service = kind?.service ?? identified.type.split("::")[1]?.toLowerCase() ?? "local";
  const name = physicalName(identified);
  const region = service === "iam" ? "" : place.region;
  return `arn:${place.partition}:${service}:${region}:${place.account}:${kind?.resource(name) ?? name}`;
};

export const refOf = (identified: Identified, place: Place, addresses: Addresses): string => {
  const name = physicalName(identified);
  switch (KINDS[identified.type]?.ref) {
    case "arn":
      return arnOf(identified, place);
    case "url":
      return `${addresses.queues}/${place.account}/${name}`;
    case "name":
      return name;
    default:
      return identified.logicalId;
  }
};

/** Attributes that no interpreted resource reads resolve to a readable stand-in, `<logical id>.<attribute>`. */
export const attributeOf = (identified: Identified, attribute: string, place: Place, addresses: Addresses): string => {
  const name = physicalName(identified);
  switch (attribute) {
    case "Arn":
    case "TopicArn":
      return arnOf(identified, place);
    case "StreamArn":
      return `${arnOf(identified, place)}/stream/local`;
    case "TopicName":
    case "QueueName":
      return name;
    case "QueueUrl":
      return `${addresses.queues}/${place.account}/${name}`;
    case "RootResourceId":
      return `${identified.logicalId}.${attribute}`;
    default:
      return attribute.endsWith("Arn") ? arnOf(identified, place) : `${identified.logicalId}.${attribute}`;
  }
};
