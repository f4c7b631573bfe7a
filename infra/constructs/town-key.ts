/** A customer-managed key whose policy names each service that must use it: a service left out fails silently. */
import { Aws, RemovalPolicy } from "aws-cdk-lib";
import { type IPrincipal, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/** What a service does that hands on encrypted messages: to SNS topics and SQS queues. */
const MESSAGES = ["kms:Decrypt", "kms:GenerateDataKey"];

export type TownKeyProps = {
  readonly description: string;
  /** Services that put messages into topics and queues under this key, for example `cloudwatch`. */
  readonly messengers?: readonly string[];
  /** Region whose log groups lie under this key. */
  readonly logsOf?: string;
};

export class TownKey extends Key {
  constructor(scope: Construct, id: string, props: TownKeyProps) {
    super(scope, id, { description: props.description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    for (const service of props.messengers ?? [])
      this.admit(new ServicePrincipal(`${service}.amazonaws.com`), MESSAGES);
    if (props.logsOf) this.admitLogs(props.logsOf);
  }

  // No condition on the caller's account: not every one of these services sends it, and an alarm that
  // cannot be encrypted is an alarm that nobody hears. Topics and queues carry the account condition.
  private admit(principal: IPrincipal, actions: string[]): void {
    this.addToResourcePolicy(new PolicyStatement({ principals: [principal], actions, resources: ["*"] }));
  }

  private admitLogs(region: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        // Regional, and with the partition's own suffix (`logs.cn-north-1.amazonaws.com.cn`).
        principals: [new ServicePrincipal(`logs.${region}.${Aws.URL_SUFFIX}`)],
        actions: [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:GenerateDataKey",
          "kms:DescribeKey",
        ],
        resources: ["*"],
        conditions: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": `arn:${Aws.PARTITION}:logs:${region}:${Aws.ACCOUNT_ID}:log-group:*`,
          },
        },
      }),
    );
  }
}
