/** A Lambda function with the house's defaults: its own role, logs kept 400 days, an alarm that says who is hurt. */
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, LogGroup, type MetricFilter, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { FunctionRow } from "../functions.ts";
import type { Deployment } from "../town.ts";
import { maySend } from "./permissions.ts";
import { TownAlarm, type Watch } from "./town-alarm.ts";

/** 400 days: last year's month can still be compared. */
export const LOG_RETENTION = RetentionDays.THIRTEEN_MONTHS;

export type TownFunctionProps = {
  readonly deployment: Deployment;
  readonly watch: Watch;
  readonly row: FunctionRow;
  /** Key of logs and queues. */
  readonly key: IKey;
  readonly environment: Readonly<Record<string, string>>;
  readonly may: readonly PolicyStatement[];
  /** Where an asynchronous event goes that failed on every try; absent only where nothing invokes asynchronously. */
  readonly deadLetters?: IQueue;
};

export class TownFunction extends Construct {
  readonly lambda: LambdaFunction;
  private readonly role: Role;
  private readonly logGroup: LogGroup;
  private readonly props: TownFunctionProps;

  constructor(scope: Construct, id: string, props: TownFunctionProps) {
    super(scope, id);
    this.props = props;
    const { deployment, row } = props;
    const { settings } = deployment;
    const name = `${settings.code}-${row.id}`;
    this.logGroup = new LogGroup(this, "Logs", {
      logGroupName: `/aws/lambda/${name}`,
      retention: LOG_RETENTION,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.may(
      new PolicyStatement({
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    const bundle = deployment.bundleOf(row.id);
    this.lambda = new LambdaFunction(this, "Function", {
      functionName: name,
      description: row.impact.slice(0, 256),
      runtime: Runtime.NODEJS_24_X,
      architecture: settings.architecture === "arm64" ? Architecture.ARM_64 : Architecture.X86_64,
      handler: "index.handler",
      code: Code.fromAsset(bundle.directory),
      memorySize: row.memoryMb,
      timeout: Duration.seconds(row.timeoutSeconds),
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment, CODE_VERSION: bundle.version },
      ...(props.deadLetters ? { deadLetterQueue: props.deadLetters } : {}),
    });
    this.may(...props.may, ...(props.deadLetters ? maySend(props.deadLetters, props.key) : []));
    this.watchErrors();
  }

  may(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.role.addToPolicy(statement);
  }

  give(environment: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(environment)) this.lambda.addEnvironment(name, value);
  }

  /** Alarms when it has not run for that long: a schedule that stopped makes no errors. */
  mustRunWithin(span: Duration): void {
    const { watch, row } = this.props;
    new TownAlarm(this, "NotRunning", {
      watch,
      name: `${row.id}-not-running`,
      impact: row.impact,
      metric: this.lambda.metricInvocations({ period: span, statistic: "Sum" }),
      threshold: 1,
      when: "below",
    });
  }

  /** Alarms when its log has this code: what a function gives up in good order is no error of Lambda's. */
  mustNotSay(code: string, impact: string): void {
    const { watch } = this.props;
    const filter = this.countSaying(code);
    new TownAlarm(this, `Said-${code}`, {
      watch,
      name: code,
      impact,
      metric: filter.metric({ period: Duration.minutes(5), statistic: "Sum" }),
      threshold: 1,
      when: "at-least",
    });
  }

  /** For the alarm that another function has on the same code. */
  countSaying(code: string): MetricFilter {
    return this.logGroup.addMetricFilter(`Says-${code}`, {
      // Lambda's JSON format holds our line as a text, in `message`.
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue("$.message", "=", `*${code}*`),
        FilterPattern.stringValue("$.code", "=", code),
      ),
      metricNamespace: "CitizenServiceCentres",
      metricName: `${this.props.watch.town}-${code}`,
      metricValue: "1",
    });
  }

  private watchErrors(): void {
    const { watch, row } = this.props;
    new TownAlarm(this, "Fails", {
      watch,
      name: `${row.id}-fails`,
      impact: row.impact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5), statistic: "Sum" }),
      threshold: 1,
      when: "at-least",
    });
  }
}
