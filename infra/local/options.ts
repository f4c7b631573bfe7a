/** What `npm start` may be told. */
import { parseArgs } from "node:util";
import { isRehearsed, type RehearsedProvider } from "./sms-provider.ts";
import { StartFailure } from "./start-failure.ts";

export type LocalOptions = {
  readonly municipality: string;
  /** 0: any free one. */
  readonly port: number;
  /** Milliseconds; absent: the kept clock, or the real one. */
  readonly now?: number;
  /** Absent: nothing is kept. */
  readonly dataDir?: string;
  /** Absent: the municipality's own. */
  readonly sms?: RehearsedProvider;
};

export const HELP = `用法 Usage: npm start -- [选项 options]

  --municipality CODE  部署的名称，默认 tengzhou / which municipality, tengzhou unless told
  --port NUMBER        端口，默认 4000 / port, 4000 unless told
  --now INSTANT        演练时钟的起点，例如 2026-09-30T09:00:00+08:00；保留的数据只会继续向前 / where the rehearsal clock starts; kept data only goes on
  --data DIR           保留数据的目录；不写则退出后不保留 / folder that keeps the data; without it nothing is kept
  --sms NAME           换用短信网关 aliyun 或 tencent（均为本机替身） / another SMS gateway, aliyun or tencent (stand-ins, both)
  --help               显示本说明 / this text
`;

const refuse = (zh: string, en: string): never => {
  throw new StartFailure(zh, en);
};

const portOf = (text: string): number => {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535
    ? port
    : refuse(`端口 ${text} 无效，应为 0 到 65535 的整数。`, `--port ${text} is not a port (0 to 65535).`);
};

const providerOf = (name: string): RehearsedProvider =>
  isRehearsed(name)
    ? name
    : refuse(`没有名为 ${name} 的短信网关，可选 aliyun 或 tencent。`, `--sms ${name} is neither aliyun nor tencent.`);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const instantOf = (text: string): number => {
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 31 September for 1 October.
  const sameDay = !Number.isNaN(instant) && Number(text.slice(8, 10)) <= daysOf(text);
  return sameDay
    ? instant
    : refuse(
        `--now ${text} 无效，应为带时区的时间，例如 2026-09-30T09:00:00+08:00。`,
        `--now ${text} is not an instant with an offset, like 2026-09-30T09:00:00+08:00.`,
      );
};
const daysOf = (text: string): number =>
  new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();

const OPTIONS = {
  municipality: { type: "string", default: "tengzhou" },
  port: { type: "string", default: "4000" },
  now: { type: "string" },
  data: { type: "string" },
  sms: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** @throws StartFailure for what is not understood */
export const readOptions = (args: readonly string[]): LocalOptions | "help" => {
  const parse = () => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch {
    return refuse(
      `不认识的参数：${args.join(" ")}（用 --help 查看说明）。`,
      `Unknown options: ${args.join(" ")} (see --help).`,
    );
  }
  if (values.help) return "help";
  return {
    municipality: values.municipality,
    port: portOf(values.port),
    ...(values.now === undefined ? {} : { now: instantOf(values.now) }),
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(values.sms === undefined ? {} : { sms: providerOf(values.sms) }),
  };
};
