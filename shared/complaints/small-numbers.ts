/** What a centre's edition may say of the number of complaints (R70). */

/** Fewer than this many are not shown, and none are neither: "none" shown would make of "hidden" a "some". */
export const SMALLEST_SHOWN = 3;

/**
 * Complaints of one centre and one month, in all and broken down (by kind, by finding, by window …). The cells of each
 * breakdown add up to the total, so complaints that have no finding yet have a cell, too.
 */
export type ComplaintFigures = {
  readonly total: number;
  readonly by: Readonly<Record<string, Readonly<Record<string, number>>>>;
};
/** What is hidden is not there. */
export type ShownFigures = Partial<ComplaintFigures>;

const sum = (cells: Readonly<Record<string, number>>): number =>
  Object.values(cells).reduce((before, each) => before + each, 0);

/**
 * The total from three on; the breakdowns only while every cell of all of them is at least three. One hidden cell next to
 * its total is no secret, and two breakdowns of one total tell of each other's cells: so all of them are hidden together.
 * Of months that overlap (a year up to now, next to its months) only one edition may be made: their difference is a figure.
 * @throws RangeError when a breakdown does not add up to the total
 */
export const shownToCentre = ({ total, by }: ComplaintFigures): ShownFigures => {
  const breakdowns = Object.entries(by);
  for (const [name, cells] of breakdowns) {
    if (sum(cells) !== total) throw new RangeError(`${name} does not add up to the total`);
  }
  if (total < SMALLEST_SHOWN) return {};
  const isSmall = breakdowns.some(([, cells]) => Object.values(cells).some((count) => count < SMALLEST_SHOWN));
  return isSmall ? { total } : { total, by };
};
