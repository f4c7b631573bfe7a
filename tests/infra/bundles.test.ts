import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Bundles, bundleFunctions } from "../../infra/bundle.ts";
import { FUNCTIONS } from "../../infra/functions.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { deployed, environmentOf, functionsIn, scratch } from "./deployed.ts";

const { api, workers } = deployed(tengzhou);
/** What is deployed with SNS only. */
const { workers: abroad } = deployed(sandbox);
const ids = FUNCTIONS.map(({ id }) => id);
const directory = scratch();
let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundleFunctions({ outdir: join(directory, "functions") });
});

const codeOf = (id: string): string => readFileSync(join(directory, "functions", id, "index.js"), "utf8");

/** The variables of the template, with something of the right shape in place of what AWS would fill in. */
const filledIn = (id: string): Record<string, string> => {
  const template = [api, workers].find((each) => functionsIn(each).has(id)) ?? abroad;
  const names = Object.keys(environmentOf(template, id));
  return Object.fromEntries(
    names.map((name) => [name, name.endsWith("_URL") ? "https://queue.example.invalid/0/q" : `a-${name}`]),
  );
};

const STARTING = `
for (const [id, directory, variables] of JSON.parse(process.argv[1])) {
  for (const name of Object.keys(process.env)) if (!/^(PATH|HOME)$/.test(name)) delete process.env[name];
  Object.assign(process.env, variables, { AWS_REGION: "cn-north-1", LAMBDA_TASK_ROOT: directory });
  const { handler } = require(directory + "/index.js");
  console.log(id, typeof handler);
}`;

describe("the bundles", () => {
  it("are all built", () => {
    expect(bundles.ids).toEqual(ids);
  });

  it("start with the environment that the template gives them, and nothing else", () => {
    const copy = bundles.forTown(tengzhou, join(directory, "towns"));
    const started = spawnSync(
      process.execPath,
      ["-e", STARTING, JSON.stringify(ids.map((id) => [id, copy(id).directory, filledIn(id)]))],
      { encoding: "utf8" },
    );
    // A stack trace of a minified bundle quotes all of it.
    expect(started.stderr.slice(-400)).toBe("");
    expect(started.stdout.trim().split("\n")).toEqual(ids.map((id) => `${id} function`));
  });

  it("carry all they need: only Node's own modules are left outside", () => {
    const outside = Object.values(bundles.metafile.outputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    );
    expect(outside.filter((path) => !isBuiltin(path))).toEqual([]);
  });

  it("hold the client of the bucket only where files are exchanged: it is the largest, and starts slowest", () => {
    const holding = Object.entries(bundles.metafile.outputs)
      .filter(([, { inputs }]) => Object.keys(inputs).some((path) => path.includes("@aws-sdk/client-s3/")))
      .map(([path]) => ids.find((id) => path.endsWith(`/${id}/index.js`)));
    expect(holding.toSorted()).toEqual(
      FUNCTIONS.flatMap(({ id, attachments, forms }) => (attachments || forms ? [id] : [])).toSorted(),
    );
    expect(holding).toHaveLength(5);
  });

  it("stay small enough to start quickly", () => {
    for (const { id, forms } of FUNCTIONS) {
      if (ids.includes(id)) expect(codeOf(id).length, id).toBeLessThan(forms ? 2_500_000 : 900_000);
    }
  });

  it("lie beside their town's settings, and know their version", () => {
    const copy = bundles.forTown(tengzhou, join(directory, "towns"));
    for (const id of ids) {
      const { directory: asset, version } = copy(id);
      const settings = JSON.parse(readFileSync(join(asset, "municipality.json"), "utf8"));
      expect(MunicipalitySettings.parse(settings)).toEqual(tengzhou);
      expect(version).toBe(createHash("sha256").update(codeOf(id)).digest("hex").slice(0, 12));
    }
  });

  it("refuse to deploy a function that was not built", () => {
    expect(() => bundles.forTown(tengzhou, directory)("nothing")).toThrow("function nothing has not been bundled");
  });
});
