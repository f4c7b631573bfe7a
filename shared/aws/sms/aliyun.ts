/**
 * SMS through Alibaba Cloud (Dysmsapi 2017-05-25): SendSms, and QuerySendDetails to ask what became of a message by our
 * own id (OutId). No vendor SDK: two calls do not need one. The documented calls carry the number in their query, over
 * TLS; neither number nor text is ever logged here.
 */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { instantOf } from "../../kernel/local-date.ts";
import type { SmsTemplateName } from "../../municipality/settings.ts";
import type { Asked, FindOutcome, SmsGateway } from "../../reminders/gateway.ts";
import { type AccessKey, acs3Headers, canonicalQuery } from "./acs3-signature.ts";
import { refusalOf } from "./aliyun-answers.ts";

export type AliyunSettings = {
  readonly endpoint: string;
  readonly regionId: string;
  readonly templateCodes: Readonly<Record<SmsTemplateName, string>>;
};

const VERSION = "2017-05-25";
const TIMEOUT_MS = 10_000;
/** The most that one page of QuerySendDetails holds. */
const PAGE = 50;

const Reply = z.object({ Code: z.string(), BizId: z.string().optional() });
const Details = z.object({
  Code: z.string(),
  TotalCount: z.coerce.number().optional(),
  SmsSendDetailDTOs: z
    .object({
      SmsSendDetailDTO: z
        .array(
          z.object({
            OutId: z.string().optional(),
            SendStatus: z.coerce.number(),
            ErrCode: z.string().optional(),
            ReceiveDate: z.string().optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});
type Detail = NonNullable<z.infer<typeof Details>["SmsSendDetailDTOs"]>["SmsSendDetailDTO"][number];

/** The answer's JSON, of an error too; undefined: none came, or one that cannot be read. */
const call = async (
  { endpoint }: AliyunSettings,
  key: AccessKey,
  action: string,
  query: Readonly<Record<string, string>>,
): Promise<unknown> => {
  const url = new URL(endpoint);
  const date = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const method = "POST";
  const headers = acs3Headers(
    { method, host: url.host, action, version: VERSION, query, date, nonce: randomUUID() },
    key,
  );
  try {
    const reply = await fetch(`${url.origin}/?${canonicalQuery(query)}`, {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await reply.json();
  } catch {
    return undefined;
  }
};

/** `2026-10-10 08:30:02`, a time of the mainland; a receipt without a readable one is a receipt all the same. */
const deliveredAt = (received = ""): FindOutcome => {
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(received)
    ? Date.parse(`${received.replace(" ", "T")}+08:00`)
    : Number.NaN;
  return { outcome: "delivered", ...(Number.isNaN(at) ? {} : { at: instantOf(at) }) };
};

/**
 * What became of ours among a day's messages to one number. 1: on its way, 2: failed, 3: arrived. Should there be several
 * under our id, the one that came furthest counts.
 */
const fateOf = (details: readonly Detail[]): FindOutcome => {
  const arrived = details.find(({ SendStatus }) => SendStatus === 3);
  if (arrived !== undefined) return deliveredAt(arrived.ReceiveDate);
  if (details.some(({ SendStatus }) => SendStatus !== 2)) return { outcome: "pending" };
  const [failed] = details;
  return failed === undefined ? { outcome: "absent" } : { outcome: "undeliverable", code: failed.ErrCode ?? "failed" };
};

export const aliyunGateway = (settings: AliyunSettings, accessKey: () => Promise<AccessKey>): SmsGateway => {
  const details = async ({ id, to, sentOn }: Asked): Promise<FindOutcome> => {
    const ours: Detail[] = [];
    for (let page = 1; ; page += 1) {
      const answer = Details.safeParse(
        await call(settings, await accessKey(), "QuerySendDetails", {
          PhoneNumber: to,
          SendDate: sentOn.replaceAll("-", ""),
          PageSize: String(PAGE),
          CurrentPage: String(page),
        }),
      );
      if (!answer.success) return { outcome: "unknown", code: "no-answer" };
      if (answer.data.Code !== "OK") return { outcome: "unknown", code: answer.data.Code };
      const onPage = answer.data.SmsSendDetailDTOs?.SmsSendDetailDTO ?? [];
      ours.push(...onPage.filter(({ OutId }) => OutId === id));
      if (onPage.length < PAGE || page * PAGE >= (answer.data.TotalCount ?? 0)) return fateOf(ours);
    }
  };

  return {
    timeoutMs: TIMEOUT_MS,
    find: details,
    receipt: details,
    async send({ id, to, signature, template, params }) {
      const answer = Reply.safeParse(
        await call(settings, await accessKey(), "SendSms", {
          PhoneNumbers: to,
          SignName: signature,
          TemplateCode: settings.templateCodes[template],
          TemplateParam: JSON.stringify(params),
          OutId: id,
        }),
      );
      if (!answer.success) return { outcome: "unknown", code: "no-answer" };
      const { Code, BizId } = answer.data;
      return Code === "OK" ? { outcome: "accepted", messageId: BizId } : refusalOf(Code);
    },
  };
};
