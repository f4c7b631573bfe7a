import { describe, expect, it } from "vitest";
import { at, listOf } from "../../infra/house-rules/rule.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { TABLES, type TableShape, TOPICS } from "../../shared/tables.ts";
import { all, allowed, deployed, environmentOf, functionsIn, one } from "./deployed.ts";

const { data, messaging } = deployed(tengzhou);
const tables = all(data, "AWS::DynamoDB::Table");

describe("the tables", () => {
  it.each(Object.entries<TableShape>(TABLES))(
    "of %s have the keys, indexes and stream of their shape",
    (name, shape) => {
      const table = tables.find(({ id }) => id.startsWith(`${name}Table`))!;
      expect(table.properties.KeySchema).toEqual([
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ]);
      expect(at(table.properties, "StreamSpecification", "StreamViewType")).toBe(
        shape.stream ? "NEW_AND_OLD_IMAGES" : undefined,
      );
      expect(at(table.properties, "TimeToLiveSpecification", "AttributeName")).toBe(shape.timeToLive);
      const indexes = listOf(table.properties.GlobalSecondaryIndexes).map((index) => ({
        name: at(index, "IndexName"),
        keys: listOf(at(index, "KeySchema")).map((key) => at(key, "AttributeName")),
        project: at(index, "Projection", "NonKeyAttributes") ?? at(index, "Projection", "ProjectionType"),
      }));
      expect(indexes).toEqual(
        Object.values(shape.indexes).map(({ name: index, partitionKey, sortKey, project }) => ({
          name: index,
          keys: sortKey ? [partitionKey, sortKey] : [partitionKey],
          project,
        })),
      );
    },
  );

  it("are on demand, recoverable, undeletable, retained and under the town's own key", () => {
    expect(tables).toHaveLength(Object.keys(TABLES).length);
    const key = one(data, "AWS::KMS::Key");
    for (const table of tables) {
      expect(table).toMatchObject({
        DeletionPolicy: "Retain",
        UpdateReplacePolicy: "Retain",
        properties: {
          BillingMode: "PAY_PER_REQUEST",
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: { "Fn::GetAtt": [key.id, "Arn"] } },
        },
      });
    }
  });
});

describe("the bucket of attachments", () => {
  const bucket = one(data, "AWS::S3::Bucket");

  it("is private, versioned, retained and under the town's own key", () => {
    expect(bucket).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      properties: {
        VersioningConfiguration: { Status: "Enabled" },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: "aws:kms",
                KMSMasterKeyID: { "Fn::GetAtt": [one(data, "AWS::KMS::Key").id, "Arn"] },
              },
            },
          ],
        },
      },
    });
  });

  it("answers by TLS only, lets go of what was never received after a day, and of nothing else", () => {
    const statements = listOf(at(one(data, "AWS::S3::BucketPolicy").properties, "PolicyDocument", "Statement"));
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    );
    const unconfirmed = { ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
    expect(listOf(at(bucket.properties, "LifecycleConfiguration", "Rules"))).toEqual([
      { Prefix: "incoming/", Status: "Enabled", ...unconfirmed },
      { Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ]);
  });
});

describe("the secrets", () => {
  it("are generated, so that no template holds one", () => {
    for (const { properties } of all(data, "AWS::SecretsManager::Secret")) {
      expect(properties.SecretString).toBeUndefined();
      expect(at(properties, "GenerateSecretString", "GenerateStringKey")).toMatch(/^(rootKey|accessKeySecret)$/);
      expect(properties.KmsKeyId).toBeDefined();
    }
  });

  it("hold an SMS access key only where the gateway asks for one", () => {
    expect(all(data, "AWS::SecretsManager::Secret")).toHaveLength(2);
    expect(all(deployed(sandbox).data, "AWS::SecretsManager::Secret")).toHaveLength(1);
  });

  it("leave the access key to the secret that the settings name: the sender alone may read just that one", () => {
    const secretArn = "arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:tengzhou/sms-AbC123";
    if (tengzhou.sms.provider !== "aliyun") throw new Error("tengzhou sends by aliyun");
    const town = deployed({ ...tengzhou, sms: { ...tengzhou.sms, secretArn } });
    expect(all(town.data, "AWS::SecretsManager::Secret")).toHaveLength(1);
    expect(environmentOf(town.workers, "reminders-sms-sender").SMS_SECRET_ARN).toBe(secretArn);
    const readers = [...functionsIn(town.api).keys(), ...functionsIn(town.workers).keys()].flatMap((id) =>
      [...allowed(town.api, id), ...allowed(town.workers, id)].flatMap(({ actions, resources }) =>
        // The town's own secrets are references; this one is named.
        resources
          .filter((resource) => JSON.stringify(resource).includes("arn:aws-cn:secretsmanager"))
          .map((resource) => ({ id, actions, resource })),
      ),
    );
    expect(readers).toEqual([
      { id: "reminders-sms-sender", actions: ["secretsmanager:GetSecretValue"], resource: secretArn },
    ]);
  });
});

const principalsOf = (key: unknown): readonly unknown[] =>
  listOf(at(key, "Statement")).flatMap((statement) => listOf(at(statement, "Principal", "Service")));

describe("the keys", () => {
  const key = one(messaging, "AWS::KMS::Key");

  it("rotate every year", () => {
    for (const each of [key, one(data, "AWS::KMS::Key")]) expect(each.properties.EnableKeyRotation).toBe(true);
  });

  it("admit alarms, topics and schedules to the queues and topics under them", () => {
    for (const service of ["cloudwatch", "sns", "scheduler"]) {
      const statement = listOf(at(key.properties, "KeyPolicy", "Statement")).find((each) =>
        listOf(at(each, "Principal", "Service")).includes(`${service}.amazonaws.com`),
      );
      expect(statement, service).toMatchObject({
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
      });
      // Not each of them says for which account it comes: a condition would shut it out without a word.
      expect(at(statement, "Condition"), service).toBeUndefined();
    }
  });

  it("admit the logs of the region, by the partition's own name", () => {
    expect(principalsOf(key.properties.KeyPolicy)).toContainEqual({
      "Fn::Join": ["", ["logs.cn-north-1.", { Ref: "AWS::URLSuffix" }]],
    });
  });

  it("admit no service to the tables' key", () => {
    expect(principalsOf(one(data, "AWS::KMS::Key").properties.KeyPolicy)).toEqual([]);
  });
});

describe("the topics", () => {
  const topics = all(messaging, "AWS::SNS::Topic");

  it("are the mission's and the alarms', under the key", () => {
    expect(topics).toHaveLength(TOPICS.length + 1);
    for (const { properties } of topics) expect(properties.KmsMasterKeyId).toBeDefined();
  });

  it("let CloudWatch of this account alone publish alarms", () => {
    const alarmTopic = one(messaging, "AWS::SNS::Topic", ({ id }) => id.startsWith("AlarmTopic"));
    const policies = all(messaging, "AWS::SNS::TopicPolicy").filter(({ properties }) =>
      listOf(properties.Topics).some((topic) => at(topic, "Ref") === alarmTopic.id),
    );
    const statements = policies.flatMap(({ properties }) => listOf(at(properties, "PolicyDocument", "Statement")));
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: "Allow",
        Action: "sns:Publish",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
      }),
    );
  });

  it("mail the alarms, and the notice of a bulletin, to the addresses of the settings", () => {
    const mails = all(messaging, "AWS::SNS::Subscription").map(({ properties }) => properties.Endpoint);
    expect(mails.toSorted()).toEqual([...tengzhou.alarmEmails, ...tengzhou.bulletins.noticeEmails].toSorted());
  });
});
