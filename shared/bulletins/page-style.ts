/** How the bulletin's page looks on a phone, on a screen and on A4 paper. */
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
.issue + [lang=en] { margin: 0 0 1rem; padding-bottom: .8rem; text-align: center; border-bottom: 3px solid #a3181b; }
[lang=en] { color: #4d4d4d; font-size: .85em; }
h2 { margin: 2rem 0 .6rem; font-size: 1.2rem; border-left: .3rem solid #a3181b; padding-left: .6rem; break-after: avoid; }
h2 [lang=en] { display: block; font-weight: 400; }
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
tbody th { position: sticky; left: 0; background: #fff; text-align: left; font-weight: 400; white-space: nowrap; }
tbody th.item { white-space: normal; min-width: 9rem; }
tr.total th, tr.total td { font-weight: 700; background: #f7f8fa; }
tr { break-inside: avoid; }
td.bar { width: 45%; min-width: 6rem; padding: .2rem .4rem; }
td.bar svg { display: block; width: 100%; height: 1.1rem; }
.track { fill: #e3e7ed; } .first { fill: #1f5f99; } .second { fill: #b8860b; }
.legend { margin: .3rem 0; font-size: .9rem; break-after: avoid; }
.legend svg { width: .9rem; height: .9rem; vertical-align: -.1rem; }
.definitions dt { font-weight: 700; break-after: avoid; }
.definitions dd { margin: 0 0 .6rem; }
.definitions [lang=en] { display: block; }
.note { font-size: .9rem; color: #4d4d4d; break-after: avoid; }
.signing { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0 0; break-inside: avoid; }
.signing span { flex: 1 1 12rem; border-bottom: 1px solid #1a1a1a; padding-bottom: .2rem; }
footer { border-top: 1px solid #c9ced6; font-size: .8rem; color: #4d4d4d; overflow-wrap: anywhere; }
footer p { margin: .2rem 0; }
@media (max-width: 30rem) { main, footer { padding: .8rem .7rem; } h1 { font-size: 1.3rem; } th, td { padding: .25rem .3rem; } }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: #fff; font-size: 10pt; }
  main, footer { max-width: none; padding: 0; }
  .wide { overflow: visible; break-inside: avoid; }
  tbody th { position: static; }
  td.bar { padding-block: .08rem; } td.bar svg { height: .75rem; }
  h2 { margin-top: 1rem; break-inside: avoid; }
  h2 [lang=en] { display: inline; margin-left: .4em; }
  table { font-size: 8pt; line-height: 1.25; }
  th, td { padding: .1rem .35rem; }
  thead { display: table-header-group; }
  h1 { font-size: 18pt; }
  .track, .first, .second, thead th, tr.total th, tr.total td, .sample { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
