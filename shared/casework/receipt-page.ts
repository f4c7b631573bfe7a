/** The paper a resident takes home: number, code, who answers and by when. A5, large type, no personal data but the name. */
import { escapeHtml } from "../kernel/html.ts";
import { type Instant, type LocalDate, localDateOf, localTimeOf } from "../kernel/local-date.ts";
import { maskedName } from "../kernel/masking.ts";
import type { Case, ClockKind } from "./case.ts";
import { responsibleWindow } from "./handling.ts";
import { STATE_NAMES } from "./moves.ts";
import type { FilingReceipt } from "./views.ts";

const DUE_NAMES: Readonly<Record<ClockKind, string>> = {
  notice: "最迟告知是否受理",
  promised: "承诺办结",
  statutory: "法定办结",
  delivery: "最迟送达",
  urgent: "急难救助",
  forwarding: "站点转送中心",
  upward: "上级机关办理",
  // Of the office's own: on no paper for the resident.
  order: "督办答复",
  handling: "投诉办理",
  "hand-over": "移送",
  "first-contact": "差评联系",
  "follow-up": "差评整改",
  return: "资料报送",
  "task-1": "联办分项一",
  "task-2": "联办分项二",
  "task-3": "联办分项三",
  "task-4": "联办分项四",
};

const STYLE = `
@page { size: A5; margin: 12mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 148mm; padding: 1rem; font: 1.125rem/1.6 "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; color: #111; background: #fff }
h1 { font-size: 1.5rem; text-align: center; margin: .5rem 0 0 }
p.en { text-align: center; margin: 0 0 1rem; color: #444; font-size: .9rem }
.banner { border: 2px dashed #8a4b00; color: #6b3a00; text-align: center; padding: .25rem; font-weight: 700 }
dl { display: grid; grid-template-columns: 7.5em 1fr; gap: .35rem .75rem; margin: 1rem 0 }
dt { color: #444 } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
.code { border: 2px solid #111; text-align: center; padding: .75rem; margin: 1rem 0 }
.code strong { display: block; font: 700 1.9rem/1.3 "DejaVu Sans Mono", monospace; letter-spacing: .08em }
.rate { display: flex; gap: 1rem; align-items: center; break-inside: avoid; font-size: .9rem } .rate svg { flex: none; width: 26mm; height: 26mm } .rate p { margin: 0; overflow-wrap: anywhere }
.seal { display: flex; justify-content: space-between; align-items: end; margin-top: 1.5rem }
.seal div { width: 38mm; height: 38mm; border: 1px dashed #777; border-radius: 50%; display: grid; place-items: center; color: #666; font-size: .8rem }
footer { margin-top: 1rem; font-size: .85rem; color: #333 }
@media (max-width: 480px) { dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .5rem } .seal { flex-direction: column; align-items: start; gap: 1rem } }
@media print { body { padding: 0; font-size: 12pt; max-width: none } }`;

const row = (name: string, value: string): string => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;
const chineseDate = (date: LocalDate): string => {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
};

/**
 * Whether the code may be printed: on the day that staff gave it out, at the counter or after checking identity. Later it
 * takes a re-issue, whose check of identity is on record.
 */
export const codeGivenOn = ({ ledger }: Pick<Case, "ledger">, day: LocalDate): boolean => {
  const given = ledger.findLast(({ what }) => what === "filed" || what === "code-reissued");
  return given !== undefined && given.by.kind === "staff" && localDateOf(given.at) === day;
};

const codeBox = (
  { caseNumber, lookupCode }: FilingReceipt,
  withCode: boolean,
): string => `<div class="code">编号 <strong>${escapeHtml(caseNumber)}</strong>${
  withCode ? ` 查询码 <strong>${escapeHtml(lookupCode)}</strong>` : ""
}</div>
${
  withCode
    ? `<p>凭编号和查询码可随时查询进度。请勿把查询码告诉他人；遗失可持身份证到窗口补领。<br>
<span lang="en">With the number and the code you can look the case up. Keep the code to yourself.</span></p>`
    : `<p>查询码已在收件时告知；遗失请持身份证到窗口补领。<br>
<span lang="en">The look-up code was given when the case was filed; if it is lost, bring your ID to the window for a new one.</span></p>`
}`;

export type Printing = {
  readonly printedAt: Instant;
  /** Where it can be rated once it is done (R61), and the same as an SVG image, drawn by the caller. */
  readonly ratedAt: { readonly address: string; readonly qr: string };
  readonly sample: boolean;
};

const rateBox = ({ address, qr }: Printing["ratedAt"]): string => `<div class="rate">${qr}
<p>办结后5个工作日内，可扫码凭查询码评价本次服务，不收任何费用。<br>
<span lang="en">Within 5 working days after it is done, scan to rate the service, with the look-up code.</span><br>
<small>${escapeHtml(address)}</small></p></div>`;

/** A complete HTML page, without script or anything to load. */
export const receiptPage = (
  subject: Case,
  receipt: FilingReceipt,
  { printedAt, ratedAt, sample }: Printing,
): string => {
  const printed = `${chineseDate(localDateOf(printedAt))} ${localTimeOf(printedAt)}`;
  const received = `${chineseDate(subject.receivedOn)} ${localTimeOf(subject.receivedAt)}`;
  const due = receipt.due;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>收件回执 ${escapeHtml(receipt.caseNumber)}</title><style>${STYLE}</style></head><body>
<main>
${sample ? '<p class="banner">示例数据，非政府承诺 · Sample data</p>' : ""}
<h1>收件回执</h1><p class="en" lang="en">Receipt</p>
<dl>
${row("事项", receipt.item.name)}
${row("申请人", maskedName(subject.personal.applicant.name))}
${row("收件时间", received)}
${row("现在状态", STATE_NAMES[subject.state].zh)}
${row("负责窗口", `${receipt.centre.name} ${responsibleWindow(subject).name}`)}
${due === null ? "" : row(DUE_NAMES[due.clock], `${chineseDate(due.dueOn as LocalDate)}${due.provisional ? "（暂定，以国务院公布的日历为准）" : ""}`)}
</dl>
${codeBox(receipt, codeGivenOn(subject, localDateOf(printedAt)))}
${rateBox(ratedAt)}
<div class="seal"><p>${escapeHtml(subject.decidingOrgan)}<br>${printed}</p><div>专用章</div></div>
</main>
<footer>村（居）便民服务站提供免费代办，代办不收任何费用。 <span lang="en">Help from your village station is free of charge.</span></footer>
</body></html>`;
};
