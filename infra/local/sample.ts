/** The sample town: invented people at the real centres, written through the directory's own store, once per data folder. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Directory, DirectoryWriter } from "../../shared/directory/directory.ts";
import { loadSampleTown } from "../../shared/directory/loading.ts";
import { type SampleTown, sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { keptFile } from "./kept-file.ts";

type StoreModule = {
  directoryStore(client: DynamoDBDocumentClient, table: string): Pick<Directory, "items"> & DirectoryWriter;
};
/** By path, like the handlers: nothing under `infra/` depends on the stores. */
const STORE = new URL("../../shared/aws/directory-store.ts", import.meta.url).href;

export const theSample = (): SampleTown => sampleTown(UNITS_370481);

/** Sign-in subjects by staff id. */
export const subjectsOf = ({ office, rosters, proxies }: SampleTown): ReadonlyMap<string, string> =>
  new Map([...office, ...rosters.flatMap(({ staff }) => staff), ...proxies].map(({ id, sub }) => [id, sub]));

/** @param marker file that says it has been loaded; absent: it is loaded. Answers with the number of entries written */
export const loadSample = async (
  town: SampleTown,
  client: DynamoDBClient,
  table: string,
  marker?: string,
): Promise<number> => {
  const loaded = keptFile(marker, z.object({ entries: z.int() }));
  if (loaded.read() !== undefined) return 0;
  const { directoryStore }: StoreModule = await import(STORE);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const entries = (await loadSampleTown(directoryStore(documents, table), town)).length;
  loaded.write({ entries });
  return entries;
};
