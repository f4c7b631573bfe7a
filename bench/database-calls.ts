/**
 * How often a function asks DynamoDB to file and to look up, a complaint beside a case: counted on the handlers that are
 * deployed, in the bench's own process, on the town's tables. The first filing of a function's life, and the one after it.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type ClientRequest, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { filedIn } from "./api-calls.ts";
import { FILED_THINGS, FILINGS, type FiledThing } from "./filings.ts";
import { lambdaEnvironment } from "./lambda-environment.ts";
import { silently } from "./silence.ts";
import type { TownAddress } from "./town-process.ts";

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;
/** Read as late as this: a function reads its environment when it starts. */
const HANDLERS: Readonly<Record<FiledThing, () => Promise<{ handler: Handler }>>> = {
  case: () => import("../functions/cases/residents.ts"),
  complaint: () => import("../functions/complaints/residents.ts"),
};

const context = { awsRequestId: "bench", getRemainingTimeInMillis: () => 15_000 };
const eventOf = (httpMethod: string, path: string, headers: object, body?: object) => ({
  ...{ httpMethod, path, headers, resource: path, body: body === undefined ? null : JSON.stringify(body) },
  ...{ multiValueHeaders: {}, queryStringParameters: null, multiValueQueryStringParameters: null },
  ...{ pathParameters: null, stageVariables: null, isBase64Encoded: false },
  requestContext: { identity: { sourceIp: "127.0.0.1" } },
});

/** `2 Query, PutItem`: what was asked of DynamoDB while it worked, and what it came to. */
const counting = async <T>(work: () => Promise<T>): Promise<{ result: T; asked: string }> => {
  const asked = new Map<string, number>();
  // The channel passes what Node made: `{ request }`.
  const note = (message: unknown) => {
    const target = String((message as { request: ClientRequest }).request.getHeader("x-amz-target"));
    const [service = "", name = ""] = target.split(".");
    if (service.startsWith("DynamoDB_")) asked.set(name, (asked.get(name) ?? 0) + 1);
  };
  subscribe("http.client.request.start", note);
  try {
    const result = await work();
    const names = [...asked].sort().map(([name, times]) => (times === 1 ? name : `${times} ${name}`));
    return { result, asked: names.length === 0 ? "nothing" : names.join(", ") };
  } finally {
    unsubscribe("http.client.request.start", note);
  }
};

const lineOf = async (thing: FiledThing): Promise<string> => {
  const { path, body } = FILINGS[thing];
  const { handler } = await HANDLERS[thing]();
  const ask = async (expected: number, event: ReturnType<typeof eventOf>): Promise<string> => {
    // The pipeline reads no more of an event and a context than this.
    const { statusCode, body: text } = await handler(event as unknown as APIGatewayProxyEvent, context as Context);
    if (statusCode !== expected) throw new Error(`${event.path} answered ${statusCode}: ${text.slice(0, 500)}`);
    return text;
  };
  const file = () => ask(201, eventOf("POST", path, { "Content-Type": "application/json" }, body));
  const first = await counting(file);
  const next = await counting(file);
  const { number, lookupCode } = filedIn(next.result, thing);
  const looked = await counting(() => ask(200, eventOf("GET", `${path}/${number}`, { "Lookup-Code": lookupCode })));
  return `A ${thing} asks DynamoDB: filed first, ${first.asked}; filed again, ${next.asked}; looked up, ${looked.asked}.`;
};

/** Where a function reads its one secret: any will do. */
const secrets = async () => {
  const SecretString = JSON.stringify({ rootKey: "of the bench, and of nothing else: 0123456789abcdef" });
  const server = createServer((request, response) => {
    request.resume();
    response.end(JSON.stringify({ SecretString }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};

/** One line for each of them. @throws Error when one is not filed or not found */
export const databaseCalls = async ({ database, tables }: TownAddress): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), "bench-calls-"));
  writeFileSync(join(folder, "municipality.json"), JSON.stringify(tengzhou));
  const { url, close } = await secrets();
  const before = { ...process.env };
  Object.assign(process.env, lambdaEnvironment("bench", folder), {
    AWS_ENDPOINT_URL_DYNAMODB: database,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    ...Object.fromEntries(Object.entries(tables).map(([name, table]) => [`${name.toUpperCase()}_TABLE`, table])),
  });
  try {
    return await silently(async () => {
      const lines: string[] = [];
      for (const thing of FILED_THINGS) lines.push(await lineOf(thing));
      return lines;
    });
  } finally {
    process.env = before;
    close();
    rmSync(folder, { recursive: true, force: true });
  }
};
