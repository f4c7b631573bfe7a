/** The REST API, made from the route table, and the functions behind it. */
import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from "aws-cdk-lib";
import {
  AccessLogFormat,
  ApiDefinition,
  EndpointType,
  LogGroupLogDestination,
  SpecRestApi,
} from "aws-cdk-lib/aws-apigateway";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { FORMS_FOLDER } from "../../shared/bulletins/forms.ts";
import { INCOMING, KEPT } from "../../shared/casework/attachments.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { ACCESS_LOG_FIELDS } from "../constructs/access-log.ts";
import { apiDocument } from "../constructs/api-document.ts";
import { TownAlarm } from "../constructs/town-alarm.ts";
import { LOG_RETENTION, TownFunction } from "../constructs/town-function.ts";
import { WebFirewall } from "../constructs/web-firewall.ts";
import { equip } from "../equipment.ts";
import { AUTHORIZER, type FunctionRow, ROUTE_FUNCTIONS } from "../functions.ts";
import type { Foundations } from "../town.ts";

export type ApiStackProps = StackProps & { readonly foundations: Foundations };

export class ApiStack extends Stack {
  private readonly foundations: Foundations;

  constructor(scope: Construct, id: string, { foundations, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.foundations = foundations;
    const { settings } = foundations.deployment;
    const functions = new Map(ROUTE_FUNCTIONS.map((row) => [row.id, this.synchronous(row)] as const));
    const authorizer = this.synchronous(AUTHORIZER);
    const document = apiDocument(this, {
      title: `${settings.code}-service-centres`,
      routes: allRoutes,
      functionArn: (of) => functions.get(of)!.lambda.functionArn,
      authorizerArn: authorizer.lambda.functionArn,
      corsOrigins: settings.api.corsOrigins,
    });
    const api = this.restApi(settings, document);
    // One permission for each function: one for each method would overflow the function's policy.
    for (const { lambda } of functions.values()) this.mayInvoke(api.arnForExecuteApi(), lambda);
    this.mayInvoke(
      `arn:${this.partition}:execute-api:${this.region}:${this.account}:${api.restApiId}/authorizers/*`,
      authorizer.lambda,
    );
    new WebFirewall(this, "Firewall", { settings, api });
    this.watchServerErrors(api);
  }

  private restApi({ code, api }: MunicipalitySettings, document: object): SpecRestApi {
    const log = new LogGroup(this, "AccessLog", {
      logGroupName: `/citizen-service-centres/${code}/access`,
      retention: LOG_RETENTION,
      encryptionKey: this.foundations.messaging.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new SpecRestApi(this, "Api", {
      restApiName: `${code}-service-centres`,
      apiDefinition: ApiDefinition.fromInline(document),
      endpointConfiguration: { types: [EndpointType.REGIONAL] },
      // The role for logs belongs to the account, not to one town: see the account stack.
      cloudWatchRole: false,
      deployOptions: {
        stageName: "api",
        throttlingRateLimit: api.rateLimit,
        throttlingBurstLimit: api.burstLimit,
        accessLogDestination: new LogGroupLogDestination(log),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
        metricsEnabled: true,
      },
    });
  }

  private mayInvoke(sourceArn: string, lambda: IFunction): void {
    lambda.addPermission("Api", { principal: new ServicePrincipal("apigateway.amazonaws.com"), sourceArn });
  }

  private synchronous(row: FunctionRow): TownFunction {
    const { deployment, data, messaging } = this.foundations;
    const made = new TownFunction(this, row.id, {
      deployment,
      row,
      key: messaging.key,
      watch: messaging.watch,
      ...equip(row, data, messaging),
    });
    Validations.of(made).acknowledge({
      id: "Serverless-LambdaDLQ",
      reason:
        "API Gateway calls it and waits: a failure is answered to the caller, there is no event that could be lost.",
    });
    if (row.attachments) {
      const reason =
        "Every file of the town's one bucket of attachments, and of no other: the keys are made up case by case, and the " +
        "function signs one only after the look-up code of the case or complaint, or the duty of whoever handles it.";
      this.answerForFiles(made, [INCOMING, KEPT], reason);
    }
    if (row.forms) {
      this.answerForFiles(
        made,
        [FORMS_FOLDER],
        "Every month's bulletin, which the municipal office reads: one key a month and form.",
      );
    }
    return made;
  }

  private answerForFiles(made: TownFunction, folders: readonly string[], reason: string): void {
    const { data } = this.foundations;
    // A finding is named after the export through which the bucket's ARN comes to this stack.
    const { "Fn::ImportValue": name }: { "Fn::ImportValue": string } = this.resolve(
      data.exportValue(data.bucket.bucketArn),
    );
    for (const folder of folders) {
      Validations.of(made).acknowledge({ id: `AwsSolutions-IAM5[Resource::${name}/${folder}*]`, reason });
    }
  }

  private watchServerErrors(api: SpecRestApi): void {
    new TownAlarm(this, "ServerErrors", {
      watch: this.foundations.messaging.watch,
      name: "api-server-errors",
      impact:
        "Residents or window staff are told that something went wrong or that the system is busy, several times a minute.",
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: "Sum" }),
      threshold: 5,
      when: "at-least",
    });
  }
}
