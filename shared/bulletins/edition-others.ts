/**
 * What a centre's edition shows beside the cases. Of complaints only the municipality's, from three on (R70): its own
 * leaders know how many they see, and whatever a number of their own centre had more would be one that they are walled from
 * (R53). What SMS cost is the municipal office's business.
 */
import * as z from "zod";
import { shownToCentre } from "../complaints/small-numbers.ts";
import type { ComplaintFigures } from "./complaint-figures.ts";
import type { CentreOthers, Others } from "./other-figures.ts";
import { count } from "./promise-figures.ts";

/** Those of these names, whatever else may come to stand beside them. */
export const numbers = <const Name extends string>(...names: readonly Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>); // what was just made

const RatingsShown = z.object({
  levels: z.tuple([count, count, count, count, count]),
  satisfied: numbers("part", "whole").extend({ small: z.boolean() }),
  marked: count,
  setAside: count,
  underReview: count,
  followUps: numbers("closed", "satisfied", "dissatisfied", "notReached"),
});
const StaffingShown = numbers("uncovered", "coversMany", "takenOverUnrecorded", "outsideDuty", "notCheckedIn");

export const CentreOthersShown = z
  .object({ ratings: RatingsShown, staffing: StaffingShown.optional() })
  .meta({ id: "CentreBulletinOthers" });

const Kinds = numbers("complaint", "suggestion", "praise");
const Findings = numbers("upheld", "partlyUpheld", "notUpheld", "noted");
const hidden = "Absent: fewer than three, or one of its parts is";
const total = count.optional().meta({ description: hidden });
const ComplaintsShown = z.object({
  received: z.object({
    total,
    by: z.object({ kind: Kinds }).optional(),
  }),
  decided: z.object({
    total,
    by: z.object({ finding: Findings }).optional(),
  }),
});

export const TownOthersShown = CentreOthersShown.extend({ complaints: ComplaintsShown }).meta({
  id: "CentreBulletinTownOthers",
});

const summed = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((sum, each) => sum + each, 0);

const complaintsShown = ({ received, findings }: ComplaintFigures) => {
  const [kind, finding] = [Kinds.parse(received), Findings.parse(findings)];
  return {
    received: shownToCentre({ total: summed(kind), by: { kind } }),
    decided: shownToCentre({ total: summed(finding), by: { finding } }),
  };
};

/** Still to be parsed: what is not named is taken out there. */
export const townOthers = (others: Others) => ({ ...others, complaints: complaintsShown(others.complaints) });

export const OTHERS_SHOWN = ["ratings", "followUps", "staffing"] as const satisfies readonly (
  | keyof CentreOthers
  | "followUps"
)[];
/** Defined in the edition, though no figure of these may be objected to, nor corrected before a centre's eyes. */
export const COMPLAINTS_SHOWN = ["complaints", "complaintResults"] as const;
