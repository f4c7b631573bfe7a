/** What every way of filing a complaint shares, and every move of one. */
import { randomBytes } from "node:crypto";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type {
  Complaint,
  ComplaintActor,
  ComplaintChannel,
  ComplaintNumber,
} from "../../shared/complaints/complaint.ts";
import type { Complaints } from "../../shared/complaints/complaints.ts";
import { fileComplaint } from "../../shared/complaints/filing.ts";
import type { ComplaintFiling } from "../../shared/complaints/requests.ts";
import type { ComplaintReceipt } from "../../shared/complaints/views.ts";
import { openForResident } from "../../shared/complaints/walls.ts";
import type { ComplaintOccasion } from "../../shared/complaints/writing.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { crockford, inGroups } from "../../shared/kernel/ids.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/composition.ts";
import { requireDay } from "../runtime/entered-days.ts";
import { type Keyed, sha256 } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";
import type { ProxiesNeeds } from "./residents-access.ts";

export type ComplaintNeeds = {
  readonly complaints: Complaints;
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly calendars: Calendars;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly register: TownRegister;
  readonly keyed: () => Promise<Keyed>;
  readonly now: Now;
};

type Moment = ReturnType<Now> & { readonly by: ComplaintActor; readonly token: string };

/** Everything a move needs beside the complaint: among others, everyone among whom walls are counted. */
export const complaintOccasion = async (
  { directory, calendars, hours, ladder, keyed }: Omit<ComplaintNeeds, "complaints" | "register" | "now">,
  centre: CentreCode,
  moment: Moment,
): Promise<ComplaintOccasion> => {
  const [roster, office, calendar, { textHash }] = await Promise.all([
    directory.roster(centre),
    directory.office(),
    calendars.current(),
    keyed(),
  ]);
  return { ...moment, people: { roster, office }, calendar, hours, ladder, sha256, textHash };
};

/** 60 bits at random, or the same number again for the same key. */
export const complaintNumberFor = (
  { numberOf }: Keyed,
  route: string,
  idempotencyKey: string | undefined,
): ComplaintNumber =>
  idempotencyKey === undefined ? (crockford(randomBytes(8), 12) as ComplaintNumber) : numberOf(route, idempotencyKey);

/** Number and code, which nobody is told again; `dueOn`: what the receipt promises. */
export const complaintReceipt = async (
  { keyed }: Pick<ComplaintNeeds, "keyed">,
  { number, receivedAt, codeVersion }: Pick<Complaint, "number" | "receivedAt" | "codeVersion">,
  dueOn: LocalDate | undefined,
): Promise<ComplaintReceipt> => {
  const { codeOf } = await keyed();
  return {
    complaintNumber: inGroups(number),
    lookupCode: inGroups(codeOf(number, codeVersion)),
    receivedAt,
    ...(dueOn === undefined ? {} : { dueOn }),
    nextStep: {
      zh: "请妥善保管编号和查询码，凭它们查询办理结果；工作人员不会向您索要查询码。",
      en: "Keep the number and the code: with them you can see what became of it. Nobody will ask you for the code.",
    },
  };
};

/**
 * Writes a new complaint and answers with its receipt; a repeat gets the same answer, and writes nothing.
 * @throws Refusal `idempotency-mismatch` when the bodies differ
 */
export const fileComplaintOnce = async (
  { complaints, keyed }: Pick<ComplaintNeeds, "complaints" | "keyed">,
  created: Complaint,
): Promise<ComplaintReceipt> => {
  const standing = await complaints.file(created);
  const kept = standing === undefined ? created : openForResident(standing);
  if (kept.bodyHash !== created.bodyHash) throw new Refusal("idempotency-mismatch");
  // Of what was promised then, and not of how it stands now: whoever repeats shows no code.
  const dueOn = created.receivedOn === kept.receivedOn ? created.leading?.dueOn : undefined;
  return complaintReceipt({ keyed }, { ...kept, codeVersion: 1 }, dueOn);
};

type Asked = {
  readonly number: ComplaintNumber;
  readonly channel: ComplaintChannel;
  readonly filing: ComplaintFiling;
  /** As it was sent: a repeat is known by it. */
  readonly body: object;
};

/** @throws Refusal `unknown-centre`, `validation-failed` for a day to come, and as `fileComplaint` of the domain and `fileComplaintOnce` do */
export const fileComplaintIn = async (
  needs: ComplaintNeeds & ProxiesNeeds,
  { number, channel, filing, body }: Asked,
  { locale, ...by }: Pick<Moment, "by" | "token"> & { readonly locale: Locale },
): Promise<{ status: 201; body: ComplaintReceipt }> => {
  const moment = needs.now();
  if (filing.happenedOn !== undefined) requireDay("happenedOn", filing.happenedOn, { latest: moment.today }, locale);
  const town = townOf(needs.register, filing.centreCode);
  if (town === undefined) throw new Refusal("unknown-centre", { centre: filing.centreCode });
  const [occasion, proxies, { textHash }] = await Promise.all([
    complaintOccasion(needs, town.code, { ...moment, ...by }),
    filing.target.kind === "station" ? needs.people.proxies(town.code) : [],
    needs.keyed(),
  ]);
  const created = fileComplaint(
    { number, bodyHash: textHash(canonicalJson(body)), channel, filing, proxies },
    occasion,
  );
  return { status: 201, body: await fileComplaintOnce(needs, created) };
};
