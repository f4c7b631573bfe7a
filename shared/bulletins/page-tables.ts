/** The tables of the bulletin's page; charts are bars drawn into the rows of the table whose figures they show. */
import { OVERDUE_REASON_NAMES } from "../casework/overdue-reasons.ts";
import { type Markup, markup } from "../documents/markup.ts";
import type { Figures } from "./figures.ts";
import type { BulletinSheet } from "./sheet.ts";

type Row = { readonly name: string; readonly figures: Figures; readonly total: boolean };
type Column = { readonly zh: string; readonly en: string; readonly of: (figures: Figures) => number };
type Rate = { readonly onTime: number; readonly due: number; readonly small: boolean };

/** The whole municipality first, then the centres in register order (R66). */
const rowsOf = (sheet: BulletinSheet): readonly Row[] => [
  { name: "全市", figures: sheet.total, total: true },
  ...sheet.centres.map(({ name, figures }) => ({ name, figures, total: false })),
];

/** Rounded down, so that only everything is 100 %. Nothing due has no rate. */
export const shareOf = ({ onTime, due }: Rate): string =>
  due === 0 ? "—" : `${(Math.floor((onTime * 1000) / due) / 10).toFixed(1)}%`;
const marked = (rate: Rate): string => `${shareOf(rate)}${rate.small && rate.due > 0 ? " *" : ""}`;

const PER_MILLE = 1000;
const widthOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * PER_MILLE) / whole));

/** The numbers stand in the cells beside it: to a screen reader the bar adds nothing. */
const bars = (lengths: readonly number[]): Markup => {
  const height = 20 / lengths.length;
  const drawn = lengths.map((length, n) => {
    const kind = n === 0 ? "first" : "second";
    return markup`<rect class="${kind}" x="0" y="${n * height + 1}" width="${length}" height="${height - 2}"/>`;
  });
  return markup`<svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" x="0" y="0" width="1000" height="20"/>${drawn}</svg>`;
};

const head = (titles: readonly { zh: string; en: string }[]): Markup =>
  markup`<thead><tr>${titles.map(({ zh, en }) => markup`<th scope="col">${zh}<br><span lang="en">${en}</span></th>`)}</tr></thead>`;

const line = (name: string, total: boolean, cells: readonly Markup[]): Markup =>
  markup`<tr${total ? markup` class="total"` : ""}><th scope="row">${name}</th>${cells}</tr>`;

const number = (value: number | string): Markup => markup`<td>${value}</td>`;

/** A table that may be wider than a phone: it scrolls by itself, also by keyboard. */
const wide = (caption: string, table: Markup): Markup =>
  markup`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>${table}</table></div>`;

export const onTimeChart = (sheet: BulletinSheet): Markup => {
  const rows = rowsOf(sheet).map(({ name, figures: { promise }, total }) =>
    line(name, total, [
      markup`<td class="bar">${bars([widthOf(promise.onTime, promise.due)])}</td>`,
      number(`${promise.onTime}/${promise.due}`),
      number(marked(promise)),
    ]),
  );
  const titles = [
    { zh: "单位", en: "Unit" },
    { zh: "图示（满格为100%）", en: "Bar: full width is 100%" },
    { zh: "按期/到期", en: "On time / due" },
    { zh: "按期办结率", en: "Rate" },
  ];
  return wide("按期办结率（按登记顺序，不作排名）", markup`${head(titles)}<tbody>${rows}</tbody>`);
};

export const workloadChart = (sheet: BulletinSheet): Markup => {
  const most = Math.max(1, ...sheet.centres.flatMap(({ figures }) => [figures.received, figures.decided]));
  const rows = rowsOf(sheet).map(({ name, figures: { received, decided }, total }) =>
    line(name, total, [
      // The sum of all would dwarf every centre.
      total
        ? markup`<td class="bar"></td>`
        : markup`<td class="bar">${bars([widthOf(received, most), widthOf(decided, most)])}</td>`,
      number(received),
      number(decided),
    ]),
  );
  const titles = [
    { zh: "单位", en: "Unit" },
    { zh: `图示（满格为${most}件）`, en: `Bar: full width is ${most}` },
    { zh: "收件", en: "Received" },
    { zh: "办结", en: "Decided" },
  ];
  const sign = (kind: string) =>
    markup`<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="${kind}" width="10" height="10"/></svg>`;
  return markup`<p class="legend">${sign("first")} 收件 <span lang="en">received</span>　${sign("second")} 办结 <span lang="en">decided</span></p>
${wide("收件与办结（按登记顺序）", markup`${head(titles)}<tbody>${rows}</tbody>`)}`;
};

const HANDLING: readonly Column[] = [
  { zh: "网上", en: "Online", of: ({ byChannel }) => byChannel.online },
  { zh: "窗口", en: "Counter", of: ({ byChannel }) => byChannel.counter },
  { zh: "电话", en: "Phone", of: ({ byChannel }) => byChannel.phone },
  { zh: "站点", en: "Station", of: ({ byChannel }) => byChannel.station },
  { zh: "补正通知", en: "Notices", of: ({ notices }) => notices },
  { zh: "受理", en: "Accepted", of: ({ accepted }) => accepted },
  { zh: "准予", en: "Approved", of: ({ approved }) => approved },
  { zh: "不予", en: "Refused", of: ({ refused }) => refused },
  { zh: "送达", en: "Delivered", of: ({ delivered }) => delivered },
];
const OVERDUE: readonly Column[] = [
  { zh: "到期", en: "Due", of: ({ promise }) => promise.due },
  { zh: "逾期办结", en: "Finished late", of: ({ promise }) => promise.finishedLate },
  { zh: "到期未办结", en: "Still open", of: ({ promise }) => promise.stillOpen },
  { zh: "补正停计", en: "Paused", of: ({ promise }) => promise.paused },
  { zh: "月末超期3天以内", en: "Overdue ≤ 3 wd", of: ({ openOverdue }) => openOverdue.upTo3 },
  { zh: "4至10天", en: "4–10 wd", of: ({ openOverdue }) => openOverdue.from4To10 },
  { zh: "10天以上", en: "> 10 wd", of: ({ openOverdue }) => openOverdue.over10 },
];

const figuresTable = (sheet: BulletinSheet, caption: string, columns: readonly Column[]): Markup => {
  const rows = rowsOf(sheet).map(({ name, figures, total }) =>
    line(
      name,
      total,
      columns.map(({ of }) => number(of(figures))),
    ),
  );
  return wide(caption, markup`${head([{ zh: "单位", en: "Unit" }, ...columns])}<tbody>${rows}</tbody>`);
};
export const handlingTable = (sheet: BulletinSheet): Markup => figuresTable(sheet, "各单位办理情况（件）", HANDLING);
export const overdueTable = (sheet: BulletinSheet): Markup => figuresTable(sheet, "各单位逾期情况（件）", OVERDUE);

/** Of the whole municipality: per centre so few decisions might name somebody (R27). */
export const reasonTable = ({ lateReasons }: BulletinSheet): Markup => {
  const rows = lateReasons.map(({ code, decisions }) => {
    const { zh, en } = OVERDUE_REASON_NAMES[code];
    return markup`<tr><th scope="row" class="item">${zh} <span lang="en">${en}</span></th>${number(decisions)}</tr>`;
  });
  const titles = [
    { zh: "原因", en: "Reason" },
    { zh: "超期作出的决定", en: "Decisions over the limit" },
  ];
  return lateReasons.length === 0
    ? markup`<p>当月没有超期作出的决定。<span lang="en">No decision of the month was over its limit.</span></p>`
    : wide("全市超期原因（件）", markup`${head(titles)}<tbody>${rows}</tbody>`);
};

/** Of the whole municipality; sensitive items are summed already. */
export const itemTable = (sheet: BulletinSheet): Markup => {
  const names = new Map(sheet.lines.map(({ code, name }) => [code, name]));
  const rows = sheet.total.byItem.map((figures) => {
    const name = names.get(figures.line);
    return markup`<tr><th scope="row" class="item">${name?.zh ?? figures.line} <span lang="en">${name?.en ?? ""}</span></th>${[
      number(figures.received),
      number(figures.decided),
      number(`${figures.onTime}/${figures.due}`),
      number(marked(figures)),
    ]}</tr>`;
  });
  const titles = [
    { zh: "事项", en: "Item" },
    { zh: "收件", en: "Received" },
    { zh: "办结", en: "Decided" },
    { zh: "按期/到期", en: "On time / due" },
    { zh: "按期办结率", en: "Rate" },
  ];
  return wide("全市分事项情况（件）", markup`${head(titles)}<tbody>${rows}</tbody>`);
};
