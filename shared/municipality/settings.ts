/** What one deployment is told about its municipality: zod-checked at synth, shipped to the functions as `municipality.json`. */
import * as z from "zod";
import { Ladder } from "../calendar/ladder-settings.ts";
import { OfficeHours } from "../calendar/office-hours.ts";
import { BulletinRules } from "./bulletin-rules.ts";
import { PostRules } from "./posts.ts";
import { ReturnKinds } from "./return-kinds.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const SmsTemplateName = z.enum([
  "half-many",
  "due-one",
  "due-many",
  "overdue-one",
  "overdue-many",
  "resident-notice",
  "resident-accepted",
  "resident-decided",
  "resident-correction",
  "resident-step",
  "proxy-step",
  "dates-moved",
  "notice-undelivered",
  "return-due",
  "return-overdue",
]);
export type SmsTemplateName = z.infer<typeof SmsTemplateName>;

/** When an SMS counts as not arrived, and how many there may be. */
const SmsLimits = z.strictObject({
  /** Minutes without a receipt, after which staff count as not told, and the next on the ladder is (R34). */
  receiptMinutesStaff: z.int().min(5).max(1440),
  /** The same for residents: telephones that are off are tried for up to three days. */
  receiptMinutesResident: z.int().min(5).max(4320),
  /** SMS to one number on one day; what is above waits for the next. Hour clocks know no cap. */
  perNumberPerDay: z.int().min(1),
  /** SMS parts in one month; then what residents would be sent is tried for a day and given up, and an alarm sounds. Reminders go on. */
  partsPerMonth: z.int().min(1),
});
export type SmsLimits = z.infer<typeof SmsLimits>;

/** Where the gateway's access key lies: never in a file, never in a function's environment. */
const secretArn = z
  .string()
  .regex(
    /^arn:(aws|aws-cn):secretsmanager:[a-z]{2}-[a-z]+-\d:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/,
    "a full ARN of Secrets Manager, with the six characters at its end",
  )
  .optional();

const Aliyun = z.strictObject({
  provider: z.literal("aliyun"),
  /** Base URL of the SMS API. */
  endpoint: z.url(),
  regionId: z.string(),
  /** Registered template codes, one for each text. */
  templateCodes: z.record(SmsTemplateName, z.string().min(1)),
  /** Absent: the data stack makes a secret, which is filled in by hand (runbook). */
  secretArn,
});
const Tencent = z.strictObject({
  provider: z.literal("tencent"),
  /** Base URL of the SMS API. */
  endpoint: z.url(),
  regionId: z.string(),
  /** The SMS application. */
  sdkAppId: z.string().regex(/^\d{6,12}$/),
  /** Ids of the registered templates, one for each text. */
  templateIds: z.record(SmsTemplateName, z.string().min(1)),
  /** As for `aliyun`. */
  secretArn,
});
const Sns = z.strictObject({
  provider: z.literal("sns"),
  /** Most that one message may cost, US dollars. */
  maxPriceUsd: z.number().positive().max(1),
});
const Log = z.strictObject({ provider: z.literal("log") });

export const MunicipalitySettings = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9]{2,20}$/),
    /** GB/T 2260. */
    divisionCode: z.string().regex(/^\d{6}$/),
    name: z.strictObject({ zh: z.string().min(2), en: z.string().min(2) }),
    partition: z.enum(["aws", "aws-cn"]),
    region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
    account: z.string().regex(/^\d{12}$/),
    architecture: z.enum(["arm64", "x86_64"]),
    /** True where no real person's data may be entered (个人信息保护法 36 keeps it in China). */
    syntheticDataOnly: z.boolean(),
    /** Invented people and limits that no office has promised are loaded: replies and pages say 示例数据. */
    sampleData: z.boolean(),
    officeHours: OfficeHours,
    /** Who is told of a deadline, and when (R28–R31). */
    ladder: Ladder,
    sms: z.intersection(
      z.object({
        /** The registered signature, without brackets. */
        signature: z.string().min(2).max(12),
        /** No SMS before or after these local times (R36). */
        window: z
          .strictObject({ from: time, until: time })
          .refine(({ from, until }) => from < until, { message: "ends before it begins: no SMS would ever be sent" }),
        limits: SmsLimits,
        /** What the gateway's contract asks for one SMS part; for the office's monthly figure. */
        pricePerPart: z.strictObject({ amount: z.number().positive().max(10), currency: z.enum(["CNY", "USD"]) }),
      }),
      z.discriminatedUnion("provider", [Aliyun, Tencent, Sns, Log]),
    ),
    /** How posts are covered and attendance is kept (R38, R44, article 9). */
    posts: PostRules.prefault({}),
    /** How bulletins are objected to and published (R65, R70). */
    bulletins: BulletinRules.prefault({}),
    /** What each centre hands in, and by when (article 15, R68). */
    returns: ReturnKinds.default([]),
    signIn: z.strictObject({ issuer: z.url(), audience: z.string().min(1), jwksUri: z.url() }),
    api: z.strictObject({
      corsOrigins: z.array(z.url()),
      /** Where people reach it, without a slash at the end: what mails link to. Absent: they name the path alone. */
      publicUrl: z
        .url()
        .refine((url) => !url.endsWith("/"), { message: "ends with a slash" })
        .optional(),
      /** Requests per second, and the burst above it, for the whole API. */
      rateLimit: z.int().positive(),
      burstLimit: z.int().positive(),
      /** Requests per five minutes from one address; a whole hall may share one. */
      wafRatePerAddress: z.int().min(100),
    }),
    /** Where the alarms go; none: the topic has no subscriber yet. */
    alarmEmails: z.array(z.email()),
  })
  .superRefine((settings, context) => {
    const china = settings.region.startsWith("cn-");
    if (china !== (settings.partition === "aws-cn")) {
      context.addIssue({
        code: "custom",
        path: ["region"],
        message: `region ${settings.region} is not in ${settings.partition}`,
      });
    }
    if (settings.partition === "aws-cn" && settings.sms.provider === "sns") {
      context.addIssue({
        code: "custom",
        path: ["sms", "provider"],
        message: "SNS sends no SMS in aws-cn: use aliyun or tencent",
      });
    }
    const secret = "secretArn" in settings.sms ? settings.sms.secretArn : undefined;
    if (secret !== undefined && !secret.startsWith(`arn:${settings.partition}:secretsmanager:${settings.region}:`)) {
      context.addIssue({
        code: "custom",
        path: ["sms", "secretArn"],
        message: `the secret is not in ${settings.partition}, ${settings.region}`,
      });
    }
    if (settings.partition === "aws" && !settings.syntheticDataOnly) {
      context.addIssue({
        code: "custom",
        path: ["syntheticDataOnly"],
        message: "personal data of a Chinese public body stays in China: only synthetic data outside aws-cn",
      });
    }
  });
export type MunicipalitySettings = z.infer<typeof MunicipalitySettings>;
