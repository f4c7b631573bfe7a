/** Topics, the alarm topic, and the queue of records that have to be taken up again. */
import { Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { TOPICS, type TopicName } from "../../shared/tables.ts";
import type { Watch } from "../constructs/town-alarm.ts";
import { TownKey } from "../constructs/town-key.ts";
import { WatchedQueue } from "../constructs/watched-queue.ts";
import { CASES_EVENTS, COMPLAINTS_EVENTS, type FunctionRow } from "../functions.ts";

export type MessagingStackProps = StackProps & { readonly settings: MunicipalitySettings };

export class MessagingStack extends Stack {
  readonly key: TownKey;
  readonly topics: Readonly<Record<TopicName, Topic>>;
  readonly watch: Watch;
  /** `{ subject, version }` of ledger entries that could not be passed on, by what the subject is. */
  readonly redriveQueues: { readonly cases: Queue; readonly complaints: Queue };

  constructor(scope: Construct, id: string, { settings, ...props }: MessagingStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.key = new TownKey(this, "Key", {
      description: "Topics, queues, alarms and logs of the town",
      messengers: ["cloudwatch", "sns", "scheduler"],
      logsOf: settings.region,
    });
    const topics = TOPICS.map((name) => [name, this.topic(`${name}Topic`)] as const);
    this.topics = Object.fromEntries(topics) as Record<TopicName, Topic>; // fromEntries forgets the keys' type
    this.watch = { town: settings.code, alarmTopic: this.alarmTopic() };
    this.mailAlarms(settings.alarmEmails);
    this.mailNotices(settings.bulletins.noticeEmails);
    this.redriveQueues = {
      cases: this.redrive(
        "Redrive",
        CASES_EVENTS,
        "Moves of some cases reach neither their residents nor the month's journal until someone replays them by hand.",
      ),
      complaints: this.redrive(
        "ComplaintsRedrive",
        COMPLAINTS_EVENTS,
        "Some residents do not hear of what became of their complaint until someone replays it by hand.",
      ),
    };
  }

  private topic(id: string): Topic {
    const topic = new Topic(this, id, { masterKey: this.key, enforceSSL: true });
    topic.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return topic;
  }

  private alarmTopic(): Topic {
    const topic = this.topic("AlarmTopic");
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
    );
    return topic;
  }

  private mailAlarms(addresses: readonly string[]): void {
    if (addresses.length === 0) return;
    const undelivered = new WatchedQueue(this, "AlarmMailDeadLetters", {
      watch: this.watch,
      name: "alarm-mail-undelivered",
      impact: "Whoever is on call does not get the alarms by mail, so that nobody may know what else is broken.",
      key: this.key,
    });
    for (const address of addresses) {
      this.watch.alarmTopic.addSubscription(new EmailSubscription(address, { deadLetterQueue: undelivered }));
    }
  }

  private mailNotices(addresses: readonly string[]): void {
    if (addresses.length === 0) return;
    const undelivered = new WatchedQueue(this, "NoticeMailDeadLetters", {
      watch: this.watch,
      name: "bulletin-mail-undelivered",
      impact:
        "Somebody of the municipal office is not told by mail that a bulletin was issued; it can be read as before.",
      key: this.key,
    });
    for (const address of addresses) {
      this.topics["monthly-reports"].addSubscription(new EmailSubscription(address, { deadLetterQueue: undelivered }));
    }
  }

  private redrive(id: "Redrive" | "ComplaintsRedrive", consumer: FunctionRow, impact: string): Queue {
    const deadLetters = new WatchedQueue(this, `${id}DeadLetters`, {
      watch: this.watch,
      name: id === "Redrive" ? "redrive-dead-letters" : "complaints-redrive-dead-letters",
      impact,
      key: this.key,
    });
    return new Queue(this, `${id}Queue`, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: this.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // Six times the consumer's timeout, as Lambda asks for.
      visibilityTimeout: Duration.seconds(6 * consumer.timeoutSeconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
