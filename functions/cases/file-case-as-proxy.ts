import { fileCase } from "../../shared/casework/handling.ts";
import { MOST_DAYS_AUTHORISED, type ProxyFiling, requireCurrent } from "../../shared/casework/proxy-filing.ts";
import type { ProxyCaseFiling } from "../../shared/casework/proxy-requests.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { entrustedLevel, LEVEL_NAMES } from "../../shared/directory/entrustment.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { dayError } from "../../shared/http/field-errors.ts";
import type { Locale } from "../../shared/http/problems.ts";
import { type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { answeredBefore, type FilingNeeds, fileOnce, occasionOf, prepareFiling, requireFitRenewal } from "./filing.ts";
import { requireProxy } from "./moving-as-proxy.ts";

type Needs = FilingNeeds & { readonly directory: Pick<Directory, "entrustment"> };

/** @throws Refusal `outside-authorisation`, `authorisation-expired`, `not-entrusted` */
const proxyFiling = async (
  { directory }: Needs,
  { authorisation, applicant, itemCode }: ProxyCaseFiling,
  actor: StaffMember,
  today: LocalDate,
  locale: Locale,
): Promise<ProxyFiling> => {
  const { id: staffId, station } = requireProxy(actor);
  const { resident, itemCode: authorised, until, form } = authorisation;
  if (resident !== applicant.name || authorised !== itemCode) throw new Refusal("outside-authorisation");
  requireCurrent({ until, form }, today);
  const latest = plusDays(today, MOST_DAYS_AUTHORISED);
  const errors = dayError(["authorisation", "until"], until, { latest }, locale);
  if (errors.length > 0) throw new Refusal("validation-failed", {}, errors);
  const level = entrustedLevel(await directory.entrustment(station), itemCode);
  if (level === undefined) {
    const { zh, en } = LEVEL_NAMES.file;
    throw new Refusal("not-entrusted", { item: itemCode, level: zh, levelEn: en });
  }
  return { staffId, station, level, authorisation: { until, form } };
};

/** A proxy files for a resident. The same key and body twice, even at once: one case, the same answer. */
export const fileCaseAsProxy = operation(
  "file-case-as-proxy",
  (needs: Needs) =>
    async ({ body, actor, idempotencyKey, token, locale }) => {
      const { id: staffId, centre, station } = requireProxy(actor);
      const asked = { ...body, centreCode: centre, stationCode: station };
      const request = { body: asked, route: `file-case-as-proxy ${staffId}`, idempotencyKey, locale };
      const { filing, roster } = await prepareFiling(needs, request, "station");
      const before = await answeredBefore(needs, filing, { actor, idempotencyKey });
      if (before !== undefined) return { status: 201, body: before };
      const moment = needs.now();
      requireFitRenewal(filing, moment.today, locale);
      const proxy = await proxyFiling(needs, body, actor, moment.today, locale);
      const { authorisation } = body;
      const witness = authorisation.form === "witness" ? authorisation.witness : undefined;
      const occasion = await occasionOf(needs, moment, { kind: "proxy", staffId, station }, token);
      return { status: 201, body: await fileOnce(needs, fileCase({ ...filing, proxy, witness }, roster, occasion)) };
    },
);
