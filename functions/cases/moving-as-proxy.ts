/** How a proxy opens and moves what they filed: within the authorisation, as far as the item is entrusted (R47, R48). */
import type { Case } from "../../shared/casework/case.ts";
import { requireAuthority } from "../../shared/casework/proxy-filing.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import type { Occasion } from "../../shared/casework/writing.ts";
import type { EntrustedLevel } from "../../shared/directory/entrustment.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { occasionOf } from "./filing.ts";
import type { MoveNeeds, MoveRequest } from "./moving.ts";
import type { StaffNeeds } from "./staff-access.ts";

/** A proxy at work: their station and its centre. @throws Refusal `forbidden` for anyone else */
export const requireProxy = ({ id, role, centre, station }: StaffMember) => {
  if (role !== "proxy" || centre === undefined || station === undefined) throw new Refusal("forbidden");
  return { id, centre, station };
};

/** @throws Refusal `forbidden`, `case-not-found`, `authorisation-expired`, `not-entrusted` */
export const openAsProxy = async (
  { cases }: Pick<StaffNeeds, "cases">,
  actor: StaffMember,
  number: CaseNumber,
  today: LocalDate,
  needed: EntrustedLevel,
  reading: "get" | "getWhole" = "get",
): Promise<Case> => {
  const proxy = requireProxy(actor);
  const subject = await cases[reading](number);
  requireAuthority(subject, proxy, today, needed);
  return subject;
};

/** As `moveCase`, for the proxy who filed it. @throws Refusal as `openAsProxy`, `version-conflict`, `move-not-allowed` */
export const moveAsProxy = async (
  needs: MoveNeeds,
  { params, actor, ifMatch, token }: MoveRequest,
  needed: EntrustedLevel,
  change: (before: Case, occasion: Occasion) => Case | Promise<Case>,
): Promise<Case> => {
  const moment = needs.now();
  const subject = await openAsProxy(needs, actor, params.caseNumber, moment.today, needed);
  const { id: staffId, station } = requireProxy(actor);
  if (subject.version !== ifMatch) throw new Refusal("version-conflict", { version: subject.version });
  const occasion = await occasionOf(needs, moment, { kind: "proxy", staffId, station }, token);
  const after = await change(upToDate(subject, { ...occasion, by: { kind: "clock" } }), occasion);
  await needs.cases.save(after, ifMatch);
  return after;
};
