/** The page at `/` of the local run. */
import { tourOf } from "./tour.ts";

const escaped = (text: string): string => text.replace(/[<>&"]/g, (one) => `&#${one.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.sample { background: #b3261e; color: #fff; border-radius: .25rem; padding: .1rem .5rem; font-size: .9rem; }
pre { background: color-mix(in srgb, currentColor 8%, transparent); border-radius: .25rem; padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
li { margin: .25rem 0; overflow-wrap: anywhere; } small { opacity: .75; }
`;

/** @param now by the rehearsal clock */
export const startPage = (town: { zh: string; en: string }, url: string, now: number): string => {
  const { addresses, commands } = tourOf(url, now);
  const links = addresses.map(([name, address]) => `<li>${name}：<a href="${address}">${address}</a></li>`);
  const steps = commands.map(
    ({ zh, en, command }) =>
      `<li>${zh}<br><small lang="en">${en}</small><pre><code>${escaped(command)}</code></pre></li>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${town.zh}便民服务中心 · 本地运行</title>
<style>${STYLE}</style>
<h1>${town.zh}便民服务中心 · 本地运行 <span class="sample">示例数据</span></h1>
<p>人员均为虚构，短信不会发出，数据只在本机。<br><small lang="en">${town.en}: invented people, no SMS leaves this machine.</small></p>
<h2>从这里开始 <small lang="en">Start here</small></h2>
<ul>${links.join("")}</ul>
<h2>在终端中试一试 <small lang="en">Try in a terminal</small></h2>
<ol>${steps.join("")}</ol>
</html>
`;
};
