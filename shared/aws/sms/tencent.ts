/**
 * SMS through Tencent Cloud (API 2021-01-11): SendSms with our own id as its SessionContext, and the receipts of one number
 * through PullSmsSendStatusByPhoneNumber, which can be asked again and again (ADR 0017). No vendor SDK: two calls do not
 * need one. Neither number nor text is ever logged here.
 */
import * as z from "zod";
import { instantAt, instantOf, millisecondsOf } from "../../kernel/local-date.ts";
import type { SmsTemplateName } from "../../municipality/settings.ts";
import type { Asked, FindOutcome, SmsGateway } from "../../reminders/gateway.ts";
import { orderedParams } from "../../reminders/texts.ts";
import type { AccessKey } from "./acs3-signature.ts";
import { tc3Headers } from "./tc3-signature.ts";
import { refusalOf } from "./tencent-answers.ts";

export type TencentSettings = {
  readonly endpoint: string;
  readonly regionId: string;
  /** The application that messages are sent from. */
  readonly sdkAppId: string;
  readonly templateIds: Readonly<Record<SmsTemplateName, string>>;
};

const VERSION = "2021-01-11";
const TIMEOUT_MS = 10_000;
/** The most that one question about a number answers with; there is no second page. */
const LIMIT = 100;

const Refused = z.object({ Error: z.object({ Code: z.string() }) });
const Sent = z.object({ SendStatusSet: z.tuple([z.object({ Code: z.string(), SerialNo: z.string().optional() })]) });
const Receipt = z.object({
  SessionContext: z.string().optional(),
  SerialNo: z.string().optional(),
  ReportStatus: z.string(),
  Description: z.string().optional(),
  UserReceiveTime: z.number().optional(),
});
type Receipt = z.infer<typeof Receipt>;
const Receipts = z.object({ PullSmsSendStatusSet: z.array(Receipt) });

/** What the answer holds, or the code that stands in its place. */
type Answer<T> = { readonly data: T } | { readonly code: string };

const call = async <S extends z.ZodType>(
  { endpoint, regionId: region }: TencentSettings,
  key: AccessKey,
  action: string,
  parameters: object,
  schema: S,
): Promise<Answer<z.infer<S>>> => {
  const url = new URL(endpoint);
  const body = JSON.stringify(parameters);
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = tc3Headers(
    { service: "sms", host: url.host, action, version: VERSION, region, body, timestamp },
    key,
  );
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const reply = await fetch(`${url.origin}/`, { method: "POST", headers, body, signal });
    const { Response } = z.object({ Response: z.unknown() }).parse(await reply.json());
    const refused = Refused.safeParse(Response);
    return refused.success ? { code: refused.data.Error.Code } : { data: schema.parse(Response) };
  } catch {
    return { code: "no-answer" };
  }
};

/** The carriers' own words may be anything: only what looks like a code is kept. */
const codeOf = ({ Description = "" }: Receipt): string => (/^[\w:.-]{1,40}$/.test(Description) ? Description : "FAIL");

/** Should there be several receipts under our id, one that says "arrived" counts. */
const fateOf = (ours: readonly Receipt[]): FindOutcome => {
  const arrived = ours.find(({ ReportStatus }) => ReportStatus === "SUCCESS");
  if (arrived !== undefined) {
    const { UserReceiveTime: seconds } = arrived;
    return { outcome: "delivered", ...(seconds ? { at: instantOf(seconds * 1000) } : {}) };
  }
  const [failed] = ours;
  return failed === undefined ? { outcome: "absent" } : { outcome: "undeliverable", code: codeOf(failed) };
};

export const tencentGateway = (settings: TencentSettings, accessKey: () => Promise<AccessKey>): SmsGateway => {
  const { sdkAppId: SmsSdkAppId, templateIds } = settings;
  const receipt = async ({ id, to, sentOn, messageId }: Asked): Promise<FindOutcome> => {
    const parameters = {
      BeginTime: millisecondsOf(instantAt(sentOn, "00:00")) / 1000,
      Offset: 0,
      Limit: LIMIT,
      PhoneNumber: `+86${to}`,
      SmsSdkAppId,
    };
    const answer = await call(settings, await accessKey(), "PullSmsSendStatusByPhoneNumber", parameters, Receipts);
    if ("code" in answer) return { outcome: "unknown", code: answer.code };
    const { PullSmsSendStatusSet: all } = answer.data;
    const ours = all.filter(
      ({ SessionContext, SerialNo }) => SessionContext === id || (messageId !== undefined && SerialNo === messageId),
    );
    // There may be more than it can show: then nothing can be said of one that is not among them.
    return ours.length === 0 && all.length >= LIMIT ? { outcome: "unknown", code: "too-many" } : fateOf(ours);
  };

  return {
    timeoutMs: TIMEOUT_MS,
    find: receipt,
    findsOnlyReceipts: true,
    receipt,
    async send({ id, to, signature, template, params }) {
      const parameters = {
        PhoneNumberSet: [`+86${to}`],
        SmsSdkAppId,
        SignName: signature,
        TemplateId: templateIds[template],
        TemplateParamSet: orderedParams(template, params),
        SessionContext: id,
      };
      const answer = await call(settings, await accessKey(), "SendSms", parameters, Sent);
      if ("code" in answer)
        return answer.code === "no-answer" ? { outcome: "unknown", code: answer.code } : refusalOf(answer.code);
      const [{ Code, SerialNo }] = answer.data.SendStatusSet;
      return Code === "Ok" ? { outcome: "accepted", messageId: SerialNo } : refusalOf(Code);
    },
  };
};
