/**
 * Each SMS gateway of ours and its stand-in, over HTTP on the loopback, with a clock that stands still until it is moved.
 * What SNS writes to its logs goes through the function's own reading of them.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SNSClient } from "@aws-sdk/client-sns";
import { vi } from "vitest";
import { keepReceipts } from "../../functions/reminders/keep-receipts.ts";
import { createActivity } from "../../infra/local/activity.ts";
import { createFaults } from "../../infra/local/faults.ts";
import { openFiles } from "../../infra/local/files.ts";
import { createLogs } from "../../infra/local/logs.ts";
import { createQueues } from "../../infra/local/queues.ts";
import { s3Api } from "../../infra/local/s3-api.ts";
import { openSecrets } from "../../infra/local/secrets.ts";
import { createCarrier } from "../../infra/local/sms-carrier.ts";
import { smsGateways } from "../../infra/local/sms-gateway.ts";
import { createSmsOutbox } from "../../infra/local/sms-outbox.ts";
import { snsApi } from "../../infra/local/sns-api.ts";
import { snsReceipts } from "../../infra/local/sns-receipts.ts";
import { type StandIns, standInListener } from "../../infra/local/stand-ins.ts";
import { checkMunicipality } from "../../infra/municipalities/check.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { aliyunGateway } from "../../shared/aws/sms/aliyun.ts";
import { snsGateway } from "../../shared/aws/sms/sns.ts";
import { tencentGateway } from "../../shared/aws/sms/tencent.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import type { SmsGateway } from "../../shared/reminders/gateway.ts";
import type { Receipt } from "../../shared/reminders/receipt.ts";

const { signature, window, limits, pricePerPart } = tengzhou.sms;
const templateCodes = tengzhou.sms.provider === "aliyun" ? tengzhou.sms.templateCodes : undefined;
/** The same town with Tencent Cloud, and a secret of its own. */
export const withTencent = checkMunicipality({
  ...tengzhou,
  sms: {
    signature,
    window,
    limits,
    pricePerPart,
    provider: "tencent",
    endpoint: "https://sms.tencentcloudapi.com",
    regionId: "ap-beijing",
    sdkAppId: "1400000001",
    templateIds: templateCodes!,
    secretArn: "arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:tengzhou/sms-AbC123",
  },
});
export const TOWNS = { aliyun: tengzhou, tencent: withTencent, sns: sandbox } as const;
export type Provider = keyof typeof TOWNS;

/** By hand: the gateways sign with the very time that the stand-ins check. */
const handClock = () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-10-10T08:30:00+08:00") });
  let planned: { readonly instant: number; readonly run: () => Promise<void> }[] = [];
  return {
    now: () => Date.now(),
    at: (instant: number, run: () => Promise<void>) => void planned.push({ instant, run }),
    async pass(seconds: number) {
      vi.setSystemTime(Date.now() + seconds * 1000);
      const due = planned.filter(({ instant }) => instant <= Date.now()).sort((a, b) => a.instant - b.instant);
      planned = planned.filter((one) => !due.includes(one));
      for (const { run } of due) await run();
    },
  };
};

const gatewayAt = (
  url: string,
  { sms, region }: MunicipalitySettings,
  receipts: ReadonlyMap<string, Receipt>,
): SmsGateway => {
  const key = async () => ({ accessKeyId: "local-access-key", accessKeySecret: "local-access-key-secret" });
  if (sms.provider === "aliyun") return aliyunGateway({ ...sms, endpoint: url }, key);
  if (sms.provider === "tencent") return tencentGateway({ ...sms, endpoint: url }, key);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new SNSClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  return snsGateway(client, 0.1, { of: async (id) => receipts.get(id) });
};

export const smsWorld = async (provider: Provider) => {
  const settings = TOWNS[provider];
  const clock = handClock();
  const { now } = clock;
  const outbox = createSmsOutbox();
  const faults = createFaults(() => undefined);
  const carrier = createCarrier({ outbox, now, faults: () => faults.current });
  const receipts = new Map<string, Receipt>();
  const keep = async (receipt: Receipt) => {
    if (receipts.has(receipt.messageId)) return false;
    receipts.set(receipt.messageId, receipt);
    return true;
  };
  const group = `sns/${settings.region}/${settings.account}/DirectPublishToPhoneNumber`;
  const logs = createLogs({
    subscriptions: [group, `${group}/Failure`].map((each) => ({ group: each, name: "receipts", function: "receipts" })),
    functions: {
      invokeAsEvent: async (_, event) => keepReceipts({ keep }, event as Parameters<typeof keepReceipts>[1]),
    },
    activity: createActivity(),
  });
  // The key that the invented secret of a named ARN holds is the one that the gateways sign with.
  const secrets = openSecrets(
    [],
    undefined,
    withTencent.sms.provider === "tencent" ? withTencent.sms.secretArn : undefined,
  );
  const files = openFiles([], join(tmpdir(), "sms-world-files"), now);
  const topics = { has: () => false, publish: () => "" };
  const standIns: StandIns = {
    sns: snsApi({ topics, carrier, sent: snsReceipts(logs, clock, settings), faults: () => faults.current }),
    ...smsGateways({ settings, secrets, carrier, faults, now }),
    secrets,
    queues: createQueues([], now),
    files,
    s3: s3Api(files, { accessKeyId: "local", secretAccessKey: "local" }, now),
    dynamodb: (_, response) => void response.destroy(),
  };
  const server = createServer(standInListener(() => standIns));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // listens on a port, not on a pipe
  return {
    gateway: gatewayAt(`http://127.0.0.1:${port}`, settings, receipts),
    signature,
    outbox,
    faults,
    receipts,
    secrets,
    pass: clock.pass,
    close: () => {
      server.closeAllConnections();
      server.close();
      vi.useRealTimers();
    },
  };
};
export type SmsWorld = Awaited<ReturnType<typeof smsWorld>>;
