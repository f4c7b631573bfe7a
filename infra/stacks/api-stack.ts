/** The REST API, method by method from the route table, and the functions behind it. */
import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from "aws-cdk-lib";
import {
  AccessLogFormat,
  EndpointType,
  type IAuthorizer,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
  TokenAuthorizer,
} from "aws-cdk-lib/aws-apigateway";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { INCOMING, KEPT } from "../../shared/casework/attachments.ts";
import type { Route, RouteFunction } from "../../shared/http/route.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { ACCESS_LOG_FIELDS } from "../constructs/access-log.ts";
import { answerWithProblems } from "../constructs/problem-responses.ts";
import { TownAlarm } from "../constructs/town-alarm.ts";
import { LOG_RETENTION, TownFunction } from "../constructs/town-function.ts";
import { WebFirewall } from "../constructs/web-firewall.ts";
import { equip } from "../equipment.ts";
import { AUTHORIZER, type FunctionRow, ROUTE_FUNCTIONS } from "../functions.ts";
import type { Foundations } from "../town.ts";

/** Who signed in is the same for the whole API; what they may do is read per request, so that the answer may be kept. */
const SIGN_IN_KEPT = Duration.minutes(5);
const BEARER = "^[Bb]earer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$";

export type ApiStackProps = StackProps & { readonly foundations: Foundations };

export class ApiStack extends Stack {
  private readonly foundations: Foundations;

  constructor(scope: Construct, id: string, { foundations, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.foundations = foundations;
    const { settings } = foundations.deployment;
    const api = this.restApi(settings);
    const rows = ROUTE_FUNCTIONS.map((row) => [row.id, this.synchronous(row)] as const);
    this.addMethods(api, new Map(rows), this.authorizer());
    answerWithProblems(api, settings.api.corsOrigins.length > 0);
    new WebFirewall(this, "Firewall", { settings, api });
    this.watchServerErrors(api);
  }

  private restApi({ code, api }: MunicipalitySettings): RestApi {
    const log = new LogGroup(this, "AccessLog", {
      logGroupName: `/citizen-service-centres/${code}/access`,
      retention: LOG_RETENTION,
      encryptionKey: this.foundations.messaging.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new RestApi(this, "Api", {
      restApiName: `${code}-service-centres`,
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
      ...(api.corsOrigins.length > 0 ? { defaultCorsPreflightOptions: corsOf(api.corsOrigins) } : {}),
    });
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
    if (row.attachments) this.answerForFiles(made);
    return made;
  }

  private answerForFiles(made: TownFunction): void {
    const { data } = this.foundations;
    // A finding is named after the export through which the bucket's ARN comes to this stack.
    const { "Fn::ImportValue": name }: { "Fn::ImportValue": string } = this.resolve(
      data.exportValue(data.bucket.bucketArn),
    );
    for (const folder of [INCOMING, KEPT]) {
      Validations.of(made).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${name}/${folder}*]`,
        reason:
          "Every file of the town's one bucket of attachments, and of no other: the keys are made up case by case, and the " +
          "function signs one only after the case's look-up code or the duty of whoever handles it.",
      });
    }
  }

  private authorizer(): IAuthorizer {
    return new TokenAuthorizer(this, "Authorizer", {
      handler: this.synchronous(AUTHORIZER).lambda,
      resultsCacheTtl: SIGN_IN_KEPT,
      validationRegex: BEARER,
    });
  }

  private addMethods(api: RestApi, functions: ReadonlyMap<RouteFunction, TownFunction>, authorizer: IAuthorizer): void {
    const integrations = new Map(
      // One permission for each function: one for each method would overflow the function's policy.
      [...functions].map(([id, { lambda }]) => [id, new LambdaIntegration(lambda, { scopePermissionToMethod: false })]),
    );
    for (const route of allRoutes) {
      const method = api.root.resourceForPath(route.path).addMethod(route.method, integrations.get(route.function)!, {
        operationName: route.id,
        ...(needsSignIn(route) ? { authorizer } : {}),
      });
      if (!needsSignIn(route)) {
        Validations.of(method).acknowledge({ id: "AwsSolutions-APIG4", reason: reasonForNoSignIn(route) });
      }
    }
  }

  private watchServerErrors(api: RestApi): void {
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

const needsSignIn = ({ audience }: Route): boolean => audience === "staff" || audience === "office";

const reasonForNoSignIn = ({ audience, summary }: Route): string =>
  audience === "resident"
    ? `${summary}: residents have no account; the function asks for the case's look-up code and locks out guessing.`
    : `${summary}: open to everyone, without an account, as articles 5 and 6 ask; the firewall limits each address.`;

const corsOf = (origins: readonly string[]) => ({
  allowOrigins: [...origins],
  allowMethods: ["GET", "POST", "PUT", "DELETE"],
  allowHeaders: ["Accept-Language", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Lookup-Code"],
  exposeHeaders: ["ETag", "Location", "Retry-After"],
  maxAge: Duration.hours(1),
});
