/** Filing and looking up through HTTP, gateway, function and store, against the database operation alone. */
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../infra/local/tables.ts";
import { type ApiCalls, apiCalls, type Filed } from "./api-calls.ts";
import { type BareDatabase, bareDatabase } from "./bare-database.ts";
import { CALLERS, requestsPerSecond } from "./closed-loop.ts";
import { figuresOf, interleaved, ratioOf, sampleOf } from "./statistics.ts";
import { figure, type Section, spread } from "./table.ts";
import { inTown, type TownAddress } from "./town-process.ts";

const ROUNDS = 9;
/** Of each kind in each round. */
const REQUESTS = 240;
/** Before any is counted: everything is compiled by then. */
const WARM_UP = 480;
const WITHIN_MS = 90_000;
const LOOKED_UP = 64;

const NAMES = ["file", "file alone", "put", "look up", "get"] as const;
type Name = (typeof NAMES)[number];

/** The case as the store has written it. */
const storedCase = async ({ database, casesTable }: TownAddress, { caseNumber }: Filed) => {
  const raw = localClient(database);
  const Key = { pk: `case#${caseNumber.replaceAll("-", "")}`, sk: "case" };
  const { Item } = await DynamoDBDocumentClient.from(raw).send(new GetCommand({ TableName: casesTable, Key }));
  raw.destroy();
  if (Item === undefined) throw new Error("the case that was filed is not in the table");
  return Item;
};

const contest = (api: ApiCalls, filed: readonly Filed[], bare: BareDatabase) => {
  const lookUp = async (n: number): Promise<void> => {
    const one = filed[n % filed.length];
    if (one !== undefined) await api.lookUp(one);
  };
  const asks: Readonly<Record<Name, (n: number) => Promise<unknown>>> = {
    file: api.file,
    "file alone": api.file,
    put: bare.put,
    "look up": lookUp,
    get: bare.get,
  };
  return async (name: Name, requests = REQUESTS): Promise<number> => {
    if (name === "file alone") await api.holdStreams(true);
    const rate = await requestsPerSecond(requests, asks[name]);
    if (name === "file alone") await api.holdStreams(false);
    // What follows from a filing (journal, topics) is work of that filing's round, not of the next one.
    if (asks[name] === api.file) await api.settle();
    return rate;
  };
};

const measure = async (town: TownAddress): Promise<ReadonlyMap<Name, readonly number[]>> => {
  const api = apiCalls(town.url);
  const filed: Filed[] = [];
  while (filed.length < LOOKED_UP) filed.push(await api.file());
  const [first] = filed;
  if (first === undefined) throw new Error("nothing was filed");
  const bare = await bareDatabase(town.database, await storedCase(town, first));
  try {
    const once = contest(api, filed, bare);
    for (const name of NAMES) await once(name, WARM_UP);
    return await interleaved(NAMES, ROUNDS, WITHIN_MS, (name) => once(name));
  } finally {
    bare.close();
    api.close();
  }
};

export const apiThroughput = async (): Promise<Section> => {
  const rates = await inTown(measure);
  const row = (label: string, api: Name, bare: Name): string[] => {
    const [above, below] = [figuresOf(rates, api), figuresOf(rates, bare)];
    const { median, quartiles } = ratioOf(above, below);
    return [
      label,
      spread(sampleOf(above), 0),
      spread(sampleOf(below), 0),
      figure(median, 2),
      `${figure(quartiles[0], 2)}–${figure(quartiles[1], 2)}`,
    ];
  };
  return {
    title: "2  Through HTTP, against the bare database operation",
    columns: ["request", "HTTP, 1/s", "bare, 1/s", "ratio", "quartiles"],
    rows: [
      row("POST /v1/cases : PutItem", "file", "put"),
      row("  journal and topics afterwards", "file alone", "put"),
      row("GET /v1/cases/{n} : GetItem", "look up", "get"),
    ],
    notes: [
      `Medians (quartiles) of ${figuresOf(rates, "file").length} interleaved rounds of ${REQUESTS} requests, ${CALLERS} callers`,
      "at once, the same item, the same SDK, one DynamoDB Local in memory. Higher is better.",
      "Journal and topics follow from each filing: the first row pays for those that come while the clock runs.",
    ],
  };
};
