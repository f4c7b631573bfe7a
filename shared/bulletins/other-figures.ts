/** What stands beside the cases in a sheet: complaints, ratings, posts and SMS, of the municipality and of each centre. */
import * as z from "zod";
import type { Finding } from "../directory/findings.ts";
import type { CentreCode } from "../directory/units.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import type { ListedRating } from "../ratings/ratings.ts";
import type { MessageCost } from "../reminders/message-cost.ts";
import { ReturnLine } from "../returns/month.ts";
import { COMPLAINT_DEFINITIONS, ComplaintFigures, complaintFiguresOf, seenByOffice } from "./complaint-figures.ts";
import type { ComplaintJournalEntry } from "./complaint-journal.ts";
import type { Definition } from "./definitions.ts";
import { MESSAGE_DEFINITIONS, MessageFigures, messageFiguresOf } from "./message-figures.ts";
import { RATING_DEFINITIONS, RatingFigures, ratingFiguresOf } from "./rating-figures.ts";
import { STAFFING_DEFINITIONS, StaffingFigures, staffingFiguresOf, staffingSum } from "./staffing-figures.ts";

export const CentreOthers = z.object({
  complaints: ComplaintFigures,
  ratings: RatingFigures,
  staffing: StaffingFigures.optional().meta({ description: "Absent: the records of the month are kept no more" }),
});
export type CentreOthers = z.infer<typeof CentreOthers>;

/** A return that was late or missing at the month's end (R68). */
export const LateReturn = ReturnLine.pick({
  centre: true,
  kind: true,
  name: true,
  period: true,
  dueOn: true,
  state: true,
});
export type LateReturn = z.infer<typeof LateReturn>;

export const Others = CentreOthers.extend({
  messages: MessageFigures,
  returns: z.array(LateReturn).optional().meta({
    description:
      "Data returns that were late or missing at the month's end, in register order (R68); absent in older sheets",
  }),
});
export type Others = z.infer<typeof Others>;

const RETURN_DEFINITIONS: readonly Definition[] = [
  {
    figure: "returns",
    name: "资料报送",
    zh: "到期日后才报送（迟报）或月末仍未报送（漏报）的资料，按登记顺序列出单位和名称：当月到期的，以及此前十二个月内到期、当月初仍未报送的；月末以后报送的，不改变当月数据。",
    en: "Returns that came after their day (late) or had not come at the month's end (missing), by name in register order: those due in the month, and those of the twelve months before that were still missing when it began. What comes after the month's end changes nothing.",
  },
];

export type OtherMaterial = {
  readonly complaints: readonly ComplaintJournalEntry[];
  /** That became final in the month. */
  readonly ratings: readonly ListedRating[];
  /** By centre; a centre that is missing has no records any more. */
  readonly findings: ReadonlyMap<CentreCode, readonly Finding[]>;
  readonly messages: MessageCost;
  /** Late or missing. */
  readonly returns: readonly LateReturn[];
};

export const OTHER_DEFINITIONS: readonly Definition[] = [
  ...COMPLAINT_DEFINITIONS,
  ...RATING_DEFINITIONS,
  ...STAFFING_DEFINITIONS,
  ...MESSAGE_DEFINITIONS,
  ...RETURN_DEFINITIONS,
];

export type OthersOfMonth = { readonly total: Others; readonly of: (centre: CentreCode) => CentreOthers };

export const othersOf = (material: OtherMaterial, monthEnd: LocalDate): OthersOfMonth => {
  const complaints = seenByOffice(material.complaints);
  const complaintsOf = Map.groupBy(complaints, ({ centre }) => centre);
  const ratingsOf = Map.groupBy(material.ratings, ({ centre }) => centre);
  const staffing = new Map([...material.findings].map(([centre, found]) => [centre, staffingFiguresOf(found)]));
  const whole = staffing.size === 0 ? {} : { staffing: staffingSum([...staffing.values()]) };
  const staffingOf = (centre: CentreCode) => {
    const figures = staffing.get(centre);
    return figures === undefined ? {} : { staffing: figures };
  };
  return {
    total: {
      complaints: complaintFiguresOf(complaints),
      ratings: ratingFiguresOf(material.ratings, monthEnd),
      messages: messageFiguresOf(material.messages),
      returns: material.returns.map((each) => LateReturn.parse(each)),
      ...whole,
    },
    of: (centre) => ({
      complaints: complaintFiguresOf(complaintsOf.get(centre) ?? []),
      ratings: ratingFiguresOf(ratingsOf.get(centre) ?? [], monthEnd),
      ...staffingOf(centre),
    }),
  };
};
