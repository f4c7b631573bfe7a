/** The section of a bulletin that tells what was corrected in earlier ones (R69). */
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Cell, Column, Table } from "../documents/table.ts";
import type { Addendum } from "./addenda.ts";
import type { OtherPart } from "./other-tables.ts";
import type { BulletinSheet } from "./sheet.ts";

const WHOLE: Bilingual = { zh: "全市", en: "Whole municipality" };
const text = (id: string, zh: string, en: string): Column => ({ id, name: { zh, en }, kind: "text" });
const COLUMNS: readonly Column[] = [
  text("month", "月份", "Month"),
  text("unit", "单位", "Unit"),
  text("figure", "指标", "Figure"),
  text("said", "原数", "It said"),
  text("right", "更正为", "It is"),
  text("reason", "原因", "Reason"),
  text("origin", "来源", "Found by"),
];

const table = ({ addenda, centres, definitions }: BulletinSheet): Table => {
  const units = new Map<string, string>(centres.map(({ code, name }) => [code, name]));
  const figures = new Map(definitions.map(({ figure, name }) => [figure, name]));
  const cells = ({ month, centre, figure, said, right, reason, ofObjection }: Addendum): Cell[] => [
    month,
    centre === undefined ? WHOLE : (units.get(centre) ?? centre),
    { zh: figures.get(figure) ?? figure, en: figure },
    ...[said, right, reason],
    ofObjection ? { zh: "异议", en: "Objection" } : { zh: "自查", en: "Office" },
  ];
  return {
    id: "addenda",
    title: { zh: "对以前各期通报的更正", en: "Corrections to earlier bulletins" },
    note: {
      zh: "以前各期通报及其数据不作改动。",
      en: "The earlier bulletins and their data stay as they were.",
    },
    columns: COLUMNS,
    rows: addenda.map((addendum) => ({ cells: cells(addendum) })),
  };
};

/** None where nothing was corrected. */
export const addendaParts = (sheet: BulletinSheet): readonly OtherPart[] =>
  sheet.addenda.length === 0
    ? []
    : [
        {
          ...{ id: "addenda", name: { zh: "更正", en: "Corrections" } },
          blocks: [{ kind: "table", table: table(sheet) }],
        },
      ];
