/** The stand-in of Alibaba Cloud's gateway, registered with the municipality's signature, texts and access key. */
import * as z from "zod";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { SMS_TEXTS } from "../../shared/reminders/texts.ts";
import { createAliyun } from "./aliyun.ts";
import type { AccessKey } from "./aliyun-signature.ts";
import type { FaultSwitch } from "./faults.ts";
import type { Secrets } from "./secrets.ts";
import type { SmsOutbox } from "./sms-outbox.ts";

const AccessKeyValue = z.object({ accessKeyId: z.string(), accessKeySecret: z.string() });

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};
/** A municipality whose gateway asks for no key has none; nobody calls the stand-in then. */
const accessKeyIn = ({ values }: Secrets): AccessKey =>
  values.map((value) => AccessKeyValue.safeParse(parsed(value)).data).find((key) => key !== undefined) ?? {
    accessKeyId: "",
    accessKeySecret: "",
  };

/** `{number}` of our texts is `${number}` in a registered template. */
const registered = ({ sms }: MunicipalitySettings): Readonly<Record<string, string>> => {
  if (sms.provider !== "aliyun") return {};
  const { templateCodes } = sms;
  const names = Object.keys(SMS_TEXTS) as (keyof typeof SMS_TEXTS)[]; // Object.keys forgets the keys' type
  return Object.fromEntries(
    names.map((name) => [templateCodes[name], SMS_TEXTS[name].replace(/\{(\w+)\}/g, "$${$1}")]),
  );
};

export type SmsGatewayOptions = {
  readonly settings: MunicipalitySettings;
  readonly secrets: Secrets;
  readonly outbox: SmsOutbox;
  /** File that keeps what was sent. */
  readonly history: string | undefined;
  readonly faults: FaultSwitch;
  readonly now: () => number;
};

export const smsGateway = ({ settings, secrets, outbox, history, faults, now }: SmsGatewayOptions) =>
  createAliyun({
    accessKey: accessKeyIn(secrets),
    signature: settings.sms.signature,
    templates: registered(settings),
    outbox,
    history,
    now,
    fault: () => faults.current.sms,
  });
