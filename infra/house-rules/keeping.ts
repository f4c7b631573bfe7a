/** Nothing that holds data goes with a stack, and tables are protected thrice. */
import { at, type HouseRule, listOf, resourcesOf } from "./rule.ts";

const HOLDS_DATA = [
  "AWS::DynamoDB::Table",
  "AWS::DynamoDB::GlobalTable",
  "AWS::KMS::Key",
  "AWS::SecretsManager::Secret",
  "AWS::Logs::LogGroup",
  "AWS::SQS::Queue",
  "AWS::SNS::Topic",
  "AWS::S3::Bucket",
];
export const LOG_DAYS = 400;
/** What SNS writes of text messages holds the numbers that they went to. */
const HOLDS_NUMBERS = /^sns\//;
const NUMBERS_DAYS = 7;

export const keepsWhatHoldsData: HouseRule = {
  name: "keep-what-holds-data",
  reason: "A deleted or replaced stack must not take records with it.",
  breaches: (template) =>
    resourcesOf(template, ...HOLDS_DATA)
      .filter(({ resource }) => resource.DeletionPolicy !== "Retain" || resource.UpdateReplacePolicy !== "Retain")
      .map(({ id }) => ({ where: id, what: "is not retained on deletion and replacement" })),
};

const TABLE_PROTECTIONS: readonly (readonly [what: string, path: readonly string[], expected: unknown])[] = [
  ["has no point-in-time recovery", ["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"], true],
  ["has no deletion protection", ["DeletionProtectionEnabled"], true],
  ["is not encrypted with a key of its own", ["SSESpecification", "SSEType"], "KMS"],
  ["is not billed on demand", ["BillingMode"], "PAY_PER_REQUEST"],
];

export const protectsTables: HouseRule = {
  name: "protect-tables",
  reason:
    "Cases are records of the office: they are recoverable, undeletable and encrypted with a customer-managed key.",
  breaches: (template) => [
    ...resourcesOf(template, "AWS::DynamoDB::Table").flatMap(({ id, properties }) => [
      ...TABLE_PROTECTIONS.filter(([, path, expected]) => at(properties, ...path) !== expected).map(([what]) => ({
        where: id,
        what,
      })),
      ...(at(properties, "SSESpecification", "KMSMasterKeyId")
        ? []
        : [{ where: id, what: "names no customer-managed key" }]),
    ]),
    // Its replicas would each need the same protections, and could lie abroad.
    ...resourcesOf(template, "AWS::DynamoDB::GlobalTable").map(({ id }) => ({ where: id, what: "is a global table" })),
  ],
};

export const keepsLogs: HouseRule = {
  name: "keep-logs-400-days",
  reason: "A log group that Lambda makes by itself is kept for ever and lies under no key.",
  breaches: (template) => {
    const groups = resourcesOf(template, "AWS::Logs::LogGroup");
    const own = new Set(groups.map(({ id }) => id));
    return [
      ...groups
        .filter(({ properties }) => HOLDS_NUMBERS.test(String(properties.LogGroupName)))
        .filter(({ properties }) => !(Number(properties.RetentionInDays) <= NUMBERS_DAYS))
        .map(({ id }) => ({ where: id, what: `holds telephone numbers for more than ${NUMBERS_DAYS} days` })),
      ...groups
        .filter(({ properties }) => !HOLDS_NUMBERS.test(String(properties.LogGroupName)))
        .filter(({ properties }) => properties.RetentionInDays !== LOG_DAYS)
        .map(({ id }) => ({ where: id, what: `is not kept ${LOG_DAYS} days` })),
      ...groups
        .filter(({ properties }) => !properties.KmsKeyId)
        .map(({ id }) => ({ where: id, what: "lies under no key" })),
      ...resourcesOf(template, "AWS::Lambda::Function")
        .filter(
          ({ properties }) =>
            !listOf(at(properties, "LoggingConfig", "LogGroup", "Ref")).some((ref) => own.has(String(ref))),
        )
        .map(({ id }) => ({ where: id, what: "logs into no log group of this stack" })),
    ];
  },
};
