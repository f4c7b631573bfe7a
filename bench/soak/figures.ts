/** What a soak prints: one line a figure, with the seed that it was made with, and whether it keeps within its bound. */
export type Figure = {
  readonly what: string;
  readonly value: number | string;
  readonly unit?: string;
  /** Absent: told for the record, and bound by nothing. */
  readonly bound?: { readonly atMost: number } | { readonly atLeast: number };
};

export const isKept = ({ value, bound }: Figure): boolean => {
  if (bound === undefined) return true;
  const measured = Number(value);
  return "atMost" in bound ? measured <= bound.atMost : measured >= bound.atLeast;
};

const inWords = (value: number | string): string => {
  if (typeof value === "string" || Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 100 ? 2 : 0);
};

/** `million  seed 7  reads with 1000000 open ÷ without  1.00  (≤ 1.1)  kept` */
export const line = (part: string, seed: number, figure: Figure): string => {
  const { what, value, unit, bound } = figure;
  const measured = `${inWords(value)}${unit === undefined ? "" : ` ${unit}`}`;
  const head = `${part.padEnd(9)} seed ${seed}  ${what.padEnd(62)} ${measured}`;
  if (bound === undefined) return head;
  const limit = "atMost" in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`;
  return `${head}  (${limit})  ${isKept(figure) ? "kept" : "BROKEN"}`;
};
