/** `npm run deploy -- <code>` and `npm run diff -- <code>`: the CDK CLI, told which stacks make up a municipality. */
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { PROJECT } from "./bundle.ts";
import { municipalityOf } from "./municipalities/index.ts";
import { accountStackId } from "./synth.ts";

const COMMANDS = ["deploy", "diff"] as const;
type Command = (typeof COMMANDS)[number];

const commandOf = (word: string | undefined): Command => {
  const command = COMMANDS.find((each) => each === word);
  if (command) return command;
  throw new Error(`say what to do: ${COMMANDS.join(" or ")}`);
};

/** Arguments of each run of the CLI, in order: the account's stack comes first, the town's stacks log through it. */
export const cdkRuns = (
  word: string | undefined,
  code: string | undefined,
  ...options: readonly string[]
): string[][] => {
  const command = commandOf(word);
  const town = municipalityOf(code);
  if (command === "deploy" && /^0+\d$/.test(town.account)) {
    throw new Error(
      `${town.code} has the invented account ${town.account}: enter the real one in infra/municipalities/${town.code}.ts`,
    );
  }
  return [accountStackId(town), `${town.code}/**`].map((stacks) => [command, stacks, ...options]);
};

const run = (args: readonly string[]): number => {
  const cli = join(PROJECT, "node_modules", "aws-cdk", "bin", "cdk");
  // `cdk.json` says `node`: it must be the one that runs this.
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  return (
    spawnSync(process.execPath, [cli, ...args], { cwd: PROJECT, stdio: "inherit", env: { ...process.env, PATH } })
      .status ?? 1
  );
};

if (import.meta.main) {
  try {
    const [word, code, ...options] = process.argv.slice(2);
    process.exitCode = cdkRuns(word, code, ...options).reduce((failed, args) => failed || run(args), 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
