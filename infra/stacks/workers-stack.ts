/** What works without anybody asking: the consumer of moves, the sweep of deadlines, the SMS sender, the bulletin. */
import { Duration, Stack, type StackProps, Validations } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Subscription, SubscriptionFilter, SubscriptionProtocol } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { TopicName } from "../../shared/tables.ts";
import { mayConsume, mayReadStream, maySend, maySendText } from "../constructs/permissions.ts";
import { SmsReceipts } from "../constructs/sms-receipts.ts";
import { TownAlarm } from "../constructs/town-alarm.ts";
import { TownFunction } from "../constructs/town-function.ts";
import { TownSchedule } from "../constructs/town-schedule.ts";
import { WatchedQueue } from "../constructs/watched-queue.ts";
import { equip } from "../equipment.ts";
import {
  BULLETINS_SCHEDULED,
  CALENDAR_SCHEDULED,
  CASES_EVENTS,
  COMPLAINTS_EVENTS,
  type FunctionRow,
  REMINDERS_SCHEDULED,
  REMINDERS_WATCHDOG,
  SMS_RECEIPTS,
  SMS_SENDER,
} from "../functions.ts";
import type { Foundations } from "../town.ts";

/** What the sender says when it gave something up, and who is hurt by it (R34). */
const GIVEN_UP = {
  "sms-account-blocked":
    "The SMS gateway sends nothing for the whole town: neither staff nor residents are told anything until someone sees to the account.",
  "sms-failed":
    "Someone could not be told by SMS: a member of staff, whose reminder went up the ladder, or a resident, who does not know of a move.",
  "sms-unconfirmed":
    "Nobody can say whether someone got an SMS: a member of staff, whose reminder went up the ladder too, or a resident.",
  "sms-daily-cap":
    "Staff or a resident had as many SMS today as one number may: the rest of theirs waits until the next working morning.",
  "sms-monthly-cap":
    "The month's SMS are used up: residents are told nothing by SMS until the cap is raised; staff still are, at further cost.",
  "nobody-left":
    "Nobody of a centre nor of the municipal office could be told of the yellow or red card of a case or a complaint: a resident waits and no staff know.",
} as const;

/** They fire stages, and may find nobody of a complaint to tell, as the sender may. */
const FIRING: readonly FunctionRow[] = [REMINDERS_SCHEDULED, REMINDERS_WATCHDOG];

/** What the watchdog says of what it found (R35). */
const MISSED = {
  "stage-missed":
    "A deadline's stage was not told of in time, and was made up for: staff heard of it late, and others may be missed again.",
  "delivery-stuck": "An SMS has been due for a quarter of an hour and nobody sends it: its reader has not been told.",
} as const;

const acknowledgeStreamConsumer = (made: TownFunction, redrive: CfnEventSourceMapping): void => {
  Validations.of(made).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason:
      "Only dynamodb:ListStreams, which Lambda asks for and which has no resource of its own: it names streams, no more.",
  });
  Validations.of(made).acknowledge({
    id: "Serverless-LambdaDLQ",
    reason:
      "A stream and a queue call it and wait; what they give up ends in the stream's failure destination and in the queue's dead letters.",
  });
  Validations.of(redrive).acknowledge({
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason:
      "Lambda has no failure destination for a queue: the queue's own redrive policy ends in watched dead letters.",
  });
};

export type WorkersStackProps = StackProps & { readonly foundations: Foundations };
type Worker = { readonly made: TownFunction; readonly deadLetters: Queue };

export class WorkersStack extends Stack {
  private readonly foundations: Foundations;

  constructor(scope: Construct, id: string, { foundations, ...props }: WorkersStackProps) {
    super(scope, id, props);
    this.foundations = foundations;
    this.events(CASES_EVENTS, "cases", {
      lost: "Moves of some cases reached neither their residents nor the month's journal, and their records die within a day.",
      behind:
        "Residents hear of their case's moves more than ten minutes late; after a day the moves are lost to the journal.",
    });
    this.events(COMPLAINTS_EVENTS, "complaints", {
      lost: "Some residents do not hear of what became of their complaint, and its records die within a day.",
      behind: "Residents hear of what became of their complaint more than ten minutes late; after a day, not at all.",
    });
    this.smsSender();
    this.scheduled(REMINDERS_SCHEDULED, {
      cron: "0/5 * * * ? *",
      giveUpAfter: 300,
      mustRunWithin: Duration.minutes(15),
    });
    this.scheduled(
      REMINDERS_WATCHDOG,
      // A stage is missing ten minutes after it was due: five more at most until it is said (R35).
      { cron: "0/5 * * * ? *", giveUpAfter: 600, mustRunWithin: Duration.minutes(30) },
      MISSED,
    );
    // Six runs without an answer: nothing of it is urgent by the minute.
    this.scheduled(CALENDAR_SCHEDULED, {
      cron: "0/5 * * * ? *",
      giveUpAfter: 300,
      mustRunWithin: Duration.minutes(30),
    });
    this.scheduled(BULLETINS_SCHEDULED, { cron: "30 6 * * ? *", giveUpAfter: 3600, mustRunWithin: Duration.days(1) });
  }

  /** Each asynchronous edge into the function ends in its one queue of dead letters. */
  private worker(row: FunctionRow, impactOfLoss: string, invokedAsynchronously: boolean): Worker {
    const { deployment, data, messaging } = this.foundations;
    const { key, watch } = messaging;
    const deadLetters = new WatchedQueue(this, `${row.id}-dead-letters`, {
      watch,
      name: `${row.id}-dead-letters`,
      impact: impactOfLoss,
      key,
    });
    const made = new TownFunction(this, row.id, {
      deployment,
      row,
      key,
      watch,
      ...equip(row, data, messaging),
      ...(invokedAsynchronously ? { deadLetters } : {}),
    });
    return { made, deadLetters };
  }

  /** From the stream of a table, whose ledgers are outboxes, and from the queue of what could not be passed on. */
  private events(row: FunctionRow, table: "cases" | "complaints", { lost, behind }: { lost: string; behind: string }) {
    const { data, messaging } = this.foundations;
    const { key, redriveQueues } = messaging;
    const redriveQueue = redriveQueues[table];
    const { made, deadLetters } = this.worker(row, lost, false);
    made.give({ REDRIVE_QUEUE_URL: redriveQueue.queueUrl });
    made.may(
      ...mayReadStream(data.tables[table], data.key),
      ...mayConsume(redriveQueue, key),
      ...maySend(redriveQueue, key),
      ...maySend(deadLetters, key),
    );
    const name = table === "cases" ? "" : "Complaints";
    new CfnEventSourceMapping(this, table === "cases" ? "CasesStream" : "ComplaintsStream", {
      functionName: made.lambda.functionName,
      eventSourceArn: data.tables[table].tableStreamArn!, // both tables have a stream
      startingPosition: "TRIM_HORIZON",
      batchSize: 25,
      maximumBatchingWindowInSeconds: 0,
      parallelizationFactor: 4,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ["ReportBatchItemFailures"],
      // Tried as long as the record lives: what can never be passed on goes to the redrive queue by itself.
      maximumRecordAgeInSeconds: Duration.hours(24).toSeconds(),
      destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
    }).node.addDependency(made);
    const redrive = new CfnEventSourceMapping(this, `${name}Redrive`, {
      functionName: made.lambda.functionName,
      eventSourceArn: redriveQueue.queueArn,
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
    });
    redrive.node.addDependency(made);
    acknowledgeStreamConsumer(made, redrive);
    new TownAlarm(this, table === "cases" ? "CasesEventsBehind" : "ComplaintsEventsBehind", {
      watch: messaging.watch,
      name: `${row.id}-behind`,
      impact: behind,
      metric: made.lambda.metric("IteratorAge", { period: Duration.minutes(5), statistic: "Maximum" }),
      threshold: Duration.minutes(10).toMilliseconds(),
      when: "at-least",
    });
  }

  private smsSender(): void {
    const { settings } = this.foundations.deployment;
    const { made, deadLetters } = this.worker(
      SMS_SENDER,
      "Some SMS were given up: the staff or residents concerned have not been told, and nothing tries again by itself.",
      true,
    );
    if (settings.sms.provider === "sns") {
      made.may(maySendText());
      this.smsReceipts();
    }
    for (const [code, impact] of Object.entries(GIVEN_UP)) made.mustNotSay(code, impact);
    for (const topic of ["deadline-reminders", "cases", "complaints"] as const)
      this.subscribe(made, topic, deadLetters);
  }

  /** SNS cannot be asked: what became of a message it says in its logs. */
  private smsReceipts(): void {
    const { deployment, messaging } = this.foundations;
    const { made } = this.worker(
      SMS_RECEIPTS,
      "What became of some SMS was lost: they count as unconfirmed, and other staff are told in the recipients' place.",
      true,
    );
    const { settings } = deployment;
    new SmsReceipts(this, "SmsReceipts", { settings, key: messaging.key, receiver: made.lambda });
  }

  private subscribe({ lambda }: TownFunction, name: TopicName, deadLetters: Queue): void {
    const topic = this.foundations.messaging.topics[name];
    lambda.addPermission(`From-${name}`, {
      principal: new ServicePrincipal("sns.amazonaws.com"),
      sourceArn: topic.topicArn,
    });
    new Subscription(this, `Sms-${name}`, {
      topic,
      protocol: SubscriptionProtocol.LAMBDA,
      endpoint: lambda.functionArn,
      filterPolicy: { channel: SubscriptionFilter.stringFilter({ allowlist: ["sms"] }) },
      deadLetterQueue: deadLetters,
    });
  }

  /** @param mustNotSay by code, who is hurt by what it says in its log */
  private scheduled(
    row: FunctionRow,
    when: { cron: string; giveUpAfter: number; mustRunWithin: Duration },
    mustNotSay: Readonly<Record<string, string>> = {},
  ): void {
    const { deployment, messaging } = this.foundations;
    const { made, deadLetters } = this.worker(row, `A run was given up. ${row.impact}`, true);
    new TownSchedule(this, `${row.id}-schedule`, {
      name: `${deployment.settings.code}-${row.id}`,
      cron: when.cron,
      giveUpAfter: when.giveUpAfter,
      runs: made.lambda,
      deadLetters,
      key: messaging.key,
    });
    made.mustRunWithin(when.mustRunWithin);
    if (FIRING.includes(row)) made.countSaying("nobody-left");
    for (const [code, impact] of Object.entries(mustNotSay)) made.mustNotSay(code, impact);
  }
}
