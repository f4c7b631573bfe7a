/** What residents and staff may send about a case: strict, so that a misspelt field is refused instead of ignored. */
import * as z from "zod";
import { SuspensionReason } from "../calendar/limit.ts";
import { MobileNumber } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { LocalDate } from "../kernel/local-date.ts";

const unprintable = { params: { code: "invalid-format" }, message: "holds what cannot be printed" };
/** Half of a surrogate pair cannot be stored as it came, a control character cannot be printed. */
const isPrintable = (value: string): boolean => value.isWellFormed() && !/\p{Cc}/u.test(value);
const line = (max: number) => z.string().trim().min(1).max(max).refine(isPrintable, unprintable);
/** Several lines. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => isPrintable(value.replace(/[\r\n\t]/g, "")), unprintable);

const Applicant = z.strictObject({
  name: line(40).meta({ example: "示例甲" }),
  phone: MobileNumber.optional(),
  idNumber: z
    .string()
    .regex(/^\d{17}[\dX]$/)
    .optional()
    .meta({ description: "Resident identity number, 18 characters" }),
});

const filing = {
  itemCode: ItemCode,
  centreCode: CentreCode,
  stationCode: StationCode.optional().meta({ description: "Where the resident lives or asks for the station's help" }),
  applicant: Applicant,
  note: text(1000).optional(),
  urgent: z.boolean().default(false).meta({ description: "Urgent relief, for items that offer it" }),
  notifyBySms: z.boolean().default(false).meta({ description: "Tell me by SMS; needs a phone number" }),
};

type Told = { notifyBySms: boolean; applicant: { phone?: string | undefined } };
const phoneForSms = {
  check: ({ notifyBySms, applicant }: Told) => !notifyBySms || applicant.phone !== undefined,
  issue: { path: ["applicant", "phone"], params: { code: "required" }, message: "SMS needs a phone number" },
};

export const ResidentFiling = z
  .strictObject(filing)
  .refine(phoneForSms.check, phoneForSms.issue)
  .meta({ id: "ResidentFiling" });
export type ResidentFiling = z.infer<typeof ResidentFiling>;

const staffFiling = { ...filing, channel: z.enum(["counter", "phone"]) };
export const StaffFiling = z
  .strictObject(staffFiling)
  .refine(phoneForSms.check, phoneForSms.issue)
  .meta({ id: "StaffFiling" });
export type StaffFiling = z.infer<typeof StaffFiling>;

/** A refusal owes the applicant a reason and a remedy (R18). */
export const Ruling = z
  .discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("approved") }),
    z.strictObject({ outcome: z.literal("refused"), reason: text(1000), remedy: text(1000) }),
  ])
  .meta({ id: "Ruling" });

export const CompletedFiling = z
  .strictObject({ ...staffFiling, channel: z.literal("counter"), ruling: Ruling })
  .refine(phoneForSms.check, phoneForSms.issue)
  .meta({ id: "CompletedFiling" });

export const CorrectionNotice = z
  .strictObject({
    missing: z
      .array(z.string().max(41))
      .min(1)
      .max(20)
      .refine((codes) => new Set(codes).size === codes.length, { message: "listed twice" })
      .meta({ description: "Everything that is missing, at once: codes of the item's materials" }),
    text: text(1000).optional().meta({ description: "Explanation for the resident" }),
  })
  .meta({ id: "CorrectionNotice" });

const dates = {
  check: ({ from, plannedTo }: { from: string; plannedTo: string }) => from <= plannedTo,
  issue: { path: ["plannedTo"], params: { code: "reversed-interval" }, message: "ends before it starts" },
};

export const SuspensionRequest = z
  .strictObject({
    reason: SuspensionReason.meta({ description: "One that the regime or the item's own law lists (R20)" }),
    from: LocalDate.meta({ description: "The first day that does not count: today or later" }),
    plannedTo: LocalDate.meta({ description: "The last day that does not count, unless renewed" }),
    notice: text(1000).meta({ description: "The written notice of the time needed, as told to the applicant" }),
  })
  .refine(dates.check, dates.issue)
  .meta({ id: "SuspensionRequest" });

export const SuspensionRenewal = z
  .strictObject({ plannedTo: LocalDate, notice: text(1000).meta({ description: "Why, as told to the applicant" }) })
  .meta({ id: "SuspensionRenewal" });

export const ExtensionRequest = z
  .strictObject({
    workingDays: z.int().min(1).max(60),
    document: line(60).meta({
      description: "Number of the approval by the regime's approver",
      example: "滕林延〔2026〕1号",
    }),
    reason: text(1000).meta({ description: "As told to the applicant" }),
  })
  .meta({ id: "ExtensionRequest" });

export const Delivery = z.strictObject({ how: z.enum(["counter", "post", "online"]) }).meta({ id: "Delivery" });
export const CodeReissue = z
  .strictObject({
    identity: z.enum(["id-card", "household-register", "other"]).meta({ description: "How identity was checked" }),
  })
  .meta({ id: "CodeReissue" });
