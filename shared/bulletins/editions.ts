/**
 * The editions of a bulletin. The municipal office's is the whole sheet. A centre's shows the municipality's figures and its
 * own, and nothing of which somebody who is walled from a complaint could infer it (R53, R70): neither a count nor what a
 * count could be worked out from by subtraction, trend or comparison. The public's is in `public-extract.ts`.
 *
 * An edition is a list of what is shown, at every depth: a figure that is new in the sheet is in no edition until it is
 * written down here. No edition carries the sheet's hash, for a small number that is hidden could be found by trying.
 */
import * as z from "zod";
import { OverdueReason } from "../casework/overdue-reasons.ts";
import { CentreCode } from "../directory/units.ts";
import { Month } from "../kernel/local-date.ts";
import { Addendum } from "./addenda.ts";
import {
  CentreOthersShown,
  COMPLAINTS_SHOWN,
  numbers,
  OTHERS_SHOWN,
  TownOthersShown,
  townOthers,
} from "./edition-others.ts";
import { Figures, LateReason } from "./figures.ts";
import { OpenOverdue } from "./promise-figures.ts";
import { BulletinSheet } from "./sheet.ts";

const { shape } = Figures;
/** About cases, of which a complaint is none: the cards and orders are those of cases. */
export const CentreFigures = z
  .object({
    received: shape.received,
    byChannel: shape.byChannel,
    byKind: numbers("approval", "certificate", "enquiry", "entrusted", "unlisted"),
    byProxy: shape.byProxy,
    notices: shape.notices,
    secondNotices: shape.secondNotices,
    accepted: shape.accepted,
    deemedAccepted: shape.deemedAccepted,
    notAccepted: shape.notAccepted,
    withdrawn: shape.withdrawn,
    decided: shape.decided,
    approved: shape.approved,
    refused: shape.refused,
    overPromised: shape.overPromised,
    overStatutory: shape.overStatutory,
    decidedHere: shape.decidedHere,
    delivered: shape.delivered,
    suspended: shape.suspended,
    extended: shape.extended,
    cards: numbers("yellow", "red", "supervision", "annulled"),
    orders: numbers("given", "answered"),
    promise: numbers("onTime", "due", "finishedLate", "stillOpen", "paused").extend({
      small: z.boolean(),
      suspended: numbers("onTime", "due"),
      extended: numbers("onTime", "due"),
    }),
    openOverdue: numbers("upTo3", "from4To10", "over10"),
    overdueReasons: z.array(
      numbers("upTo3", "from4To10", "over10").extend({ reason: OverdueReason.optional() }).meta({
        description:
          "Cases open beyond their promised date, by the reason given and by age; without a reason: none given",
      }),
    ),
    byItem: z.array(numbers("received", "decided", "onTime", "due").extend({ line: z.string(), small: z.boolean() })),
  })
  .meta({ id: "CentreBulletinFigures" });

const MonthShown = numbers("received", "accepted", "decided", "delivered", "onTime", "due").extend({ month: Month });
const ComparisonShown = z.object({
  previous: MonthShown.optional(),
  lastYear: MonthShown.optional(),
  trend: z.array(MonthShown),
});

const SHOWN_TO_CENTRES: ReadonlySet<string> = new Set([
  ...Object.keys(CentreFigures.shape),
  ...Object.keys(CentreFigures.shape.promise.shape),
  ...["lateReasons", "apart", "comparison"],
  ...OTHERS_SHOWN,
]);
/** To object to, and in addenda: never a figure of complaints. @param figure code of a definition */
export const shownToCentres = (figure: string): boolean => SHOWN_TO_CENTRES.has(figure);

/** The reason is the office's free text, and may tell why more than numbers do. */
export const EditionAddendum = Addendum.omit({ reason: true, ofObjection: true }).meta({
  id: "BulletinEditionAddendum",
});

const definedFor = ({ figure }: { readonly figure: string }): boolean =>
  shownToCentres(figure) || COMPLAINTS_SHOWN.some((each) => each === figure);

const Sheet = BulletinSheet.shape;
/** What every edition says of itself. */
export const EDITION_HEAD = {
  month: Sheet.month,
  from: Sheet.from,
  to: Sheet.to,
  municipality: z.object({ code: z.string(), name: z.string() }),
  calendarVersion: Sheet.calendarVersion,
  rulebookVersion: Sheet.rulebookVersion,
  sample: Sheet.sample,
} as const;

export const CentreEdition = z
  .object({
    ...EDITION_HEAD,
    lines: Sheet.lines,
    centre: z.object({
      ...{ code: CentreCode, name: z.string(), figures: CentreFigures },
      others: CentreOthersShown.optional(),
    }),
    openOverdue: z.array(OpenOverdue).meta({ description: "The centre's own" }),
    town: z
      .object({
        figures: CentreFigures,
        others: TownOthersShown.optional(),
        lateReasons: z.array(LateReason),
        comparison: ComparisonShown,
        addenda: z.array(EditionAddendum),
      })
      .optional()
      .meta({ description: "Of the municipality, and what was corrected; once the bulletin is issued" }),
    definitions: Sheet.definitions,
  })
  .meta({ id: "CentreBulletinEdition" });
export type CentreEdition = z.infer<typeof CentreEdition>;

/**
 * @param issued false: the centre's own figures only, provisional while it may object to them
 * @returns undefined where the sheet knows no such centre
 */
export const centreEdition = (sheet: BulletinSheet, code: CentreCode, issued: boolean): CentreEdition | undefined => {
  const centre = sheet.centres.find((each) => each.code === code);
  if (centre === undefined) return undefined;
  const { total, lateReasons, comparison } = sheet;
  const others = sheet.others && townOthers(sheet.others);
  const addenda = sheet.addenda.filter(
    (each) => (each.centre === undefined || each.centre === code) && shownToCentres(each.figure),
  );
  const town = { figures: total, others, lateReasons, comparison, addenda };
  // Parsing takes out whatever the edition does not name, at every depth.
  return CentreEdition.parse({
    ...sheet,
    centre,
    openOverdue: sheet.openOverdue.filter((each) => each.centre === code),
    ...(issued ? { town } : {}),
    definitions: sheet.definitions.filter(definedFor),
  });
};
