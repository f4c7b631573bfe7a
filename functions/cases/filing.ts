/** What every way of filing shares: the number, the item, the centre's people, and the answer to a repeated request. */
import { randomBytes } from "node:crypto";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { ActedBy, Case, Channel } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import { dueWhenFiled, leadingClock, type NamedClock } from "../../shared/casework/clocks.ts";
import type { Filing } from "../../shared/casework/handling.ts";
import type { ResidentFiling } from "../../shared/casework/requests.ts";
import { RENEWED_WITHIN } from "../../shared/casework/resident-periods.ts";
import type { FilingReceipt } from "../../shared/casework/views.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { centreCodeOf, centreName, organName } from "../../shared/directory/names.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { Roster, StaffMember } from "../../shared/directory/roster.ts";
import { offeredAt } from "../../shared/directory/routing.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { dayError, fieldError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { type CaseNumber, crockford, inGroups } from "../../shared/kernel/ids.ts";
import { type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import { type FieldError, Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/composition.ts";
import { type Keyed, sha256 } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";

export type FilingNeeds = {
  readonly cases: Cases;
  readonly directory: Pick<Directory, "item" | "roster">;
  readonly calendars: Calendars;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly register: TownRegister;
  readonly keyed: () => Promise<Keyed>;
  readonly now: Now;
};

/** Everything a move needs beside the case. @param moment the request's one: duty is checked at the same */
export const occasionOf = async (
  { calendars, hours, ladder, keyed }: Pick<FilingNeeds, "calendars" | "hours" | "ladder" | "keyed">,
  { at, today }: ReturnType<Now>,
  by: ActedBy,
  token: string,
): Promise<Occasion> => {
  const { textHash } = await keyed();
  return { at, today, by, token, calendar: await calendars.current(), hours, ladder, sha256, textHash };
};

type Asked = Omit<ResidentFiling, "urgent" | "notifyBySms"> & { urgent: boolean; notifyBySms: boolean };
type Request = {
  readonly body: Asked;
  readonly route: string;
  readonly idempotencyKey: string | undefined;
  readonly locale: Locale;
};

/** 60 bits at random, or the same number again for the same key. */
const numberFor = (keyed: Keyed, { route, idempotencyKey }: Request): CaseNumber =>
  idempotencyKey === undefined ? (crockford(randomBytes(8), 12) as CaseNumber) : keyed.numberOf(route, idempotencyKey);

/**
 * A licence that ended, or ends, long before or after its renewal is asked for is a slip of the pen.
 * @param today of the request's one moment @throws Refusal `validation-failed`
 */
export const requireFitRenewal = ({ expiresOn }: Filing, today: LocalDate, locale: Locale): void => {
  if (expiresOn === undefined) return;
  const bounds = { earliest: plusDays(today, -RENEWED_WITHIN), latest: plusDays(today, RENEWED_WITHIN) };
  const errors = dayError(["renewal", "expiresOn"], expiresOn, bounds, locale);
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
};

/** What the item asks a filing to declare, and what it does not ask (R19). */
const misdeclared = (body: Asked, item: ServiceItem, locale: Locale): readonly FieldError[] => {
  const asks = item.asksRelatives === true;
  const declares = body.relativeOfOfficial !== undefined;
  return [
    ...(asks === declares ? [] : fieldError(["relativeOfOfficial"], asks ? "required" : "not-offered", locale)),
    ...(body.renewal === undefined || item.regime === "licence" ? [] : fieldError(["renewal"], "not-offered", locale)),
  ];
};

/**
 * The filing as the domain takes it, and the centre's people.
 * @throws Refusal `unknown-centre`, `unknown-item`, `item-not-offered`; `validation-failed` for another town's station
 */
export const prepareFiling = async (
  { directory, register, keyed }: FilingNeeds,
  request: Request,
  channel: Channel,
): Promise<{ filing: Filing; roster: Roster }> => {
  const { body } = request;
  const town = townOf(register, body.centreCode);
  if (town === undefined) throw new Refusal("unknown-centre", { centre: body.centreCode });
  // A station stands under one centre (R48).
  if (body.stationCode !== undefined && centreCodeOf(body.stationCode) !== town.code) {
    throw new Refusal("validation-failed", {}, fieldError(["stationCode"], "invalid-value", request.locale));
  }
  const [item, roster, hashes] = await Promise.all([
    directory.item(body.itemCode),
    directory.roster(town.code),
    keyed(),
  ]);
  if (item === undefined) throw new Refusal("unknown-item", { item: body.itemCode });
  if (!offeredAt(item, town)) throw new Refusal("item-not-offered", { item: item.code, centre: town.code });
  if (body.urgent && item.limits.urgentHours === undefined) {
    throw new Refusal("validation-failed", {}, fieldError(["urgent"], "not-offered", request.locale));
  }
  const unfit = misdeclared(body, item, request.locale);
  if (unfit.length > 0) throw new Refusal("validation-failed", {}, unfit);
  const filing: Filing = {
    number: numberFor(hashes, request),
    bodyHash: hashes.textHash(canonicalJson(body)),
    item,
    decidingOrgan: organName(item, town, register.municipality),
    centre: town.code,
    station: body.stationCode,
    channel,
    applicant: body.applicant,
    note: body.note,
    urgent: body.urgent,
    notifyBySms: body.notifyBySms,
    expiresOn: body.renewal?.expiresOn,
    relativeOfOfficial: body.relativeOfOfficial,
  };
  return { filing, roster };
};

/**
 * Writes a new case and answers with its receipt. Two people with one key and one body get the same answer, whoever was
 * first; the second writes nothing. @throws Refusal `idempotency-mismatch` when the bodies differ
 */
export const fileOnce = async (needs: FilingNeeds, created: Case): Promise<FilingReceipt> => {
  const standing = await needs.cases.file(created);
  return standing === undefined ? firstAnswer(needs, created) : repeatedAnswer(needs, standing, created);
};

/** What the filing was answered with, made of what never changes: a repeat gets the same. */
const firstAnswer = (needs: FilingNeeds, subject: Case): Promise<FilingReceipt> =>
  receiptOf(needs, subject, { codeVersion: 1, due: dueWhenFiled(subject) });

const repeatedAnswer = (
  needs: FilingNeeds,
  standing: Case,
  { bodyHash }: Pick<Filing, "bodyHash">,
): Promise<FilingReceipt> => {
  if (standing.bodyHash !== bodyHash) throw new Refusal("idempotency-mismatch");
  return firstAnswer(needs, standing);
};

/**
 * The answer to a filing that this person made before with the same key, also when their shift has ended since: nothing
 * is done again, so no duty is asked for. Undefined: there is none of theirs. Somebody else's has to be on duty first.
 * @throws Refusal `idempotency-mismatch` when the bodies differ
 */
export const answeredBefore = async (
  needs: FilingNeeds,
  filing: Filing,
  { actor, idempotencyKey }: { readonly actor: StaffMember; readonly idempotencyKey: string | undefined },
): Promise<FilingReceipt | undefined> => {
  if (idempotencyKey === undefined) return undefined;
  const standing = await needs.cases.find(filing.number);
  const by = standing?.ledger[0]?.by;
  const theirs = (by?.kind === "staff" || by?.kind === "proxy") && by.staffId === actor.id;
  if (standing === undefined || !theirs) return undefined;
  return repeatedAnswer(needs, standing, filing);
};

/** `due`: what the receipt promises. */
const receiptOf = async (
  { keyed, register }: Pick<FilingNeeds, "keyed" | "register">,
  subject: Case,
  { codeVersion, due }: { readonly codeVersion: number; readonly due: NamedClock | undefined },
): Promise<FilingReceipt> => {
  const { codeOf } = await keyed();
  const town = townOf(register, subject.centre);
  return {
    caseNumber: inGroups(subject.number),
    lookupCode: inGroups(codeOf(subject.number, codeVersion)),
    item: { code: subject.itemCode, name: subject.itemName },
    centre: { code: subject.centre, name: town ? centreName(town) : subject.centre },
    receivedAt: subject.receivedAt,
    due: due === undefined ? null : { clock: due[0], ...due[1] },
    nextStep: {
      zh: "请妥善保管编号和查询码，凭它们随时查询进度。",
      en: "Keep the number and the code: with them you can see where it stands at any time.",
    },
  };
};

/** Of a case that has gone on since: its code and its date of today. */
export const receiptAsItStands = (
  needs: Pick<FilingNeeds, "keyed" | "register">,
  subject: Case,
): Promise<FilingReceipt> =>
  receiptOf(needs, subject, { codeVersion: subject.codeVersion, due: leadingClock(subject.clocks) });
