/** Permissions name what they permit. */
import { at, type HouseRule, listOf, resourcesOf, type Template } from "./rule.ts";

type Statement = { readonly id: string; readonly type: string; readonly statement: unknown };

/** Where each kind of resource keeps its policy documents. */
const DOCUMENTS: Readonly<Record<string, (properties: unknown) => readonly unknown[]>> = {
  "AWS::IAM::Policy": (properties) => [at(properties, "PolicyDocument")],
  "AWS::IAM::ManagedPolicy": (properties) => [at(properties, "PolicyDocument")],
  "AWS::IAM::Role": (properties) => listOf(at(properties, "Policies")).map((policy) => at(policy, "PolicyDocument")),
  "AWS::SQS::QueuePolicy": (properties) => [at(properties, "PolicyDocument")],
  "AWS::SNS::TopicPolicy": (properties) => [at(properties, "PolicyDocument")],
  "AWS::KMS::Key": (properties) => [at(properties, "KeyPolicy")],
  "AWS::SecretsManager::ResourcePolicy": (properties) => [at(properties, "ResourcePolicy")],
};

export const allowedBy = (template: Template): Statement[] =>
  resourcesOf(template, ...Object.keys(DOCUMENTS))
    .flatMap(({ id, resource, properties }) =>
      DOCUMENTS[resource.Type]!(properties)
        .flatMap((document) => listOf(at(document, "Statement")))
        .map((statement) => ({ id, type: resource.Type, statement })),
    )
    .filter(({ statement }) => at(statement, "Effect") === "Allow");

/** Without it, a key whose policy goes wrong could never be changed again: AWS's own default for every key. */
const isKeysOwner = ({ type, statement }: Statement): boolean =>
  type === "AWS::KMS::Key" &&
  at(statement, "Action") === "kms:*" &&
  JSON.stringify(at(statement, "Principal", "AWS") ?? "").includes(":root");

export const namesActions: HouseRule = {
  name: "no-wildcard-action",
  reason: "Whoever reads a policy must see what it permits, now and when AWS adds an action.",
  breaches: (template) => [
    ...allowedBy(template)
      .filter((each) => !isKeysOwner(each))
      .flatMap(({ id, statement }) => [
        ...listOf(at(statement, "Action"))
          .filter((action) => typeof action !== "string" || action.includes("*"))
          .map((action) => ({ where: id, what: `allows ${JSON.stringify(action)}` })),
        ...(at(statement, "NotAction") ? [{ where: id, what: "allows everything but what it names" }] : []),
      ]),
    ...resourcesOf(template, "AWS::Lambda::Permission")
      .filter(({ properties }) => String(properties.Action).includes("*"))
      .map(({ id, properties }) => ({ where: id, what: `allows ${String(properties.Action)}` })),
  ],
};

/** IAM knows no resource for these. */
const WITHOUT_RESOURCE = ["dynamodb:ListStreams"];
const OF_IDENTITIES = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::Role"];

export const namesResources: HouseRule = {
  name: "no-wildcard-resource",
  reason: "A function may touch what its row names: not every table, topic or secret of the account.",
  breaches: (template) =>
    allowedBy(template)
      .filter(({ type, statement }) => OF_IDENTITIES.includes(type) && listOf(at(statement, "Resource")).includes("*"))
      .flatMap(({ id, statement }) =>
        listOf(at(statement, "Action"))
          .filter((action) => !WITHOUT_RESOURCE.includes(String(action)))
          .map((action) => ({ where: id, what: `allows ${String(action)} on everything` })),
      ),
};
