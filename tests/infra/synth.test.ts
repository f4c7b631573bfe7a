import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MUNICIPALITIES } from "../../infra/municipalities/index.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { synthesise } from "../../infra/synth.ts";
import { scratch } from "./deployed.ts";

const directory = scratch();
const outdir = join(directory, "out");
const assembly = synthesise({ settings: MUNICIPALITIES, outdir, workdir: join(directory, "work"), bundles: "none" });

describe("the synthesis of all municipalities", () => {
  it("leaves no finding of cdk-nag and no breach of a house rule unanswered", () => {
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, "validation-report.json"), "utf8"));
    const open = pluginReports.flatMap(({ violations }: { violations: { ruleName: string }[] }) =>
      violations.map(({ ruleName }) => ruleName),
    );
    expect(open).toEqual([]);
  });

  it("makes the same stacks for each municipality, and one for each account", () => {
    expect(assembly.stacksRecursively.map(({ hierarchicalId }) => hierarchicalId).sort()).toEqual(
      [
        ...MUNICIPALITIES.map(({ account, region }) => `account-${account}-${region}`),
        ...MUNICIPALITIES.flatMap(({ code }) =>
          ["api", "data", "messaging", "workers"].map((stack) => `${code}/${stack}`),
        ),
      ].sort(),
    );
  });

  it.each(assembly.stacksRecursively.map((stack) => [stack.hierarchicalId, stack] as const))(
    "keeps %s well below the 500 resources of a stack",
    (_, { template }) => {
      expect(Object.keys(template.Resources).length).toBeLessThan(400);
    },
  );

  it.each(assembly.stacksRecursively.map((stack) => [stack.hierarchicalId, stack] as const))(
    "keeps each environment in %s below Lambda's 4 KB",
    (_, { template }) => {
      for (const { Properties } of Object.values<{ Type: string; Properties: { Environment?: unknown } }>(
        template.Resources,
      )) {
        expect(JSON.stringify(Properties?.Environment ?? {}).length).toBeLessThan(3000);
      }
    },
  );

  it("asks nothing of an AWS account while it synthesises", () => {
    expect(assembly.manifest.missing ?? []).toEqual([]);
  });

  it("protects from deletion what holds data", () => {
    const held = assembly.stacksRecursively.filter(({ terminationProtection }) => terminationProtection);
    expect(held.map(({ stackName }) => stackName).filter((name) => name.startsWith("tengzhou"))).toEqual([
      "tengzhou-data",
      "tengzhou-messaging",
    ]);
  });

  it("refuses two towns that would both own the receipts of SNS in one account and region", () => {
    const twins = [sandbox, { ...sandbox, code: "twin" }];
    expect(() => synthesise({ settings: twins, workdir: directory, bundles: "none", checks: false })).toThrow(
      "municipality twin: sms.provider: sandbox has the SNS receipts of 000000000001, ap-southeast-1 already",
    );
  });

  it("holds the account's log role once when two towns share an account", () => {
    const twin = { ...tengzhou, code: "twin" };
    const both = synthesise({
      settings: [tengzhou, twin],
      outdir: join(directory, "twins"),
      workdir: join(directory, "work"),
      bundles: "none",
      checks: false,
    });
    expect(both.stacks.map(({ stackName }) => stackName)).toEqual(["account-000000000000-cn-north-1"]);
  });
});
