/** The sections of a bulletin beside those of cases: complaints, ratings, posts and SMS. */
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Block } from "../documents/document.ts";
import type { Cell, Column, ColumnKind, Table } from "../documents/table.ts";
import { rate } from "./columns.ts";
import type { ComplaintFigures } from "./complaint-figures.ts";
import type { CentreOthers, Others } from "./other-figures.ts";
import type { RatingFigures } from "./rating-figures.ts";
import type { BulletinSheet } from "./sheet.ts";

type OtherColumn = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ColumnKind;
  /** Undefined: the unit has no such figure. */
  readonly of: (others: CentreOthers) => Cell;
};

const counts = (id: string, zh: string, en: string, of: (others: CentreOthers) => number | undefined): OtherColumn => ({
  ...{ id, name: { zh, en }, kind: "count", of },
});
const complaints = (id: string, zh: string, en: string, of: (figures: ComplaintFigures) => number): OtherColumn =>
  counts(id, zh, en, (others) => of(others.complaints));
const ratings = (id: string, zh: string, en: string, of: (figures: RatingFigures) => number): OtherColumn =>
  counts(id, zh, en, (others) => of(others.ratings));

const COMPLAINTS: readonly OtherColumn[] = [
  complaints("complaints", "投诉", "Complaints", ({ received }) => received.complaint),
  complaints("suggestions", "建议", "Suggestions", ({ received }) => received.suggestion),
  complaints("praise", "表扬", "Praise", ({ received }) => received.praise),
  complaints("joined", "其中合并", "Of them joined", ({ joined }) => joined),
  complaints("petitions", "转信访", "Petitions", ({ petitions }) => petitions),
  complaints("transferred", "移送", "Transferred", ({ transferred }) => transferred),
  complaints("not-accepted", "不予受理", "Not accepted", ({ notAccepted }) => notAccepted),
  complaints("withdrawn", "撤回", "Withdrawn", ({ withdrawn }) => withdrawn),
];
const RESULTS: readonly OtherColumn[] = [
  complaints("decided", "作出决定", "Decided", ({ decided }) => decided),
  {
    ...{ id: "in-time", name: { zh: "按期", en: "In time" }, kind: "share" },
    of: (others) => rate(others.complaints.onTime.kept, others.complaints.onTime.decided),
  },
  complaints("upheld", "属实", "Upheld", ({ findings }) => findings.upheld),
  complaints("partly", "部分属实", "Partly", ({ findings }) => findings.partlyUpheld),
  complaints("not-upheld", "不属实", "Not upheld", ({ findings }) => findings.notUpheld),
  complaints("satisfied", "回访满意", "Satisfied", ({ callBacks }) => callBacks.satisfied),
  complaints("dissatisfied", "回访不满意", "Dissatisfied", ({ callBacks }) => callBacks.dissatisfied),
  complaints("reviewed", "复核", "Reviewed", ({ reviewed }) => reviewed),
];
const RATINGS: readonly OtherColumn[] = [
  ratings("five", "非常满意", "5", ({ levels }) => levels[4]),
  ratings("four", "满意", "4", ({ levels }) => levels[3]),
  ratings("three", "基本满意", "3", ({ levels }) => levels[2]),
  ratings("two", "不满意", "2", ({ levels }) => levels[1]),
  ratings("one", "非常不满意", "1", ({ levels }) => levels[0]),
  {
    ...{ id: "satisfied", name: { zh: "满意率", en: "Satisfied" }, kind: "share" },
    of: (others) => rate(others.ratings.satisfied.part, others.ratings.satisfied.whole),
  },
  ratings("marked", "不计入", "Not counted", ({ marked }) => marked),
  ratings("set-aside", "申诉剔除", "Set aside", ({ setAside }) => setAside),
  ratings("follow-ups", "差评回访", "Followed up", ({ followUps }) => followUps.closed),
  ratings("settled", "回访满意", "Then satisfied", ({ followUps }) => followUps.satisfied),
];
const POSTS: readonly OtherColumn[] = [
  counts("uncovered", "A、B岗均不在岗", "Uncovered", ({ staffing }) => staffing?.uncovered),
  counts("covers-many", "B岗顶替多岗", "B at several", ({ staffing }) => staffing?.coversMany),
  counts("unrecorded", "未登记代岗", "Unrecorded stand-in", ({ staffing }) => staffing?.takenOverUnrecorded),
  counts("outside", "外出公务", "Outside duty", ({ staffing }) => staffing?.outsideDuty),
  counts("no-check-in", "未签到", "No check-in", ({ staffing }) => staffing?.notCheckedIn),
];

const byUnit = (
  sheet: BulletinSheet,
  others: Others,
  id: string,
  title: Bilingual,
  columns: readonly OtherColumn[],
): Table => ({
  ...{ id, title },
  columns: [
    { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "text" },
    ...columns.map(({ id: column, name, kind }): Column => ({ id: column, name, kind })),
  ],
  rows: [
    { cells: [{ zh: "全市", en: "Whole municipality" }, ...columns.map(({ of }) => of(others))], total: true },
    ...sheet.centres.map(({ name, others: own }) => ({
      cells: [name, ...columns.map(({ of }) => (own === undefined ? undefined : of(own)))],
    })),
  ],
});

const inTable = (table: Table): Block => ({ kind: "table", table });

const complaintBlocks = (sheet: BulletinSheet, others: Others): readonly Block[] => {
  const { received, petitions, transferred } = others.complaints;
  const bar = (zh: string, en: string, value: number) => ({ name: { zh, en }, value });
  const title = { zh: "当月投诉建议（件）", en: "Complaints, by kind" };
  return [
    {
      kind: "chart",
      chart: {
        kind: "bars",
        title,
        bars: [
          bar("投诉", "Complaints", received.complaint),
          bar("建议", "Suggestions", received.suggestion),
          bar("表扬", "Praise", received.praise),
          bar("转信访", "Petitions", petitions),
          bar("移送", "Transferred", transferred),
        ],
      },
      table: byUnit(sheet, others, "complaints", { zh: "各单位投诉建议（件）", en: "Complaints" }, COMPLAINTS),
    },
    inTable(
      byUnit(
        sheet,
        others,
        "complaint-results",
        { zh: "各单位投诉办理结果（件）", en: "Results of complaints" },
        RESULTS,
      ),
    ),
  ];
};

const messageTable = (sheet: BulletinSheet, { messages }: Others): Table => {
  const names = new Map(sheet.centres.map(({ code, name }) => [code as string, name]));
  const count = (id: string, zh: string, en: string): Column => ({ id, name: { zh, en }, kind: "count" });
  const office = { zh: "市政务服务管理机构", en: "Municipal office" };
  return {
    id: "messages",
    title: {
      zh: `短信（费用合计 ${messages.amount} ${messages.currency}）`,
      en: `SMS, cost ${messages.amount} ${messages.currency}`,
    },
    ...(messages.complete ? {} : { note: { zh: "数量过大，未计全。", en: "Too many to count: a lower bound." } }),
    columns: [
      { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "text" },
      count("messages", "短信", "Messages"),
      count("parts", "计费条数", "Parts"),
      count("failed", "未送达", "Failed"),
    ],
    rows: [
      {
        cells: [{ zh: "全市", en: "Whole municipality" }, messages.messages, messages.parts, messages.failed],
        total: true,
      },
      ...messages.byCentre.map(({ centre, messages: sent, parts }) => ({
        cells: [centre === undefined ? office : (names.get(centre) ?? centre), sent, parts, undefined],
      })),
    ],
  };
};

const returnTable = (sheet: BulletinSheet, returns: NonNullable<Others["returns"]>): Table => {
  const names = new Map(sheet.centres.map(({ code, name }) => [code as string, name]));
  const LATE: Bilingual = { zh: "迟报", en: "Late" };
  const MISSING: Bilingual = { zh: "漏报", en: "Missing" };
  const text = (id: string, zh: string, en: string): Column => ({ id, name: { zh, en }, kind: "text" });
  return {
    id: "returns",
    title: { zh: "资料迟报、漏报", en: "Data returns late or missing" },
    empty: { zh: "没有迟报、漏报的资料。", en: "No return is late or missing." },
    columns: [
      text("unit", "单位", "Unit"),
      text("return", "资料", "Return"),
      text("period", "所属期", "Period"),
      { id: "due", name: { zh: "到期", en: "Due" }, kind: "day" },
      text("state", "情况", "State"),
    ],
    rows: returns.map(({ centre, name, period, dueOn, state }) => ({
      cells: [names.get(centre) ?? centre, name, period, dueOn, state === "late" ? LATE : MISSING],
    })),
  };
};

export type OtherPart = { readonly id: string; readonly name: Bilingual; readonly blocks: readonly Block[] };

const returnPart = (sheet: BulletinSheet, returns: NonNullable<Others["returns"]>): OtherPart => ({
  id: "returns",
  name: { zh: "资料报送", en: "Data returns" },
  blocks: [inTable(returnTable(sheet, returns))],
});

/** None where the sheet has no such figures. */
export const otherParts = (sheet: BulletinSheet): readonly OtherPart[] => {
  const { others } = sheet;
  if (others === undefined) return [];
  return [
    { id: "complaints", name: { zh: "投诉建议", en: "Complaints" }, blocks: complaintBlocks(sheet, others) },
    {
      id: "ratings",
      name: { zh: "好差评", en: "Ratings" },
      blocks: [inTable(byUnit(sheet, others, "ratings", { zh: "各单位好差评（次）", en: "Ratings" }, RATINGS))],
    },
    {
      id: "posts",
      name: { zh: "岗位在岗", en: "Posts" },
      blocks: [
        inTable(byUnit(sheet, others, "posts", { zh: "各单位岗位情况（岗位·工作日）", en: "Post-days" }, POSTS)),
      ],
    },
    ...(others.returns === undefined ? [] : [returnPart(sheet, others.returns)]),
    { id: "messages", name: { zh: "短信", en: "SMS" }, blocks: [inTable(messageTable(sheet, others))] },
  ];
};
