/** What states, kinds, stages and failures of messages are called. */
import * as z from "zod";
import type { Bilingual } from "../calendar/bilingual.ts";
import type { SmsTemplateName } from "../municipality/settings.ts";
import type { Delivery, DeliveryState, ResendReason } from "./delivery.ts";

export const DELIVERY_STATE_NAMES: Readonly<Record<DeliveryState, Bilingual>> = {
  open: { zh: "等待发送", en: "waiting to be sent" },
  claimed: { zh: "正在发送", en: "being sent" },
  sent: { zh: "已交短信平台，等待回执", en: "taken on by the gateway, its receipt is waited for" },
  delivered: { zh: "已送达", en: "delivered" },
  failed: { zh: "未送达", en: "not delivered" },
  unconfirmed: { zh: "未收到回执，不能确认是否送达", en: "no receipt came: nobody knows whether it arrived" },
};

export const RESEND_REASON_NAMES: Readonly<Record<ResendReason, Bilingual>> = {
  "not-received": { zh: "收件人称未收到", en: "the recipient says that it did not come" },
  "number-corrected": { zh: "手机号码已更正", en: "the number has been corrected" },
  "service-restored": { zh: "短信服务已恢复", en: "the SMS service works again" },
};

/** Of a digest: a case is about to be due or is. Resident: on a resident's own case. */
export const MessageKind = z.enum(["reminder", "resident", "other"]);
export type MessageKind = z.infer<typeof MessageKind>;
export const MESSAGE_KIND_NAMES: Readonly<Record<MessageKind, Bilingual>> = {
  reminder: { zh: "期限提醒", en: "reminders of deadlines" },
  resident: { zh: "致申请人", en: "to residents" },
  other: { zh: "其他工作短信", en: "other messages to staff" },
};
const OTHERS: readonly SmsTemplateName[] = ["proxy-step", "dates-moved", "notice-undelivered"];

export const kindOf = ({ recipient, content }: Pick<Delivery, "recipient" | "content">): MessageKind => {
  if (recipient.kind === "resident") return "resident";
  // A digest has no content until it is first claimed.
  return content !== undefined && OTHERS.includes(content.template) ? "other" : "reminder";
};

const STAGES: Readonly<Record<string, Bilingual>> = {
  half: { zh: "时限过半", en: "half of the time is over" },
  yellow: { zh: "黄牌预警", en: "yellow card" },
  red: { zh: "红牌", en: "red card" },
  supervision: { zh: "督办", en: "supervision" },
};
export const stageName = (stage: string): Bilingual => STAGES[stage] ?? { zh: stage, en: stage };

const FAILURES: Readonly<Record<string, Bilingual>> = {
  "no-phone": { zh: "没有可用的手机号码。", en: "There is no phone number." },
  absent: {
    zh: "发送时收信人已登记不在岗，已改发下一顺位人员。",
    en: "The recipient was recorded absent by then; it went to the next person.",
  },
  internal: { zh: "系统内部故障，一直未能发出。", en: "An internal fault kept it from being sent." },
  "no-receipt": {
    zh: "短信平台已接收，但在时限内没有回执。",
    en: "The gateway took it on, and no receipt came in time.",
  },
  "monthly-cap": { zh: "当月短信数量已达上限。", en: "The month's SMS were used up." },
};
/** In plain words; of a gateway's own code, with the code for whoever asks the gateway. */
export const failureInWords = (failure: string): Bilingual =>
  FAILURES[failure] ?? {
    zh: `短信平台未能送达（代码 ${failure}）。`,
    en: `The gateway could not deliver it (code ${failure}).`,
  };
