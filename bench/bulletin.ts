/**
 * What a month's bulletin costs: months of 25,000, 50,000, 100,000 and again 25,000 cases in one table, each made in a process of its
 * own with the older ones beside it, and a full scan of that table while it holds the first month alone.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startDynamoDbLocal } from "../infra/local/dynamodb.ts";
import { createTables, localClient } from "../infra/local/tables.ts";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { townRegister } from "../shared/directory/register.ts";
import type { Month } from "../shared/kernel/local-date.ts";
import { TABLES } from "../shared/tables.ts";
import { putMonth } from "./month.ts";
import { figure, type Section } from "./table.ts";

const MONTHS = [
  { month: "2026-04" as Month, cases: 25_000, madeOn: "2026-05-06" },
  { month: "2026-05" as Month, cases: 50_000, madeOn: "2026-06-01" },
  { month: "2026-06" as Month, cases: 100_000, madeOn: "2026-07-01" },
  { month: "2026-07" as Month, cases: 25_000, madeOn: "2026-08-03" },
];
const HEAP_MB = 3072;
/** As Lambda bounds the heap of a function by its memory; without a bound, Node takes what the machine has. */
const HEAP = ["--max-old-space-size=256", "--max-semi-space-size=8"];

type Outcome = { readonly count: number; readonly seconds: number; readonly peakMb: number };

export const bulletinOfMonth = async (): Promise<Section> => {
  const database = await startDynamoDbLocal({ heapMb: HEAP_MB });
  try {
    const names = await createTables(database.endpoint, TABLES, "bench-");
    const raw = localClient(database.endpoint);
    const register = townRegister(tengzhou.divisionCode);
    const run = async (what: string, day = ""): Promise<Outcome> => {
      const script = new URL("month-process.ts", import.meta.url).pathname;
      const args = [
        "--disable-warning=ExperimentalWarning",
        ...HEAP,
        script,
        database.endpoint,
        JSON.stringify(names),
        what,
        day,
      ];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}");
    };
    const rows: string[][] = [];
    for (const each of MONTHS) {
      await putMonth(raw, names.reports, register, each);
      const { count, seconds, peakMb } = await run("make", each.madeOn);
      if (count !== each.cases) throw new Error(`the bulletin of ${each.month} counts ${count} cases`);
      rows.push([
        `bulletin of ${each.cases} cases`,
        figure(seconds, 1),
        figure((seconds / each.cases) * 1e6, 0),
        figure(peakMb, 0),
      ]);
      if (each !== MONTHS[0]) continue;
      // Of the first month's table: DynamoDB Local's scan takes longer than its table grows.
      const scan = await run("scan");
      rows.push([`full scan, ${scan.count} items`, figure(scan.seconds, 1), "", figure(scan.peakMb, 0)]);
    }
    raw.destroy();
    return {
      title: "A month's bulletin, from its journal",
      columns: ["", "s", "µs a case", "peak MB"],
      rows,
      notes: [
        "Five records a case. Each month is made with all the older ones in the same table; the last one is as large as the first.",
        "Peak: resident memory of the process that makes it, Node included; its heap is bounded to 256 MB, as a function's is.",
      ],
    };
  } finally {
    await database.stop();
  }
};
