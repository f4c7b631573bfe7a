/** Starts the town on one machine, from the templates that would be deployed: `npm start` and the tests alike. */
import type { RequestListener } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { MUNICIPALITIES } from "../municipalities/index.ts";
import { createAuthorize } from "./authorizer.ts";
import type { RehearsalClock } from "./clock.ts";
import { createConsole } from "./console.ts";
import { type DynamoDbLocal, startDynamoDbLocal } from "./dynamodb.ts";
import { createGateway } from "./gateway.ts";
import { gatewayTableOf } from "./gateway-table.ts";
import { listenOnLoopback, sendJson, sendText } from "./http-exchange.ts";
import { createIssuer } from "./issuer.ts";
import { type KeptFile, keptFile } from "./kept-file.ts";
import type { LocalOptions } from "./options.ts";
import { refuseUnknownTypes } from "./resource-types.ts";
import { enterRunFolder, type RunFolder } from "./run-folder.ts";
import { loadSample, subjectsOf, theSample } from "./sample.ts";
import type { Sms } from "./sms-outbox.ts";
import { type StandIns, standInListener } from "./stand-ins.ts";
import { StartFailure } from "./start-failure.ts";
import { startPage } from "./start-page.ts";
import { synthesiseApart } from "./synthesis.ts";
import { createDefinedTables, definitionsIn, localClient } from "./tables.ts";
import { type LocalResource, resolveStacks } from "./template.ts";
import { type LocalTown, wireTown } from "./town.ts";

export type LocalRun = {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly clock: Pick<RehearsalClock, "now" | "moveTo">;
  /** Oldest first. */
  sms(): readonly Sms[];
  /** DynamoDB Local's own address. */
  readonly databaseEndpoint: string;
  /** Physical names of the tables. */
  readonly tables: readonly string[];
  /** What the functions log. */
  readonly logFile: string;
  stop(): Promise<void>;
};

/** One line per step. */
export type Progress = (line: string) => void;

const settingsOf = (code: string): MunicipalitySettings => {
  const known = MUNICIPALITIES.map((each) => each.code).join(", ");
  const found = MUNICIPALITIES.find((each) => each.code === code);
  if (found !== undefined) return found;
  throw new StartFailure(
    `没有名为 ${code} 的部署，已有：${known}。`,
    `There is no municipality ${code}; the known ones are ${known}.`,
  );
};

const KeptClock = z.object({ at: z.number() });

/** Where the clock starts: as told, where the kept data stopped, or now. */
const startingInstant = (told: number | undefined, kept: number | undefined): number => {
  if (told === undefined || kept === undefined || told >= kept) return told ?? kept ?? Date.now();
  const reached = new Date(kept).toISOString();
  throw new StartFailure(
    `--now 早于保留数据已到达的时间 ${reached}，时钟不能往回拨。`,
    `--now lies before ${reached}, which the kept data has reached: the clock does not go back.`,
  );
};

/** What has been started, ended in the opposite order. */
const createEndings = () => {
  const endings: (() => unknown)[] = [];
  return {
    add: (end: () => unknown) => void endings.push(end),
    async run() {
      for (const end of endings.reverse()) await end();
      endings.length = 0;
    },
  };
};
type Endings = ReturnType<typeof createEndings>;

type Ground = { readonly resources: readonly LocalResource[]; readonly database: DynamoDbLocal };

/** Templates and database, side by side; then the tables. */
const prepare = async (
  settings: MunicipalitySettings,
  folder: RunFolder,
  addresses: { readonly origin: string; readonly standIns: string },
  endings: Endings,
): Promise<Ground> => {
  const dataDir = folder.kept("dynamodb");
  const starting = startDynamoDbLocal(dataDir === undefined ? {} : { dataDir }).then((started) => {
    endings.add(started.stop);
    folder.occupiedBy(started.pid);
    return started;
  });
  const [database, stacks] = await Promise.allSettled([
    starting,
    synthesiseApart({ municipality: settings.code, ...addresses, folder: folder.path }),
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

const addSample = async ({ resources, database }: Ground, folder: RunFolder): Promise<ReadonlyMap<string, string>> => {
  const client = localClient(database.endpoint);
  const sample = theSample();
  await loadSample(sample, client, directoryTableIn(resources), folder.kept("sample.json"));
  client.destroy();
  return subjectsOf(sample);
};

const keepClock = (file: KeptFile<z.infer<typeof KeptClock>>, clock: RehearsalClock, endings: Endings): void => {
  const save = () => file.write({ at: clock.now() });
  const timer = setInterval(save, 5_000);
  endings.add(() => {
    clearInterval(timer);
    save();
  });
};

/** The edge: the template's API, `/_local/*`, and the page at `/`. */
const edgeOf = async (
  town: LocalTown,
  resources: readonly LocalResource[],
  settings: MunicipalitySettings,
  url: string,
  subjects: ReadonlyMap<string, string>,
): Promise<RequestListener> => {
  const { clock, functions, activity, outbox, faults, queues } = town;
  const table = gatewayTableOf(resources, settings.partition);
  const gateway = createGateway({
    table,
    functions,
    authorize: createAuthorize(functions, clock.now),
    activity,
    now: clock.now,
  });
  const issuer = await createIssuer(url, settings.signIn.audience, clock.now);
  const local = createConsole({ clock, outbox, issuer, faults, queues, subOf: (staffId) => subjects.get(staffId) });
  return (request, response) => {
    const path = request.url ?? "/";
    if (path === "/" && request.method === "GET")
      sendText(response, 200, "text/html", startPage(settings.name, url, clock.now()));
    else if (path.startsWith("/_local")) void local(request, response);
    else void gateway(request, response);
  };
};

const notReady: RequestListener = (_, response) => {
  response.setHeader("retry-after", "2");
  sendJson(response, 503, { title: "正在启动 / Starting", status: 503 }, "application/problem+json");
};

const start = async (options: LocalOptions, progress: Progress, endings: Endings): Promise<LocalRun> => {
  const settings = settingsOf(options.municipality);
  let listener = notReady;
  let standIns: StandIns | undefined;
  const front = await listenOnLoopback(options.port, (request, response) => listener(request, response));
  endings.add(front.close);
  const back = await listenOnLoopback(
    0,
    standInListener(() => standIns),
  );
  endings.add(back.close);
  const url = `http://127.0.0.1:${front.port}`;
  progress(`1/5 端口 ${front.port} 可用 / port ${front.port} is ours`);
  const folder = await enterRunFolder(options.dataDir, front.port);
  endings.add(folder.leave);
  const clockFile = keptFile(folder.kept("clock.json"), KeptClock);
  const from = startingInstant(options.now, clockFile.read()?.at);
  const ground = await prepare(settings, folder, { origin: url, standIns: `http://127.0.0.1:${back.port}` }, endings);
  progress("2/5 模板已合成，数据库与数据表已就绪 / templates synthesised, database and tables ready");
  const { resources, database } = ground;
  const subjects = await addSample(ground, folder);
  progress("3/5 示例数据已载入 / sample town loaded");
  const town = await wireTown({
    resources,
    settings,
    folder,
    from,
    databasePort: Number(new URL(database.endpoint).port),
    standInsPort: back.port,
    clockMoved: (at) => clockFile.write({ at }),
  });
  endings.add(town.stop);
  keepClock(clockFile, town.clock, endings);
  progress("4/5 云函数已加载 / functions loaded");
  standIns = town.standIns;
  listener = await edgeOf(town, resources, settings, url, subjects);
  town.start();
  const logFile = join(folder.path, "functions.log");
  progress(`5/5 接口、流、主题与定时任务已运行，函数日志 / API, streams, topics, schedules run; log: ${logFile}`);
  return {
    url,
    clock: town.clock,
    sms: town.outbox.all,
    databaseEndpoint: database.endpoint,
    tables: definitionsIn(resources).map(({ tableName }) => tableName),
    logFile,
    stop: endings.run,
  };
};

/**
 * Answers when everything runs; several runs may live in one process.
 * @throws StartFailure for what a person can put right
 */
export const startLocal = async (options: LocalOptions, progress: Progress = () => undefined): Promise<LocalRun> => {
  const endings = createEndings();
  try {
    return await start(options, progress, endings);
  } catch (error) {
    await endings.run();
    throw error;
  }
};
