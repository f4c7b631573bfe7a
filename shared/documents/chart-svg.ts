/** Charts as inline SVG. What they show stands in the table behind them: to a screen reader they are one image with a name. */
import type { BarChart, Chart, TrendChart } from "./chart.ts";
import type { Language } from "./document.ts";
import { type Markup, markup } from "./markup.ts";

const nameIn = ({ zh, en }: { readonly zh: string; readonly en: string }, language: Language): string =>
  language === "zh" ? zh : en;

/** 1, 2 or 5 times a power of ten: the distance of lines that people can read off. */
export const scaleStep = (most: number): number => {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
};

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 72;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 28;
/** Told apart by dash and marker, too: colour alone says nothing to many. */
const LINES = ["line-a", "line-b", "line-c", "line-d"];

type Scale = { readonly x: (n: number) => number; readonly y: (value: number) => number };

const scaleOf = (months: number, top: number): Scale => ({
  x: (n) => Math.round(LEFT + (months < 2 ? 0 : (n * (WIDTH - LEFT - RIGHT)) / (months - 1))),
  y: (value) => Math.round(HEIGHT - BOTTOM - (value * (HEIGHT - TOP - BOTTOM)) / top),
});

/** Broken where a month has no figure. */
const pathOf = (values: readonly (number | undefined)[], { x, y }: Scale): string =>
  values
    .map((value, n) =>
      value === undefined ? "" : `${n === 0 || values[n - 1] === undefined ? "M" : "L"}${x(n)} ${y(value)}`,
    )
    .join("");

const marker = (line: number, x: number, y: number): Markup =>
  line % 2 === 0
    ? markup`<circle class="${LINES[line] ?? "line-a"}" cx="${x}" cy="${y}" r="4"/>`
    : markup`<rect class="${LINES[line] ?? "line-b"}" x="${x - 4}" y="${y - 4}" width="8" height="8"/>`;

const trendSvg = ({ title, months, series }: TrendChart, language: Language): Markup => {
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const step = scaleStep(most);
  const top = Math.ceil(most / step) * step;
  const scale = scaleOf(months.length, top);
  const rules = Array.from({ length: Math.round(top / step) + 1 }, (_, n) => n * step);
  const lines = series.map(
    ({ values }, n) =>
      markup`<path class="${LINES[n] ?? "line-a"}" d="${pathOf(values, scale)}"/>${values.flatMap((value, at) =>
        value === undefined ? [] : [marker(n, scale.x(at), scale.y(value))],
      )}`,
  );
  const legend = series.map(
    ({ name }, n) =>
      markup`<span class="key-line"><svg viewBox="0 0 36 12" aria-hidden="true" focusable="false"><path class="${LINES[n] ?? "line-a"}" d="M0 6L36 6"/>${marker(n, 18, 6)}</svg> ${nameIn(name, language)}</span>`,
  );
  return markup`<figure class="chart"><figcaption>${nameIn(title, language)}</figcaption><div class="legend">${legend}</div><svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${nameIn(title, language)}">
${rules.map((value) => markup`<path class="grid" d="M${LEFT} ${scale.y(value)}L${WIDTH - RIGHT} ${scale.y(value)}"/><text class="axis" x="${LEFT - 6}" y="${scale.y(value) + 5}" text-anchor="end">${value}</text>`)}
${months.map((month, n) => (n % 2 === (months.length - 1) % 2 ? markup`<text class="axis" x="${scale.x(n)}" y="${HEIGHT - 6}" text-anchor="${n === 0 ? "start" : n === months.length - 1 ? "end" : "middle"}">${month.slice(2)}</text>` : markup``))}
${lines}</svg></figure>`;
};

const FULL = 1000;
const ROW = 26;

/** As HTML rows, so that names wrap on a phone as all text does. */
const barsSvg = ({ title, bars }: BarChart, language: Language): Markup => {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const lengthOf = ({ value, whole }: BarChart["bars"][number]): number => {
    const of = whole ?? most;
    return of === 0 ? 0 : Math.min(FULL, Math.floor((value * FULL) / of));
  };
  const rows = bars.map(
    (bar) =>
      markup`<div class="bar"><span>${nameIn(bar.name, language)}</span><svg viewBox="0 0 ${FULL} ${ROW}" preserveAspectRatio="none" focusable="false"><rect class="track" width="${FULL}" height="${ROW}"/><rect class="filled" width="${lengthOf(bar)}" height="${ROW}"/></svg></div>`,
  );
  return markup`<figure class="chart"><figcaption>${nameIn(title, language)}</figcaption><div role="img" aria-label="${nameIn(title, language)}">${rows}</div></figure>`;
};

export const chartSvg = (chart: Chart, language: Language): Markup =>
  chart.kind === "trend" ? trendSvg(chart, language) : barsSvg(chart, language);
