/**
 * What an SMS says (R36): civil and plain, the same whatever it is about, without item, name, ID number, card colour or
 * content. One case always fits one part of 70 UCS-2 units, signature included.
 *
 * Mainland gateways send registered templates only: a message is `{ template, params }`, and these texts are what has to
 * be registered (`registeredText`).
 */
import * as z from "zod";
import { SmsTemplateName } from "../municipality/settings.ts";

/** Units of UTF-16 in an SMS of one part; in a longer one each part holds 67. */
export const ONE_PART = 70;
const PART_OF_SEVERAL = 67;

/** `number` is in groups of four, `date` reads 10月12日, `count` counts cases. */
export const SMS_TEXTS = {
  // Also for a single one: half of the time is no reason to name a case (R28).
  "half-many": "您有{count}件事项办理时限已过半，请合理安排。",
  "due-one": "事项{number}将于{date}到期，请及时办理。",
  "due-many": "您有{count}件事项即将到期，最早的将于{date}到期，请及时办理。",
  "overdue-one": "事项{number}已于{date}到期，请尽快办理。",
  // Also true when some of them are still to become due: the earliest one is then the overdue one.
  "overdue-many": "您有{count}件事项需要尽快办理，最早的已于{date}到期。",
  // Where nothing but data returns is told of.
  "return-due": "有{count}项资料应报送，最早的将于{date}到期，请登录报送。",
  "return-overdue": "有{count}项资料未按期报送，最早的已于{date}到期，请登录查看。",
  "dates-moved": "因工作日历调整，您负责的部分事项办理期限有变动，请登录核对。",
  "notice-undelivered": "事项{number}有一份告知未能送达，请登录查看并另行告知。",
  "resident-notice": "您的办件{number}有一份新的通知，请凭查询码查看。",
  "resident-accepted": "您的办件{number}已受理，最迟{date}办结，可凭查询码查看进度。",
  "resident-correction": "您的办件{number}请最迟于{date}补齐材料，可凭查询码查看。",
  "resident-step": "您的办件{number}有新的进展，可凭查询码查看。",
  "proxy-step": "您代办的事项{number}有新的进展，请登录查看。",
  "resident-decided": "您的办件{number}已有办理结果，请凭查询码查看。",
} as const satisfies Record<SmsTemplateName, string>;

/** How many SMS a text costs. */
export const partsOf = (text: string): number =>
  text.length <= ONE_PART ? 1 : Math.ceil(text.length / PART_OF_SEVERAL);

/** As a mainland gateway registers it: `${number}` where the parameter goes. */
export const registeredText = (template: SmsTemplateName): string =>
  SMS_TEXTS[template].replace(/\{(\w+)\}/g, "$${$1}");

const namesIn = (template: SmsTemplateName): readonly string[] =>
  [...SMS_TEXTS[template].matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** As a gateway registers it whose parameters have numbers instead of names: `{1}`, `{2}` in the order of the text. */
export const numberedText = (template: SmsTemplateName): string =>
  namesIn(template).reduce((text, name, n) => text.replace(`{${name}}`, `{${n + 1}}`), SMS_TEXTS[template] as string);

/** The parameters in the order of the text. @throws RangeError when one is missing: a gateway would refuse it too */
export const orderedParams = (template: SmsTemplateName, params: SmsContent["params"]): readonly string[] =>
  namesIn(template).map((name) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`${template} needs ${name}`);
    return value;
  });

/** What is sent: fixed once and for all before the first attempt to send it. */
export const SmsContent = z.object({ template: SmsTemplateName, params: z.record(z.string(), z.string()) });
export type SmsContent = z.infer<typeof SmsContent>;

/** `2026-10-12` → `10月12日` */
export const dateInWords = (date: string): string => {
  const [, month, day] = date.split("-").map(Number);
  return `${month}月${day}日`;
};

/**
 * The whole text as it arrives.
 * @param signature the registered one, without brackets
 * @throws RangeError when a parameter is missing: a gateway would refuse it too
 */
export const render = (signature: string, template: SmsTemplateName, params: SmsContent["params"]): string => {
  const body = SMS_TEXTS[template].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`${template} needs ${name}`);
    return value;
  });
  return `【${signature}】${body}`;
};
