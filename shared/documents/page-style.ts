/** How a report looks on a phone, on a screen and on A4 paper. */
export const PAGE_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f4f6; color: #1a1a1a; line-height: 1.6;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem; background: #fff; }
.sample { margin: 0 0 1rem; padding: .5rem 1rem; background: #fff3c4; border: 2px solid #8a6d00; color: #4a3a00;
  text-align: center; font-weight: 700; }
h1 { margin: 1.2rem 0 .2rem; color: #a3181b; text-align: center; font-size: 1.7rem; line-height: 1.35; letter-spacing: .05em;
  text-wrap: balance; }
.issue { margin: 0; text-align: center; font-size: 1.1rem; }
.also { margin: 0; text-align: center; }
nav { margin: 1rem 0 0; padding-top: .8rem; border-top: 3px solid #a3181b; }
nav ol { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
nav a { display: inline-block; padding: .3rem 0; color: #164a7a; }
td a { color: inherit; text-decoration: underline dotted; text-underline-offset: .2em; }
td a:hover, td a:focus { color: #164a7a; text-decoration-style: solid; }
@media print { td a { text-decoration: none; } }
span[lang=en] { color: #4d4d4d; font-size: .85em; }
small { font-size: .85em; color: #4d4d4d; }
.thin { text-decoration: none; }
h2 { margin: 2rem 0 .6rem; font-size: 1.2rem; border-left: .3rem solid #a3181b; padding-left: .6rem; break-after: avoid; }
h2 span[lang=en] { display: block; font-weight: 400; }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .6rem; margin: 0; }
.key div { padding: .6rem .8rem; border: 1px solid #c9ced6; }
.key dt { font-size: .9rem; }
.key dd { margin: 0; font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.key small { font-size: .85rem; font-weight: 400; }
.wide { overflow-x: auto; }
.wide:focus { outline: 2px solid #1f5f99; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { padding: .3rem 0; text-align: left; font-weight: 700; }
td { white-space: nowrap; }
th, td { padding: .3rem .45rem; border: 1px solid #c9ced6; text-align: right; vertical-align: middle; }
thead th { background: #eef1f5; text-align: center; font-weight: 600; }
tbody th { position: sticky; left: 0; background: #fff; text-align: left; font-weight: 400;
  min-width: 5.2rem; max-width: 22rem; overflow-wrap: break-word; }
tr.total th, tr.total td { font-weight: 700; background: #f7f8fa; }
tr { break-inside: avoid; }
td.text, th.text { text-align: left; white-space: normal; }
thead th span[lang=en], caption span[lang=en] { font-weight: 400; }
thead th span[lang=en] { display: block; }
.chart { margin: .6rem 0 1rem; break-inside: avoid; }
figcaption { font-weight: 700; font-size: .9rem; }
.trend { display: block; width: 100%; height: auto; max-height: 20rem; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; font-size: .9rem; }
.key-line svg { width: 2.2rem; height: .75rem; vertical-align: middle; }
.grid { stroke: #c9ced6; stroke-width: 1; fill: none; }
.axis { font-size: 15px; fill: #3d3d3d; }
path.line-a, path.line-b, path.line-c, path.line-d { fill: none; stroke-width: 3; }
path.line-a { stroke: #1f5f99; } path.line-b { stroke: #8a5a00; stroke-dasharray: 9 5; }
path.line-c { stroke: #4b4b4b; stroke-dasharray: 2 4; } path.line-d { stroke: #6b2d73; stroke-dasharray: 12 4 2 4; }
circle.line-a { fill: #1f5f99; } rect.line-b { fill: #8a5a00; } circle.line-c { fill: #4b4b4b; } rect.line-d { fill: #6b2d73; }
.bar { display: grid; grid-template-columns: 9em 1fr; gap: .6em; align-items: center; font-size: .9rem; line-height: 1.5; }
.bar svg { display: block; width: 100%; height: .9rem; }
.track { fill: #e3e7ed; } .filled { fill: #1f5f99; }
.terms dt { font-weight: 700; break-after: avoid; }
.terms dd { margin: 0 0 .6rem; }
.terms span[lang=en] { display: block; }
.note { font-size: .9rem; color: #4d4d4d; break-after: avoid; }
.signing { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0 0; break-inside: avoid; }
.signing span { flex: 1 1 12rem; border-bottom: 1px solid #1a1a1a; padding-bottom: .2rem; }
footer { border-top: 1px solid #c9ced6; font-size: .8rem; color: #4d4d4d; overflow-wrap: anywhere; }
footer p { margin: .2rem 0; }
@media (max-width: 30rem) { .axis { font-size: 21px; } tbody th { max-width: 8.5rem; } main, footer { padding: .8rem .7rem; } h1 { font-size: 1.3rem; } th, td { padding: .25rem .3rem; } }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: #fff; font-size: 10pt; }
  main, footer { max-width: none; padding: 0; }
  .wide { overflow: visible; break-inside: avoid; }
  tbody th { position: static; }
  nav { display: none; }
  .bar { font-size: 8pt; line-height: 1.3; } .bar svg { height: .6rem; }
  h2 { margin-top: 1rem; break-inside: avoid; }
  h2 span[lang=en] { display: inline; margin-left: .4em; }
  table { font-size: 8pt; line-height: 1.25; }
  th, td { padding: .1rem .35rem; }
  thead { display: table-header-group; }
  h1 { font-size: 18pt; }
  .track, .filled, thead th, tr.total th, tr.total td, .sample { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
