/** Plain text tables: the first column to the left, figures to the right. */
import type { Sample } from "./statistics.ts";

export type Section = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the figures mean, how many there were. */
  readonly notes: readonly string[];
};

export const figure = (value: number, digits: number): string => value.toFixed(digits);

/** `58.1 (57.0–60.2)`: the median, and the quartiles. */
export const spread = ({ median, quartiles: [low, high] }: Sample, digits: number): string =>
  `${figure(median, digits)} (${figure(low, digits)}–${figure(high, digits)})`;

export const render = ({ title, columns, rows, notes }: Section): string => {
  const lines = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [title, "", line(columns), rule, ...rows.map(line), "", ...notes.map((note) => `  ${note}`), ""].join("\n");
};
