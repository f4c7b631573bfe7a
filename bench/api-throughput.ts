/** Filing and looking up through HTTP, gateway, function and store, against the database operation alone; of cases and complaints. */
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../infra/local/tables.ts";
import { type ApiCalls, apiCalls, type Filed } from "./api-calls.ts";
import { type BareDatabase, bareDatabase } from "./bare-database.ts";
import { requestsPerSecond } from "./closed-loop.ts";
import { databaseCalls } from "./database-calls.ts";
import { FILED_THINGS, FILINGS, type FiledThing } from "./filings.ts";
import { figuresOf, interleaved, ratioOf, sampleOf } from "./statistics.ts";
import { figure, type Section, spread } from "./table.ts";
import { inTown, type TownAddress } from "./town-process.ts";

const ROUNDS = 9;
/** Of each kind in each round. */
const REQUESTS = 240;
/** Before any is counted: everything is compiled by then. */
const WARM_UP = 480;
const WITHIN_MS = 300_000;
const LOOKED_UP = 64;
/** An ordinary hour, and the morning after a holiday. */
const CALLERS = [16, 64] as const;
type Callers = (typeof CALLERS)[number];

const CALLS = ["file", "file alone", "put", "look up", "get"] as const;
type Call = (typeof CALLS)[number];
/** The call, of what, and how many made it at once. */
type Name = `${Call} ${FiledThing} ${Callers}`;

const nameOf = (call: Call, thing: FiledThing, callers: Callers): Name => `${call} ${thing} ${callers}`;

/** The item as the store has written it. */
const storedItem = async ({ database, tables }: TownAddress, thing: FiledThing, { number }: Filed) => {
  const raw = localClient(database);
  const command = new GetCommand({
    TableName: tables[FILINGS[thing].table],
    Key: { pk: `${thing}#${number}`, sk: thing },
  });
  const { Item } = await DynamoDBDocumentClient.from(raw).send(command);
  raw.destroy();
  if (Item === undefined) throw new Error(`the ${thing} that was filed is not in the table`);
  return Item;
};

type Contestants = { readonly api: ApiCalls; readonly filed: readonly Filed[]; readonly bare: BareDatabase };

const contest = (thing: FiledThing, { api, filed, bare }: Contestants) => {
  const lookUp = async (n: number): Promise<void> => {
    const one = filed[n % filed.length];
    if (one !== undefined) await api.lookUp(thing, one);
  };
  const file = () => api.file(thing);
  const asks: Readonly<Record<Call, (n: number) => Promise<unknown>>> = {
    file,
    "file alone": file,
    put: bare.put,
    "look up": lookUp,
    get: bare.get,
  };
  return async (name: Call, callers: number, requests = REQUESTS): Promise<number> => {
    if (name === "file alone") await api.holdStreams(true);
    const rate = await requestsPerSecond(requests, callers, asks[name]);
    if (name === "file alone") await api.holdStreams(false);
    // What follows from a filing (journal, topics) is work of that filing's round, not of the next one.
    if (asks[name] === file) await api.settle();
    return rate;
  };
};

/** Everything that has to be there before one of them can be measured, warm. */
const prepared = async (town: TownAddress, api: ApiCalls, thing: FiledThing) => {
  const filed: Filed[] = [];
  while (filed.length < LOOKED_UP) filed.push(await api.file(thing));
  const [first] = filed;
  if (first === undefined) throw new Error("nothing was filed");
  const bare = await bareDatabase(town.database, thing, await storedItem(town, thing, first));
  const once = contest(thing, { api, filed, bare });
  for (const call of CALLS) await once(call, CALLERS[0], WARM_UP);
  const rounds = CALLERS.flatMap((callers) =>
    CALLS.map((call) => [nameOf(call, thing, callers), () => once(call, callers)] as const),
  );
  return { rounds, close: bare.close };
};

const measure = async (town: TownAddress) => {
  const api = apiCalls(town.url);
  const closing = [api.close];
  try {
    const rounds = new Map<Name, () => Promise<number>>();
    for (const thing of FILED_THINGS) {
      const one = await prepared(town, api, thing);
      closing.push(one.close);
      for (const [name, round] of one.rounds) rounds.set(name, round);
    }
    const rates = await interleaved([...rounds.keys()], ROUNDS, WITHIN_MS, async (name) => rounds.get(name)!());
    return { rates, calls: await databaseCalls(town) };
  } finally {
    for (const close of closing) close();
  }
};

export const apiThroughput = async (): Promise<Section> => {
  const { rates, calls } = await inTown(measure);
  const row = (label: string, callers: Callers, above: Name, below: Name): string[] => {
    const { median, quartiles } = ratioOf(figuresOf(rates, above), figuresOf(rates, below));
    return [
      label,
      String(callers),
      spread(sampleOf(figuresOf(rates, above)), 0),
      spread(sampleOf(figuresOf(rates, below)), 0),
      figure(median, 2),
      `${figure(quartiles[0], 2)}–${figure(quartiles[1], 2)}`,
    ];
  };
  const against = (label: string, callers: Callers, thing: FiledThing, api: Call, bare: Call): string[] =>
    row(label, callers, nameOf(api, thing, callers), nameOf(bare, thing, callers));
  const ofThing = (callers: Callers, thing: FiledThing): string[][] => [
    against(`POST ${FILINGS[thing].path} : PutItem`, callers, thing, "file", "put"),
    against("  journal and topics afterwards", callers, thing, "file alone", "put"),
    against(`GET ${FILINGS[thing].path}/{n} : GetItem`, callers, thing, "look up", "get"),
  ];
  const compared = (callers: Callers): string[][] =>
    (["file", "file alone", "look up"] as const).map((call) =>
      row(`${call}, complaint : case`, callers, nameOf(call, "complaint", callers), nameOf(call, "case", callers)),
    );
  return {
    title: "2  Through HTTP, against the bare database operation",
    columns: ["request", "at once", "first, 1/s", "second, 1/s", "ratio", "quartiles"],
    rows: CALLERS.flatMap((callers) => [
      ...FILED_THINGS.flatMap((thing) => ofThing(callers, thing)),
      ...compared(callers),
    ]),
    notes: [
      `Medians (quartiles) of ${figuresOf(rates, "file case 16").length} interleaved rounds of ${REQUESTS} requests,`,
      "the same item, the same SDK, one DynamoDB Local in memory. Higher is better.",
      "Journal and topics follow from each filing: the first row pays for those that come while the clock runs.",
      ...calls,
    ],
  };
};
