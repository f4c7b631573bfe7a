/** What residents and staff may send about a complaint: strict, so that a misspelt field is refused instead of ignored. */
import * as z from "zod";
import { line, text } from "../casework/requests.ts";
import { MobileNumber, StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { CallBackResult, ComplaintKind, ComplaintNumber, Finding, Naming, Target } from "./complaint.ts";

/** Longer than any counter's form; a resident who needs more adds a file. */
const STORY = 4_000;
const REASON = 1_000;

const filing = {
  kind: ComplaintKind.default("complaint"),
  naming: Naming,
  centreCode: CentreCode,
  target: Target.meta({
    description: "What it is about: a person is named by window and badge, as they can be seen in the hall",
  }),
  caseNumber: CaseNumber.optional().meta({ description: "The case that it is about, if any" }),
  happenedOn: LocalDate.optional(),
  text: text(STORY).meta({ example: "9月16日上午在3号窗口排队两小时后被告知停止收件。" }),
  complainant: z
    .strictObject({ name: line(40).optional(), phone: MobileNumber.optional() })
    .optional()
    .meta({ description: "Left out by whoever stays anonymous" }),
  notifyBySms: z.boolean().default(false).meta({ description: "Tell me of each step by SMS; needs a phone number" }),
  privacyNotice: z.string().max(40).meta({ description: "Version of the privacy notice that was shown first" }),
};

type Named = {
  readonly naming: Naming;
  readonly complainant?: { readonly name?: string | undefined; readonly phone?: string | undefined } | undefined;
  readonly notifyBySms: boolean;
};
/** Anonymous: neither name nor phone. Real-name: both. Confidential: a phone, or nobody could be called back. */
const checked = <S extends z.ZodType<Named>>(schema: S) =>
  schema
    .refine(({ naming, complainant }) => naming !== "anonymous" || complainant === undefined, {
      path: ["complainant"],
      params: { code: "not-offered" },
      message: "anonymous means without a name and a phone",
    })
    .refine(({ naming, complainant }) => naming !== "real-name" || complainant?.name !== undefined, {
      path: ["complainant", "name"],
      params: { code: "required" },
      message: "real-name needs a name",
    })
    .refine(({ naming, complainant }) => naming === "anonymous" || complainant?.phone !== undefined, {
      path: ["complainant", "phone"],
      params: { code: "required" },
      message: "needs a phone number to be called back",
    })
    .refine(({ naming, notifyBySms }) => naming !== "anonymous" || !notifyBySms, {
      path: ["notifyBySms"],
      params: { code: "not-offered" },
      message: "SMS needs a phone number",
    });

export const ComplaintFiling = checked(z.strictObject(filing)).meta({ id: "ComplaintFiling" });
export type ComplaintFiling = z.infer<typeof ComplaintFiling>;

/** Taken down by whoever the resident speaks to. */
export const StaffComplaintFiling = checked(z.strictObject({ ...filing, channel: z.enum(["counter", "phone"]) })).meta({
  id: "StaffComplaintFiling",
});
export type StaffComplaintFiling = z.infer<typeof StaffComplaintFiling>;

const reason = text(REASON);
/** `handler`: who investigates; left out, whoever accepts it does. */
export const ComplaintAcceptance = z.strictObject({ handler: StaffId.optional() }).meta({ id: "ComplaintAcceptance" });
export const ComplaintAssignment = z.strictObject({ handler: StaffId, reason }).meta({ id: "ComplaintAssignment" });
export const ComplaintReturn = z
  .strictObject({
    reason: reason.meta({ description: "Why another body is the right one, as told to the complainant" }),
  })
  .meta({ id: "ComplaintReturn" });
export const ComplaintRuling = z
  .strictObject({ body: z.enum(["centre", "office"]), reason })
  .meta({ id: "ComplaintRuling" });
export const ComplaintJoining = z
  .strictObject({ with: ComplaintNumber.meta({ description: "The complaint about the same facts" }) })
  .meta({ id: "ComplaintJoining" });
export const ComplaintRefusal = z
  .strictObject({ because: z.enum(["reviewed-before", "not-competent", "no-facts"]), reason })
  .meta({ id: "ComplaintRefusal" });
export const ComplaintNote = z.strictObject({ text: text(STORY) }).meta({ id: "ComplaintNote" });
export const ComplaintExtension = z
  .strictObject({ workingDays: z.int().min(1).max(7), reason })
  .meta({ id: "ComplaintExtension" });
export const InterestDeclaration = z.strictObject({ reason }).meta({ id: "InterestDeclaration" });
export const PetitionRegistration = z.strictObject({ reason }).meta({ id: "PetitionRegistration" });
/** `receipt`: the number on the other authority's receipt. */
export const HandedOver = z.strictObject({ receipt: line(60), on: LocalDate }).meta({ id: "HandedOver" });
/** `notice`: the number on the petition office's notice; `on`: its day. */
export const PetitionExtended = z.strictObject({ notice: line(60), on: LocalDate }).meta({ id: "PetitionExtended" });
export const Referral = z.strictObject({ reason }).meta({ id: "Referral" });
export const ComplaintDecision = z
  .strictObject({ finding: Finding, reasons: text(REASON), measures: text(REASON).optional() })
  .meta({ id: "ComplaintDecision" });
export const CallBack = z
  .strictObject({ result: CallBackResult, note: text(REASON).optional() })
  .meta({ id: "CallBack" });
export const ReviewDecision = z
  .strictObject({ finding: Finding, reasons: text(REASON) })
  .meta({ id: "ReviewDecision" });
/** `call-back`: by calling the number that was left. `reason`: why a new code was asked for. */
export const ComplaintCodeReissue = z
  .strictObject({
    identity: z.enum(["id-card", "household-register", "call-back"]).meta({ description: "How identity was checked" }),
    reason: text(200),
  })
  .meta({ id: "ComplaintCodeReissue" });
export type ComplaintCodeReissue = z.infer<typeof ComplaintCodeReissue>;
/** On record with the name of whoever reads it (R55). */
export const IdentityReading = z.strictObject({ reason: text(200) }).meta({ id: "IdentityReading" });
