/** How the board looks across a hall and on a phone: type grows with the screen, and one screen holds all of it. */
export const BOARD_STYLE = `
:root { color-scheme: light; font-size: clamp(16px, 1.25vw, 48px); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: #f3f4f6; color: #1a1a1a; line-height: 1.35;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
header { padding: .7rem 1.5rem; background: #8f1316; color: #fff; display: flex; flex-wrap: wrap; gap: .2rem 2rem; align-items: baseline;
  justify-content: space-between; }
h1 { margin: 0; font-size: 2rem; }
h1 span, .time span, .sample span { font-weight: 400; font-size: .6em; }
.time { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
.sample { flex: 0 0 100%; margin: 0 0 .3rem; padding: .25rem 1rem; background: #fff3c4; color: #4a3a00; text-align: center; font-weight: 700; }
main { flex: 1; padding: 1rem 1.5rem; display: grid; gap: 1rem; align-content: space-evenly; }
h2 { margin: 0 0 .4rem; font-size: 1.4rem; color: #8f1316; }
h2 span, dt span, li span[lang=en], footer span { color: #4d4d4d; font-size: .65em; font-weight: 400; }
dl { margin: 0; display: grid; grid-template-columns: repeat(4, 1fr); gap: 1rem; }
dl div { padding: .5rem 1rem; background: #fff; border-left: .4rem solid #8f1316; }
dt { font-size: 1.3rem; }
dd { margin: 0; font-size: 3.6rem; line-height: 1.15; font-weight: 700; font-variant-numeric: tabular-nums; }
.steps + .steps dd { font-size: 2.8rem; }
.below { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 3fr); gap: 1rem; }
.below > section { padding: .6rem 1rem; background: #fff; }
.in-time h2 span { display: block; }
.in-time p { margin: 0; }
strong { font-size: 3.6rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
small { font-size: 1.2rem; color: #4d4d4d; }
ol { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 2.5rem; }
li { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; padding: .1rem 0; font-size: 1.15rem; break-inside: avoid; border-bottom: 1px solid #c9ced6; }
li span[lang=en] { display: block; line-height: 1.2; }
li b { font-variant-numeric: tabular-nums; }
footer { padding: .4rem 1.5rem; font-size: 1.05rem; background: #fff; border-top: 1px solid #c9ced6; }
footer p { margin: 0; }
@media (max-width: 48rem) {
  header, main, footer { padding-left: .8rem; padding-right: .8rem; }
  h1 { font-size: 1.4rem; } h1 span, .time span { display: block; font-size: .7em; } .time { font-size: 1rem; }
  dl { grid-template-columns: repeat(2, 1fr); gap: .5rem; }
  dd, .steps + .steps dd, strong { font-size: 2.2rem; }
  dt { font-size: 1rem; } h2 { font-size: 1.1rem; } h2 span, dt span, li span[lang=en], footer span { font-size: .75em; }
  .below { grid-template-columns: minmax(0, 1fr); } ol { columns: 1; } li { font-size: 1rem; } footer { font-size: .9rem; }
}
`;
