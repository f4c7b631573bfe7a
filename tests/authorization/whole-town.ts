/**
 * Every function of a deployment in one process, composed by its own entry file, on tables in memory: for proofs that ask
 * every route of the table. Rights are not checked here; the functions' own tests do that.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { vi } from "vitest";
import { tablesToSetBack } from "../../bench/soak/crashes/tables-in-memory.ts";
import { FUNCTIONS } from "../../infra/functions.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import type { TopicMessage } from "../../shared/aws/topics.ts";
import type { RouteFunction } from "../../shared/http/route.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { TABLES } from "../../shared/tables.ts";
import { invented } from "../support/files.ts";

const outside = vi.hoisted(() => ({
  /** Answers every request to the database. */
  client: { send: async (_: unknown): Promise<unknown> => undefined },
  published: [] as unknown[],
  secrets: {} as Record<string, unknown>,
}));

vi.mock("../../shared/aws/clients.ts", () => ({
  TIMEOUTS: {},
  // A real one, for the paginators look.
  documentClient: () =>
    Object.assign(DynamoDBDocumentClient.from(new DynamoDBClient({ region: "none" })), {
      send: (command: unknown) => outside.client.send(command),
    }),
}));
vi.mock("../../shared/aws/topics.ts", () => ({
  snsClient: () => undefined,
  topicOf: () => ({
    publish: async (message: TopicMessage) => {
      outside.published.push(message);
    },
  }),
}));
vi.mock("../../shared/aws/secrets.ts", () => ({
  secretJson: (arn: string, schema: { parse: (value: unknown) => unknown }) => async () =>
    schema.parse(outside.secrets[arn]),
}));
vi.mock("../../shared/aws/file-store.ts", () => ({ fileClient: () => undefined, fileStore: () => invented().store }));

outside.secrets.code = { rootKey: "of the tests, and of nothing else: 0123456789abcdef" };

/** The settings of the sample town, where SMS are only written to the log. */
const settings = { ...tengzhou, sampleData: true, sms: { ...tengzhou.sms, provider: "log" } };
const root = mkdtempSync(join(tmpdir(), "whole-town-"));
writeFileSync(join(root, "municipality.json"), JSON.stringify(settings));

Object.assign(process.env, {
  LAMBDA_TASK_ROOT: root,
  CODE_SECRET_ARN: "code",
  ATTACHMENTS_BUCKET: "bucket",
  REPORT_FILES_BUCKET: "bucket",
  REDRIVE_QUEUE_URL: "queue",
  CODE_VERSION: "of the tests",
  ...Object.fromEntries(Object.keys(TABLES).map((name) => [`${name.toUpperCase()}_TABLE`, name])),
  ...Object.fromEntries(
    ["CASES", "DEADLINE_REMINDERS", "MONTHLY_REPORTS", "COMPLAINTS"].map((name) => [`${name}_TOPIC_ARN`, name]),
  ),
});

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
type Reply = { readonly statusCode: number; readonly headers: Record<string, unknown>; readonly body: string };

const handlers = new Map<string, Promise<Handler>>();
const handlerOf = (id: string): Promise<Handler> => {
  const row = FUNCTIONS.find((each) => each.id === id);
  if (row === undefined) throw new Error(`no function ${id}`);
  const made =
    handlers.get(id) ?? import(/* @vite-ignore */ resolve(row.entry)).then(({ handler }) => handler as Handler);
  handlers.set(id, made);
  return made;
};

export type Call = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Who signed in: the subject of their token. */
  readonly sub?: string;
  readonly from?: string;
};
export type Answer = {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  readonly body: any;
};

const routes = new Map(allRoutes.map((route) => [route.id as string, route]));

export const wholeTown = () => {
  const logged: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => {
    logged.push(String(line));
  });
  vi.useFakeTimers({ toFake: ["Date"] });
  const { client, contents, setBack } = tablesToSetBack(TABLES);
  outside.client = client as unknown as typeof outside.client;
  outside.published.length = 0;

  const call = async (
    id: string,
    { params = {}, query, body, headers = {}, sub, from }: Call = {},
  ): Promise<Answer> => {
    const route = routes.get(id);
    if (route === undefined) throw new Error(`no route ${id}`);
    const event = {
      httpMethod: route.method,
      resource: route.path,
      path: route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `no-${name}`),
      pathParameters: Object.keys(params).length === 0 ? null : params,
      queryStringParameters: query ?? null,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: { authorizer: sub && { sub }, identity: { sourceIp: from ?? "192.0.2.1" } },
    };
    const handler = await handlerOf(route.function satisfies RouteFunction);
    const reply = (await handler(event, { awsRequestId: "00000000-0000-4000-8000-000000000000" })) as Reply;
    if (reply.statusCode >= 500) throw new Error(`${id} answered ${reply.statusCode}: ${logged.slice(-2).join("\n")}`);
    const isJson = /json/.test(String(reply.headers["Content-Type"] ?? reply.headers["content-type"]));
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.body,
      body: isJson ? JSON.parse(reply.body) : undefined,
    };
  };

  /** As its schedule would run it. */
  const run = async (id: string): Promise<void> => {
    const scheduled = await handlerOf(id);
    await scheduled({ time: new Date().toISOString() }, { getRemainingTimeInMillis: () => 240_000 });
  };
  /** The sweep, and then whatever it published, each message once. */
  const sweep = async (): Promise<void> => {
    await run("reminders-scheduled");
    const sending = await handlerOf("reminders-sms-sender");
    for (const message of outside.published.splice(0) as TopicMessage[]) {
      await sending({ Records: [{ Sns: { Message: JSON.stringify(message.body) } }] }, {});
    }
  };

  /** What the database was asked while `run` ran, request by request. */
  const counting = async (run: () => Promise<Answer>): Promise<{ answer: Answer; requests: readonly string[] }> => {
    const requests: string[] = [];
    const before = outside.client;
    outside.client = {
      send: (command) => {
        requests.push(String((command as object).constructor.name));
        return before.send(command);
      },
    };
    try {
      return { answer: await run(), requests };
    } finally {
      outside.client = before;
    }
  };

  return {
    client,
    contents,
    setBack,
    call,
    counting,
    run,
    sweep,
    /** @param text local time, `2026-09-18T10:00` */
    goTo: (text: string) => {
      vi.setSystemTime(Date.parse(instant(`${text}:00+08:00`)));
    },
  };
};
export type WholeTown = ReturnType<typeof wholeTown>;
