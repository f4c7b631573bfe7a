/** What residents and staff see of a complaint; the document describes each field. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { SupervisionFields, supervisionOf } from "../casework/supervision-views.ts";
import { StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { maskedName, maskedPhone } from "../kernel/masking.ts";
import {
  Body,
  CallBackResult,
  type Complaint,
  ComplaintChannel,
  ComplaintEntryKind,
  ComplaintKind,
  ComplaintNumber,
  ComplaintState,
  Finding,
  isClosed,
  Naming,
  Target,
} from "./complaint.ts";
import type { ListedComplaint } from "./complaints.ts";
import { COMPLAINT_STATE_NAMES } from "./moves.ts";
import type { Capacity } from "./walls.ts";

export const ComplaintNumberParam = z.strictObject({ complaintNumber: ComplaintNumber });

export const PrivacyNotice = z
  .object({ version: z.string(), zh: z.string(), en: z.string() })
  .meta({ id: "PrivacyNotice" });

export const ComplaintReceipt = z
  .object({
    complaintNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    lookupCode: z.string().meta({ example: "7Q2M-9XRT" }),
    receivedAt: Instant,
    dueOn: LocalDate.optional(),
    nextStep: Bilingual,
  })
  .meta({ id: "ComplaintReceipt" });
export type ComplaintReceipt = z.infer<typeof ComplaintReceipt>;

const Petition = z
  .object({
    handedOverOn: LocalDate.optional(),
    toldBy: LocalDate.optional(),
    finishBy: LocalDate.optional(),
    extended: z.boolean().meta({ description: "The petition office has taken 30 days more" }),
  })
  .optional()
  .meta({ description: "Dates of the petition office, mirrored" });

/** Whoever complained sees what became of it, and never who handles it. */
export const ResidentComplaint = z
  .object({
    complaintNumber: z.string(),
    kind: ComplaintKind,
    state: ComplaintState,
    stateName: Bilingual,
    centre: z.object({ code: CentreCode, name: z.string() }),
    handledBy: Bilingual,
    receivedAt: Instant,
    dueOn: LocalDate.optional(),
    extended: z.boolean(),
    finding: Finding.optional(),
    told: z.array(z.string()).meta({ description: "What the office has told the complainant, the earliest first" }),
    petition: Petition,
    sample: z.boolean(),
  })
  .meta({ id: "ResidentComplaint" });
export type ResidentComplaint = z.infer<typeof ResidentComplaint>;

/** Of these a complainant is told no more than the state (R56, R58). */
const SILENT: readonly ComplaintState[] = ["joined", "referred", "referral-handed-over"];
const BODIES: Readonly<Record<Body, Bilingual>> = {
  centre: { zh: "便民服务中心", en: "the service centre" },
  office: { zh: "市政管办", en: "the municipal office" },
};

const isSilent = ({ state, withdrawnOn }: Pick<Complaint, "state" | "withdrawnOn">): boolean =>
  SILENT.includes(state) || withdrawnOn !== undefined;

/** The day that a complainant is told of. */
export const dueOnForComplainant = (
  subject: Pick<Complaint, "state" | "withdrawnOn" | "leading">,
): LocalDate | undefined => (isSilent(subject) ? undefined : subject.leading?.dueOn);

type Shown = { readonly centreName: string; readonly sample: boolean };

const findingOf = ({ review, decision }: Complaint): Finding | undefined => review?.finding ?? decision?.finding;

/** One that is joined says where the other one has ended, and nothing before (R58). */
const stateShown = ({ state, withdrawnOn }: Complaint, main: Complaint | undefined): ComplaintState => {
  if (withdrawnOn !== undefined) return "withdrawn";
  return main !== undefined && isClosed(main.state) ? main.state : state;
};

/** @param main the one that it is joined to; what its complainant was told is theirs */
export const residentComplaint = (
  subject: Complaint,
  { centreName, sample }: Shown,
  main?: Complaint,
): ResidentComplaint => {
  const { personal, petition } = subject;
  const state = stateShown(subject, main);
  const [silent, dueOn] = [isSilent({ ...subject, state }), dueOnForComplainant(subject)];
  const told = Object.entries(personal.told ?? {}).sort(([a], [b]) => Number(a) - Number(b));
  const finding = findingOf(main ?? subject);
  return {
    complaintNumber: inGroups(subject.number),
    kind: subject.kind,
    state,
    stateName: COMPLAINT_STATE_NAMES[state],
    centre: { code: subject.centre, name: centreName },
    handledBy: BODIES[subject.body],
    receivedAt: subject.receivedAt,
    ...(dueOn === undefined ? {} : { dueOn }),
    extended: subject.extension !== undefined,
    ...(finding === undefined || silent ? {} : { finding }),
    told: silent ? [] : told.map(([, text]) => text),
    ...(petition === undefined ? {} : { petition }),
    sample,
  };
};

const Complainant = z.object({ naming: Naming, name: z.string().optional(), phone: z.string().optional() });

/** For whoever the walls let in; who handles it sees the complainant masked, and who oversees it not at all (R55). */
export const StaffComplaint = z
  .object({
    complaintNumber: z.string(),
    version: z.int().min(1),
    kind: ComplaintKind,
    channel: ComplaintChannel,
    state: ComplaintState,
    stateName: Bilingual,
    body: Body,
    handler: StaffId,
    as: z.enum(["handler", "above", "office"]).meta({ description: "In what capacity you see it" }),
    centre: z.object({ code: CentreCode, name: z.string() }),
    target: Target,
    caseNumber: z.string().optional(),
    happenedOn: LocalDate.optional(),
    receivedAt: Instant,
    dueOn: LocalDate.optional(),
    text: z.string(),
    complainant: Complainant,
    finding: Finding.optional(),
    petition: Petition,
    callBacks: z.array(z.object({ on: LocalDate, result: CallBackResult, round: z.int() })),
    notes: z.array(z.object({ version: z.int(), text: z.string() })),
    ...SupervisionFields,
    ledger: z.array(z.object({ version: z.int(), at: Instant, what: ComplaintEntryKind })),
    sample: z.boolean(),
  })
  .meta({ id: "StaffComplaint" });
export type StaffComplaint = z.infer<typeof StaffComplaint>;

const masked = ({ naming, personal: { complainant } }: Complaint): z.infer<typeof Complainant> => ({
  naming,
  ...(complainant?.name === undefined ? {} : { name: maskedName(complainant.name) }),
  ...(complainant?.phone === undefined ? {} : { phone: maskedPhone(complainant.phone) }),
});

export const staffComplaint = (subject: Complaint, as: Capacity, { centreName, sample }: Shown): StaffComplaint => {
  const { personal, leading, state, about, happenedOn } = subject;
  const finding = findingOf(subject);
  return {
    complaintNumber: inGroups(subject.number),
    version: subject.version,
    kind: subject.kind,
    channel: subject.channel,
    state,
    stateName: COMPLAINT_STATE_NAMES[state],
    body: subject.body,
    handler: subject.handler,
    as,
    centre: { code: subject.centre, name: centreName },
    target: subject.target,
    ...(about === undefined ? {} : { caseNumber: inGroups(about) }),
    ...(happenedOn === undefined ? {} : { happenedOn }),
    receivedAt: subject.receivedAt,
    ...(leading === undefined ? {} : { dueOn: leading.dueOn }),
    text: personal.text,
    complainant: as === "office" ? { naming: subject.naming } : masked(subject),
    ...(finding === undefined ? {} : { finding }),
    ...(subject.petition === undefined ? {} : { petition: subject.petition }),
    callBacks: subject.callBacks,
    notes: Object.entries(personal.notes ?? {}).map(([version, text]) => ({ version: Number(version), text })),
    ...supervisionOf(subject, personal.notes ?? {}),
    ledger: subject.ledger.map(({ version, at, what }) => ({ version, at, what })),
    sample,
  };
};

/** Unmasked; shown once for each reason that is on record (R55). */
export const ComplainantIdentity = z
  .object({ name: z.string().optional(), phone: z.string().optional() })
  .meta({ id: "ComplainantIdentity" });

const ComplaintLine = z.object({
  complaintNumber: z.string(),
  version: z.int(),
  kind: ComplaintKind,
  state: ComplaintState,
  stateName: Bilingual,
  centreCode: CentreCode,
  receivedAt: Instant,
  dueOn: LocalDate.optional(),
});
export const ComplaintList = z
  .object({ complaints: z.array(ComplaintLine), cursor: z.string().optional() })
  .meta({ id: "ComplaintList" });

export const complaintLine = (listed: ListedComplaint): z.infer<typeof ComplaintLine> => ({
  complaintNumber: inGroups(listed.number),
  version: listed.version,
  kind: listed.kind,
  state: listed.state,
  stateName: COMPLAINT_STATE_NAMES[listed.state],
  centreCode: listed.centre,
  receivedAt: listed.receivedAt,
  ...(listed.dueOn === undefined ? {} : { dueOn: listed.dueOn }),
});

export const ComplaintListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});
export const OverviewQuery = ComplaintListQuery.extend({ centreCode: CentreCode });
