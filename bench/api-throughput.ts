/** Filing and looking up through HTTP, gateway, function and store, against the database operation alone. */
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../infra/local/tables.ts";
import { type ApiCalls, apiCalls, type Filed } from "./api-calls.ts";
import { type BareDatabase, bareDatabase } from "./bare-database.ts";
import { requestsPerSecond } from "./closed-loop.ts";
import { figuresOf, interleaved, ratioOf, sampleOf } from "./statistics.ts";
import { figure, type Section, spread } from "./table.ts";
import { inTown, type TownAddress } from "./town-process.ts";

const ROUNDS = 9;
/** Of each kind in each round. */
const REQUESTS = 240;
/** Before any is counted: everything is compiled by then. */
const WARM_UP = 480;
const WITHIN_MS = 180_000;
const LOOKED_UP = 64;
/** An ordinary hour, and the morning after a holiday. */
const CALLERS = [16, 64] as const;

const CALLS = ["file", "file alone", "put", "look up", "get"] as const;
type Call = (typeof CALLS)[number];
/** The call, and how many made it at once. */
type Name = `${Call} ${(typeof CALLERS)[number]}`;

const nameOf = (call: Call, callers: (typeof CALLERS)[number]): Name => `${call} ${callers}`;

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
  const asks: Readonly<Record<Call, (n: number) => Promise<unknown>>> = {
    file: api.file,
    "file alone": api.file,
    put: bare.put,
    "look up": lookUp,
    get: bare.get,
  };
  return async (name: Call, callers: number, requests = REQUESTS): Promise<number> => {
    if (name === "file alone") await api.holdStreams(true);
    const rate = await requestsPerSecond(requests, callers, asks[name]);
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
    for (const name of CALLS) await once(name, CALLERS[0], WARM_UP);
    const rounds = new Map(
      CALLERS.flatMap((callers) => CALLS.map((call) => [nameOf(call, callers), () => once(call, callers)] as const)),
    );
    return await interleaved([...rounds.keys()], ROUNDS, WITHIN_MS, async (name) => rounds.get(name)!());
  } finally {
    bare.close();
    api.close();
  }
};

export const apiThroughput = async (): Promise<Section> => {
  const rates = await inTown(measure);
  const row = (label: string, callers: (typeof CALLERS)[number], api: Call, bare: Call): string[] => {
    const [above, below] = [figuresOf(rates, nameOf(api, callers)), figuresOf(rates, nameOf(bare, callers))];
    const { median, quartiles } = ratioOf(above, below);
    return [
      label,
      String(callers),
      spread(sampleOf(above), 0),
      spread(sampleOf(below), 0),
      figure(median, 2),
      `${figure(quartiles[0], 2)}–${figure(quartiles[1], 2)}`,
    ];
  };
  return {
    title: "2  Through HTTP, against the bare database operation",
    columns: ["request", "at once", "HTTP, 1/s", "bare, 1/s", "ratio", "quartiles"],
    rows: CALLERS.flatMap((callers) => [
      row("POST /v1/cases : PutItem", callers, "file", "put"),
      row("  journal and topics afterwards", callers, "file alone", "put"),
      row("GET /v1/cases/{n} : GetItem", callers, "look up", "get"),
    ]),
    notes: [
      `Medians (quartiles) of ${figuresOf(rates, "file 16").length} interleaved rounds of ${REQUESTS} requests,`,
      "the same item, the same SDK, one DynamoDB Local in memory. Higher is better.",
      "Journal and topics follow from each filing: the first row pays for those that come while the clock runs.",
    ],
  };
};
