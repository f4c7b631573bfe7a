/** How long each function's bundle takes to load, and how large it is, against a handler of nothing but the SDK. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import * as z from "zod";
import { BUNDLING, bundleFunctions } from "../infra/bundle.ts";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { lambdaEnvironment } from "./lambda-environment.ts";
import { figuresOf, interleaved, ratioOf, sampleOf } from "./statistics.ts";
import { figure, type Section, spread } from "./table.ts";

const BARE = "bare SDK handler";
const ROUNDS = 15;
const WITHIN_MS = 75_000;
/** A bundle that takes longer does not start at all. */
const START_LIMIT_MS = 10_000;
const KIB = 1024;

/** Milliseconds of loading: by the clock, and on the processor, which other programs of the machine hardly disturb. */
const Took = z.object({ wall: z.number(), cpu: z.number() });
type Took = z.infer<typeof Took>;

/** Ends at once, whatever the bundle left open. */
const PROBE = `
const spent = process.cpuUsage();
const from = performance.now();
const { handler } = require(process.argv[1]);
const wall = performance.now() - from;
const { user, system } = process.cpuUsage(spent);
if (typeof handler !== "function") throw new Error("no handler");
require("node:fs").writeSync(1, JSON.stringify({ wall, cpu: (user + system) / 1000 }));
process.exit(0);
`;

const run = promisify(execFile);

const importTime = async (id: string, folder: string): Promise<Took> => {
  const { stdout } = await run(
    process.execPath,
    ["--input-type=commonjs", "--eval", PROBE, "--", join(folder, "index.js")],
    { cwd: folder, env: lambdaEnvironment(id, folder), timeout: START_LIMIT_MS },
  );
  return Took.parse(JSON.parse(stdout));
};

/** Folder of every bundle, and of the bare handler, by name. */
const bundleAll = async (workdir: string): Promise<ReadonlyMap<string, string>> => {
  const bundles = await bundleFunctions({ outdir: join(workdir, "bundles") });
  const inTown = bundles.forTown(tengzhou, join(workdir, "town"));
  const bare = join(workdir, "bare");
  await build({
    ...BUNDLING,
    entryPoints: [{ in: join(import.meta.dirname, "bare-handler.ts"), out: "index" }],
    outdir: bare,
  });
  writeFileSync(join(bare, "municipality.json"), "{}");
  return new Map([[BARE, bare], ...bundles.ids.map((id) => [id, inTown(id).directory] as const)]);
};

const sizeOf = (folder: string): number => statSync(join(folder, "index.js")).size / KIB;

const rowsOf = (folders: ReadonlyMap<string, string>, times: ReadonlyMap<string, readonly Took[]>): string[][] => {
  const timesOf = (name: string, which: keyof Took) => figuresOf(times, name).map((took) => took[which]);
  const bareSize = sizeOf(folders.get(BARE) ?? "");
  return [...folders].map(([name, folder]) => [
    name,
    spread(sampleOf(timesOf(name, "wall")), 0),
    figure(ratioOf(timesOf(name, "wall"), timesOf(BARE, "wall")).median, 2),
    spread(sampleOf(timesOf(name, "cpu")), 0),
    figure(ratioOf(timesOf(name, "cpu"), timesOf(BARE, "cpu")).median, 2),
    figure(sizeOf(folder), 0),
    figure(sizeOf(folder) / bareSize, 2),
  ]);
};

/** @throws Error when a bundle cannot be built or does not start */
export const bundleStart = async (): Promise<Section> => {
  const workdir = mkdtempSync(join(tmpdir(), "bench-bundles-"));
  try {
    const folders = await bundleAll(workdir);
    const names = [...folders.keys()];
    const once = (name: string) => importTime(name, folders.get(name) ?? "");
    // The first reading of a file is the disk's time, not the bundle's.
    for (const name of names) await once(name);
    const times = await interleaved(names, ROUNDS, WITHIN_MS, once);
    return {
      title: "1  Loading a function's bundle",
      columns: ["bundle", "import, ms", "ratio", "processor, ms", "ratio", "size, KiB", "ratio"],
      rows: rowsOf(folders, times),
      notes: [
        `Medians (quartiles) of ${figuresOf(times, BARE).length} interleaved rounds, a new Node process each; ratios are`,
        "to the bare handler of the same round, bundled alike. Lower is better.",
      ],
    };
  } finally {
    rmSync(workdir, { recursive: true, force: true });
  }
};
