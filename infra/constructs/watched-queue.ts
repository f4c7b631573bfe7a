/** Where messages end that nothing could handle: kept 14 days, and an alarm as soon as one lies there. */
import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { TownAlarm, type Watch } from "./town-alarm.ts";

export type WatchedQueueProps = {
  readonly watch: Watch;
  /** Alarm name and runbook heading. */
  readonly name: string;
  /** Who is hurt while messages lie here. */
  readonly impact: string;
  readonly key: IKey;
};

export class WatchedQueue extends Queue {
  constructor(scope: Construct, id: string, { watch, name, impact, key }: WatchedQueueProps) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new TownAlarm(this, "Alarm", {
      watch,
      name,
      impact,
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: "Maximum" }),
      threshold: 1,
      when: "at-least",
    });
    const reason =
      "This queue is where other queues, topics, streams and functions put what failed: nothing consumes it.";
    Validations.of(this).acknowledge(
      { id: "AwsSolutions-SQS3", reason },
      { id: "Serverless-SQSRedrivePolicy", reason },
    );
  }
}
