/**
 * The bulletin as a report for people: every figure of the sheet in a table, the charts beside theirs, and what each figure
 * means (R66). Pages, PDF, workbook and CSV are made from it, so that no form says something else than another.
 */
import type { Bilingual } from "../calendar/bilingual.ts";
import { OVERDUE_REASON_NAMES } from "../casework/overdue-reasons.ts";
import type { Chart } from "../documents/chart.ts";
import type { Block, Document, KeyFigure, Section } from "../documents/document.ts";
import { type Column, type Row, shareOf, type Table } from "../documents/table.ts";
import { addendaParts } from "./addenda-table.ts";
import { FigureId } from "./behind.ts";
import type { FrozenSheet } from "./bulletin.ts";
import { HANDLED, KINDS, ON_TIME, OVERDUE, RECEIVED, rate, SUPERVISED, type UnitColumn } from "./columns.ts";
import type { MonthFigures } from "./comparison.ts";
import { comparedTable, trendBlock } from "./comparison-tables.ts";
import type { Figures } from "./figures.ts";
import { otherParts } from "./other-tables.ts";
import { overdueReasonTable } from "./overdue-table.ts";
import { rankingBlocks } from "./ranking.ts";
import type { BulletinSheet } from "./sheet.ts";

const WHOLE: Bilingual = { zh: "全市", en: "Whole municipality" };
const UNIT: Column = { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "text" };

const monthInWords = (month: string): Bilingual => ({
  zh: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
  en: month,
});

/** Linked to the cases behind its numbers (`list-cases-behind-figure`) where they can be listed. */
const linked = ({ id, name, kind }: Pick<Column, "id" | "name" | "kind">): Column =>
  FigureId.safeParse(id).success ? { id, name, kind, link: `figure=${id}` } : { id, name, kind };

/** The whole municipality first, then the centres in register order (R66). */
const byUnit = (
  sheet: BulletinSheet,
  table: Omit<Table, "columns" | "rows">,
  columns: readonly UnitColumn[],
): Table => {
  const cells = (figures: Figures) => columns.map(({ of }) => of(figures));
  const units: Row[] = sheet.centres.map(({ code, name, figures }) => ({
    cells: [name, ...cells(figures)],
    link: `cases?centreCode=${code}&`,
  }));
  return {
    ...table,
    columns: [UNIT, ...columns.map(linked)],
    rows: [{ cells: [WHOLE, ...cells(sheet.total)], total: true, link: "cases?" }, ...units],
  };
};

const inTable = (table: Table): Block => ({ kind: "table", table });
const beside = (chart: Chart, table: Table): Block => ({ kind: "chart", chart, table });

const keyFigures = ({ total, openOverdue, comparison }: BulletinSheet): Block => {
  const { promise } = total;
  const before = (of: (month: MonthFigures) => number) =>
    comparison.previous === undefined ? {} : { beside: `上月 last month ${of(comparison.previous)}` };
  const figures: KeyFigure[] = [
    { name: { zh: "收件", en: "Received" }, value: String(total.received), ...before(({ received }) => received) },
    { name: { zh: "办结", en: "Decided" }, value: String(total.decided), ...before(({ decided }) => decided) },
    {
      name: { zh: "按期办结率", en: "On time" },
      value: shareOf(rate(promise.onTime, promise.due)) ?? "—",
      beside: `${promise.onTime}/${promise.due}`,
    },
    { name: { zh: "月末超期未办结", en: "Open overdue" }, value: String(openOverdue.length) },
  ];
  return { kind: "key-figures", figures };
};

const onTimeBlock = (sheet: BulletinSheet): Block => {
  const title = { zh: "按期办结率（按登记顺序）", en: "Finished on time, in register order" };
  const bars = sheet.centres.map(({ name, figures: { promise } }) => ({
    name: { zh: name, en: name },
    value: promise.onTime,
    whole: promise.due,
  }));
  return beside({ kind: "bars", title, bars }, byUnit(sheet, { id: "on-time", title }, ON_TIME));
};

/** Of the whole municipality: per centre so few decisions might name somebody (R27). */
const reasonTable = ({ lateReasons }: BulletinSheet): Table => ({
  id: "late-reasons",
  title: { zh: "全市超期原因（件）", en: "Why decisions were late, whole municipality" },
  empty: { zh: "当月没有超期作出的决定。", en: "No decision of the month was over its limit." },
  columns: [
    { id: "reason", name: { zh: "原因", en: "Reason" }, kind: "text" },
    {
      id: "decisions",
      name: { zh: "超期作出的决定", en: "Decisions over the limit" },
      kind: "count",
      link: "figure=decided",
    },
  ],
  rows: lateReasons.map(({ code, decisions }) => ({
    cells: [OVERDUE_REASON_NAMES[code], decisions],
    link: `cases?reason=${code}&`,
  })),
});

/** Of the whole municipality; sensitive items are summed already. */
const itemTable = (sheet: BulletinSheet): Table => {
  const names = new Map(sheet.lines.map(({ code, name }) => [code, name]));
  return {
    id: "by-item",
    title: { zh: "全市分事项情况（件）", en: "By item, whole municipality" },
    columns: [
      { id: "item", name: { zh: "事项", en: "Item" }, kind: "text" },
      linked({ id: "received", name: { zh: "收件", en: "Received" }, kind: "count" }),
      linked({ id: "decided", name: { zh: "办结", en: "Decided" }, kind: "count" }),
      linked({ id: "on-time", name: { zh: "按期办结率", en: "On time" }, kind: "share" }),
    ],
    rows: sheet.total.byItem.map(({ line, received, decided, onTime, due }) => ({
      cells: [names.get(line) ?? line, received, decided, rate(onTime, due)],
      link: `cases?line=${line}&`,
    })),
  };
};

type Part = Omit<Section, "title"> & { readonly name: Bilingual };

const partsOf = (sheet: BulletinSheet): readonly Part[] => [
  {
    id: "summary",
    name: { zh: "总体情况", en: "Summary" },
    blocks: [keyFigures(sheet), inTable(comparedTable(sheet)), trendBlock(sheet)],
  },
  {
    id: "on-time",
    name: { zh: "按期办结", en: "Finished on time" },
    blocks: [onTimeBlock(sheet), ...rankingBlocks(sheet)],
  },
  {
    id: "received",
    name: { zh: "收件", en: "Received" },
    blocks: [
      inTable(byUnit(sheet, { id: "received", title: { zh: "各单位收件（件）", en: "Received" } }, RECEIVED)),
      inTable(byUnit(sheet, { id: "kinds", title: { zh: "各单位收件分类型（件）", en: "Received, by kind" } }, KINDS)),
    ],
  },
  {
    id: "handled",
    name: { zh: "办理情况", en: "Handling" },
    blocks: [inTable(byUnit(sheet, { id: "handled", title: { zh: "各单位办理情况（件）", en: "Handling" } }, HANDLED))],
  },
  {
    id: "overdue",
    name: { zh: "逾期情况", en: "Overdue" },
    blocks: [
      inTable(byUnit(sheet, { id: "overdue", title: { zh: "各单位逾期情况（件）", en: "Overdue" } }, OVERDUE)),
      inTable(reasonTable(sheet)),
      inTable(overdueReasonTable(sheet)),
    ],
  },
  {
    id: "supervised",
    name: { zh: "中止延期与督办", en: "Suspension, extension and supervision" },
    blocks: [
      inTable(
        byUnit(sheet, { id: "supervised", title: { zh: "各单位中止延期与督办（件）", en: "Supervision" } }, SUPERVISED),
      ),
    ],
  },
  { id: "items", name: { zh: "分事项情况", en: "By item" }, blocks: [inTable(itemTable(sheet))] },
];

const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"];

const definitionsOf = ({ definitions }: BulletinSheet): Section["blocks"] => [
  {
    kind: "terms",
    terms: definitions.map(({ name, figure, zh, en }) => ({ name: { zh: name, en: figure }, meaning: { zh, en } })),
  },
];

const colophonOf = ({ sheet, envelope }: FrozenSheet): readonly Bilingual[] => [
  {
    zh: `统计期间 ${sheet.from} 至 ${sheet.to}（北京时间）　日历版本 ${envelope.calendarVersion}　规则版本 ${envelope.rulebookVersion}　程序版本 ${envelope.codeVersion}`,
    en: `From ${sheet.from} to ${sheet.to} (Asia/Shanghai). Calendar ${envelope.calendarVersion}, rules ${envelope.rulebookVersion}, code ${envelope.codeVersion}`,
  },
  {
    zh: `生成时间 ${envelope.madeAt}。数据冻结后不再更改，更正列入下一期。`,
    en: `Made at ${envelope.madeAt}. Frozen: a correction stands in the next one.`,
  },
  { zh: `数据校验值 SHA-256：${envelope.sha256}`, en: `SHA-256 of the data: ${envelope.sha256}` },
];

/** The same frozen sheet always gives the same document. */
export const bulletinDocument = (frozen: FrozenSheet): Document => {
  const { sheet } = frozen;
  const sections = [
    ...partsOf(sheet),
    ...otherParts(sheet),
    ...addendaParts(sheet),
    { id: "definitions", name: { zh: "指标说明", en: "What the figures mean" }, blocks: definitionsOf(sheet) },
  ];
  return {
    title: {
      zh: `${sheet.municipality.name}镇（街道）便民服务中心办件情况通报`,
      en: "Monthly bulletin of the citizen service centres",
    },
    subtitle: monthInWords(sheet.month),
    sample: sheet.sample,
    sections: sections.map(({ id, name, blocks }, n) => ({
      ...{ id, blocks },
      title: { zh: `${NUMERALS[n]}、${name.zh}`, en: name.en },
    })),
    signing: [
      { zh: "签发：", en: "Signed off by:" },
      { zh: "日期：", en: "Date:" },
    ],
    colophon: colophonOf(frozen),
  };
};
