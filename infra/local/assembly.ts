/** Reads a synthesised cloud assembly from disk: its stacks' templates, and where their assets lie. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import * as z from "zod";

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});
export const Template = z.object({
  Resources: z.record(z.string(), Resource).default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});
export type Template = z.infer<typeof Template>;

export type Stack = {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly template: Template;
  /** Folder or file of an asset, by the hash that is its object key in the template. */
  assetPath(objectKey: string): string | undefined;
};

const Artifact = z.object({
  type: z.string(),
  environment: z.string().optional(),
  properties: z
    .object({
      templateFile: z.string().optional(),
      stackName: z.string().optional(),
      directoryName: z.string().optional(),
    })
    .optional(),
});
const Manifest = z.object({ artifacts: z.record(z.string(), Artifact).default({}) });
const Assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })).default({}),
});

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** Keys look like `<hash>.zip`; the assets manifest is keyed by the hash. */
const assetPaths = (folder: string, templateFile: string): Stack["assetPath"] => {
  const manifest = join(folder, templateFile.replace(/\.template\.json$/, ".assets.json"));
  const { files } = existsSync(manifest) ? Assets.parse(readJson(manifest)) : { files: {} };
  return (objectKey) => {
    const path = files[objectKey.replace(/^.*\//, "").replace(/\.\w+$/, "")]?.source.path;
    return path === undefined || isAbsolute(path) ? path : join(folder, path);
  };
};

/** `aws://<account>/<region>`; an environment that is not said is an invented one. */
const placeOf = (environment = ""): { account: string; region: string } => {
  const [, account = "", region = ""] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    account: /^\d{12}$/.test(account) ? account : "000000000000",
    region: region === "" || region === "unknown-region" ? "local" : region,
  };
};

/** Every stack of the assembly, those of its stages too. */
export const readAssembly = (folder: string): readonly Stack[] =>
  Object.entries(Manifest.parse(readJson(join(folder, "manifest.json"))).artifacts).flatMap(([id, artifact]) => {
    const { templateFile, stackName, directoryName } = artifact.properties ?? {};
    if (artifact.type === "cdk:cloud-assembly" && directoryName !== undefined)
      return readAssembly(join(folder, directoryName));
    if (artifact.type !== "aws:cloudformation:stack" || templateFile === undefined) return [];
    return {
      name: stackName ?? id,
      ...placeOf(artifact.environment),
      template: Template.parse(readJson(join(folder, templateFile))),
      assetPath: assetPaths(folder, templateFile),
    };
  });
