/**
 * The SMS gateway of Alibaba Cloud (Dysmsapi 2017-05-25) on one machine: SendSms and QuerySendDetails, with the signature
 * checked and the answers that the documentation gives. What it takes on goes to the outbox.
 */
import { randomUUID } from "node:crypto";
import { type AccessKey, type SignedRequest, signatureFault } from "./aliyun-signature.ts";
import type { Faults } from "./faults.ts";
import type { Carried, Carrier } from "./sms-carrier.ts";

type AliyunFault = Faults["sms"];
/** `lost`: the gateway took the request on, and its answer never comes. */
export type AliyunReply = { readonly status: number; readonly body: object } | "lost";

export type AliyunOptions = {
  readonly accessKey: AccessKey;
  /** The registered signature, without brackets. */
  readonly signature: string;
  /** Registered texts by template code, with `${name}` where a parameter goes. */
  readonly templates: Readonly<Record<string, string>>;
  readonly carrier: Carrier;
  readonly now: () => number;
  readonly fault: () => AliyunFault;
};

type Parameters = ReadonlyMap<string, string>;
type Verdict = { readonly Code: string; readonly Message: string };

const VERSION = "2017-05-25";
const OK: Verdict = { Code: "OK", Message: "OK" };
const refused = (Code: string, Message: string): Verdict => ({ Code, Message });

/** Alibaba Cloud writes times of the mainland. */
const mainland = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

const parametersOf = ({ url, headers, body }: SignedRequest): Parameters => {
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
    ? new URLSearchParams(body)
    : [];
  return new Map([...url.searchParams, ...form]);
};

const parsed = (json: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const missing = (given: Parameters, names: readonly string[]): Verdict | undefined => {
  const absent = names.find((name) => !given.get(name));
  return absent === undefined ? undefined : refused(`Missing${absent}`, `${absent} is mandatory for this action.`);
};

/** The text that would arrive, or why it would not be sent. */
const textOf = (given: Parameters, { signature, templates }: AliyunOptions): string | Verdict => {
  const incomplete = missing(given, ["PhoneNumbers", "SignName", "TemplateCode"]);
  if (incomplete !== undefined) return incomplete;
  if (!/^1\d{10}$/.test(given.get("PhoneNumbers") ?? ""))
    return refused("isv.MOBILE_NUMBER_ILLEGAL", "手机号码格式错误");
  if (given.get("SignName") !== signature) return refused("isv.SMS_SIGNATURE_ILLEGAL", "该账号下找不到对应签名");
  const template = templates[given.get("TemplateCode") ?? ""];
  if (template === undefined) return refused("isv.SMS_TEMPLATE_ILLEGAL", "该账号下找不到对应模板");
  const values = parsed(given.get("TemplateParam") ?? "{}");
  if (values === undefined) return refused("isv.INVALID_JSON_PARAM", "参数格式错误，请修改为字符串值");
  const absent = [...template.matchAll(/\$\{(\w+)\}/g)].find(([, name = ""]) => !Object.hasOwn(values, name));
  if (absent !== undefined) return refused("isv.TEMPLATE_MISSING_PARAMETERS", "模板变量中存在未赋值变量");
  return `【${signature}】${template.replace(/\$\{(\w+)\}/g, (_, name: string) => String(values[name]))}`;
};

/** One line for each receipt, the latest first; one for a message that has none. */
const detailsOf = ({ phone, ourId, template, text, at, shownFrom, receipts }: Carried): readonly object[] => {
  const known = {
    PhoneNum: phone,
    TemplateCode: template,
    Content: text,
    SendDate: mainland(at),
    OutId: ourId,
  };
  if (receipts.length === 0) return [{ ...known, SendStatus: 1, ErrCode: "" }];
  return receipts.toReversed().map((receipt) => ({
    ...known,
    ...(receipt === "delivered"
      ? { SendStatus: 3, ErrCode: "DELIVERED" }
      : { SendStatus: 2, ErrCode: "MOBILE_NOT_ON_SERVICE" }),
    ReceiveDate: mainland(shownFrom),
  }));
};

const query = (given: Parameters, { carrier }: AliyunOptions): object => {
  const incomplete = missing(given, ["PhoneNumber", "SendDate", "PageSize", "CurrentPage"]);
  if (incomplete !== undefined) return incomplete;
  const [size, page] = [Number(given.get("PageSize")), Number(given.get("CurrentPage"))];
  if (!(size >= 1 && size <= 50 && page >= 1)) return refused("isv.INVALID_PARAMETERS", "参数异常");
  const found = carrier
    .shown(given.get("PhoneNumber") ?? "")
    .filter(
      ({ at, messageId }) =>
        mainland(at).slice(0, 10).replaceAll("-", "") === given.get("SendDate") &&
        (!given.get("BizId") || messageId === given.get("BizId")),
    )
    .flatMap(detailsOf);
  const onPage = found.slice((page - 1) * size, page * size);
  return { ...OK, TotalCount: String(found.length), SmsSendDetailDTOs: { SmsSendDetailDTO: onPage } };
};

export const createAliyun = (options: AliyunOptions): ((request: SignedRequest) => AliyunReply) => {
  const { accessKey, carrier, now, fault } = options;
  const nonces = new Set<string>();
  const error = (status: number, Code: string, Message: string): AliyunReply => ({
    status,
    body: { RequestId: randomUUID().toUpperCase(), HostId: "dysmsapi.aliyuncs.com", Code, Message },
  });
  const answer = (body: object): AliyunReply => ({
    status: 200,
    body: { RequestId: randomUUID().toUpperCase(), ...body },
  });

  const send = (given: Parameters): AliyunReply => {
    if (fault() === "reject") return answer(refused("isv.MOBILE_NUMBER_ILLEGAL", "手机号码格式错误"));
    const text = textOf(given, options);
    if (typeof text !== "string") return answer(text);
    const messageId = `${randomUUID().replaceAll("-", "").slice(0, 18)}^0`;
    const [phone = "", ourId = "", template = ""] = ["PhoneNumbers", "OutId", "TemplateCode"].map((name) =>
      given.get(name),
    );
    carrier.take({ phone, messageId, ourId, template, text });
    return fault() === "timeout-after-accept" ? "lost" : answer({ ...OK, BizId: messageId });
  };

  return (request) => {
    const { headers } = request;
    const nonce = headers["x-acs-signature-nonce"] ?? "";
    const untrusted = signatureFault(request, accessKey, now());
    if (untrusted !== undefined) return error(untrusted.status, untrusted.code, untrusted.message);
    if (nonces.has(nonce)) return error(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    nonces.add(nonce);
    if (headers["x-acs-version"] !== VERSION)
      return error(400, "InvalidVersion", "Specified parameter Version is not valid.");
    if (fault() === "unavailable")
      return error(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
    if (fault() === "throttle") return error(400, "Throttling.User", "Request was denied due to user flow control.");
    const given = parametersOf(request);
    if (headers["x-acs-action"] === "SendSms") return send(given);
    if (headers["x-acs-action"] === "QuerySendDetails") return answer(query(given, options));
    return error(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
  };
};
