/** A month beside others, as tables and as a trend. */
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Chart } from "../documents/chart.ts";
import type { Block } from "../documents/document.ts";
import type { Column, Table } from "../documents/table.ts";
import { rate } from "./columns.ts";
import { type MonthFigures, monthsBefore } from "./comparison.ts";
import type { BulletinSheet } from "./sheet.ts";

const COMPARED: readonly { readonly name: Bilingual; readonly of: (month: MonthFigures) => number }[] = [
  { name: { zh: "收件", en: "Received" }, of: ({ received }) => received },
  { name: { zh: "受理", en: "Accepted" }, of: ({ accepted }) => accepted },
  { name: { zh: "办结", en: "Decided" }, of: ({ decided }) => decided },
  { name: { zh: "送达", en: "Delivered" }, of: ({ delivered }) => delivered },
  { name: { zh: "到期", en: "Due" }, of: ({ due }) => due },
  { name: { zh: "按期办结", en: "On time" }, of: ({ onTime }) => onTime },
];

export const comparedTable = ({ comparison: { previous, lastYear, trend }, month }: BulletinSheet): Table => {
  const own = trend.find((each) => each.month === month);
  const of = (figure: (typeof COMPARED)[number]["of"], which: MonthFigures | undefined) => which && figure(which);
  const column = (id: string, zh: string, en: string): Column => ({ id, name: { zh, en }, kind: "count" });
  return {
    id: "comparison",
    title: { zh: "与上月、上年同月比较（件）", en: "Beside last month and the same month last year" },
    note: { zh: "取自各月已冻结的数据；没有数据的以“—”表示。", en: "From the frozen sheets; — where there is none." },
    columns: [
      { id: "figure", name: { zh: "指标", en: "Figure" }, kind: "text" },
      column("this-month", "本月", "This month"),
      column("last-month", "上月", "Last month"),
      column("last-year", "上年同月", "Same month last year"),
    ],
    rows: COMPARED.map(({ name, of: figure }) => ({
      cells: [name, of(figure, own), of(figure, previous), of(figure, lastYear)],
    })),
  };
};

/** Always thirteen months: where there is no sheet, the line is broken. */
export const trendBlock = ({ month: last, comparison: { trend } }: BulletinSheet): Block => {
  const months = [...monthsBefore(last).toReversed(), last];
  const found = new Map(trend.map((each) => [each.month, each]));
  const series = (zh: string, en: string, of: (month: MonthFigures) => number) => ({
    name: { zh, en },
    values: months.map((month) => {
      const figures = found.get(month);
      return figures && of(figures);
    }),
  });
  const title = { zh: "近13个月收件与办结（件）", en: "Received and decided, thirteen months" };
  const table: Table = {
    id: "trend",
    title,
    columns: [
      { id: "month", name: { zh: "月份", en: "Month" }, kind: "text" },
      { id: "received", name: { zh: "收件", en: "Received" }, kind: "count" },
      { id: "decided", name: { zh: "办结", en: "Decided" }, kind: "count" },
      { id: "on-time", name: { zh: "按期办结率", en: "On time" }, kind: "share" },
    ],
    rows: trend.map(({ month, received, decided, onTime, due }) => ({
      cells: [month, received, decided, rate(onTime, due)],
    })),
  };
  const chart: Chart = {
    ...{ kind: "trend", title, months },
    series: [
      series("收件", "Received", ({ received }) => received),
      series("办结", "Decided", ({ decided }) => decided),
    ],
  };
  return { kind: "chart", chart, table };
};
