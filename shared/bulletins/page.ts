/** The bulletin as a page: Chinese first, for a phone, a screen and A4. No script, nothing loaded, every text escaped. */

import { type Markup, markup, verbatim } from "../documents/markup.ts";
import type { FrozenSheet } from "./bulletin.ts";
import { PAGE_STYLE } from "./page-style.ts";
import {
  handlingTable,
  itemTable,
  onTimeChart,
  overdueTable,
  reasonTable,
  shareOf,
  workloadChart,
} from "./page-tables.ts";
import type { BulletinSheet } from "./sheet.ts";

const monthInWords = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;

const keyFigures = ({ total, openOverdue }: BulletinSheet): Markup => markup`<dl class="key">
<div><dt>收件 <span lang="en">Received</span></dt><dd>${total.received}</dd></div>
<div><dt>办结 <span lang="en">Decided</span></dt><dd>${total.decided}</dd></div>
<div><dt>按期办结率 <span lang="en">On time</span></dt><dd>${shareOf(total.promise)} <small>${total.promise.onTime}/${total.promise.due}</small></dd></div>
<div><dt>月末超期未办结 <span lang="en">Overdue</span></dt><dd>${openOverdue.length}</dd></div>
</dl>`;

const section = (zh: string, en: string, content: Markup): Markup =>
  markup`<section><h2>${zh} <span lang="en">${en}</span></h2>
${content}</section>
`;

const definitionsOf = ({ definitions }: BulletinSheet): Markup =>
  markup`<dl class="definitions">${definitions.map(
    ({ name, zh, en }) => markup`<dt>${name}</dt><dd>${zh} <span lang="en">${en}</span></dd>
`,
  )}</dl>`;

const NOTE = markup`<p class="note">各单位按登记顺序排列，不作排名。带 * 的比率到期办件少于10件，仅供参考。<span lang="en">Units stand in register order: this is no ranking. * marks a rate of fewer than 10 cases.</span></p>`;

const sections = (sheet: BulletinSheet): readonly Markup[] => [
  section("一、总体情况", "Summary", keyFigures(sheet)),
  section("二、按期办结", "Finished on time", markup`${NOTE}${onTimeChart(sheet)}`),
  section("三、收件与办结", "Received and decided", workloadChart(sheet)),
  section("四、办理情况", "Handling", handlingTable(sheet)),
  section("五、逾期情况", "Overdue", markup`${overdueTable(sheet)}${reasonTable(sheet)}`),
  section("六、分事项情况", "By item", itemTable(sheet)),
  section("七、指标说明", "What the figures mean", definitionsOf(sheet)),
];

const footerOf = ({ sheet, envelope }: FrozenSheet): Markup => markup`<footer>
<p>统计期间 ${sheet.from} 至 ${sheet.to}（北京时间）　日历版本 ${envelope.calendarVersion}　规则版本 ${envelope.rulebookVersion}　程序版本 ${envelope.codeVersion}</p>
<p>生成时间 <time datetime="${envelope.madeAt}">${envelope.madeAt}</time>。数据冻结后不再更改，更正列入下一期。</p>
<p>数据校验值 SHA-256：${envelope.sha256}</p>
</footer>`;

const SAMPLE = markup`<p class="sample">示例数据，非政府发布 <span lang="en">Sample data, not published by any government</span></p>`;

/** The same frozen sheet always gives the same page. */
export const bulletinPage = (frozen: FrozenSheet): string => {
  const { sheet } = frozen;
  const title = `${sheet.municipality.name}镇（街道）便民服务中心办件情况通报`;
  const words = monthInWords(sheet.month);
  return markup`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}（${words}）</title>
<style>${verbatim(PAGE_STYLE)}</style>
</head>
<body>
<main>
${sheet.sample ? SAMPLE : ""}
<h1>${title}</h1>
<p class="issue">${words}</p>
<p lang="en">Monthly bulletin of the citizen service centres, ${sheet.month}</p>
${sections(sheet)}
<p class="signing"><span>签发：</span><span>日期：</span></p>
</main>
${footerOf(frozen)}
</body>
</html>
`.html;
};
