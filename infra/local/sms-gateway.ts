/** The stand-ins of the mainland gateways, registered with the municipality's signature, texts and access key. */
import * as z from "zod";
import type { MunicipalitySettings, SmsTemplateName } from "../../shared/municipality/settings.ts";
import { numberedText, registeredText, SMS_TEXTS } from "../../shared/reminders/texts.ts";
import { createAliyun } from "./aliyun.ts";
import type { AccessKey } from "./aliyun-signature.ts";
import type { FaultSwitch } from "./faults.ts";
import type { Secrets } from "./secrets.ts";
import type { Carrier } from "./sms-carrier.ts";
import { createTencent } from "./tencent.ts";

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

const registered = (ids: Readonly<Record<SmsTemplateName, string>>, textOf: (name: SmsTemplateName) => string) => {
  const names = Object.keys(SMS_TEXTS) as SmsTemplateName[]; // Object.keys forgets the keys' type
  return Object.fromEntries(names.map((name) => [ids[name], textOf(name)]));
};

export type SmsGatewayOptions = {
  readonly settings: MunicipalitySettings;
  readonly secrets: Secrets;
  readonly carrier: Carrier;
  readonly faults: FaultSwitch;
  readonly now: () => number;
};

/** Both answer, whichever the municipality uses; the other one has nothing registered. */
export const smsGateways = ({ settings, secrets, carrier, faults, now }: SmsGatewayOptions) => {
  const { sms } = settings;
  const common = {
    accessKey: accessKeyIn(secrets),
    signature: sms.signature,
    carrier,
    now,
    fault: () => faults.current.sms,
  };
  return {
    aliyun: createAliyun({
      ...common,
      templates: sms.provider === "aliyun" ? registered(sms.templateCodes, registeredText) : {},
    }),
    tencent: createTencent({
      ...common,
      sdkAppId: sms.provider === "tencent" ? sms.sdkAppId : "",
      templates: sms.provider === "tencent" ? registered(sms.templateIds, numberedText) : {},
    }),
  };
};
