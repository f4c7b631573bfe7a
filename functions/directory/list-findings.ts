import { keepsAttendance } from "../../shared/directory/absence-views.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { operation } from "../runtime/operation.ts";
import { requireCentre } from "./attendance.ts";
import { type FindingNeeds, findingsAt } from "./finding.ts";

/** What went wrong with the posts of one's own centre, to whoever keeps attendance. Reads only. */
export const listFindings = operation("list-findings", (needs: FindingNeeds) => async ({ actor, query, locale }) => {
  const centre = requireCentre(actor);
  if (!keepsAttendance(actor)) throw new Refusal("forbidden");
  return { status: 200, body: await findingsAt(needs, centre, query, locale) };
});
