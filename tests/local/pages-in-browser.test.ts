/** Reports in a real browser: whoever reads with a screen reader, on a phone, or on paper gets all of it. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boardPage } from "../../shared/bulletins/board-page.ts";
import { bulletinInEnglish, bulletinPage } from "../../shared/bulletins/page.ts";
import { documentPage } from "../../shared/documents/page.ts";
import { SAMPLE_BOARD } from "../support/sample-board.ts";
import { frozenSample } from "../support/sample-bulletin.ts";
import { SAMPLE_DOCUMENT } from "../support/sample-document.ts";

const CHROMIUM = "/usr/bin/chromium";
const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const PAGES = {
  "a report with everything": documentPage(SAMPLE_DOCUMENT, "zh"),
  "the bulletin": bulletinPage(frozenSample()),
  "the board": boardPage(SAMPLE_BOARD),
  "the bulletin in English": bulletinInEnglish(frozenSample()),
};

describe("pages in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    if (!existsSync(CHROMIUM)) {
      throw new Error(
        `${CHROMIUM} is missing: 请先安装 Chromium / install it first: apt-get install chromium fonts-noto-cjk`,
      );
    }
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(" ") });
  });
  afterAll(() => browser?.close());

  const opened = async (html: string, width: number) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.setContent(html);
    return page;
  };

  it.each(Object.entries(PAGES).flatMap(([name, html]) => [1280, 390].map((width) => ({ name, width, html }))))(
    "axe finds no breach of WCAG 2.2 AA in $name at $width pixels, and it does not scroll sideways",
    async ({ html, width }) => {
      const page = await opened(html, width);
      await page.evaluate(AXE);
      const breaches = await page.evaluate(
        // Runs in the page, where axe is a global.
        async (tags) =>
          (
            await (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run({ runOnly: tags })
          ).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        WCAG,
      );
      expect(breaches).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBe(0);
      await page.close();
    },
  );

  it("shows the whole board on a hall's screen without scrolling, in type that is read from afar", async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.setContent(PAGES["the board"]);
    expect(
      await page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight, parseInt(getComputedStyle(document.querySelector('dd')).fontSize)]",
      ),
    ).toEqual([1920, 1080, 86]);
    await page.close();
  });

  it("prints the bulletin on a few pages of A4", async () => {
    const page = await opened(PAGES["the bulletin"], 1280);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(2);
    expect(pages).toBeLessThan(14);
    await page.close();
  });
});
