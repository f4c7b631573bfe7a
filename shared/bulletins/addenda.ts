/**
 * Corrections of frozen sheets (R69). A correction changes no sheet: it is recorded with the bulletin that it is about, and
 * stands as an addendum in the next sheet that is made, in that one only.
 */
import * as z from "zod";
import { StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { Instant, LocalDate, localDateOf, Month } from "../kernel/local-date.ts";
import { ObjectionId } from "./objections.ts";

/** `<month>#<n>`: the n-th of that month's bulletin. */
export const CorrectionId = z.string().regex(/^\d{4}-\d{2}#[1-9]\d{0,2}$/);

/** Whole numbers only, so that no text of anybody's comes into a sheet in the place of a figure. */
export const FigureValue = z
  .string()
  .regex(/^\d{1,9}(\/\d{1,9})?$/)
  .meta({ description: "A number, or numerator/denominator", example: "41/42" });

export const Correction = z
  .object({
    id: CorrectionId,
    /** Absent: of the whole municipality. */
    centre: CentreCode.optional(),
    figure: z.string().meta({ description: "Code of its definition" }),
    said: FigureValue,
    right: FigureValue,
    reason: z.string().meta({ description: "As the office's edition prints it" }),
    /** The objection that led to it. */
    objection: ObjectionId.optional(),
    at: Instant,
    by: StaffId,
  })
  .meta({ id: "BulletinCorrection" });
export type Correction = z.infer<typeof Correction>;

/** What a sheet says of a correction to an earlier one. */
export const Addendum = z
  .object({
    ...{ id: CorrectionId, month: Month, centre: CentreCode.optional(), figure: z.string() },
    ...{ said: FigureValue, right: FigureValue, reason: z.string() },
    ofObjection: z.boolean().meta({ description: "It followed from a centre's objection" }),
    on: LocalDate,
  })
  .meta({ id: "BulletinAddendum", description: "A correction to the bulletin of an earlier month" });
export type Addendum = z.infer<typeof Addendum>;

/** Of one listed bulletin: what was corrected in it, and the corrections of others that its own sheet tells of. */
export type Corrected = {
  readonly month: Month;
  readonly corrections: readonly Correction[];
  readonly addenda: readonly string[];
};

const addendumOf = (month: Month, correction: Correction): Addendum => {
  const { id, centre, figure, said, right, reason, objection, at } = correction;
  return {
    ...{ id, month, ...(centre === undefined ? {} : { centre }), figure, said, right, reason },
    ofObjection: objection !== undefined,
    on: localDateOf(at),
  };
};

const byMonthThenNumber = (a: Addendum, b: Addendum): number =>
  a.month === b.month ? Number(a.id.split("#")[1]) - Number(b.id.split("#")[1]) : a.month < b.month ? -1 : 1;

const everyAddendum = (listed: readonly Pick<Corrected, "month" | "corrections">[]): Addendum[] =>
  listed
    .flatMap(({ month, corrections }) => corrections.map((correction) => addendumOf(month, correction)))
    .sort(byMonthThenNumber);

/**
 * What the next sheet has to tell: every correction that no listed bulletin's sheet tells yet. A month is listed before the
 * next one is made, and its list entry names what its frozen sheet tells; so a correction that comes while a sheet is being
 * made is told in that sheet or in the next, never in both and never in none.
 */
export const addendaToMake = (listed: readonly Corrected[]): Addendum[] => {
  const told = new Set(listed.flatMap(({ addenda }) => addenda));
  return everyAddendum(listed).filter(({ id }) => !told.has(id));
};

/** What a frozen sheet told, from the corrections as they were recorded: making it again gives the same content. */
export const addendaAgain = (
  listed: readonly Pick<Corrected, "month" | "corrections">[],
  told: readonly Pick<Addendum, "id">[],
): Addendum[] => {
  const ids = new Set(told.map(({ id }) => id));
  return everyAddendum(listed).filter(({ id }) => ids.has(id));
};
