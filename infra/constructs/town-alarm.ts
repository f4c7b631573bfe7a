/** An alarm that says who is hurt. Its name is the heading under which the runbook says what to do. */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

export type Watch = {
  /** Municipality's code: alarms of several towns may arrive in one mailbox. */
  readonly town: string;
  readonly alarmTopic: ITopic;
};

export type TownAlarmProps = {
  readonly watch: Watch;
  /** Runbook heading. */
  readonly name: string;
  /** Who is hurt, and how: an English sentence. Required on purpose. */
  readonly impact: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** `below` also alarms when there is no data at all. */
  readonly when: "at-least" | "below";
  readonly periods?: number;
};

export class TownAlarm extends Alarm {
  constructor(scope: Construct, id: string, { watch, name, impact, metric, threshold, when, periods }: TownAlarmProps) {
    const atLeast = when === "at-least";
    super(scope, id, {
      alarmName: `${watch.town}-${name}`,
      alarmDescription: `${impact} Runbook: ${name}.`,
      metric,
      threshold,
      evaluationPeriods: periods ?? 1,
      comparisonOperator: atLeast
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: atLeast ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    const action = new SnsAction(watch.alarmTopic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
