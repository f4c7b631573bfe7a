/**
 * `npm run load -- <code> people.csv items.csv [--entrusted entrusted.csv] [--dry-run] [--table NAME]`: checks the files whole, then loads them into
 * the directory of a deployed town, repeatably. Nothing is written while anything is wrong.
 *
 * An operator's tool, no part of what is deployed: it reaches the store that the functions use by dynamic import, so that
 * nothing else under `infra/` depends on `shared/aws`.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { loadDirectory } from "../shared/directory/loading.ts";
import { townRegister } from "../shared/directory/register.ts";
import { villageRegister } from "../shared/directory/station-register.ts";
import type { MunicipalitySettings } from "../shared/municipality/settings.ts";
import { faultsAgainst, notInFile } from "./load/against-directory.ts";
import { ENTRUSTED_COLUMNS, entrustmentsFrom } from "./load/entrusted.ts";
import { type Fault, faultLine } from "./load/fault.ts";
import { ITEM_COLUMNS, itemsFrom } from "./load/items.ts";
import { PEOPLE_COLUMNS, peopleFrom } from "./load/people.ts";
import { reportOf } from "./load/report.ts";
import { readSheet } from "./load/sheet.ts";
import { municipalityOf } from "./municipalities/index.ts";

const USAGE = "npm run load -- <code> people.csv items.csv [--entrusted entrusted.csv] [--dry-run] [--table NAME]";

type Print = (line: string) => void;
type Options = { readonly dryRun: boolean; readonly table: string | undefined };
type Files = { readonly people: string; readonly items: string; readonly entrusted: string | undefined };

const sheetOf = <Column extends string>(path: string, columns: readonly Column[]) => {
  try {
    return readSheet(basename(path), readFileSync(path), columns);
  } catch (cause) {
    throw new Error(`读不到文件 ${path} / cannot read ${path}`, { cause });
  }
};

const readFiles = (settings: MunicipalitySettings, files: Files) => {
  const villages = villageRegister(settings.divisionCode);
  const people = peopleFrom(sheetOf(files.people, PEOPLE_COLUMNS), {
    register: townRegister(settings.divisionCode),
    villages,
    synthetic: settings.syntheticDataOnly,
  });
  const items = itemsFrom(sheetOf(files.items, ITEM_COLUMNS), settings.sampleData);
  const { entrustments, faults } =
    files.entrusted === undefined
      ? { entrustments: [], faults: [] }
      : entrustmentsFrom(sheetOf(files.entrusted, ENTRUSTED_COLUMNS), {
          villages,
          items: items.items,
          sample: settings.sampleData,
        });
  return { people, items, entrustments, faults: [...people.faults, ...items.faults, ...faults] };
};

/** CloudFormation names the table after the stack, the logical id and a suffix of its own. */
const directoryTable = async (client: DynamoDBDocumentClient, code: string): Promise<string> => {
  const prefix = `${code}-data-directoryTable`;
  const { TableNames = [] } = await client.send(
    new ListTablesCommand({ ExclusiveStartTableName: prefix.slice(0, -1) }),
  );
  const found = TableNames.filter((name) => name.startsWith(prefix));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const what = found.length === 0 ? "is no table" : "is more than one table";
  throw new Error(`找不到唯一的目录表，请用 --table 指定 / there ${what} ${prefix}…: name it with --table`);
};

/** The SDK takes credentials from its usual places, and `AWS_ENDPOINT_URL_DYNAMODB` where it is set. */
const openStore = async ({ code, region }: MunicipalitySettings, { table }: Options) => {
  process.env.AWS_REGION ??= region;
  const [{ documentClient }, { directoryStore }] = await Promise.all([
    import("../shared/aws/clients.ts"),
    import("../shared/aws/directory-store.ts"),
  ]);
  const client = documentClient();
  return directoryStore(client, table ?? (await directoryTable(client, code)));
};

const refuse = (faults: readonly Fault[], print: Print): 1 => {
  for (const fault of faults) print(faultLine(fault));
  print(`发现 ${faults.length} 处错误，未写入任何内容 / errors: ${faults.length}, nothing was written`);
  return 1;
};

const load = async (settings: MunicipalitySettings, files: Files, options: Options, print: Print): Promise<0 | 1> => {
  const { people, items, entrustments, faults } = readFiles(settings, files);
  if (faults.length > 0) return refuse(faults, print);
  const store = await openStore(settings, options);
  const centres = townRegister(settings.divisionCode).towns.map(({ code }) => code);
  const existing = await store.people(centres);
  const conflicts = faultsAgainst(existing, basename(files.people), people.lines);
  if (conflicts.length > 0) return refuse(conflicts, print);
  const contents = { ...people.people, items: items.items, entrustments };
  const loaded = await loadDirectory(store, contents, centres, options.dryRun);
  for (const line of reportOf(loaded, notInFile(existing, contents), options.dryRun)) print(line);
  return 0;
};

/** @returns the exit code: 0 loaded (or nothing to do), 1 refused */
export const runLoad = async (args: readonly string[], print: Print): Promise<0 | 1> => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { "dry-run": { type: "boolean" }, table: { type: "string" }, entrusted: { type: "string" } },
    });
    const [code, people, items, ...more] = positionals;
    if (people === undefined || items === undefined || more.length > 0) throw new Error(`用法 usage: ${USAGE}`);
    const options = { dryRun: values["dry-run"] ?? false, table: values.table };
    return await load(municipalityOf(code), { people, items, entrusted: values.entrusted }, options, print);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
};

if (import.meta.main) process.exitCode = await runLoad(process.argv.slice(2), console.log);
