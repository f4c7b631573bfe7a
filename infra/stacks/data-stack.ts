/** Everything that must never be lost: the tables, the files, the secrets and their key. Deployed seldom, deleted never. */
import { RemovalPolicy, Stack, type StackProps, Validations } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { TABLES, type TableName, type TableShape } from "../../shared/tables.ts";
import { AttachmentBucket } from "../constructs/attachment-bucket.ts";
import { TownKey } from "../constructs/town-key.ts";
import type { SecretName } from "../functions.ts";

export type DataStackProps = StackProps & { readonly settings: MunicipalitySettings };

export class DataStack extends Stack {
  readonly key: TownKey;
  readonly tables: Readonly<Record<TableName, Table>>;
  /** What residents hand in as files. */
  readonly bucket: AttachmentBucket;
  /** ARNs; `sms` only where the SMS gateway asks for an access key. */
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.key = new TownKey(this, "Key", {
      description: "Cases, directory, reminders and reports of the town, its files and its secrets",
    });
    const names = Object.keys(TABLES) as TableName[]; // Object.keys forgets the keys' type
    this.tables = Object.fromEntries(names.map((name) => [name, this.table(name, TABLES[name])])) as Record<
      TableName,
      Table
    >;
    this.bucket = new AttachmentBucket(this, "Attachments", {
      key: this.key,
      corsOrigins: props.settings.api.corsOrigins,
    });
    this.secrets = {
      code: this.codeSecret().ref,
      ...this.accessKey(props.settings.sms),
    };
  }

  /** The secret that the settings name, or one to be filled in by hand; none where the gateway asks for no key. */
  private accessKey(sms: MunicipalitySettings["sms"]): { readonly sms?: string } {
    if (sms.provider !== "aliyun" && sms.provider !== "tencent") return {};
    return { sms: sms.secretArn ?? this.smsSecret().ref };
  }

  private table(name: TableName, shape: TableShape): Table {
    const text = (attribute: string) => ({ name: attribute, type: AttributeType.STRING });
    const table = new Table(this, `${name}Table`, {
      partitionKey: text("pk"),
      sortKey: text("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(shape.stream ? { stream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
      ...(shape.timeToLive ? { timeToLiveAttribute: shape.timeToLive } : {}),
    });
    for (const index of Object.values(shape.indexes)) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        ...(index.sortKey ? { sortKey: text(index.sortKey) } : {}),
        ...(index.project === "ALL"
          ? { projectionType: ProjectionType.ALL }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.project] }),
      });
    }
    return table;
  }

  /** One random root; the functions derive from it the keys of case numbers, look-up codes and text hashes. */
  private codeSecret(): CfnSecret {
    return this.secret("CodeSecret", "Root of the keys that case numbers and look-up codes are made with", {
      secretStringTemplate: "{}",
      generateStringKey: "rootKey",
      passwordLength: 64,
      excludePunctuation: true,
    });
  }

  /** Holds a random stand-in until the gateway's access key has been entered by hand (runbook). */
  private smsSecret(): CfnSecret {
    return this.secret("SmsSecret", "Access key of the SMS gateway: accessKeyId and accessKeySecret, entered by hand", {
      secretStringTemplate: JSON.stringify({ accessKeyId: "not-entered-yet" }),
      generateStringKey: "accessKeySecret",
      excludePunctuation: true,
    });
  }

  private secret(id: string, description: string, generate: CfnSecret.GenerateSecretStringProperty): CfnSecret {
    const secret = new CfnSecret(this, id, { description, kmsKeyId: this.key.keyArn, generateSecretString: generate });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    Validations.of(secret).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "Rotating the root key would void every look-up code that residents hold on paper; the gateway's access key is " +
        "rotated at the gateway, by hand, as the runbook says.",
    });
    return secret;
  }
}
