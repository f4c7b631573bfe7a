/** From settings and bundles to a cloud assembly, in process: for the CLI, the tests and the local run alike. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import type { CloudAssembly } from "aws-cdk-lib/cx-api";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import type { MunicipalitySettings } from "../shared/municipality/settings.ts";
import type { Bundles } from "./bundle.ts";
import { FEATURE_FLAGS } from "./feature-flags.ts";
import { HouseRules } from "./house-rules.ts";
import { MunicipalityStage } from "./municipality-stage.ts";
import { AccountStack } from "./stacks/account-stack.ts";
import type { Bundle } from "./town.ts";

export type SynthesisOptions = {
  readonly settings: readonly MunicipalitySettings[];
  /** Directory of the cloud assembly; absent: where the CDK CLI says. */
  readonly outdir?: string;
  /** `none` deploys an empty directory for each function: enough to read templates. */
  readonly bundles: Bundles | "none";
  /** Directory for what is made on the way: each town's copy of each bundle. */
  readonly workdir: string;
  /** House rules and cdk-nag; a finding without an answer throws. Off where only the wiring is wanted, and at once. */
  readonly checks?: boolean;
};

const withoutCode = (workdir: string): Bundle => {
  const directory = join(workdir, "without-code");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "index.js"), "");
  return { directory, version: "none" };
};

export const accountStackId = ({ account, region }: Pick<MunicipalitySettings, "account" | "region">): string =>
  `account-${account}-${region}`;

/** One for each account and region, however many towns are in it. */
const addAccounts = (app: App, settings: readonly MunicipalitySettings[]): void => {
  const accounts = new Map(
    settings.map((each) => [accountStackId(each), { account: each.account, region: each.region }]),
  );
  for (const [id, env] of accounts) {
    new AccountStack(app, id, { env, description: "Citizen service centres: once for each account and region" });
  }
};

/** SNS writes what became of its SMS once for each account and region, so that one town alone can read it. */
const refuseSharedReceipts = (settings: readonly MunicipalitySettings[]): void => {
  const owners = new Map<string, string>();
  for (const { code, account, region } of settings.filter(({ sms }) => sms.provider === "sns")) {
    const other = owners.get(`${account} ${region}`);
    if (other !== undefined)
      throw new Error(
        `municipality ${code}: sms.provider: ${other} has the SNS receipts of ${account}, ${region} already`,
      );
    owners.set(`${account} ${region}`, code);
  }
};

/** @throws Error with the report when a check fails. Writes into `outdir`. */
export const synthesise = ({ settings, outdir, bundles, workdir, checks = true }: SynthesisOptions): CloudAssembly => {
  const app = new App({
    ...(outdir ? { outdir } : {}),
    context: FEATURE_FLAGS,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: checks,
  });
  refuseSharedReceipts(settings);
  addAccounts(app, settings);
  for (const each of settings) {
    const bundleOf = bundles === "none" ? () => withoutCode(workdir) : bundles.forTown(each, workdir);
    new MunicipalityStage(app, { settings: each, bundleOf });
  }
  if (checks) Validations.of(app).addPlugins(new HouseRules(), new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return app.synth();
};
