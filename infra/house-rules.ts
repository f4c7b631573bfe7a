/** The house's own rules, read off the finished templates: a breach fails the synthesis as cdk-nag's findings do. */
import { readFileSync } from "node:fs";
import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from "aws-cdk-lib";
import { alarmsSpeak, keepsDeadLetters, watchesFunctions } from "./house-rules/alarms.ts";
import { keepsLogs, keepsWhatHoldsData, protectsTables } from "./house-rules/keeping.ts";
import { livesWithoutWhatChinaLacks, namesNoPartition } from "./house-rules/partition.ts";
import { namesActions, namesResources } from "./house-rules/permissions.ts";
import type { HouseRule, Place, Template } from "./house-rules/rule.ts";

export const HOUSE_RULES: readonly HouseRule[] = [
  keepsWhatHoldsData,
  protectsTables,
  keepsLogs,
  namesActions,
  namesResources,
  namesNoPartition,
  livesWithoutWhatChinaLacks,
  watchesFunctions,
  alarmsSpeak,
  keepsDeadLetters,
];

export type Finding = { readonly rule: string; readonly where: string; readonly what: string };

export const findingsIn = (template: Template, place: Place): Finding[] =>
  HOUSE_RULES.flatMap((rule) => rule.breaches(template, place).map((breach) => ({ rule: rule.name, ...breach })));

const reasonOf = (name: string): string => HOUSE_RULES.find((rule) => rule.name === name)?.reason ?? "";

/** Templates, not constructs, are read: a property may be overridden after the last Aspect has looked. */
export class HouseRules implements IPolicyValidationPlugin {
  readonly name = "HouseRules";

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = stackTemplates.flatMap(({ templatePath, region }) => {
      const template: Template = JSON.parse(readFileSync(templatePath, "utf8"));
      return findingsIn(template, { inChina: region?.startsWith("cn-") ?? false }).map(({ rule, where, what }) => ({
        ruleName: rule,
        description: `${where} ${what}. ${reasonOf(rule)}`,
        severity: "error",
        violatingResources: [{ resourceLogicalId: where, templatePath, locations: [] }],
      }));
    });
    return { success: violations.length === 0, violations };
  }
}
