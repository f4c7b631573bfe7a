/** One build of every function: CJS (ESM pulls undici in and starts slower), minified, with its AWS SDK inside. */
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import type { MunicipalitySettings } from "../shared/municipality/settings.ts";
import { reportFont } from "./font.ts";
import { FUNCTIONS } from "./functions.ts";
import type { Bundle } from "./town.ts";

/** The project's top level. */
export const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Beside a bundle that writes PDFs (`functions/runtime/documents/fonts.ts`). */
const FONT_FILE = "noto-sans-sc.ttf";

/** How every function is bundled; the bench bundles what it compares them with alike. */
export const BUNDLING = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node24",
  // The ES modules of a package shake better than its CommonJS ones.
  mainFields: ["module", "main"],
  // Its ES modules ask where they lie as they load, which a CommonJS bundle cannot tell.
  alias: { pdfkit: createRequire(import.meta.url).resolve("pdfkit") },
  minify: true,
  sourcemap: "linked",
  sourcesContent: false,
  legalComments: "external",
  logLevel: "silent",
} satisfies BuildOptions;

export type BundleOptions = {
  /** Each function's bundle becomes `<outdir>/<id>/index.js`, its map beside it. */
  readonly outdir: string;
  /** Ids; absent: all. */
  readonly only?: readonly string[];
};

export type Bundles = {
  readonly outdir: string;
  readonly ids: readonly string[];
  readonly metafile: Metafile;
  /** First 12 hex digits of the SHA-256 of the code. */
  readonly versionOf: (id: string) => string;
  /** A town's own copy of each bundle, with its settings in `municipality.json`. */
  readonly forTown: (settings: MunicipalitySettings, workdir: string) => (id: string) => Bundle;
};

/** @throws Error from esbuild, with file and line, when a source does not build. */
export const bundleFunctions = async ({ outdir, only }: BundleOptions): Promise<Bundles> => {
  const rows = FUNCTIONS.filter(({ id }) => only === undefined || only.includes(id));
  const { metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: rows.map(({ id, entry }) => ({ in: entry, out: `${id}/index` })),
    outdir: resolve(outdir),
    ...BUNDLING,
    metafile: true,
  });
  const versions = new Map(rows.map(({ id }) => [id, versionOfFile(join(outdir, id, "index.js"))]));
  const versionOf = (id: string): string => versions.get(id) ?? missing(id);
  return { outdir, ids: rows.map(({ id }) => id), metafile, versionOf, forTown: copiesFor(outdir, versionOf) };
};

const missing = (id: string): never => {
  throw new Error(`function ${id} has not been bundled`);
};

const versionOfFile = (file: string): string =>
  createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);

const copiesFor =
  (outdir: string, versionOf: (id: string) => string): Bundles["forTown"] =>
  (settings, workdir) =>
  (id) => {
    const directory = join(workdir, settings.code, id);
    const version = versionOf(id);
    rmSync(directory, { recursive: true, force: true });
    cpSync(join(outdir, id), directory, { recursive: true });
    writeFileSync(join(directory, "municipality.json"), JSON.stringify(settings));
    if (FUNCTIONS.find((row) => row.id === id)?.forms) writeFileSync(join(directory, FONT_FILE), reportFont());
    // Wherever the folder lies, Node takes the bundle for what it is.
    writeFileSync(join(directory, "package.json"), '{"type":"commonjs"}');
    return { directory, version };
  };
