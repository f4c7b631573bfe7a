/** A ledger as a table for people: workbook and CSV are made from it. */
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Outcome } from "../casework/case.ts";
import type { Document, Term } from "../documents/document.ts";
import type { Cell, Column, ColumnKind, Row, Table } from "../documents/table.ts";
import { type Instant, localDateOf, localTimeOf } from "../kernel/local-date.ts";
import type { LedgerLine } from "./ledger-lines.ts";
import type { LedgerSpan } from "./ledgers.ts";

const OUTCOME_NAMES: Readonly<Record<Outcome, Bilingual>> = {
  approved: { zh: "准予", en: "approved" },
  refused: { zh: "不予", en: "refused" },
};
const YES: Bilingual = { zh: "是", en: "yes" };
const NO: Bilingual = { zh: "否", en: "no" };
const SAMPLE: Bilingual = { zh: "示例数据", en: "sample data" };
const WITHHELD: Bilingual = { zh: "（不显示）", en: "(withheld)" };

type Shown = Column & { readonly of: (line: LedgerLine) => Cell };
const column = (id: string, kind: ColumnKind, zh: string, en: string, of: Shown["of"]): Shown => ({
  id,
  kind,
  name: { zh, en },
  of,
});

const itemName = ({ kind, item }: LedgerLine): Cell => {
  if (kind === "contact") return undefined;
  return item?.name ?? WITHHELD;
};

const COLUMNS: readonly Shown[] = [
  column("number", "text", "编号", "Number", ({ number }) => number),
  column("kind", "text", "类别", "Kind", ({ kindName }) => kindName),
  column("registered-on", "day", "登记日期", "Registered", (line) => line.registeredOn),
  column("received-on", "day", "收件日期", "Received", ({ receivedOn }) => receivedOn),
  column("item-code", "text", "事项代码", "Item code", ({ item }) => item?.code),
  column("item", "text", "事项", "Item", itemName),
  column("channel", "text", "渠道", "Channel", ({ channelName }) => channelName),
  column("station", "text", "站点", "Station", ({ station }) => station?.name),
  column("by", "text", "代办员（首问人）工号", "Proxy (first asked)", ({ proxy, firstAsked }) => proxy ?? firstAsked),
  column("state", "text", "状态", "State", ({ stateName }) => stateName),
  column("accepted-on", "day", "受理日期", "Accepted", ({ acceptedOn }) => acceptedOn),
  column("due-on", "day", "承诺到期日", "Due", ({ dueOn }) => dueOn),
  column("decided-on", "day", "办结（答复）日期", "Decided (answered)", ({ decidedOn }) => decidedOn),
  column("outcome", "text", "结果", "Outcome", ({ outcome }) => outcome && OUTCOME_NAMES[outcome]),
  column("delivered-on", "day", "送达日期", "Delivered", ({ deliveredOn }) => deliveredOn),
  column("on-time", "text", "按时", "On time", ({ onTime }) => (onTime === undefined ? undefined : onTime ? YES : NO)),
  column("yellow", "count", "黄牌", "Yellow", ({ cards }) => cards?.yellow),
  column("red", "count", "红牌", "Red", ({ cards }) => cards?.red),
  column("supervision", "count", "督办", "Supervision", ({ cards }) => cards?.supervision),
  column("annulled", "count", "已撤销预警", "Annulled", ({ cards }) => cards?.annulled),
  column("case-number", "text", "相关办件", "Case asked about", ({ caseNumber }) => caseNumber),
  column("entries", "count", "记录条数", "Entries", ({ entries }) => entries),
  column("last-hash", "text", "末条校验码", "Hash of the last entry", ({ lastHash }) => lastHash),
];
/** A CSV has no place for a heading: every line says it. */
const SAMPLE_COLUMN = column("sample", "text", "说明", "Remark", () => SAMPLE);

export type LedgerFile = LedgerSpan & {
  /** The centre's name, or the station's. */
  readonly of: string;
  readonly asOf: Instant;
  readonly sample: boolean;
  readonly lines: readonly LedgerLine[];
};

export const ledgerTable = ({ of, lines, sample }: LedgerFile): Table => {
  const shown = sample ? [...COLUMNS, SAMPLE_COLUMN] : COLUMNS;
  return {
    id: "ledger",
    title: { zh: `${of}台账`, en: `Ledger of ${of}` },
    columns: shown.map(({ id, name, kind }) => ({ id, name, kind })),
    rows: lines.map((line): Row => ({ cells: shown.map((each) => each.of(line)) })),
    empty: { zh: "本期没有记录。", en: "Nothing was registered in this period." },
  };
};

const TERMS: readonly Term[] = [
  {
    name: { zh: "登记日期", en: "Registered" },
    meaning: {
      zh: "第一次登记的日期，不会改变；台账按此日期归入期间。",
      en: "The day on which it was first written down. It never changes, and says in which period a line stands.",
    },
  },
  {
    name: { zh: "收件日期", en: "Received" },
    meaning: {
      zh: "时限起算的收件日；站点代收转送的，为中心收件日。",
      en: "The day that its clocks count from; of what a station passes on, the receipt at the centre.",
    },
  },
  {
    name: { zh: "按时", en: "On time" },
    meaning: {
      zh: "在承诺到期日前办结为“是”；逾期办结或者已逾期未办结为“否”；其他为空。",
      en: "Yes: decided by the promised date. No: decided later, or overdue now. Empty otherwise.",
    },
  },
  {
    name: { zh: "记录条数、末条校验码", en: "Entries, hash of the last entry" },
    meaning: {
      zh: "每个编号另有一份不可更改、逐条校验的记录。两次导出中记录条数相同的，校验码必须相同。",
      en: "Each number has a record of its own, entry by entry, that cannot be changed. In two exports, the same number of entries has the same hash.",
    },
  },
];

/** A workbook is made of tables alone: what is said about it is one of them. */
const notesTable = ({ from, to, asOf, sample, lines }: LedgerFile): Table => {
  const note = (name: Bilingual, meaning: Bilingual): Row => ({ cells: [name, meaning] });
  const time = `${localDateOf(asOf)} ${localTimeOf(asOf)}`;
  const period = { zh: `${from} 至 ${to}`, en: `${from} to ${to}` };
  return {
    id: "notes",
    title: { zh: "说明", en: "Notes" },
    columns: [
      { id: "name", name: { zh: "项目", en: "Term" }, kind: "text" },
      { id: "meaning", name: { zh: "说明", en: "Meaning" }, kind: "text" },
    ],
    rows: [
      note({ zh: "期间（登记日期）", en: "Period (registered)" }, period),
      note({ zh: "导出时间", en: "Exported" }, { zh: `${time}（北京时间）`, en: `${time} Beijing time` }),
      note({ zh: "条数", en: "Lines" }, { zh: `共 ${lines.length} 条`, en: `${lines.length} lines` }),
      ...(sample ? [note({ zh: "数据", en: "Data" }, SAMPLE)] : []),
      ...TERMS.map(({ name, meaning }) => note(name, meaning)),
    ],
  };
};

export const ledgerDocument = (file: LedgerFile): Document => {
  const table = ledgerTable(file);
  const notes = notesTable(file);
  return {
    title: table.title,
    subtitle: { zh: `登记日期 ${file.from} 至 ${file.to}`, en: `Registered from ${file.from} to ${file.to}` },
    sample: file.sample,
    sections: [
      { id: "lines", title: table.title, blocks: [{ kind: "table", table }] },
      { id: "notes", title: notes.title, blocks: [{ kind: "table", table: notes }] },
    ],
    signing: [],
    colophon: [],
  };
};
