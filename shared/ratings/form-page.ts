/**
 * The page that the QR code of a receipt or of a visit's slip opens (R60, R61): five levels, none of them chosen beforehand. The
 * code is typed in, or comes from a slip in the part of the address after `#`, which leaves the phone with no request.
 */
import { escapeHtml } from "../kernel/html.ts";
import { type CaseNumber, inGroups } from "../kernel/ids.ts";
import { LEVEL_NAMES, LEVELS } from "./rating.ts";

const STYLE = `
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 34rem; padding: 1rem; font: 1.25rem/1.6 "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; color: #111; background: #fff }
h1 { font-size: 1.6rem; margin: 0 } [lang=en] { color: #444; font-size: .85em }
.banner { border: 2px dashed #8a4b00; color: #6b3a00; text-align: center; padding: .25rem; font-weight: 700 }
fieldset { border: 0; margin: 1rem 0; padding: 0 } legend { font-weight: 700; padding: 0 }
fieldset label { display: flex; align-items: center; gap: .75rem; min-height: 3.5rem; border: 2px solid #767676; border-radius: .5rem; padding: .25rem 1rem; margin: .5rem 0 }
fieldset label:has(:checked) { border-color: #0b4f9e; background: #eaf2fc } input[type=radio] { width: 1.5rem; height: 1.5rem; flex: none }
.field { display: block; margin: 1rem 0 } .field span { display: block; font-weight: 700 }
.field input, .field textarea { width: 100%; font: inherit; padding: .5rem; border: 2px solid #767676; border-radius: .5rem }
button { width: 100%; min-height: 3.5rem; font: inherit; font-weight: 700; color: #fff; background: #0b4f9e; border: 0; border-radius: .5rem }
:focus-visible { outline: 3px solid #0b4f9e; outline-offset: 2px }
output { display: block; margin: 1rem 0; font-weight: 700; white-space: pre-line } output.done { color: #0b5d1e } output.not { color: #8a1c1c }`;

/** The one script of the page: it sends the form as the API takes it, and says what came of it. */
export const RATING_SCRIPT = `
const form = document.querySelector("form"), told = document.querySelector("output");
const slip = location.hash.slice(1), key = crypto.randomUUID();
if (/^[0-9A-Za-z-]{8,9}$/.test(slip)) { form.code.value = slip; history.replaceState(null, "", location.pathname); }
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  const body = { level: Number(form.level.value) };
  if (form.comment.value.trim()) body.comment = form.comment.value.trim();
  if (form.phone.value.trim()) body.phone = form.phone.value.trim();
  try {
    const reply = await fetch(location.pathname.replace(/\\/form$/, ""), {
      method: "POST", headers: { "Content-Type": "application/json", "Accept-Language": "zh-CN", "Lookup-Code": form.code.value.trim(), "Idempotency-Key": key }, body: JSON.stringify(body) });
    const answer = await reply.json();
    told.className = reply.ok ? "done" : "not";
    told.textContent = reply.ok ? "已收到，谢谢。您的评价码：" + answer.readingCode + "\\n凭编号和评价码可以查看处理结果。\\nThank you. Your code: " + answer.readingCode : answer.title + "。" + (answer.detail ?? "");
    button.disabled = reply.ok;
  } catch {
    told.className = "not";
    told.textContent = "网络不通，请稍后再试。\\nNo connection: please try again.";
    button.disabled = false;
  }
});
`;

const choices = (): string =>
  LEVELS.map(
    (level) =>
      `<label><input type="radio" name="level" value="${level}" required> <span>${LEVEL_NAMES[level].zh} <span lang="en">${escapeHtml(LEVEL_NAMES[level].en)}</span></span></label>`,
  ).join("\n");

export const ratingFormPage = (number: CaseNumber, sample: boolean): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>评价本次服务 ${inGroups(number)}</title><style>${STYLE}</style></head><body><main>
${sample ? '<p class="banner">示例数据，非政府服务 · Sample data</p>' : ""}
<h1>评价本次服务</h1><p lang="en">Rate this service</p>
<p>编号 <strong>${inGroups(number)}</strong></p>
<form autocomplete="off">
<label class="field"><span>查询码</span> <small>印在回执或者评价单上 <span lang="en">The code on your receipt or slip</span></small>
<input name="code" required maxlength="20" autocapitalize="characters"></label>
<fieldset><legend>您是否满意？ <span lang="en">Are you satisfied?</span></legend>
${choices()}
</fieldset>
<label class="field"><span>想说的话（可不填）</span> <small lang="en">Your comment, if you like</small>
<textarea name="comment" rows="3" maxlength="500"></textarea></label>
<label class="field"><span>手机号（可不填，仅用于回访）</span> <small lang="en">Phone, only if you wish to be called back</small>
<input name="phone" type="tel" inputmode="numeric" maxlength="11"></label>
<button>提交评价 <span lang="en" style="color:inherit">Send</span></button>
</form>
<output role="status" aria-live="polite"></output>
<noscript><p>此页面需要脚本；也可以到窗口评价。 <span lang="en">This page needs a script; you can also rate at the window.</span></p></noscript>
<p><small>评价生效前，被评价人看不到评价；生效后能看到评价内容和编号，看不到您留的手机号。 <span lang="en">Whoever is rated does not see the rating before it is final; then they see what it says and its number, but not the phone you leave.</span></small></p>
</main><script>${RATING_SCRIPT}</script></body></html>`;
