/** A report as a page: for a phone, a screen and A4 paper. No script, nothing loaded, every text escaped. */
import type { Bilingual } from "../calendar/bilingual.ts";
import { chartSvg } from "./chart-svg.ts";
import type { Block, Document, Language, Section } from "./document.ts";
import { type Markup, markup, verbatim } from "./markup.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { type Cell, type Column, isRate, type Row, shareOf, type Table } from "./table.ts";

type Words = (text: Bilingual) => Markup;

const english = (text: string): Markup => markup`<span lang="en">${text}</span>`;

/** Chinese with English beside it, or English alone. */
const wordsIn =
  (language: Language): Words =>
  ({ zh, en }) =>
    language === "en" ? markup`${en}` : zh === en ? markup`${zh}` : markup`${zh} ${english(en)}`;

const plain = ({ zh, en }: Bilingual, language: Language): string => (language === "en" ? en : zh);

const THIN: Markup = verbatim('<abbr class="thin" title="基数少于10 fewer than 10">*</abbr>');

const written = (cell: Cell, words: Words): Markup => {
  if (cell === undefined) return markup`—`;
  if (typeof cell === "number" || typeof cell === "string") return markup`${cell}`;
  if (!isRate(cell)) return words(cell);
  const share = shareOf(cell);
  return share === undefined
    ? markup`— <small>0/0</small>`
    : markup`${share}${cell.small ? THIN : ""} <small>${cell.part}/${cell.whole}</small>`;
};

/** How a page is written. `linked`: numbers lead to what they count. */
export type Writing = { readonly language: Language; readonly linked?: boolean };

const countOf = (cell: Cell): number => (typeof cell === "number" ? cell : isRate(cell) ? cell.part : 0);

/** Nothing leads to what is counted as none. */
const hrefOf = (cell: Cell, column: Column, { link }: Row, { linked }: Writing): string | undefined =>
  linked && link !== undefined && column.link !== undefined && countOf(cell) > 0 ? `${link}${column.link}` : undefined;

const cellOf = (cell: Cell, column: Column, row: Row, writing: Writing): Markup => {
  const content = written(cell, wordsIn(writing.language));
  const href = hrefOf(cell, column, row, writing);
  const shown = href === undefined ? content : markup`<a href="${href}">${content}</a>`;
  return markup`<td${column.kind === "text" ? markup` class="text"` : ""}>${shown}</td>`;
};

const rowOf = (row: Row, { columns }: Table, writing: Writing): Markup => {
  const [first, ...cells] = row.cells;
  return markup`<tr${row.total ? markup` class="total"` : ""}><th scope="row">${written(first, wordsIn(writing.language))}</th>${cells.map((cell, n) => cellOf(cell, columns[n + 1]!, row, writing))}</tr>
`;
};

/** A table that may be wider than a phone: it scrolls by itself, also by keyboard. */
const tableOf = (table: Table, writing: Writing): Markup => {
  const { language } = writing;
  const words = wordsIn(language);
  const { id, title, note, columns, rows, empty } = table;
  if (rows.length === 0 && empty !== undefined) return markup`<p>${words(empty)}</p>`;
  const head = columns.map(
    ({ name, kind }) => markup`<th scope="col"${kind === "text" ? markup` class="text"` : ""}>${words(name)}</th>`,
  );
  return markup`<div class="wide" id="${id}" role="region" aria-label="${plain(title, language)}" tabindex="0"><table><caption>${words(title)}</caption><thead><tr>${head}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, table, writing))}</tbody></table></div>${note === undefined ? "" : markup`<p class="note">${words(note)}</p>`}`;
};

const blockOf = (block: Block, writing: Writing): Markup => {
  const { language } = writing;
  const words = wordsIn(language);
  switch (block.kind) {
    case "key-figures":
      return markup`<dl class="key">${block.figures.map(
        ({ name, value, beside }) =>
          markup`<div><dt>${words(name)}</dt><dd>${value}${beside === undefined ? "" : markup` <small>${beside}</small>`}</dd></div>
`,
      )}</dl>`;
    case "text":
      return markup`<p>${words(block.text)}</p>`;
    case "table":
      return tableOf(block.table, writing);
    case "chart":
      return markup`${chartSvg(block.chart, language)}${tableOf(block.table, writing)}`;
    case "terms":
      return markup`<dl class="terms">${block.terms.map(
        ({ name, meaning }) => markup`<dt>${plain(name, language)}</dt><dd>${words(meaning)}</dd>
`,
      )}</dl>`;
  }
};

const sectionOf = ({ id, title, blocks }: Section, writing: Writing): Markup =>
  markup`<section id="${`section-${id}`}"><h2>${wordsIn(writing.language)(title)}</h2>
${blocks.map((block) => blockOf(block, writing))}
</section>
`;

const contentsOf = ({ sections }: Document, language: Language): Markup =>
  sections.length < 5
    ? markup``
    : markup`<nav aria-label="${language === "en" ? "Contents" : "目录"}"><ol>${sections.map(
        ({ id, title }) => markup`<li><a href="${`#section-${id}`}">${plain(title, language)}</a></li>`,
      )}</ol></nav>
`;

const SAMPLE: Bilingual = { zh: "示例数据，非政府发布", en: "Sample data, not published by any government" };
const NOTE: Bilingual = {
  zh: "比率旁为分子/分母；带 * 的基数少于10，仅供参考。",
  en: "Beside each share: part/whole. * marks a share of fewer than 10.",
};

/** The same document always gives the same page. */
export const documentPage = (document: Document, language: Language, linked = false): string => {
  const words = wordsIn(language);
  const { title, subtitle, sample, sections, signing, colophon } = document;
  return markup`<!DOCTYPE html>
<html lang="${language === "en" ? "en" : "zh-CN"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain(title, language)} ${plain(subtitle, language)}</title>
<style>${verbatim(PAGE_STYLE)}</style>
</head>
<body>
<main>
${sample ? markup`<p class="sample">${words(SAMPLE)}</p>` : ""}
<h1>${plain(title, language)}</h1>
<p class="issue">${plain(subtitle, language)}</p>
${language === "en" ? "" : markup`<p class="also">${english(`${title.en}, ${subtitle.en}`)}</p>`}
${contentsOf(document, language)}<p class="note">${words(NOTE)}</p>
${sections.map((section) => sectionOf(section, { language, linked }))}
${signing.length === 0 ? "" : markup`<p class="signing">${signing.map((line) => markup`<span>${plain(line, language)}</span>`)}</p>`}
</main>
<footer>
${colophon.map((line) => markup`<p>${plain(line, language)}</p>`)}
</footer>
</body>
</html>
`.html;
};
