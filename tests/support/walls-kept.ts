/** Who may seal and open complaints (R53, ADR 0019): read from the sources, as the layers are. */
import { importsOf, type Source } from "./imports.ts";

const WALLS = "shared/complaints/walls.ts";
/** Where sealed complaints come from; whoever imports it may hold one. */
const KEPT = "shared/complaints/complaints.ts";

/** Every way in and out, and the only files that may take it. */
export const DOORS: Readonly<Record<string, readonly string[]>> = {
  sealed: ["shared/aws/complaint-store.ts"],
  openFor: ["functions/complaints/behind-walls.ts"],
  openListed: ["shared/complaints/lists.ts", "functions/scorecards/reading.ts"],
  positionOf: ["shared/complaints/lists.ts"],
  openForResident: ["functions/complaints/filing.ts", "functions/complaints/residents-access.ts"],
  lockOf: ["functions/complaints/residents-access.ts"],
  // What time itself does: the file that fires stages, and the like, are named here when they do.
  openForTime: [
    "functions/calendar/registers.ts",
    "functions/complaints/publish-complaint-events.ts",
    "functions/reminders/docket.ts",
    "functions/reminders/fall-back.ts",
    "functions/reminders/sending.ts",
  ],
  centreOf: [],
};

/** What makes of a type another one, or of a sealed thing a readable one. */
const PICKLOCKS: readonly RegExp[] = [
  /\bas\s+unknown\s+as\b/,
  /\bas\s+(?:any|never)\b/,
  /[:<,|]\s*any\b/,
  /@ts-(?:ignore|expect-error|nocheck)/,
];

const namesIn = (clause: string): readonly string[] =>
  clause.split(",").map(
    (each) =>
      each
        .trim()
        .replace(/^type\s+/, "")
        .split(/\s+as\s+/)[0] ?? "",
  );

/** The clauses of a file that import or re-export the walls: `{ sealed, type Sealed }`, `* as walls`. */
const clausesOf = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(/^\s*(import|export)\b([^;"']*?)\bfrom\s*["'][^"']*["']/gm)]
    .filter(([statement]) => importsOf({ path, text: statement }).includes(WALLS))
    .map(([, verb = "", clause = ""]) => `${verb} ${clause.trim()}`);

const ofClause = (path: string, clause: string): readonly string[] => {
  if (clause.startsWith("import type ")) return [];
  const named = /^import \{([^}]*)\}$/.exec(clause)?.[1];
  if (named === undefined) return [`${path} may not take the walls as a whole, nor hand them on`];
  return namesIn(named)
    .filter((name) => DOORS[name] !== undefined && !DOORS[name].includes(path))
    .map((name) => `${path} may not use ${name}`);
};

/** Every breach of the walls in a file that runs, as a sentence; none: it keeps them. */
export const wallBreaches = (source: Source): readonly string[] => {
  const { path, text } = source;
  if (path === WALLS) return [];
  const imported = importsOf(source);
  const clauses = clausesOf(source);
  const unnamed = imported.filter((target) => target === WALLS).length - clauses.length;
  const holds = imported.some((target) => target === WALLS || target === KEPT) || path.includes("/complaints/");
  return [
    ...clauses.flatMap((clause) => ofClause(path, clause)),
    ...(unnamed > 0 ? [`${path} may not load the walls while it runs`] : []),
    ...(holds ? PICKLOCKS.filter((each) => each.test(text)).map((each) => `${path} may not write ${each.source}`) : []),
  ];
};

/** What `walls.ts` hands out at run time that is a way in or out, by what its signature takes or gives. */
export const waysIn = (walls: Source): readonly string[] =>
  [...walls.text.matchAll(/^export const (\w+) = ([\s\S]*?)=>/gm)]
    .filter(([, , signature = ""]) => signature.includes("Sealed<"))
    .map(([, name = ""]) => name);
