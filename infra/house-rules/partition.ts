/** One code base for two partitions: nothing names one of them, and nothing needs what the Chinese one lacks. */
import { allowedBy } from "./permissions.ts";
import { at, type Breach, type HouseRule, listOf, resourcesOf, type Template } from "./rule.ts";

const LITERALS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["writes a partition into an ARN", /arn:aws[a-z-]*:/],
  [
    "writes a service's domain",
    /\b[a-z0-9-]+\.[a-z]{2}(-[a-z]+)+-\d\.(api\.)?(amazonaws\.com|amazonwebservices\.com|aws)/,
  ],
];

const stringsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

export const namesNoPartition: HouseRule = {
  name: "no-partition-literal",
  reason: "ARNs and hosts of aws and aws-cn differ: they are built from AWS::Partition and AWS::URLSuffix.",
  breaches: (template) => {
    const places = [
      ...resourcesOf(template).map(({ id, properties }) => [id, properties] as const),
      ...Object.entries(template.Outputs ?? {}),
    ];
    return places.flatMap(([where, value]) =>
      LITERALS.filter(([, pattern]) => stringsIn(value).some((text) => pattern.test(text))).map(([what]) => ({
        where,
        what,
      })),
    );
  },
};

/** Whole services, by the beginning of their resource types. */
const NOT_IN_CHINA = [
  ["AWS::Cognito::", "Cognito user pools"],
  ["AWS::SES::", "SES"],
  ["AWS::XRay::", "X-Ray"],
  ["AWS::Lambda::Url", "Lambda function URLs"],
  ["AWS::Pinpoint", "Pinpoint"],
  ["AWS::SMSVOICE::", "SMS by AWS"],
] as const;

const needless = (template: Template): Breach[] =>
  resourcesOf(template).flatMap(({ id, resource, properties }) => {
    const service = NOT_IN_CHINA.find(([prefix]) => resource.Type.startsWith(prefix));
    const traced = at(properties, "TracingConfig", "Mode") === "Active" || properties.TracingEnabled === true;
    const byCognito = resource.Type === "AWS::ApiGateway::Authorizer" && properties.Type === "COGNITO_USER_POOLS";
    return [
      ...(service ? [{ where: id, what: `needs ${service[1]}` }] : []),
      ...(traced ? [{ where: id, what: "is traced by X-Ray" }] : []),
      ...(byCognito ? [{ where: id, what: "needs Cognito user pools" }] : []),
    ];
  });

const notRegional = (template: Template): Breach[] =>
  resourcesOf(template, "AWS::ApiGateway::RestApi", "AWS::ApiGateway::DomainName")
    .filter(({ properties }) => {
      const types = listOf(at(properties, "EndpointConfiguration", "Types"));
      return types.length !== 1 || types[0] !== "REGIONAL"; // EDGE is the default
    })
    .map(({ id }) => ({ where: id, what: "is not a regional endpoint" }));

const textsBySns = (template: Template): Breach[] => [
  ...allowedBy(template)
    .filter(({ statement }) => listOf(at(statement, "Action")).includes("sns:Publish"))
    .filter(
      ({ statement }) => at(statement, "NotResource") !== undefined || listOf(at(statement, "Resource")).includes("*"),
    )
    .map(({ id }) => ({ where: id, what: "may send SMS by SNS" })),
  ...resourcesOf(template, "AWS::SNS::Subscription")
    .filter(({ properties }) => properties.Protocol === "sms")
    .map(({ id }) => ({ where: id, what: "sends SMS by SNS" })),
];

export const livesWithoutWhatChinaLacks: HouseRule = {
  name: "nothing-that-china-lacks",
  reason: "What aws-cn does not have cannot be deployed there, and would not be tried out elsewhere.",
  breaches: (template, { inChina }) => [
    ...needless(template),
    ...notRegional(template),
    ...(inChina ? textsBySns(template) : []),
  ],
};
