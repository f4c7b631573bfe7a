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
const tableOf = (holding: string): string => {
  const found = local.tables.find((name) => new RegExp(`\\b${holding}Table`).test(name));
  if (found === undefined) throw new Error(`no table of ${holding} among ${local.tables.join(", ")}`);
  return found;
};
const tables = { cases: tableOf("cases"), complaints: tableOf("complaints"), directory: tableOf("directory") };
process.send?.({ url: local.url, database: local.databaseEndpoint, tables } satisfies TownAddress);
