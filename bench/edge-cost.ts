/** What the edge pipeline costs a request, with an operation that does nothing, against bare parsing of the same body. */
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { httpHandler } from "../functions/runtime/http.ts";
import type { Route } from "../shared/http/route.ts";
import { CASE_ROUTES } from "../shared/http/routes/cases.ts";
import { FILING, RECEIPT } from "./sample-filing.ts";
import { silently } from "./silence.ts";
import { figuresOf, interleaved, ratioOf, sampleOf } from "./statistics.ts";
import { figure, type Section, spread } from "./table.ts";

const ROUNDS = 25;
const REQUESTS = 3000;
const WITHIN_MS = 30_000;

const route: Route = CASE_ROUTES["file-case"];
const BODY = JSON.stringify(FILING);

/** A new event each time, as API Gateway sends it: the pipeline writes into it. */
const eventOf = () => ({
  resource: route.path,
  path: route.path,
  httpMethod: route.method,
  headers: {
    Accept: "application/json",
    "Accept-Language": "zh-CN",
    "Content-Type": "application/json",
    Host: "127.0.0.1",
    "Idempotency-Key": "5f0c2f6e-6c0b-4c8e-9d56-2f8a3a1d7b10",
    "User-Agent": "bench",
  },
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  isBase64Encoded: false,
  body: BODY,
  requestContext: { identity: { sourceIp: "127.0.0.1" } },
});

const edge = httpHandler(
  "cases-residents",
  { [route.id]: route },
  [{ id: "file-case", make: () => async () => ({ status: 201, body: RECEIPT }) }],
  { origins: [] },
);
const context = { awsRequestId: "bench", getRemainingTimeInMillis: () => 15_000 };

const throughEdge = async (): Promise<void> => {
  // The pipeline reads no more of an event and a context than this.
  const { statusCode, body } = await edge(eventOf() as unknown as APIGatewayProxyEvent, context as Context);
  if (statusCode !== 201) throw new Error(`the edge answered ${statusCode}: ${body}`);
};

const bareParsing = (): void => {
  route.body?.parse(JSON.parse(BODY));
};

/** What any API would do: read the body, check it, check the answer, write it. */
const bothWays = (): void => {
  bareParsing();
  JSON.stringify(route.replies[201]?.body?.parse(RECEIPT));
};

const CONTESTANTS = { "edge pipeline": throughEdge, "bare parsing": bareParsing, "and the reply": bothWays };
type Contestant = keyof typeof CONTESTANTS;

/** On the processor: nothing here waits, and other programs of the machine do not count. */
const microseconds = async (name: Contestant): Promise<number> => {
  const contestant = CONTESTANTS[name];
  const from = process.cpuUsage();
  for (let done = 0; done < REQUESTS; done += 1) await contestant();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / REQUESTS;
};

export const edgeCost = async (): Promise<Section> => {
  const names: readonly Contestant[] = ["edge pipeline", "bare parsing", "and the reply"];
  const times = await silently(async () => {
    for (const name of names) await microseconds(name);
    return interleaved(names, ROUNDS, WITHIN_MS, microseconds);
  });
  const edgeTimes = figuresOf(times, "edge pipeline");
  const row = (name: Contestant, label: string): string[] => {
    const own = figuresOf(times, name);
    return [label, spread(sampleOf(own), 1), figure(ratioOf(edgeTimes, own).median, 2)];
  };
  return {
    title: "3  The edge pipeline, one request to file a case",
    columns: ["what", "processor, µs", "edge ÷ this"],
    rows: [
      row("edge pipeline", "edge pipeline, an operation that does nothing"),
      row("bare parsing", "bare parsing: JSON.parse, zod"),
      row("and the reply", "bare parsing, and the reply: zod, JSON.stringify"),
    ],
    notes: [
      `Medians (quartiles) of ${edgeTimes.length} interleaved rounds of ${REQUESTS} requests, one after another.`,
    ],
  };
};
