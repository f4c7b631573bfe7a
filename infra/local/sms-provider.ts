/** A municipality with another SMS gateway than its own, to rehearse a change: what would have to be registered is invented. */
import { MunicipalitySettings, SmsTemplateName } from "../../shared/municipality/settings.ts";

const ids = (first: number, idOf: (n: number) => string) =>
  Object.fromEntries(SmsTemplateName.options.map((name, n) => [name, idOf(first + n)]));

const GATEWAYS = {
  aliyun: {
    endpoint: "https://dysmsapi.aliyuncs.com",
    regionId: "cn-hangzhou",
    templateCodes: ids(1, (n) => `SMS_${String(n).padStart(9, "0")}`),
  },
  tencent: {
    endpoint: "https://sms.tencentcloudapi.com",
    regionId: "ap-beijing",
    sdkAppId: "1400000000",
    templateIds: ids(1_000_001, String),
  },
} as const;
export type RehearsedProvider = keyof typeof GATEWAYS;
export const isRehearsed = (name: string): name is RehearsedProvider => Object.hasOwn(GATEWAYS, name);

/** What belongs to one gateway; the rest of `sms` is the municipality's, whoever sends. */
const OF_ONE_GATEWAY = "provider endpoint regionId templateCodes templateIds sdkAppId secretArn maxPriceUsd".split(" ");

export const withProvider = (settings: MunicipalitySettings, provider: string | undefined): MunicipalitySettings => {
  if (provider === undefined || provider === settings.sms.provider || !isRehearsed(provider)) return settings;
  const common = Object.entries(settings.sms).filter(([name]) => !OF_ONE_GATEWAY.includes(name));
  return MunicipalitySettings.parse({
    ...settings,
    sms: { ...Object.fromEntries(common), provider, ...GATEWAYS[provider] },
  });
};
