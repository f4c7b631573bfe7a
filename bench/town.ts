/** The local run as a child process of the bench: says where it is, and ends when it is told to or the bench has gone. */
import { startLocal } from "../infra/local/start.ts";
import type { TownAddress } from "./town-process.ts";

/** A Friday morning in office hours, far from any month's end: no schedule has much to do. */
const NOW = Date.parse("2026-09-18T09:30:00+08:00");

const local = await startLocal({ municipality: "tengzhou", port: 0, now: NOW }, () => undefined);
const end = async (): Promise<void> => {
  await local.stop();
  process.exit(0);
};
process.once("SIGTERM", end);
process.once("SIGINT", end);
process.once("disconnect", end);

// Tables are named by CloudFormation, after their construct.
const casesTable = local.tables.find((name) => /\bcasesTable/.test(name));
if (casesTable === undefined) throw new Error(`no table of cases among ${local.tables.join(", ")}`);
process.send?.({ url: local.url, database: local.databaseEndpoint, casesTable } satisfies TownAddress);
