/** A report for people, before it becomes a page, a PDF or a workbook. */
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Chart } from "./chart.ts";
import type { Table } from "./table.ts";

export type KeyFigure = { readonly name: Bilingual; readonly value: string; readonly beside?: string };
export type Term = { readonly name: Bilingual; readonly meaning: Bilingual };

export type Block =
  | { readonly kind: "key-figures"; readonly figures: readonly KeyFigure[] }
  | { readonly kind: "text"; readonly text: Bilingual }
  | { readonly kind: "table"; readonly table: Table }
  /** The chart, then the table that says the same. */
  | { readonly kind: "chart"; readonly chart: Chart; readonly table: Table }
  | { readonly kind: "terms"; readonly terms: readonly Term[] };

export type Section = { readonly id: string; readonly title: Bilingual; readonly blocks: readonly Block[] };

export type Document = {
  readonly title: Bilingual;
  /** Under the title: the month, the edition. */
  readonly subtitle: Bilingual;
  /** Invented data: says 示例数据 on every page. */
  readonly sample: boolean;
  readonly sections: readonly Section[];
  /** Empty lines to sign on: 签发, 日期. */
  readonly signing: readonly Bilingual[];
  /** Period, versions, hash: one line each. */
  readonly colophon: readonly Bilingual[];
};

/** Chinese with English beside it, or English alone with Chinese names. */
export type Language = "zh" | "en";

export const tablesOf = (document: Document): readonly Table[] =>
  document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "table" || block.kind === "chart" ? [block.table] : [])),
  );
