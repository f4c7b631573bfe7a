/** WAF before the API: the managed rules that the partition has, and a limit per address. */
import type { SpecRestApi } from "aws-cdk-lib/aws-apigateway";
import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { documentOf, TOO_MANY_REQUESTS } from "./problem-responses.ts";

type Partition = MunicipalitySettings["partition"];

/** In China, per "Getting Started with Amazon Web Services in China: WAF", only targeted bot control, the marketplace,
 * Shield and Firewall Manager are missing; none of them is used. */
const MANAGED_RULES: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
  ],
  "aws-cn": [
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
  ],
};
/** The common rules refuse bodies above 8 KB; an application in Chinese with all its answers may be longer. */
const COUNT_ONLY: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesCommonRuleSet: ["SizeRestrictions_BODY"],
};

// Samples would show the headers, and with them look-up codes and tokens.
const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});

const BUSY_BODY = "too-many-requests";

const perAddress = (limit: number): CfnWebACL.RuleProperty => ({
  name: "per-address",
  priority: 0,
  statement: { rateBasedStatement: { limit, evaluationWindowSec: 300, aggregateKeyType: "IP" } },
  action: {
    block: {
      customResponse: {
        responseCode: 429,
        customResponseBodyKey: BUSY_BODY,
        responseHeaders: [{ name: "Retry-After", value: "300" }],
      },
    },
  },
  visibilityConfig: visible("per-address"),
});

const managed = (name: string, priority: number): CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ruleActionOverrides: (COUNT_ONLY[name] ?? []).map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  overrideAction: { none: {} },
  visibilityConfig: visible(name),
});

export type WebFirewallProps = { readonly settings: MunicipalitySettings; readonly api: SpecRestApi };

export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, { settings, api }: WebFirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, "Acl", {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: visible(`${settings.code}-api`),
      customResponseBodies: {
        [BUSY_BODY]: { contentType: "APPLICATION_JSON", content: documentOf(TOO_MANY_REQUESTS) },
      },
      rules: [
        perAddress(settings.api.wafRatePerAddress),
        ...MANAGED_RULES[settings.partition].map((name, position) => managed(name, position + 1)),
      ],
    });
    const association = new CfnWebACLAssociation(this, "Association", {
      resourceArn: api.deploymentStage.stageArn,
      webAclArn: acl.attrArn,
    });
    association.node.addDependency(api.deploymentStage);
  }
}
