/** Starts the town on one machine, from the templates that would be deployed: `npm start` and the tests alike. */
import type { RequestListener } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { MUNICIPALITIES } from "../municipalities/index.ts";
import type { RehearsalClock } from "./clock.ts";
import { edgeOf, notReady } from "./edge.ts";
import { createEndings, type Endings } from "./endings.ts";
import { addSample, type Ground, prepare } from "./groundwork.ts";
import { listenOnLoopback } from "./http-exchange.ts";
import { type KeptFile, keptFile } from "./kept-file.ts";
import type { LocalOptions } from "./options.ts";
import { enterRunFolder } from "./run-folder.ts";
import type { Sms } from "./sms-outbox.ts";
import { withProvider } from "./sms-provider.ts";
import { type StandIns, standInListener } from "./stand-ins.ts";
import { StartFailure } from "./start-failure.ts";
import { definitionsIn } from "./tables.ts";
import { type TownOptions, wireTown } from "./town.ts";

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

/** Where the clock starts: where the kept data stopped, unless told a later instant; without either, now. */
const startingInstant = (told: number | undefined, kept: number | undefined, progress: Progress): number => {
  if (kept === undefined || (told !== undefined && told >= kept)) return told ?? Date.now();
  const reached = new Date(kept).toISOString();
  progress(
    `    时钟从保留数据已到达的 ${reached} 继续 / the clock goes on from ${reached}, which the kept data has reached`,
  );
  return kept;
};

const SAVE_EVERY_MS = 5_000;

/** While it runs, the file is as far ahead as the clock can come until the next time: a kill never takes it back. */
const keepClock = (file: KeptFile<z.infer<typeof KeptClock>>, clock: RehearsalClock, endings: Endings): void => {
  const save = (ahead: number) => file.write({ at: clock.now() + ahead });
  const timer = setInterval(save, SAVE_EVERY_MS, 2 * SAVE_EVERY_MS);
  save(2 * SAVE_EVERY_MS);
  endings.add(() => {
    clearInterval(timer);
    save(0);
  });
};

type Doors = {
  readonly url: string;
  readonly standInsPort: number;
  open(edge: RequestListener, standIns: StandIns): void;
};

/** Both ports are ours before anything is made; what comes too early is told to come again. */
const takePorts = async (port: number, endings: Endings): Promise<Doors> => {
  let edge = notReady;
  let standIns: StandIns | undefined;
  const front = await listenOnLoopback(port, (request, response) => edge(request, response));
  endings.add(front.close);
  const answerForOthers = standInListener(() => standIns);
  const back = await listenOnLoopback(0, answerForOthers);
  endings.add(back.close);
  return {
    url: `http://127.0.0.1:${front.port}`,
    standInsPort: back.port,
    open(listener, all) {
      [edge, standIns] = [listener, all];
      endings.add(() => {
        edge = notReady;
      });
    },
  };
};

type Wiring = Omit<TownOptions, "resources" | "databasePort">;
/** Functions and sample town, side by side. */
const build = async (ground: Ground, wiring: Wiring, endings: Endings) => {
  const databasePort = Number(new URL(ground.database.endpoint).port);
  const [subjects, town] = await Promise.allSettled([
    addSample(ground, wiring),
    wireTown({ ...wiring, resources: ground.resources, databasePort }),
  ]);
  if (town.status === "rejected") throw town.reason;
  endings.add(town.value.stop);
  if (subjects.status === "rejected") throw subjects.reason;
  return { town: town.value, subjects: subjects.value };
};

const start = async (options: LocalOptions, progress: Progress, endings: Endings): Promise<LocalRun> => {
  const settings = withProvider(settingsOf(options.municipality), options.sms);
  const doors = await takePorts(options.port, endings);
  const { url, standInsPort } = doors;
  const port = Number(new URL(url).port);
  progress(`1/4 端口 ${port} 可用 / port ${port} is ours`);
  const folder = await enterRunFolder(options.dataDir, port);
  endings.add(folder.leave);
  const clockFile = keptFile(folder.kept("clock.json"), KeptClock);
  const from = startingInstant(options.now, clockFile.read()?.at, progress);
  const ground = await prepare(
    settings,
    folder,
    { origin: url, standIns: `http://127.0.0.1:${standInsPort}` },
    endings,
  );
  progress("2/4 模板已合成，数据库与数据表已就绪 / templates synthesised, database and tables ready");
  const clockMoved = (at: number) => clockFile.write({ at: at + 2 * SAVE_EVERY_MS });
  const { town, subjects } = await build(ground, { settings, folder, from, standInsPort, clockMoved }, endings);
  keepClock(clockFile, town.clock, endings);
  progress("3/4 云函数与示例数据已载入 / functions and sample town loaded");
  doors.open(await edgeOf(town, ground.resources, settings, url, subjects), town.standIns);
  town.start();
  const logFile = join(folder.path, "functions.log");
  progress(`4/4 接口、流、主题与定时任务已运行，函数日志 / API, streams, topics, schedules run; log: ${logFile}`);
  return {
    url,
    clock: town.clock,
    sms: town.outbox.all,
    databaseEndpoint: ground.database.endpoint,
    tables: definitionsIn(ground.resources).map(({ tableName }) => tableName),
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
