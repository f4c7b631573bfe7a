/** Runs a function by the town's clock; what cannot even be started lies in the function's dead letters. */

import { Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { TIME_ZONE } from "../town.ts";
import { maySend } from "./permissions.ts";

export type TownScheduleProps = {
  readonly name: string;
  /** Six fields, as EventBridge counts them: minute hour day month weekday year, in the town's time zone. */
  readonly cron: string;
  readonly runs: IFunction;
  /** Seconds after which a run that could not be started is given up: the next one is near. */
  readonly giveUpAfter: number;
  readonly deadLetters: IQueue;
  readonly key: IKey;
};

export class TownSchedule extends Construct {
  constructor(scope: Construct, id: string, { name, cron, runs, giveUpAfter, deadLetters, key }: TownScheduleProps) {
    super(scope, id);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    const invoke = new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [runs.functionArn] });
    for (const statement of [invoke, ...maySend(deadLetters, key)]) role.addToPolicy(statement);
    const schedule = new CfnSchedule(this, "Schedule", {
      name,
      scheduleExpression: `cron(${cron})`,
      scheduleExpressionTimezone: TIME_ZONE,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: runs.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: giveUpAfter, maximumRetryAttempts: 5 },
      },
    });
    schedule.node.addDependency(role);
  }
}
