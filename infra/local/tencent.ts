/**
 * The SMS gateway of Tencent Cloud (API 2021-01-11) on one machine: SendSms and PullSmsSendStatusByPhoneNumber, with the
 * signature checked and the answers that the documentation gives. A message shows only when it has a receipt.
 */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { AccessKey, SignedRequest } from "./aliyun-signature.ts";
import type { Faults } from "./faults.ts";
import type { Carried, Carrier } from "./sms-carrier.ts";
import { tencentFault } from "./tencent-signature.ts";

/** `lost`: the gateway took the request on, and its answer never comes. */
export type TencentReply = { readonly status: number; readonly body: object } | "lost";

export type TencentOptions = {
  readonly accessKey: AccessKey;
  readonly sdkAppId: string;
  /** The registered signature, without brackets. */
  readonly signature: string;
  /** Registered texts by template id, with `{1}`, `{2}` where the parameters go. */
  readonly templates: Readonly<Record<string, string>>;
  readonly carrier: Carrier;
  readonly now: () => number;
  readonly fault: () => Faults["sms"];
};

const SendSms = z.object({
  PhoneNumberSet: z.array(z.string()).min(1).max(200),
  SmsSdkAppId: z.string(),
  TemplateId: z.string(),
  SignName: z.string(),
  TemplateParamSet: z.array(z.string()).default([]),
  SessionContext: z.string().max(511).default(""),
});
type SendSms = z.infer<typeof SendSms>;
const Pull = z.object({
  BeginTime: z.int(),
  EndTime: z.int().optional(),
  Offset: z.literal(0),
  Limit: z.int().min(1).max(100),
  PhoneNumber: z.string(),
  SmsSdkAppId: z.string(),
});

const VERSION = "2021-01-11";
const WEEK_MS = 7 * 86_400_000;

const refused = (Code: string, Message: string): object => ({ Error: { Code, Message } });

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** Why it would not be sent to this number. */
const faultOf = (sms: SendSms, phone: string, { signature, templates, fault }: TencentOptions): string | undefined => {
  if (!/^\+861\d{10}$/.test(phone) || fault() === "reject") return "InvalidParameterValue.IncorrectPhoneNumber";
  if (sms.SignName !== signature) return "FailedOperation.SignatureIncorrectOrUnapproved";
  const wanted = [...(templates[sms.TemplateId] ?? "").matchAll(/\{\d+\}/g)].length;
  const fits = templates[sms.TemplateId] !== undefined && wanted === sms.TemplateParamSet.length;
  return fits ? undefined : "FailedOperation.TemplateIncorrectOrUnapproved";
};

const sendOne = (sms: SendSms, phone: string, options: TencentOptions): object => {
  const about = { PhoneNumber: phone, SessionContext: sms.SessionContext, IsoCode: "CN" };
  const Code = faultOf(sms, phone, options);
  if (Code !== undefined) return { ...about, SerialNo: "", Fee: 0, Code, Message: Code };
  const text = options.templates[sms.TemplateId]?.replace(/\{(\d+)\}/g, (_, n) => sms.TemplateParamSet[n - 1] ?? "");
  const messageId = `5000:${randomUUID().replaceAll("-", "")}`;
  options.carrier.take({
    phone,
    messageId,
    ourId: sms.SessionContext,
    template: sms.TemplateId,
    text: `【${sms.SignName}】${text}`,
  });
  return { ...about, SerialNo: messageId, Fee: 1, Code: "Ok", Message: "send success" };
};

const send = (body: unknown, options: TencentOptions): object => {
  const sms = SendSms.safeParse(body);
  if (!sms.success) return refused("InvalidParameter", "The request is not as documented.");
  if (sms.data.SmsSdkAppId !== options.sdkAppId)
    return refused("InvalidParameterValue.SdkAppIdNotExist", "SdkAppId does not exist.");
  return { SendStatusSet: sms.data.PhoneNumberSet.map((phone) => sendOne(sms.data, phone, options)) };
};

/** The latest receipt first: they come in no order that could be relied on. */
const receiptsOf = ({ phone, messageId, ourId, shownFrom, receipts }: Carried): readonly object[] =>
  receipts.toReversed().map((receipt) => ({
    UserReceiveTime: Math.floor(shownFrom / 1000),
    CountryCode: "86",
    SubscriberNumber: phone.slice(3),
    PhoneNumber: phone,
    SerialNo: messageId,
    ReportStatus: receipt === "delivered" ? "SUCCESS" : "FAIL",
    Description: receipt === "delivered" ? "DELIVRD" : "MK:0001",
    SessionContext: ourId,
  }));

const pull = (body: unknown, { sdkAppId, carrier, now }: TencentOptions): object => {
  const asked = Pull.safeParse(body);
  if (!asked.success) return refused("InvalidParameter", "The request is not as documented.");
  const { BeginTime, EndTime, Limit, PhoneNumber, SmsSdkAppId } = asked.data;
  if (SmsSdkAppId !== sdkAppId) return refused("InvalidParameterValue.SdkAppIdNotExist", "SdkAppId does not exist.");
  if (BeginTime * 1000 < now() - WEEK_MS)
    return refused("InvalidParameterValue.BeginTimeVerifyFail", "BeginTime is more than seven days ago.");
  const within = ({ at }: Carried) => at >= BeginTime * 1000 && at <= (EndTime ?? Number.POSITIVE_INFINITY) * 1000;
  return { PullSmsSendStatusSet: carrier.shown(PhoneNumber).filter(within).flatMap(receiptsOf).slice(0, Limit) };
};

/** Tencent Cloud answers 200 to what it refuses, too. */
export const createTencent = (options: TencentOptions): ((request: SignedRequest) => TencentReply) => {
  const { accessKey, now, fault } = options;
  const answer = (response: object): TencentReply => ({
    status: 200,
    body: { Response: { ...response, RequestId: randomUUID() } },
  });
  return (request) => {
    const untrusted = tencentFault(request, accessKey, now());
    if (untrusted !== undefined) return answer({ Error: untrusted });
    const { "x-tc-action": action, "x-tc-version": version } = request.headers;
    if (version !== VERSION) return answer(refused("NoSuchVersion", "The version does not exist."));
    if (fault() === "unavailable") return answer(refused("InternalError", "An internal error has occurred."));
    if (fault() === "throttle") return answer(refused("RequestLimitExceeded", "Too many requests a second."));
    const body = parsed(request.body);
    if (action === "PullSmsSendStatusByPhoneNumber") return answer(pull(body, options));
    if (action !== "SendSms") return answer(refused("InvalidAction", "The action does not exist."));
    const sent = send(body, options);
    return fault() === "timeout-after-accept" ? "lost" : answer(sent);
  };
};
