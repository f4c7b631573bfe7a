/** Everything between the tables and the edge, wired as the templates say: functions, topics, queues, streams, schedules. */
import { join } from "node:path";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { type Activity, createActivity } from "./activity.ts";
import { createClock, type RehearsalClock } from "./clock.ts";
import { dynamoDbFaults } from "./dynamodb-faults.ts";
import { eventSourcesOf } from "./event-sources.ts";
import { createFaults, type FaultSwitch } from "./faults.ts";
import { openFiles } from "./files.ts";
import { type Functions, functionsOf, loadFunctions } from "./functions.ts";
import { createLogs, logSubscriptionsOf } from "./logs.ts";
import { openPositions } from "./positions.ts";
import { startQueueSources } from "./queue-sources.ts";
import { createQueues, keepMessages, type Queues, queuesOf } from "./queues.ts";
import type { RunFolder } from "./run-folder.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { s3Api } from "./s3-api.ts";
import { recurringOf, schedulesOf } from "./schedules.ts";
import { openSecrets } from "./secrets.ts";
import { createCarrier } from "./sms-carrier.ts";
import { smsGateways } from "./sms-gateway.ts";
import { createSmsOutbox, type SmsOutbox } from "./sms-outbox.ts";
import { snsApi } from "./sns-api.ts";
import { snsReceipts } from "./sns-receipts.ts";
import type { StandIns } from "./stand-ins.ts";
import { createStreams, type Streams } from "./streams.ts";
import { type LocalResource, ofType } from "./template.ts";
import { createTopics, subscriptionsOf } from "./topics.ts";

export type TownOptions = {
  readonly resources: readonly LocalResource[];
  readonly settings: MunicipalitySettings;
  readonly folder: RunFolder;
  /** Milliseconds: where the rehearsal clock starts. */
  readonly from: number;
  readonly databasePort: number;
  readonly standInsPort: number;
  /** Told whenever the clock jumps, with the new instant. */
  readonly clockMoved: (now: number) => void;
};

export type LocalTown = {
  readonly clock: RehearsalClock;
  readonly functions: Functions;
  readonly queues: Queues;
  readonly outbox: SmsOutbox;
  readonly faults: FaultSwitch;
  readonly activity: Activity;
  readonly standIns: StandIns;
  /** Streams, queues, schedules and the clock begin to run by themselves. */
  start(): void;
  stop(): Promise<void>;
};

const LOCAL_KEY = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" } as const;

const LOCAL_CREDENTIALS = {
  accessKeyId: LOCAL_KEY.AWS_ACCESS_KEY_ID,
  secretAccessKey: LOCAL_KEY.AWS_SECRET_ACCESS_KEY,
};

/** What Lambda gives every function, pointed at this machine. Nothing of the person's own environment reaches them. */
const environmentOf = ({ settings, databasePort, standInsPort }: TownOptions): Readonly<Record<string, string>> => ({
  ...LOCAL_KEY,
  AWS_REGION: settings.region,
  AWS_DEFAULT_REGION: settings.region,
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${databasePort}`,
  AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${standInsPort}`,
  AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${standInsPort}`,
  AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${standInsPort}`,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${standInsPort}`,
});

/** Two numbers that the functions' thread reads while it runs. */
const sharedWithRuntime = () => {
  const clock = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const faultSwitch = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const [offset, faulty] = [new Float64Array(clock), new Int32Array(faultSwitch)];
  return {
    clock,
    faultSwitch,
    setOffset: (value: number) => void offset.set([value]),
    setFaulty: (on: boolean) => void faulty.set([on ? 1 : 0]),
  };
};

const settling = (activity: Activity, streams: () => Streams | undefined) => async (): Promise<void> => {
  for (;;) {
    await activity.rest();
    const records = (await streams()?.drain()) ?? 0;
    if (records === 0 && activity.resting) return;
  }
};

const streamsClient = ({ databasePort, settings }: TownOptions): DynamoDBStreamsClient =>
  new DynamoDBStreamsClient({
    endpoint: `http://127.0.0.1:${databasePort}`,
    region: settings.region,
    credentials: LOCAL_CREDENTIALS,
  });

const runtimeOf = (options: TownOptions, shared: ReturnType<typeof sharedWithRuntime>): Runtime =>
  startRuntime({
    clock: shared.clock,
    faultSwitch: shared.faultSwitch,
    databasePort: options.databasePort,
    faultPort: options.standInsPort,
    environment: environmentOf(options),
    logFile: join(options.folder.path, "functions.log"),
  });

const standInsOf = (
  options: TownOptions,
  parts: Pick<LocalTown, "clock" | "functions" | "queues" | "outbox" | "faults" | "activity">,
): StandIns => {
  const { resources, folder, settings, databasePort } = options;
  const { clock, functions, queues, outbox, faults, activity } = parts;
  const { now } = clock;
  const secretArn = "secretArn" in settings.sms ? settings.sms.secretArn : undefined;
  const secrets = openSecrets(resources, folder.kept("secrets.json"), secretArn);
  const carrier = createCarrier({ outbox, history: folder.kept("gateway.jsonl"), now, faults: () => faults.current });
  const logs = createLogs({ subscriptions: logSubscriptionsOf(resources), functions, activity });
  const files = openFiles(resources, join(folder.path, "files"), now);
  const subscriptions = subscriptionsOf(resources);
  const topics = createTopics({
    topics: ofType(resources, "AWS::SNS::Topic"),
    subscriptions,
    functions,
    queues,
    activity,
    now,
  });
  return {
    sns: snsApi({ topics, carrier, sent: snsReceipts(logs, clock, settings), faults: () => faults.current }),
    ...smsGateways({ settings, secrets, carrier, faults, now }),
    secrets,
    queues,
    files,
    s3: s3Api(files, LOCAL_CREDENTIALS, now),
    dynamodb: dynamoDbFaults(databasePort, () => faults.current.dynamodb),
  };
};

/** @throws InvocationFailure when a bundle does not start */
export const wireTown = async (options: TownOptions): Promise<LocalTown> => {
  const { resources, folder, from, clockMoved } = options;
  const activity = createActivity();
  const shared = sharedWithRuntime();
  let streams: Streams | undefined;
  const clock = createClock({
    from,
    offsetChanged: (offset) => {
      shared.setOffset(offset);
      clockMoved(Date.now() + offset);
    },
    settled: settling(activity, () => streams),
  });
  const outbox = createSmsOutbox(folder.kept("sms.jsonl"));
  const faults = createFaults(({ dynamodb }) => {
    shared.setFaulty(dynamodb !== null);
    activity.happened();
  });
  const localQueues = queuesOf(resources);
  const queues = createQueues(localQueues, clock.now, keepMessages(localQueues, folder.kept("queues.json")));
  const runtime = runtimeOf(options, shared);
  const sendToQueue = (queue: string, body: string) => void queues.send(queue, body);
  const functions = await loadFunctions(functionsOf(resources), { runtime, activity, clock, sendToQueue }).catch(
    async (error) => {
      await runtime.stop();
      throw error;
    },
  );
  const sources = eventSourcesOf(resources);
  const client = streamsClient(options);
  const positions = openPositions(folder.kept("positions.json"));
  const reading = { client, functions, queues, activity, clock, positions, faults };
  const running = createStreams({ sources: sources.streams, ...reading });
  streams = running;
  const parts = { clock, functions, queues, outbox, faults, activity };
  return {
    ...parts,
    standIns: standInsOf(options, parts),
    start() {
      startQueueSources({ sources: sources.queues, queues, functions, activity, clock });
      for (const schedule of schedulesOf(resources)) clock.every(recurringOf(schedule, functions, activity));
      running.start();
      clock.start();
    },
    async stop() {
      await clock.stop();
      await running.stop();
      await runtime.stop();
      client.destroy();
    },
  };
};
