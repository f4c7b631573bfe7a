/** The templates of one deployment, by stack, without code and without the checks: quick enough for every file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { at, listOf, type Resource, type Template } from "../../infra/house-rules/rule.ts";
import { synthesise } from "../../infra/synth.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";

export type StackName = "data" | "messaging" | "api" | "workers";
export type Deployed = Readonly<Record<StackName, Template>>;

const made: string[] = [];
/** A directory that goes when the test file ends. */
export const scratch = (): string => {
  const directory = mkdtempSync(join(tmpdir(), "infra-"));
  made.push(directory);
  return directory;
};
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

export const deployed = (settings: MunicipalitySettings): Deployed => {
  const directory = scratch();
  const assembly = synthesise({
    settings: [settings],
    outdir: join(directory, "out"),
    workdir: join(directory, "work"),
    bundles: "none",
    checks: false,
  });
  const stacks = assembly.stacksRecursively.map(({ stackName, template }) => [
    stackName.split("-")[1],
    template as Template,
  ]);
  return Object.fromEntries(stacks) as Deployed; // the stage makes just these stacks
};

export type Named = Resource & { readonly id: string; readonly properties: Record<string, unknown> };

export const all = (template: Template, type: string): Named[] =>
  Object.entries(template.Resources ?? {})
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => ({ ...resource, id, properties: { ...resource.Properties } }));

export const one = (template: Template, type: string, fits: (found: Named) => boolean = () => true): Named => {
  const found = all(template, type).filter(fits);
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} fit`);
  return found[0]!;
};

/** The end of a function's physical name: `tengzhou-cases-staff` is `cases-staff`. */
export const functionsIn = (template: Template): ReadonlyMap<string, Named> =>
  new Map(
    all(template, "AWS::Lambda::Function").map((found) => [
      String(found.properties.FunctionName).split("-").slice(1).join("-"),
      found,
    ]),
  );

export type Statement = {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly raw: unknown;
};

/** What the role of a function is allowed. */
export const allowed = (template: Template, functionId: string): Statement[] => {
  const role = at(functionsIn(template).get(functionId)?.properties, "Role", "Fn::GetAtt", "0");
  return all(template, "AWS::IAM::Policy")
    .filter(({ properties }) => listOf(properties.Roles).some((each) => at(each, "Ref") === role))
    .flatMap(({ properties }) => listOf(at(properties, "PolicyDocument", "Statement")))
    .map((raw) => ({ raw, actions: listOf(at(raw, "Action")).map(String), resources: listOf(at(raw, "Resource")) }));
};

export const environmentOf = (template: Template, functionId: string): Record<string, unknown> => ({
  ...(at(functionsIn(template).get(functionId)?.properties, "Environment", "Variables") as Record<string, unknown>), // strings and intrinsics
});
