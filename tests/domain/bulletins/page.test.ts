import { describe, expect, it } from "vitest";
import { FigureId } from "../../../shared/bulletins/behind.ts";
import { freeze } from "../../../shared/bulletins/bulletin.ts";
import { bulletinInEnglish, bulletinPage } from "../../../shared/bulletins/page.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { aCase, type Happening, REGISTER, SEPTEMBER, sheetOf } from "./ledgers.ts";

const LATE = aCase([
  ["filed", "2026-09-01"],
  ["decided", "2026-09-20", { outcome: "approved", onTime: false, overdueReason: "system-outage" }],
]);
const frozenOf = (...args: Parameters<typeof sheetOf>) =>
  freeze(sheetOf(...args), { at: instant("2026-10-08T22:30:00Z"), codeVersion: "1", sha256: () => "a".repeat(64) });
const pageOf = (...args: Parameters<typeof sheetOf>) => bulletinPage(frozenOf(...args));
const page = pageOf([aCase([["filed", "2026-09-01"]])], SEPTEMBER);

describe("the bulletin's page", () => {
  it("holds no script and asks nothing of any other host", () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|https?:/i);
  });
  it("escapes every name", () => {
    const register = {
      ...REGISTER,
      towns: REGISTER.towns.map((town, n) => (n === 0 ? { ...town, name: `<b onclick="x">&'` } : town)),
    };
    const html = pageOf([], SEPTEMBER, { register });
    expect(html).toContain("&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;");
    expect(html).not.toContain("<b ");
  });
  it("has one h1 and its h2 in order, a language, and a caption on every table", () => {
    expect(page).toContain('<html lang="zh-CN">');
    expect([...page.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(["1", ...Array(8).fill("2")]);
    expect(page.match(/<table>/g)).toHaveLength(page.match(/<table><caption>/g)!.length);
  });
  it("shows numerator and denominator, definitions, versions and the hash", () => {
    for (const text of ["0/0", "按期办结率", "指标说明", "a".repeat(64), "CN-2026.1"]) expect(page).toContain(text);
  });
  it("R27 says why decisions came late, or that none did", () => {
    expect(pageOf([LATE], SEPTEMBER)).toContain("系统故障");
    expect(page).toContain("当月没有超期作出的决定");
  });
  it("R27 says what is open over its date by age and reason, the cases without one apart", () => {
    const open = (number: string, ...more: readonly Happening[]) =>
      aCase([["filed", "2026-09-01"], ["accepted", "2026-09-01", { dueOn: "2026-09-28" }], ...more], { number });
    const given = { overdueReason: "waiting-for-other-organ", overdueSince: "2026-09-28" };
    const cases = [open("000000000001"), open("000000000002", ["overdue-reason-given", "2026-09-29", given])];
    const html = pageOf(cases, SEPTEMBER);
    for (const text of ["等待其他机关办理", "未说明", "超期未办结原因"]) expect(html).toContain(text);
    expect(page).toContain("月末没有超期未办结的办件");
  });
  it("says 示例数据 where people are invented, and only there", () => {
    expect(page).toContain("示例数据");
    expect(pageOf([], SEPTEMBER, { sample: false })).not.toContain("示例数据");
  });
  it("leads from every count of cases to the cases behind it, and from none that is 0", () => {
    const centre = REGISTER.towns[0]!.code;
    const html = pageOf([aCase([["filed", "2026-09-01"]], { centre })], SEPTEMBER);
    const links = [...html.matchAll(/<td><a href="([^"]+)">/g)].map(([, href]) => href);
    expect(links).toContain("cases?figure=received");
    expect(links).toContain(`cases?centreCode=${centre}&amp;figure=received`);
    expect(links.some((href) => href?.includes("decided"))).toBe(false);
    const figures = new Set(
      links.map((href) => new URLSearchParams(href?.split("?")[1]?.replace("amp;", "")).get("figure")),
    );
    for (const figure of figures) expect(FigureId.options).toContain(figure);
    expect(new Set(links.map((href) => href?.match(/centreCode=(\d+)/)?.[1]))).toEqual(new Set([undefined, centre]));
  });
  it("leads nowhere in English: that is a file", () => {
    const frozen = frozenOf([aCase([["filed", "2026-09-01"]])], SEPTEMBER);
    expect(bulletinInEnglish(frozen)).not.toContain("cases?");
  });
  it("names no case", () => {
    const open = aCase(
      [
        ["filed", "2026-09-01"],
        ["accepted", "2026-09-01", { dueOn: "2026-09-04" }],
      ],
      { number: "K7M29QXR4T3B" },
    );
    expect(pageOf([open], SEPTEMBER)).not.toContain("K7M2");
  });
});
