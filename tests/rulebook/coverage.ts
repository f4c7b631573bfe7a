/** `docs/rulebook-coverage.md`: each rule with the tests of this folder that carry its number. `--check` fails when it is stale. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "./rules.ts";

const HERE = import.meta.dirname;
const CHECK = process.argv.includes("--check");
const FILE = join(HERE, "../../docs/rulebook-coverage.md");
/** A title that begins with one rule's number or with several. */
const TITLE = /(["`])((?:R\d+[a-z]? )+)((?:(?!\1).)+)\1/g;

type Proof = { readonly file: string; readonly rules: readonly string[]; readonly title: string };

const proofsIn = (file: string): readonly Proof[] =>
  [...readFileSync(join(HERE, file), "utf8").matchAll(TITLE)].map(([, , numbers = "", title = ""]) => ({
    file,
    rules: numbers.trim().split(" "),
    title: title.replaceAll("|", "\\|"),
  }));

const coverage = (): string => {
  const files = readdirSync(HERE)
    .filter((name) => name.endsWith(".test.ts"))
    .sort();
  const proofs = files.flatMap(proofsIn);
  const unknown = proofs.flatMap(({ rules }) => rules).find((rule) => !(rule in RULES));
  if (unknown !== undefined) throw new Error(`${unknown} is in a test's title and not in rules.ts`);
  const proving = (rule: string) => proofs.filter(({ rules }) => rules.includes(rule));
  const unproven = Object.keys(RULES).filter((rule) => proving(rule).length === 0);
  if (unproven.length > 0) {
    console.error(`no test proves ${unproven.join(", ")}`);
    if (CHECK) process.exitCode = 1;
  }
  const rows = Object.entries(RULES).map(([rule, words]) => {
    const own = proving(rule);
    const list = own.map(({ title, file }) => `${title} (\`${file}\`)`).join("<br>");
    return `| ${rule} | ${words} | ${own.length} | ${list} |`;
  });
  return `# Which tests prove which rule

Generated from the titles of the tests in \`tests/rulebook/\` by \`npm run generate\`.

| rule | in a word | tests | what they say |
| --- | --- | ---: | --- |
${rows.join("\n")}
`;
};

const made = coverage();
if (!CHECK) writeFileSync(FILE, made);
else if (readFileSync(FILE, "utf8") !== made) {
  console.error("docs/rulebook-coverage.md is stale: run npm run generate and commit it.");
  process.exitCode = 1;
}
