import { describe, expect, it } from "vitest";
import { chartSvg } from "../../../shared/documents/chart-svg.ts";
import { documentPage } from "../../../shared/documents/page.ts";
import { shareOf } from "../../../shared/documents/table.ts";
import { SAMPLE_DOCUMENT } from "../../support/sample-document.ts";

const page = documentPage(SAMPLE_DOCUMENT, "zh");
const title = { zh: "图", en: "Chart" };
const trend = (...values: readonly (number | undefined)[]) =>
  chartSvg(
    { kind: "trend", title, months: values.map((_, n) => `2026-0${n + 1}`), series: [{ name: title, values }] },
    "zh",
  ).html;

describe("a report's page", () => {
  it("escapes every text, holds no script and asks nothing of any other host", () => {
    expect(page).toContain("&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;");
    expect(page).not.toContain("<b ");
    expect(page.replaceAll("&lt;b onclick", "")).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|https?:/i);
  });

  it("puts English beside Chinese, and has an edition in English alone", () => {
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('收件 <span lang="en">Received</span>');
    const english = documentPage(SAMPLE_DOCUMENT, "en");
    expect(english).toContain('<html lang="en">');
    expect(english).not.toContain("收件");
  });

  it("shows what a share is made of, a small one marked, and — for what does not apply", () => {
    expect(page).toMatch(/90\.0% <small>1890\/2100<\/small>/);
    expect(page).toContain("<td>—</td>");
    expect(page).toContain("— <small>0/0</small>");
    expect(shareOf({ part: 1999, whole: 2000, small: false })).toBe("99.9%");
  });

  it("says so where a table has no rows", () => {
    expect(page).toContain("当月没有。");
    expect(page).not.toContain("空表");
  });

  it("says 示例数据 where the data are invented, and only there", () => {
    expect(page).toContain("示例数据");
    expect(documentPage({ ...SAMPLE_DOCUMENT, sample: false }, "zh")).not.toContain("示例数据");
  });

  it("breaks a line where a month has no figure, and draws one month or nothing but zeros", () => {
    const path = (html: string) => /<path class="line-a" d="(M72[^"]*)"/.exec(html)?.[1];
    expect(path(trend(1, undefined, 3))?.match(/M/g)).toHaveLength(2);
    expect(path(trend(5))).toMatch(/^M72 \d+$/);
    expect(trend(0, 0)).not.toMatch(/NaN|Infinity/);
  });

  it("draws a bar of nothing, and none longer than its whole", () => {
    const bars = [
      { name: title, value: 0, whole: 0 },
      { name: title, value: 9, whole: 8 },
    ];
    const { html } = chartSvg({ kind: "bars", title, bars }, "zh");
    expect([...html.matchAll(/class="filled" width="(\d+)"/g)].map(([, width]) => width)).toEqual(["0", "1000"]);
  });
});
