/** A report with everything that a report can hold: what renders reports is tried on it. */
import type { Document } from "../../shared/documents/document.ts";
import type { Row, Table } from "../../shared/documents/table.ts";

const NASTY = `<b onclick="x">&'`;
const MONTHS = Array.from(
  { length: 13 },
  (_, n) => `${n < 4 ? 2025 : 2026}-${String(((n + 8) % 12) + 1).padStart(2, "0")}`,
);

const units: Row[] = Array.from({ length: 21 }, (_, n) => ({
  cells: [
    `示例镇${n + 1}`,
    1200 - n * 37,
    n === 3 ? undefined : n * 11,
    { part: n * 9, whole: n * 10, small: n < 1 },
    `2026-10-${String(n + 1).padStart(2, "0")}`,
    12.5 * n,
    { zh: `说明${n}`, en: `Remark ${n}` },
  ],
}));

export const UNITS: Table = {
  id: "units",
  title: { zh: "各单位情况（件）", en: "By unit" },
  note: { zh: "按登记顺序。", en: "In register order." },
  columns: [
    { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "text" },
    { id: "received", name: { zh: "收件", en: "Received" }, kind: "count" },
    { id: "late", name: { zh: "逾期", en: "Late" }, kind: "count" },
    { id: "on-time", name: { zh: "按期办结率", en: "On time" }, kind: "share" },
    { id: "day", name: { zh: "日期", en: "Day" }, kind: "day" },
    { id: "cost", name: { zh: "费用（元）", en: "Cost (yuan)" }, kind: "yuan" },
    { id: "remark", name: { zh: "说明", en: "Remark" }, kind: "text" },
  ],
  rows: [
    {
      cells: [
        { zh: "全市", en: "All" },
        17430,
        2310,
        { part: 1890, whole: 2100, small: false },
        undefined,
        2625,
        NASTY,
      ],
      total: true,
    },
    ...units,
  ],
};

export const NOTHING: Table = {
  id: "nothing",
  title: { zh: "空表", en: "An empty table" },
  columns: UNITS.columns,
  rows: [],
  empty: { zh: "当月没有。", en: "None this month." },
};

export const SAMPLE_DOCUMENT: Document = {
  title: { zh: `示例市便民服务中心通报${NASTY}`, en: "Sample bulletin" },
  subtitle: { zh: "2026年9月", en: "2026-09" },
  sample: true,
  sections: [
    {
      id: "summary",
      title: { zh: "一、总体情况", en: "Summary" },
      blocks: [
        {
          kind: "key-figures",
          figures: [
            { name: { zh: "收件", en: "Received" }, value: "17430", beside: "上月 last month 16002" },
            { name: { zh: "按期办结率", en: "On time" }, value: "90.0%", beside: "1890/2100" },
          ],
        },
        { kind: "text", text: { zh: "本月运行平稳。", en: "A quiet month." } },
        {
          kind: "chart",
          chart: {
            kind: "trend",
            title: { zh: "近13个月", en: "Thirteen months" },
            months: MONTHS,
            series: [
              {
                name: { zh: "收件", en: "Received" },
                values: MONTHS.map((_, n) => (n === 5 ? undefined : 900 + n * 40)),
              },
              { name: { zh: "办结", en: "Decided" }, values: MONTHS.map((_, n) => 850 + ((n * 97) % 300)) },
            ],
          },
          table: NOTHING,
        },
      ],
    },
    {
      id: "units",
      title: { zh: "二、各单位", en: "Units" },
      blocks: [
        {
          kind: "chart",
          chart: {
            kind: "bars",
            title: { zh: "按期办结率", en: "On time" },
            bars: units.map(({ cells }, n) => ({
              name: { zh: String(cells[0]), en: `Town ${n}` },
              value: n * 9,
              whole: n * 10,
            })),
          },
          table: UNITS,
        },
      ],
    },
    ...["三", "四", "五"].map((numeral, n) => ({
      id: `more-${n}`,
      title: { zh: `${numeral}、指标说明`, en: "Definitions" },
      blocks: [
        {
          kind: "terms" as const,
          terms: Array.from({ length: 12 }, (_, k) => ({
            name: { zh: `指标${n}-${k}`, en: `figure-${n}-${k}` },
            meaning: { zh: "当月收到的办件，按收到当日（北京时间）计。", en: "Cases received in the month." },
          })),
        },
      ],
    })),
  ],
  signing: [
    { zh: "签发：", en: "Signed off by:" },
    { zh: "日期：", en: "Date:" },
  ],
  colophon: [{ zh: `数据校验值 SHA-256：${"a".repeat(64)}`, en: `SHA-256: ${"a".repeat(64)}` }],
};
