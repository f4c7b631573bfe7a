/** The SMS gateway that a municipality's settings name. */
import * as z from "zod";
import type { MunicipalitySettings } from "../../municipality/settings.ts";
import type { SmsGateway } from "../../reminders/gateway.ts";
import type { Receipts } from "../../reminders/receipt.ts";
import { secretJson } from "../secrets.ts";
import { aliyunGateway } from "./aliyun.ts";
import { smsSnsClient, snsGateway } from "./sns.ts";
import { tencentGateway } from "./tencent.ts";

const AccessKeySecret = z.object({ accessKeyId: z.string().min(1), accessKeySecret: z.string().min(1) });

/** Sends nothing: for a deployment without a gateway. Neither number nor text is kept anywhere. */
const logGateway: SmsGateway = {
  timeoutMs: 0,
  send: async ({ id }) => ({ outcome: "accepted", messageId: `log-${id}` }),
  receipt: async () => ({ outcome: "delivered" }),
};

export type GatewayNeeds = {
  /** Of the gateway's access key, where it asks for one. */
  readonly secretArn: string | undefined;
  /** Where the receipts lie that come by themselves. */
  readonly receipts: Pick<Receipts, "of">;
};

/**
 * @throws Error when the settings name a gateway whose access key is missing
 */
export const gatewayOf = (sms: MunicipalitySettings["sms"], { secretArn, receipts }: GatewayNeeds): SmsGateway => {
  if (sms.provider === "log") return logGateway;
  if (sms.provider === "sns") return snsGateway(smsSnsClient(), sms.maxPriceUsd, receipts);
  if (secretArn === undefined)
    throw new Error(`SMS_SECRET_ARN is missing: the ${sms.provider} gateway needs its access key`);
  const accessKey = secretJson(secretArn, AccessKeySecret);
  return sms.provider === "aliyun" ? aliyunGateway(sms, accessKey) : tencentGateway(sms, accessKey);
};
