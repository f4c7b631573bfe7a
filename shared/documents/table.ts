/** A table for people. Page, PDF, workbook and CSV are made from the same rows, so that no form says something else. */
import type { Bilingual } from "../calendar/bilingual.ts";

/** A share shown as what it is made of (R66). `small`: too few for the share to say much. */
export type Rate = { readonly part: number; readonly whole: number; readonly small: boolean };

/** Of the column's kind; undefined: does not apply, shown as —. Codes and dates (`2026-10-31`) are strings. */
export type Cell = string | number | Rate | Bilingual | undefined;

/** count: whole number. share: `Rate`. day: local date. yuan: number with two decimals. */
export type ColumnKind = "text" | "count" | "share" | "day" | "yuan";
export type Column = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ColumnKind;
  /** Put behind a row's `link`, it is the address of what the column's numbers count. */
  readonly link?: string;
};

/** As many cells as the table has columns; the first one names the row. */
export type Row = {
  readonly cells: readonly Cell[];
  readonly total?: boolean;
  /** The beginning of an address, relative to the page; in linked pages only. */
  readonly link?: string;
};

export type Table = {
  /** Kebab-case, unique in its document: file names, anchors and sheet names are made from it. */
  readonly id: string;
  readonly title: Bilingual;
  readonly note?: Bilingual;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Said where there are no rows. */
  readonly empty?: Bilingual;
};

export const isRate = (cell: Cell): cell is Rate => typeof cell === "object" && "part" in cell;

/** Rounded down to a tenth of a per cent, so that only everything is 100 %; undefined: of nothing there is no share. */
export const shareOf = ({ part, whole }: Rate): string | undefined =>
  whole === 0 ? undefined : `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)}%`;
