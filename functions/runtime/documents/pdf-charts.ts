/** Charts on paper, drawn from the same model as on the page. */
import type { BarChart, Chart, TrendChart } from "../../../shared/documents/chart.ts";
import { scaleStep } from "../../../shared/documents/chart-svg.ts";
import { type Paper, room, WIDTH, X } from "./pdf-paper.ts";

const COLOURS = ["#1f5f99", "#8a5a00", "#4b4b4b", "#6b2d73"];
const HEIGHT = 120;
const LEFT = 40;

const caption = (paper: Paper, { title }: Chart): void => {
  paper
    .fillColor("black")
    .fontSize(8.5)
    .text(`${title.zh}　${title.en}`, X, paper.y + 2, { width: WIDTH });
  paper.y += 3;
};

const drawTrend = (paper: Paper, chart: TrendChart): void => {
  const { months, series } = chart;
  room(paper, HEIGHT + 50);
  caption(paper, chart);
  const [top, left, width] = [paper.y + 14, X + LEFT, WIDTH - LEFT - 10];
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const step = scaleStep(most);
  const whole = Math.ceil(most / step) * step;
  const x = (n: number): number => left + (months.length < 2 ? 0 : (n * width) / (months.length - 1));
  const y = (value: number): number => top + HEIGHT - (value * HEIGHT) / whole;
  for (let value = 0; value <= whole; value += step) {
    paper
      .moveTo(left, y(value))
      .lineTo(left + width, y(value))
      .lineWidth(0.4)
      .stroke("#c9ced6");
    paper
      .fillColor("black")
      .fontSize(7)
      .text(String(value), X, y(value) - 4, { width: LEFT - 6, align: "right" });
  }
  for (const [n, month] of months.entries()) {
    if (n % 2 !== (months.length - 1) % 2) continue;
    paper.text(month.slice(2), x(n) - 20, top + HEIGHT + 4, { width: 40, align: "center", lineBreak: false });
  }
  for (const [n, { name, values }] of series.entries()) {
    const colour = COLOURS[n] ?? "black";
    for (const [at, value] of values.entries()) {
      if (value === undefined) continue;
      const before = values[at - 1];
      if (at > 0 && before !== undefined) {
        paper
          .moveTo(x(at - 1), y(before))
          .lineTo(x(at), y(value))
          .lineWidth(1.6);
        (n % 2 === 0 ? paper.undash() : paper.dash(5, { space: 3 })).stroke(colour);
      }
      paper.undash().circle(x(at), y(value), 2.2).fill(colour);
    }
    paper.circle(left + n * 110, top - 7, 2.2).fill(colour);
    paper.fillColor("black").text(`${name.zh} ${name.en}`, left + n * 110 + 6, top - 11, { lineBreak: false });
  }
  paper.y = top + HEIGHT + 20;
};

const BAR = 10;

const drawBars = (paper: Paper, chart: BarChart): void => {
  const { bars } = chart;
  room(paper, 20 + Math.min(bars.length, 30) * BAR);
  caption(paper, chart);
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const [left, width] = [X + 110, WIDTH - 110];
  for (const { name, value, whole } of bars) {
    room(paper, BAR);
    const { y } = paper;
    const of = whole ?? most;
    const share = of === 0 ? 0 : Math.min(1, value / of);
    paper.fillColor("black").fontSize(7).text(name.zh, X, y, { width: 106, lineBreak: false });
    paper.rect(left, y + 1, width, BAR - 3).fill("#e3e7ed");
    paper.rect(left, y + 1, width * share, BAR - 3).fill("#1f5f99");
    paper.y = y + BAR;
  }
  paper.y += 6;
};

export const drawChart = (paper: Paper, chart: Chart): void =>
  chart.kind === "trend" ? drawTrend(paper, chart) : drawBars(paper, chart);
