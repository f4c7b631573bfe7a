/** Small numbers of a table's column hidden so that none can be worked out from the others and their sum. */

/** One line of a table: a number; or what must be shown or hidden together, such as a rate's numerator and denominator. */
export type Cells = readonly [number, ...number[]];

const isSmall = (cells: Cells, bound: number): boolean => cells.some((each) => each < bound);

/** Hidden numbers are safe from their sum when there are several, and the sum is none of a small number itself. */
const isSafe = (hidden: readonly Cells[], bound: number): boolean =>
  hidden.length === 0 ||
  (hidden.length > 1 && hidden[0]!.every((_, n) => hidden.reduce((sum, cells) => sum + cells[n]!, 0) >= bound));

/**
 * Which lines may be shown, their sum being known or not: those below the bound are not, zeros included, for "none" shown
 * would make of "hidden" a "some". Where that leaves too few to hide among, the smallest of the others is hidden as well.
 * @returns for each line whether it is shown
 */
export const shownLines = (lines: readonly Cells[], bound: number): readonly boolean[] => {
  const hidden = new Set(lines.filter((cells) => isSmall(cells, bound)));
  const others = lines.filter((cells) => !hidden.has(cells)).sort((a, b) => a[0] - b[0]);
  for (const next of others) {
    if (isSafe([...hidden], bound)) break;
    hidden.add(next);
  }
  return lines.map((cells) => !hidden.has(cells));
};
