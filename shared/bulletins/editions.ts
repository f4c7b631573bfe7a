/**
 * The editions of a bulletin. The municipal office's is the whole sheet. A centre's shows the municipality's figures and its
 * own, and nothing of which somebody who is walled from a complaint could infer it (R53, R70): neither a count nor what a
 * count could be worked out from by subtraction, trend or comparison. The public's is in `public-extract.ts`.
 *
 * An edition is a list of what is shown, at every depth: a figure that is new in the sheet is in no edition until it is
 * written down here. No edition carries the sheet's hash, for a small number that is hidden could be found by trying.
 */
import * as z from "zod";
import { CentreCode } from "../directory/units.ts";
import { Addendum } from "./addenda.ts";
import { Figures, LateReason, OpenOverdue } from "./figures.ts";
import { BulletinSheet } from "./sheet.ts";

const { shape } = Figures;

/** About cases, of which a complaint is none. */
export const CentreFigures = z
  .object({
    received: shape.received,
    byChannel: shape.byChannel.pick({ online: true, counter: true, phone: true, station: true }),
    notices: shape.notices,
    accepted: shape.accepted,
    decided: shape.decided,
    approved: shape.approved,
    refused: shape.refused,
    delivered: shape.delivered,
    promise: shape.promise.pick({
      onTime: true,
      due: true,
      small: true,
      finishedLate: true,
      stillOpen: true,
      paused: true,
    }),
    openOverdue: shape.openOverdue.pick({ upTo3: true, from4To10: true, over10: true }),
    byItem: z.array(
      shape.byItem.element.pick({ line: true, received: true, decided: true, onTime: true, due: true, small: true }),
    ),
  })
  .meta({ id: "CentreBulletinFigures" });

const SHOWN_TO_CENTRES: ReadonlySet<string> = new Set([
  ...Object.keys(CentreFigures.shape),
  ...Object.keys(CentreFigures.shape.promise.shape),
  "lateReasons",
]);
/** @param figure code of a definition */
export const shownToCentres = (figure: string): boolean => SHOWN_TO_CENTRES.has(figure);

/** The reason is the office's free text, and may tell why more than numbers do. */
export const EditionAddendum = Addendum.omit({ reason: true, ofObjection: true }).meta({
  id: "BulletinEditionAddendum",
});

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
    centre: z.object({ code: CentreCode, name: z.string(), figures: CentreFigures }),
    openOverdue: z.array(OpenOverdue).meta({ description: "The centre's own" }),
    town: z
      .object({ figures: CentreFigures, lateReasons: z.array(LateReason), addenda: z.array(EditionAddendum) })
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
  const { total, lateReasons, addenda } = sheet;
  const ofCentre = addenda.filter((each) => each.centre === undefined || each.centre === code);
  const town = { figures: total, lateReasons, addenda: ofCentre.filter(({ figure }) => shownToCentres(figure)) };
  // Parsing takes out whatever the edition does not name, at every depth.
  return CentreEdition.parse({
    ...sheet,
    centre,
    openOverdue: sheet.openOverdue.filter((each) => each.centre === code),
    ...(issued ? { town } : {}),
    definitions: sheet.definitions.filter(({ figure }) => shownToCentres(figure)),
  });
};
