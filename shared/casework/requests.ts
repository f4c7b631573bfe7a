/** What residents and staff may send about a case: strict, so that a misspelt field is refused instead of ignored. */
import * as z from "zod";
import { SuspensionReason } from "../calendar/limit.ts";
import { MobileNumber } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode, StationCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { OverdueReason } from "./overdue-reasons.ts";
import { NoticeChannel } from "./requested-papers.ts";

const unprintable = { params: { code: "invalid-format" }, message: "holds what cannot be printed" };
/** Half of a surrogate pair cannot be stored as it came, a control character cannot be printed. */
const isPrintable = (value: string): boolean => value.isWellFormed() && !/\p{Cc}/u.test(value);
export const line = (max: number) => z.string().trim().min(1).max(max).refine(isPrintable, unprintable);
/** Several lines. */
export const text = (max: number) =>
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

/** The office asks for it where the item does; that the item asks, or does not, is checked when it is known. */
const declarations = {
  renewal: z
    .strictObject({ expiresOn: LocalDate })
    .optional()
    .meta({ description: "Of a licence: this renews the one that ends on that day" }),
  relativeOfOfficial: z.boolean().optional().meta({
    description:
      "Items that ask: whether the applicant is a near relative of the official who decides or of a committee member",
  }),
};

export const filing = {
  ...declarations,
  itemCode: ItemCode,
  centreCode: CentreCode,
  stationCode: StationCode.optional().meta({ description: "Where the resident lives or asks for the station's help" }),
  applicant: Applicant,
  note: text(1000).optional(),
  urgent: z.boolean().default(false).meta({ description: "Urgent relief, for items that offer it" }),
  notifyBySms: z.boolean().default(false).meta({ description: "Tell me by SMS; needs a phone number" }),
};

type Told = { notifyBySms: boolean; applicant: { phone?: string | undefined } };
export const phoneForSms = {
  check: ({ notifyBySms, applicant }: Told) => !notifyBySms || applicant.phone !== undefined,
  issue: { path: ["applicant", "phone"], params: { code: "required" }, message: "SMS needs a phone number" },
};

export const ResidentFiling = z
  .strictObject(filing)
  .refine(phoneForSms.check, phoneForSms.issue)
  .meta({ id: "ResidentFiling" });
export type ResidentFiling = z.infer<typeof ResidentFiling>;

const staffFiling = {
  ...filing,
  channel: z.enum(["counter", "phone"]),
  appointment: CaseNumber.optional().meta({
    description:
      "At the counter: the number of the appointment that brought the applicant, of this centre and this day",
  }),
};
const appointmentAtCounter = {
  check: ({ channel, appointment }: { channel: string; appointment?: string | undefined }) =>
    appointment === undefined || channel === "counter",
  issue: { path: ["appointment"], params: { code: "not-offered" }, message: "an appointment is kept at the counter" },
};
export const StaffFiling = z
  .strictObject(staffFiling)
  .refine(phoneForSms.check, phoneForSms.issue)
  .refine(appointmentAtCounter.check, appointmentAtCounter.issue)
  .meta({ id: "StaffFiling" });
export type StaffFiling = z.infer<typeof StaffFiling>;

const confirmations = {
  overdueReason: OverdueReason.optional(),
  relativeChecked: z.boolean().optional().meta({
    description: "Needed where a relative of an official applies: the separate check has been made",
  }),
};

/** A refusal owes the applicant a reason and a remedy (R18). */
export const Ruling = z
  .discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("approved"), ...confirmations }),
    z.strictObject({ outcome: z.literal("refused"), reason: text(1000), remedy: text(1000), ...confirmations }),
  ])
  .meta({ id: "Ruling" });

export const CompletedFiling = z
  .strictObject({ ...staffFiling, channel: z.literal("counter"), ruling: Ruling })
  .refine(phoneForSms.check, phoneForSms.issue)
  .meta({ id: "CompletedFiling" });

/** Codes of the item's materials. */
export const materials = z
  .array(z.string().max(41))
  .min(1)
  .max(20)
  .refine((codes) => new Set(codes).size === codes.length, { message: "listed twice" });

export const CorrectionNotice = z
  .strictObject({
    missing: materials.meta({ description: "Everything that is missing, at once: codes of the item's materials" }),
    channel: NoticeChannel.meta({ description: "How the resident got it: it counts as given now (R13)" }),
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

export const OverdueExplanation = z.strictObject({ reason: OverdueReason }).meta({ id: "OverdueExplanation" });
export const Delivery = z.strictObject({ how: z.enum(["counter", "post", "online"]) }).meta({ id: "Delivery" });
export const CodeReissue = z
  .strictObject({
    identity: z.enum(["id-card", "household-register", "other"]).meta({ description: "How identity was checked" }),
  })
  .meta({ id: "CodeReissue" });
