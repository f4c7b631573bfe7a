/** Receipts on paper, A5 and in large type, and the page that a scan of their code opens. No script, nothing to load. */
import { escapeHtml } from "../kernel/html.ts";
import type { LocalDate } from "../kernel/local-date.ts";
import type { Receipt, VerifiedReceipt } from "./receipts.ts";

const STYLE = `
@page { size: A5; margin: 10mm 12mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 148mm; padding: 1rem; font: 1.25rem/1.6 "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; color: #111; background: #fff }
h1 { font-size: 1.6rem; text-align: center; margin: .5rem 0 0 }
.en, small { color: #444; font-size: .9rem } p.en { text-align: center; margin: 0 0 1rem }
.banner { border: 2px dashed #8a4b00; color: #6b3a00; text-align: center; padding: .25rem; font-weight: 700 }
dl { display: grid; grid-template-columns: 6em 1fr; gap: .3rem .75rem; margin: 1rem 0 }
dt { color: #444 } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
dd ul { margin: 0; padding-left: 1.2em }
.foot { display: grid; grid-template-columns: 32mm 1fr 38mm; gap: 4mm; align-items: end; margin-top: 1.5rem; break-inside: avoid }
.foot svg { width: 32mm; height: 32mm; display: block }
.seal { width: 38mm; height: 38mm; border: 1px dashed #777; border-radius: 50%; display: grid; place-items: center; color: #666; font-size: .85rem }
.sign { text-align: right } .code { font-family: "DejaVu Sans Mono", monospace; font-weight: 700; white-space: nowrap }
.genuine { border: 3px solid #0b5d1e; color: #0b5d1e; text-align: center; padding: .75rem; font-weight: 700; font-size: 1.4rem }
@media (max-width: 480px) { dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .5rem } .foot { grid-template-columns: 1fr } .sign { text-align: left } }
.address { font-size: .75rem; color: #444; overflow-wrap: anywhere; margin: .5rem 0 0 }
.unknown { border: 3px solid #8a1c1c; color: #8a1c1c; text-align: center; padding: .75rem; font-weight: 700; font-size: 1.4rem }
@media print { body { padding: 0; font-size: 14pt; line-height: 1.4; max-width: none } .banner { padding: 0; margin: 0 } small, dt { color: #111 } small, .seal { font-size: 14pt }
  dl { margin: .5rem 0; gap: .15rem .75rem } .foot { margin-top: .5rem; grid-template-columns: 30mm 1fr 36mm; gap: 3mm } .foot svg { width: 30mm; height: 30mm } .seal { width: 36mm; height: 36mm } .sign { margin: 0 } .sign .en-check { display: none } .address { font-size: 9pt; margin: .25rem 0 0 } }`;

export const chineseDate = (date: LocalDate): string => {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
};
const row = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
const listRow = (name: string, values: readonly string[] | undefined): string =>
  values === undefined
    ? ""
    : `<dt>${name}</dt><dd><ul>${values.map((value) => `<li>${escapeHtml(value)}</li>`).join("")}</ul></dd>`;
const OUTCOMES = { approved: "准予", refused: "不予" } as const;

const dated = (date: LocalDate | undefined, provisional: boolean | undefined): string | undefined =>
  date && `${chineseDate(date)}${provisional ? "（暂定，以国务院公布的日历为准）" : ""}`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>
${body}
</main></body></html>`;

const banner = (sample: boolean): string => (sample ? '<p class="banner">示例数据，非政府承诺 · Sample data</p>' : "");

/** Where the paper can be checked, and the same as an SVG image, drawn by the caller. */
export type CheckedAt = { readonly address: string; readonly qr: string };

export const receiptPaper = (receipt: Receipt, { address, qr }: CheckedAt): string =>
  page(
    `${receipt.title.zh} ${receipt.number}`,
    `${banner(receipt.sampleData)}
<h1>${escapeHtml(receipt.title.zh)}</h1><p class="en" lang="en">${escapeHtml(receipt.title.en)}</p>
<dl>
${row("编号", receipt.number)}
${row("申请人", receipt.applicant)}
${row("事项", receipt.itemName)}
${row("收件日期", chineseDate(receipt.receivedOn))}
${row("受理日期", receipt.acceptedOn && chineseDate(receipt.acceptedOn))}
${row("办结期限", receipt.kind === "acceptance" ? dated(receipt.dueOn, receipt.provisional) : undefined)}
${listRow("需补材料", receipt.missing)}
${row("补正期限", dated(receipt.correctBy, receipt.provisional))}
${row("期限说明", receipt.rolled?.zh)}
${row("决定", receipt.outcome && OUTCOMES[receipt.outcome])}
${row(receipt.kind === "correction-notice" ? "说明" : "理由", receipt.reason)}
${row("救济途径", receipt.remedy)}
</dl>
<div class="foot"><div role="img" aria-label="核验二维码 QR code to check this paper">${qr}</div>
<p class="sign">${escapeHtml(receipt.decidingOrgan)}<br>${chineseDate(receipt.issuedOn)}<br>
<small>验证码 <span class="code">${escapeHtml(receipt.verificationCode)}</span><br>扫码核验真伪 <span class="en-check" lang="en">Scan to check</span></small></p>
<div class="seal">专用章</div></div>
<p class="address">核验网址 ${escapeHtml(address)}</p>`,
  );

export const verifiedPage = (receipt: VerifiedReceipt): string =>
  page(
    `核验 ${receipt.number}`,
    `${banner(receipt.sampleData)}
<h1>文书核验</h1><p class="en" lang="en">Check of a receipt</p>
<p class="genuine">本系统出具，真实有效 <span lang="en">Genuine</span></p>
<dl>
${row("编号", receipt.number)}
${row("文书", receipt.title.zh)}
${row("出具机关", receipt.decidingOrgan)}
${row("出具日期", chineseDate(receipt.issuedOn))}
</dl><p><small>请核对以上内容与纸面一致。 <span lang="en">Compare this with the paper.</span></small></p>`,
  );

/** Number and code do not belong together: the same for a forged paper and for a slip of the pen. */
export const notVerifiedPage = (sample: boolean): string =>
  page(
    "核验 · 未查到",
    `${banner(sample)}
<h1>文书核验</h1><p class="en" lang="en">Check of a receipt</p>
<p class="unknown">未查到此文书 <span lang="en">Not found</span></p>
<p>编号或者验证码不正确，请与纸面核对。仍查不到的，该文书可能不是本系统出具，请到便民服务中心窗口核实。</p>
<p lang="en"><small>Number or code is wrong: compare them with the paper. If they agree, ask at the service centre.</small></p>`,
  );
