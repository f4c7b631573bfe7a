/**
 * What SNS says of the text messages that it sent: two log groups under the names that SNS gives them, the role with which
 * it writes there, and subscriptions that hand each record to the town's function. The groups hold telephone numbers, so they
 * are kept for days, not months. Naming the role to the account has no resource in CloudFormation: see the runbook.
 */
import { CfnOutput, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { CfnPermission, type IFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSubscriptionFilter, LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";

/** The names begin with it, and nothing else does. */
export const SNS_LOGS = "sns/";
export const RECEIPT_LOG_DAYS = RetentionDays.THREE_DAYS;

export type SmsReceiptsProps = {
  readonly settings: Pick<MunicipalitySettings, "account" | "region">;
  readonly key: IKey;
  readonly receiver: IFunction;
};

export class SmsReceipts extends Construct {
  constructor(scope: Construct, id: string, { settings, key, receiver }: SmsReceiptsProps) {
    super(scope, id);
    const { region, account } = settings;
    const arrived = `${SNS_LOGS}${region}/${account}/DirectPublishToPhoneNumber`;
    const groups = [this.group("Arrived", arrived, key), this.group("Failed", `${arrived}/Failure`, key)];
    const role = new Role(this, "Writer", {
      assumedBy: new ServicePrincipal("sns.amazonaws.com"),
      description: "With it SNS writes what became of text messages",
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        resources: groups.map(({ logGroupArn }) => logGroupArn),
      }),
    );
    for (const group of groups) this.subscribe(group, receiver, account);
    new CfnOutput(this, "WriterArn", {
      value: role.roleArn,
      description: "DeliveryStatusIAMRole of the account's SMS",
    });
  }

  private group(id: string, logGroupName: string, encryptionKey: IKey): LogGroup {
    return new LogGroup(this, id, {
      logGroupName,
      encryptionKey,
      retention: RECEIPT_LOG_DAYS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private subscribe({ node, logGroupName, logGroupArn }: LogGroup, receiver: IFunction, sourceAccount: string): void {
    const may = new CfnPermission(this, `${node.id}May`, {
      action: "lambda:InvokeFunction",
      functionName: receiver.functionArn,
      principal: "logs.amazonaws.com",
      sourceArn: logGroupArn,
      sourceAccount,
    });
    const filter = new CfnSubscriptionFilter(this, `${node.id}Subscription`, {
      logGroupName,
      destinationArn: receiver.functionArn,
      filterPattern: "",
    });
    filter.addResourceDependency(may);
  }
}
