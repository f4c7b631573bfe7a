/**
 * `npm run quarter -- [--seed 7] [--cases 25000] [--out FOLDER]`: an invented quarter of the whole town, written through the stores;
 * its three bulletins, and whether each equals a recount from the cases. Exit code 1: one does not.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { startDynamoDbLocal } from "../../infra/local/dynamodb.ts";
import { theSample } from "../../infra/local/sample.ts";
import { createTables, localClient } from "../../infra/local/tables.ts";
import { TABLES } from "../../shared/tables.ts";
import { liveQuarter, type QuarterBulletin } from "./quarter.ts";

const HEAP_MB = 2048;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "7" },
    cases: { type: "string", default: "25000" },
    out: { type: "string", default: "quarter" },
  },
});

const keep = async (folder: string, bulletin: QuarterBulletin): Promise<void> => {
  const { month, files } = bulletin;
  mkdirSync(folder, { recursive: true });
  for (const [ending, content] of Object.entries(files)) writeFileSync(join(folder, `${month}.${ending}`), content);
};

const differing = ({ compared }: QuarterBulletin) => compared.filter(({ sheet, counted }) => sheet !== counted);

/** The municipality's figures beside the plain count, and whatever of a centre's differs. */
const table = (bulletin: QuarterBulletin): readonly string[] => {
  const ofTown = bulletin.compared.filter(({ figure }) => !/^\d/.test(figure));
  const shown = [...new Set([...ofTown, ...differing(bulletin)])];
  return shown.map(
    ({ figure, sheet, counted }) =>
      `  ${figure.padEnd(28)}${String(sheet).padStart(8)}${String(counted).padStart(8)}${sheet === counted ? "" : "  DIFFERENT"}`,
  );
};

const database = await startDynamoDbLocal({ heapMb: HEAP_MB });
try {
  const names = await createTables(database.endpoint, TABLES);
  const client = DynamoDBDocumentClient.from(localClient(database.endpoint), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const started = performance.now();
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const outcome = await liveQuarter(client, names, theSample(), {
    seed: Number(values.seed),
    cases: Number(values.cases),
    sha256,
    tell: (line) => console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`),
  });
  for (const bulletin of outcome) {
    await keep(values.out, bulletin);
    const { month, sheet, differences } = bulletin;
    const { received, decided, promise } = sheet.total;
    console.log(
      `${month}: received ${received}, decided ${decided}, on time ${promise.onTime}/${promise.due}, sha256 ${bulletin.sha256}`,
    );
    console.log(
      differences.length === 0 ? "  equal to a recount from the cases" : `  ${differences.length} figures differ`,
    );
    for (const { path, frozen, recounted } of differences.slice(0, 20))
      console.log(`  ${path}: ${frozen} ≠ ${recounted}`);
    for (const line of table(bulletin)) console.log(line);
  }
  if (outcome.some((bulletin) => bulletin.differences.length > 0 || differing(bulletin).length > 0))
    process.exitCode = 1;
} finally {
  await database.stop();
}
