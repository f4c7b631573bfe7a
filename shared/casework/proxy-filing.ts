/** A case that a proxy (代办员) filed for a resident, and the written authorisation that it rests on (R47, R48). */
import * as z from "zod";
import { EntrustedLevel, LEVEL_NAMES, reaches } from "../directory/entrustment.ts";
import { StaffId } from "../directory/roster.ts";
import { StationCode } from "../directory/units.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { Refusal } from "../kernel/refusal.ts";

/** How the resident put their will in writing; a witness's name lies with the personal data. */
export const AuthorisationForm = z.enum(["signature", "thumbprint", "witness"]);

export const ProxyFiling = z.object({
  staffId: StaffId,
  station: StationCode,
  /** What the centre had entrusted to the station for this item on the day of filing. */
  level: EntrustedLevel,
  /** For this resident and this item; the last day on which the proxy may act. */
  authorisation: z.object({ until: LocalDate, form: AuthorisationForm }),
});
export type ProxyFiling = z.infer<typeof ProxyFiling>;

/** Natural days ahead that an authorisation may last [P] (R47). */
export const MOST_DAYS_AUTHORISED = 1096;

/** Entries of a ledger that are no step of the case: neither resident nor proxy is told of them (R47). */
export const NO_STEPS: readonly string[] = [
  ...["code-reissued", "deadline-moved", "promise-started", "notice-undelivered"],
  ...["supervision-ordered", "supervision-answered", "card-annulled"],
];

/** An authorisation that is over cannot be filed under, nor acted on. @throws Refusal `authorisation-expired` */
export const requireCurrent = ({ until }: ProxyFiling["authorisation"], today: LocalDate): void => {
  if (today > until) throw new Refusal("authorisation-expired", { until });
};

/** To send a case up and fetch it back is a part of taking it on: a station that only files passes it on (R48). */
export const GOING_UP: EntrustedLevel = "accept";
/** Whether it is the proxy who goes after a case that a higher body has, and not the post that decides. */
export const goesAfterIt = (proxy: ProxyFiling | undefined): proxy is ProxyFiling =>
  proxy !== undefined && reaches(proxy.level, GOING_UP);

/**
 * A proxy reads and acts on what they filed themselves, while the authorisation lasts (R47): it names the person, who
 * keeps to it also from another station. How far they may go is what the item was entrusted for to the station at which
 * they filed (R48). Anyone else's reads as absent.
 * @throws Refusal `case-not-found`, `authorisation-expired`, `not-entrusted`
 */
export const requireAuthority = (
  { proxy, itemCode }: { readonly proxy?: ProxyFiling | undefined; readonly itemCode: string },
  actor: { readonly id: StaffId },
  today: LocalDate,
  needed: EntrustedLevel,
): void => {
  if (proxy?.staffId !== actor.id) throw new Refusal("case-not-found");
  requireCurrent(proxy.authorisation, today);
  if (reaches(proxy.level, needed)) return;
  const { zh, en } = LEVEL_NAMES[needed];
  throw new Refusal("not-entrusted", { item: itemCode, level: zh, levelEn: en });
};
