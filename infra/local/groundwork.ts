/** What everything else stands on: the resolved templates, the database with their tables, and the sample town. */
import { instantOf } from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { type DynamoDbLocal, startDynamoDbLocal } from "./dynamodb.ts";
import type { Endings } from "./endings.ts";
import { refuseUnknownTypes } from "./resource-types.ts";
import type { RunFolder } from "./run-folder.ts";
import { loadSample, subjectsOf, theSample } from "./sample.ts";
import { loadSampleReturns } from "./sample-returns.ts";
import { synthesiseApart } from "./synthesis.ts";
import { createDefinedTables, definitionsIn, localClient } from "./tables.ts";
import { type LocalResource, resolveStacks } from "./template.ts";

export type Ground = { readonly resources: readonly LocalResource[]; readonly database: DynamoDbLocal };

/** Templates and database, side by side; then the tables. */
export const prepare = async (
  settings: MunicipalitySettings,
  folder: RunFolder,
  addresses: { readonly origin: string; readonly standIns: string },
  endings: Endings,
): Promise<Ground> => {
  const dataDir = folder.kept("dynamodb");
  const noDatabase = new AbortController();
  const starting = startDynamoDbLocal(dataDir === undefined ? {} : { dataDir }).then(
    (started) => {
      endings.add(started.stop);
      folder.occupiedBy(started.pid);
      return started;
    },
    (error: unknown) => {
      noDatabase.abort();
      throw error;
    },
  );
  const [database, stacks] = await Promise.allSettled([
    starting,
    synthesiseApart(
      { municipality: settings.code, sms: settings.sms.provider, ...addresses, folder: folder.path },
      noDatabase.signal,
    ),
  ]);
  if (database.status === "rejected") throw database.reason;
  if (stacks.status === "rejected") throw stacks.reason;
  const urlSuffix = settings.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const queues = `${addresses.standIns}/queues`;
  const resources = resolveStacks(stacks.value, { partition: settings.partition, urlSuffix, queues });
  refuseUnknownTypes(resources);
  await createDefinedTables(database.value.endpoint, definitionsIn(resources));
  return { resources, database: database.value };
};

const directoryTableIn = (resources: readonly LocalResource[]): string => {
  const found = definitionsIn(resources).find(({ indexes }) => indexes.some(({ IndexName }) => IndexName === "by-sub"));
  if (found === undefined) throw new Error("the template has no directory table");
  return found.tableName;
};

const reportsTableIn = (resources: readonly LocalResource[]): string => {
  const found = definitionsIn(resources).find(({ tableName }) => /reports/i.test(tableName));
  if (found === undefined) throw new Error("the template has no table of reports");
  return found.tableName;
};

export type SampleOptions = {
  readonly settings: MunicipalitySettings;
  readonly folder: RunFolder;
  /** Milliseconds: where the rehearsal clock starts. */
  readonly from: number;
};

/** Answers with the sign-in subjects of the sample's people, by staff id. */
export const addSample = async (
  { resources, database }: Ground,
  { settings, folder, from }: SampleOptions,
): Promise<ReadonlyMap<string, string>> => {
  const client = localClient(database.endpoint);
  const sample = theSample();
  const entries = await loadSample(sample, client, directoryTableIn(resources), folder.kept("sample.json"));
  if (entries > 0) await loadSampleReturns(settings, instantOf(from), client, reportsTableIn(resources));
  client.destroy();
  return subjectsOf(sample);
};
