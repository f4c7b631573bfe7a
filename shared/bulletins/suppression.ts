/**
 * Small numbers of a table hidden so that none can be worked out from the others and their sum, not even by somebody who
 * knows these rules: whatever stands hidden in two places could stand there the other way round, and the table would look
 * the same.
 */

/** One line of a table: a number; or what is shown or hidden together, such as a rate's numerator and denominator. */
export type Cells = readonly [number, ...number[]];
/** The lines that together are one whole: its centres, its channels. */
export type Breakdown = readonly Cells[];

const isSmall = (cells: Cells, bound: number): boolean => cells.some((each) => each < bound);

const inOrder = (a: Cells, b: Cells): number => {
  const n = a.findIndex((value, at) => value !== b[at]);
  return n === -1 ? 0 : a[n]! - b[n]!;
};

/** In each column at least two different numbers are hidden, so that changing places changes something. */
const canChangePlaces = (hidden: readonly Cells[]): boolean =>
  hidden.length > 0 && hidden[0]!.every((_, n) => new Set(hidden.map((cells) => cells[n])).size > 1);

type Shown = { readonly lines: readonly boolean[]; readonly sum: boolean };

/**
 * What is below the bound is hidden, zeros included, for "none" shown would make of "hidden" a "some". With it the smallest
 * of the others, and all that are equal to it, until those hidden can change places.
 */
const shownIn = (lines: Breakdown, bound: number): Shown => {
  const hidden = new Set(lines.filter((cells) => isSmall(cells, bound)));
  if (hidden.size === 0) return { lines: lines.map(() => true), sum: true };
  const others = lines.filter((cells) => !hidden.has(cells)).sort(inOrder);
  while (others.length > 0 && !canChangePlaces([...hidden])) {
    const next = others[0]!;
    while (others.length > 0 && inOrder(others[0]!, next) === 0) hidden.add(others.shift()!);
  }
  return { lines: lines.map((cells) => !hidden.has(cells)), sum: canChangePlaces([...hidden]) };
};

export type ShownTable = { readonly sum: boolean; readonly breakdowns: readonly (readonly boolean[])[] };

/**
 * What may be shown of a whole and of each way to break it down. Where a breakdown has nothing to hide among, its sum would
 * tell, and so would every other breakdown of the same whole: none of it is shown.
 */
export const shownTable = (whole: Cells, breakdowns: readonly Breakdown[], bound: number): ShownTable => {
  const each = breakdowns.map((lines) => shownIn(lines, bound));
  const sum = !isSmall(whole, bound) && each.every((breakdown) => breakdown.sum);
  return { sum, breakdowns: each.map(({ lines }) => lines.map((shown) => shown && sum)) };
};
