/** Who imports what: read from the sources, judged by the layers of the architecture. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export type Source = { readonly path: string; readonly text: string };

export const sources = (...folders: readonly string[]): readonly Source[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .map((path) => ({ path: relative(ROOT, join(ROOT, path)), text: readFileSync(join(ROOT, path), "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** What a file imports or re-exports: a package's name, `node:…`, or a path from the project's top level. */
export const importsOf = ({ path, text }: Source): readonly string[] => {
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']/gm,
  );
  return [...found].map(([, from, bare]) => {
    const specifier = from ?? bare ?? "";
    return specifier.startsWith(".") ? normalize(join(dirname(path), specifier)) : specifier;
  });
};

/** `shared/casework`, `functions/cases`, `infra`; of a file at the top of `shared`, its own name. */
export const layerOf = (path: string): string => {
  const [top = "", second = ""] = path.replace(/\.ts$/, "").split("/");
  return top === "shared" || top === "functions" ? `${top}/${second}` : top;
};

const UP_TO: Readonly<Record<string, readonly string[]>> = (() => {
  const kernel = ["shared/kernel"];
  const calendar = [...kernel, "shared/calendar"];
  const municipality = [...calendar, "shared/municipality"];
  const directory = [...municipality, "shared/directory"];
  const casework = [...directory, "shared/casework"];
  const complaints = [...casework, "shared/complaints"];
  const ratings = [...complaints, "shared/ratings"];
  const scorecards = [...ratings, "shared/scorecards"];
  const reminders = [...ratings, "shared/reminders"];
  const documents = [...calendar, "shared/documents"];
  const bulletins = [...reminders, "shared/documents", "shared/bulletins"];
  const ledgers = [...casework, "shared/documents", "shared/ledgers"];
  const appointments = [...casework, "shared/appointments"];
  const http = [
    ...appointments,
    ...reminders,
    "shared/scorecards",
    "shared/documents",
    "shared/bulletins",
    "shared/ledgers",
    "shared/http",
  ];
  return {
    "shared/kernel": kernel,
    "shared/tables": ["shared/tables"],
    "shared/calendar": calendar,
    "shared/documents": documents,
    "shared/municipality": municipality,
    "shared/directory": directory,
    "shared/casework": casework,
    "shared/complaints": complaints,
    "shared/ratings": ratings,
    "shared/scorecards": scorecards,
    "shared/appointments": appointments,
    "shared/reminders": reminders,
    "shared/ledgers": ledgers,
    // The journal is spread over the segments of its table.
    "shared/bulletins": [...bulletins, "shared/tables"],
    "shared/http": http,
    "shared/aws": [...http, "shared/tables", "shared/aws"],
  };
})();

/** The one file of the runtime that meets AWS. */
const COMPOSITION_ROOT = "functions/runtime/composition.ts";

const mayImport = (path: string, target: string): boolean => {
  const [from, to] = [layerOf(path), layerOf(target)];
  const known = UP_TO[from];
  if (known !== undefined) return known.includes(to);
  if (from.startsWith("functions/")) {
    if (to === "shared/aws") return path === COMPOSITION_ROOT;
    return to.startsWith("shared/") || to === from || to === "functions/runtime";
  }
  return true;
};

const mayUsePackage = (path: string, name: string): boolean => {
  const layer = layerOf(path);
  if (!layer.startsWith("shared/") || layer === "shared/aws") return true;
  return name === "zod" || (path === "shared/http/openapi.ts" && name === "zod-openapi");
};

/** What the domain may not touch: it is handed the moment, and knows no environment. */
const CLOCK_OR_ENVIRONMENT = [
  /\bDate\.now\s*\(/,
  /\bnew Date\s*\(\s*\)/,
  /(?<!new\s+)\bDate\s*\(\s*\)/,
  /\bprocess\s*\./,
  /\bMath\.random\b/,
];

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");

const pure = (path: string): boolean => path.startsWith("shared/") && layerOf(path) !== "shared/aws";

/** Every breach of the layers in a file, as a sentence; none: it keeps them. */
export const breaches = (source: Source): readonly string[] => {
  const { path } = source;
  const ofImports = importsOf(source).flatMap((target) => {
    const own = /^(shared|functions|infra|tests|bench)\//.test(target);
    const fits = own ? mayImport(path, target) : mayUsePackage(path, target);
    return fits ? [] : [`${path} may not import ${target}`];
  });
  const code = withoutComments(source.text);
  const impure = pure(path) ? CLOCK_OR_ENVIRONMENT.filter((each) => each.test(code)) : [];
  return [...ofImports, ...impure.map((each) => `${path} may not use ${each.source}`)];
};
