/** `npm run generate` writes the files that follow from the code; with `--check` it fails when a committed one is stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CaseState } from "../shared/casework/case.ts";
import { isClosed, MOVES, type MoveName, STATE_NAMES } from "../shared/casework/moves.ts";
import { openApiDocument } from "../shared/http/openapi.ts";
import { allRoutes } from "../shared/http/routes.ts";

/** The state machine as a Mermaid diagram, read off the table of moves. */
const stateDiagram = (): string => {
  const arrows = (Object.keys(MOVES) as MoveName[]).flatMap((move) => {
    const { from, to, name } = MOVES[move];
    const label = `${name.zh} ${name.en}`;
    if (to === "same") return [];
    return from.length === 0 ? [`  [*] --> ${to}: ${label}`] : from.map((state) => `  ${state} --> ${to}: ${label}`);
  });
  const names = CaseState.options.map((state) => `  ${state}: ${state} · ${STATE_NAMES[state].zh}`);
  const staying = (Object.keys(MOVES) as MoveName[]).flatMap((move) => {
    const { from, to, name } = MOVES[move];
    return to === "same" ? [`- ${name.zh} (${name.en}): ${from.map((state) => STATE_NAMES[state].zh).join("、")}`] : [];
  });
  return `# The states of a case

Generated from \`shared/casework/moves.ts\` by \`npm run generate\`.

\`\`\`mermaid
stateDiagram-v2
${[...names, ...arrows].join("\n")}
${CaseState.options
  .filter(isClosed)
  .map((state) => `  ${state} --> [*]`)
  .join("\n")}
\`\`\`

Without changing the state:

${staying.join("\n")}
`;
};

const GENERATED: Readonly<Record<string, () => string>> = {
  "openapi.json": () => `${JSON.stringify(openApiDocument(allRoutes), null, 2)}\n`,
  "docs/case-states.md": stateDiagram,
};

const check = process.argv.includes("--check");
for (const [name, make] of Object.entries(GENERATED)) {
  const file = join(import.meta.dirname, "..", name);
  if (!check) writeFileSync(file, make());
  else if (readFileSync(file, "utf8") !== make()) {
    console.error(`${name} is stale: run npm run generate and commit it.`);
    process.exitCode = 1;
  }
}
