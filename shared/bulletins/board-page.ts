/** The board as a page: read from across a hall at 1920 × 1080, and on a phone. No script, nothing loaded. */
import type { Bilingual } from "../calendar/bilingual.ts";
import { type Markup, markup, verbatim } from "../documents/markup.ts";
import { localTimeOf } from "../kernel/local-date.ts";
import type { Board } from "./board.ts";
import { BOARD_STYLE } from "./board-style.ts";

const english = (text: string): Markup => markup`<span lang="en">${text}</span>`;
const words = ({ zh, en }: Bilingual): Markup => markup`${zh} ${english(en)}`;

const STEPS = [
  ["received", { zh: "收件", en: "Received" }],
  ["accepted", { zh: "受理", en: "Accepted" }],
  ["decided", { zh: "办结", en: "Decided" }],
  ["delivered", { zh: "送达", en: "Delivered" }],
] as const satisfies readonly (readonly [keyof Board["today"], Bilingual])[];

const stepsOf = (id: string, title: Bilingual, steps: Board["today"]): Markup =>
  markup`<section class="steps" aria-labelledby="${id}"><h2 id="${id}">${words(title)}</h2>
<dl>${STEPS.map(
    ([name, text]) => markup`<div><dt>${words(text)}</dt><dd>${steps[name]}</dd></div>
`,
  )}</dl></section>
`;

/** Rounded down, so that 100 % means all of them. */
const inTimeOf = ({ part, whole }: Board["inTime"]): Markup =>
  markup`<section class="in-time" aria-labelledby="in-time"><h2 id="in-time">${words({ zh: "本月按承诺时限办结", en: "Decided within the promised limit this month" })}</h2>
<p><strong>${whole === 0 ? "—" : `${Math.floor((part * 100) / whole)}%`}</strong> <small>${part}/${whole}</small></p></section>
`;

/** As many lines as a screen has room for; the rest is in the figures themselves. */
const MOST_LINES = 8;

const linesOf = (lines: Board["lines"]): Markup =>
  lines.length === 0
    ? markup``
    : markup`<section class="lines" aria-labelledby="lines"><h2 id="lines">${words({ zh: "本月收件较多的事项", en: "Items received most this month" })}</h2>
<ol>${lines.slice(0, MOST_LINES).map(
        ({ name, received }) => markup`<li><span>${words(name)}</span> <b>${received}</b></li>
`,
      )}</ol></section>
`;

const SAMPLE: Bilingual = { zh: "示例数据，非政府发布", en: "Sample data, not published by any government" };

const chineseDay = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};

/** The same board always gives the same page. */
export const boardPage = (board: Board): string => {
  const { of, at, day, today, thisMonth, inTime, lines, leftOut, sampleData } = board;
  return markup`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${of} 今日办件</title>
<style>${verbatim(BOARD_STYLE)}</style>
</head>
<body>
<header>
${sampleData ? markup`<p class="sample">${words(SAMPLE)}</p>` : ""}
<h1>${of} ${english("Service board")}</h1>
<p class="time"><time datetime="${at}">${chineseDay(day)} ${localTimeOf(at)}</time> ${words({ zh: "的数据", en: "time of the figures" })}</p>
</header>
<main>
${stepsOf("today", { zh: "今日", en: "Today" }, today)}${stepsOf("this-month", { zh: "本月", en: "This month" }, thisMonth)}<div class="below">
${inTimeOf(inTime)}${linesOf(lines)}</div>
</main>
<footer><p>${words(leftOut)}</p></footer>
</body>
</html>
`.html;
};
