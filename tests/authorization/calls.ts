/** One call of each route that is well-formed: whoever may make it gets past who they are. */

import { PRIVACY_NOTICE } from "../../shared/complaints/filing.ts";
import type { RouteId } from "../../shared/http/routes.ts";
import { CENTRE } from "../support/casework.ts";
import type { Call } from "./whole-town.ts";

/** A stale version: whoever passes gets 412, and everything stays as it is. */
const headers = { "If-Match": '"70"' };
const announced = { material: "felling-application-form", fileType: "pdf" };
const applicant = { name: "示例甲", phone: "10000000001" };
const filing = { itemCode: "tree-felling-licence", centreCode: CENTRE, applicant };
const counter = { ...filing, itemCode: "birth-registration", channel: "counter" };
const month = "2026-09";
const period = { from: "2026-09-14", to: "2026-09-18" };

const OF_CASES = {
  "file-case": { body: filing },
  "read-case": {},
  "explain-case-deadline": {},
  "file-case-for-resident": { body: counter },
  "complete-case-at-once": { body: { ...counter, ruling: { outcome: "approved" } } },
  "list-work": {},
  "read-case-as-staff": {},
  "explain-case-deadline-to-staff": {},
  "explain-case-holding": {},
  "give-correction-notice": { headers, body: { missing: ["identity-card"], channel: "online" } },
  "accept-case": { headers },
  "decide-case": { headers, body: { outcome: "approved" } },
  "deliver-case": { headers, body: { how: "counter" } },
  "reissue-lookup-code": { headers, body: { identity: "id-card" } },
  "print-receipt": {},
  "list-receipts": {},
  "show-receipt": { params: { receipt: "1" } },
  "verify-receipt": { params: { receiptNumber: "K7M2-9QXR-4T3B-1" }, query: { code: "00000000" } },
  "show-verification": { params: { receiptNumber: "K7M2-9QXR-4T3B-1" }, query: { code: "00000000" } },
  "list-receipts-as-staff": {},
  "show-receipt-as-staff": { params: { receipt: "1" } },
  "suspend-case": {
    headers,
    body: { reason: "hearing", from: "2026-09-18", plannedTo: "2026-09-21", notice: "听证" },
  },
  "renew-suspension": { headers, params: { suspension: "1" }, body: { plannedTo: "2026-09-21", notice: "听证" } },
  "end-suspension": { headers, params: { suspension: "1" } },
  "submit-corrections": { body: { papers: ["identity-card"] } },
  "withdraw-case": {},
  "answer-hand-over": { body: { answer: "accepted" } },
  "record-put-right": { headers, body: { papers: ["identity-card"] } },
  "record-corrections": { headers, body: { papers: ["identity-card"], channel: "counter" } },
  "ask-further": { headers, body: { missing: ["identity-card"], channel: "online" } },
  "turn-case-away": {
    headers,
    body: { ground: "not-needed", reason: "无需办理", whereToGo: "不必再来" },
  },
  "record-hand-over-answer": { headers, body: { answer: "declined" } },
  "withdraw-case-for-resident": { headers, body: { proof: "signature", document: "撤回1号" } },
  "accept-conditionally": {
    headers,
    body: { missing: ["bank-card"], supplyBy: "2026-09-28", document: "承诺1号" },
  },
  "record-promised-papers": { headers, body: { supplied: ["bank-card"] } },
  "file-case-as-proxy": {
    body: {
      itemCode: "old-age-allowance",
      applicant: { name: "示例甲" },
      authorisation: {
        resident: "示例甲",
        itemCode: "old-age-allowance",
        until: "2026-12-31",
        form: "signature",
      },
    },
  },
  "list-proxy-cases": {},
  "read-proxy-case": {},
  "forward-case": { headers },
  "accept-case-as-proxy": { headers },
  "decide-case-as-proxy": { headers, body: { outcome: "approved" } },
  "deliver-case-as-proxy": { headers, body: { how: "counter" } },
  "record-contact": { body: { channel: "counter", subject: "高龄津贴何时发放" } },
  "list-contacts": {},
  "read-contact": {},
  "hand-over-contact": { headers, body: { to: { post: `${CENTRE}-p03` } } },
  "accept-contact": { headers },
  "answer-contact": { headers, body: { answer: "每月十五日" } },
  "send-case-up": { headers },
  "record-received-above": { headers, body: { on: "2026-09-18" } },
  "record-returned-from-above": { headers, body: { on: "2026-09-18", answer: "agreed" } },
  "complete-task": { headers, params: { task: "land-review" }, body: { note: "符合" } },
  "create-attachment": { body: announced },
  "confirm-attachment": {},
  "list-attachments": {},
  "read-attachment": {},
  "create-attachment-as-staff": { body: announced },
  "confirm-attachment-as-staff": {},
  "list-attachments-as-staff": {},
  "read-attachment-as-staff": {},
  "order-supervision": { headers, body: { reason: "久拖不决" } },
  "answer-supervision": { headers, body: { done: "已催办", finishBy: "2030-01-04" } },
  "annul-card": { headers, body: { stage: "notice#1#red", reason: "outage" } },
  "extend-case": { headers, body: { workingDays: 5, document: "滕林延〔2026〕1号", reason: "踏勘" } },
} as const;

const OF_COMPLAINTS = {
  "read-privacy-notice": {},
  "file-complaint": {
    body: {
      naming: "anonymous",
      centreCode: CENTRE,
      target: { kind: "service", itemCode: "tree-felling-licence" },
      text: "示例：排队两小时。",
      privacyNotice: PRIVACY_NOTICE.version,
    },
  },
  "file-complaint-for-resident": {
    body: {
      naming: "anonymous",
      channel: "counter",
      centreCode: CENTRE,
      target: { kind: "service", itemCode: "tree-felling-licence" },
      text: "示例：排队两小时。",
      privacyNotice: PRIVACY_NOTICE.version,
    },
  },
  "read-complaint": {},
  "withdraw-complaint": {},
  "list-complaints": {},
  "list-complaints-of-centre": { query: { centreCode: CENTRE } },
  "read-complaint-as-staff": {},
  "create-complaint-attachment": { body: { fileType: "jpeg" } },
  "confirm-complaint-attachment": {},
  "list-complaint-attachments": {},
  "read-complaint-attachment": {},
  "list-complaint-attachments-as-staff": {},
  "read-complaint-attachment-as-staff": { body: { reason: "核实照片" } },
  "read-complainant": { body: { reason: "回访核实" } },
  "reissue-complaint-code": { headers, body: { identity: "call-back", reason: "查询码遗失" } },
  "accept-complaint": { headers, body: {} },
  "assign-complaint": { headers, body: { handler: `${CENTRE}-director`, reason: "休假" } },
  "return-complaint": { headers, body: { reason: "应由市政管办承办" } },
  "rule-complaint": { headers, body: { body: "office", reason: "涉及多个中心" } },
  "join-complaint": { headers, body: { with: "0000-0000-0002" } },
  "turn-complaint-away": { headers, body: { because: "no-facts", reason: "没有具体事实" } },
  "note-inquiry": { headers, body: { text: "调取录像" } },
  "extend-complaint": { headers, body: { workingDays: 5, reason: "录像调取需时" } },
  "declare-interest": { headers, body: { reason: "亲属" } },
  "register-petition": { headers, body: { reason: "属于信访事项" } },
  "hand-over-petition": { headers, body: { receipt: "信访〔2026〕12号", on: "2026-09-18" } },
  "extend-petition": { headers, body: { notice: "信访延〔2026〕3号", on: "2026-09-18" } },
  "refer-complaint": { headers, body: { reason: "涉嫌收受财物" } },
  "hand-over-referral": { headers, body: { receipt: "纪检收〔2026〕3号", on: "2026-09-18" } },
  "decide-complaint": { headers, body: { finding: "upheld", reasons: "属实" } },
  "record-call-back": { headers, body: { result: "satisfied" } },
  "decide-review": { headers, body: { finding: "upheld", reasons: "属实" } },
  "order-complaint-supervision": { headers, body: { reason: "多次催办" } },
  "answer-complaint-supervision": { headers, body: { done: "已约谈承办人", finishBy: "2026-09-25" } },
  // Of another version: whether there is such a card shows later than whether somebody may ask.
  "annul-complaint-card": { headers: { "If-Match": '"99"' }, body: { stage: "handling#1#red", reason: "outage" } },
} as const;

const OF_RATINGS = {
  "read-own-scorecards": { query: { month } },
  "read-scorecards-of-centre": { query: { month } },
  "give-rating": { body: { level: 4 } },
  "read-rating": {},
  "show-rating-form": {},
  "open-visit": { body: { post: `${CENTRE}-p01` } },
  "list-ratings": {},
  "list-follow-ups": {},
  "read-rating-as-staff": {},
  "read-rater": { body: { reason: "差评回访" } },
  "record-rating-contact": { headers, body: {} },
  "give-rating-result": { headers, body: { result: "已整改" } },
  "record-rating-call-back": { headers, body: { result: "satisfied" } },
  "appeal-rating": { headers, body: { reason: "情况不符" } },
  "decide-appeal": { headers, body: { outcome: "stands", reasons: "情况属实" } },
} as const;

const OF_THE_TOWN = {
  "read-board": {},
  "read-board-page": {},
  "read-centre-board": { params: { centreCode: CENTRE } },
  "read-centre-board-page": { params: { centreCode: CENTRE } },
  "list-centres": {},
  "read-centre": {},
  "list-stations": {},
  "list-centre-items": {},
  "list-service-items": {},
  "read-service-item": { params: { itemCode: "tree-felling-licence" } },
  "calculate-deadline": { body: { from: "2026-09-30", days: 5, unit: "working-days" } },
  "read-calendar": {},
  "read-me": {},
  "list-absences": {},
  "record-absence": { body: { kind: "leave", from: "2026-09-21T08:00:00+08:00" } },
  "end-absence": { body: {} },
  "record-attendance": { body: { event: "in" } },
  "list-attendance": { query: period },
  "list-centre-attendance": {},
  "list-findings": { query: period },
  "list-centre-findings": { query: period },
  "add-calendar-year": {
    headers,
    params: { year: "2027" },
    body: {
      notice: { title: "示例：通知", number: "示例〔2026〕1号", date: "2026-11-04" },
      holidays: [{ name: { zh: "元旦", en: "New Year's Day" }, daysOff: ["2027-01-01"], makeUpDays: [] }],
    },
  },
  "add-closing-day": { headers, params: { date: "2026-09-30" }, body: { reason: { zh: "暴雪停止办公", en: "Snow" } } },
  "withdraw-closing-day": { headers, params: { date: "2026-09-30" } },
} as const;

const OF_THE_REST = {
  "list-bulletins": {},
  "read-bulletin": { params: { month: "2026-08" } },
  "read-bulletin-page": { params: { month: "2026-08" } },
  "read-bulletin-file": { params: { month: "2026-08", form: "pdf" } },
  "sign-off-bulletin": { params: { month: "2026-08" }, headers },
  "list-slots": {},
  "book-slot": { body: { windowId: `${CENTRE}-w01`, day: "2026-10-09", starts: "09:30", ...applicant } },
  "read-appointment": {},
  "cancel-appointment": {},
  "open-slots": { body: { windowId: `${CENTRE}-w01`, day: "2026-10-12", from: "14:00", to: "16:00", minutesEach: 30 } },
  "list-appointments": { params: { windowId: `${CENTRE}-w01` } },
  "mark-arrived": {},
  "mark-no-show": {},
  "list-own-messages": {},
  "list-centre-deadlines": {},
  "list-deadlines-of-centre": {},
  "list-messages": { query: { month } },
  "read-message-cost": { query: { month } },
  "resend-message": { body: { reason: "not-received" } },
} as const;

type OneCall = Omit<Call, "sub" | "from">;
/** Complete: a route without a call does not compile. */
export const CALLS: Readonly<Record<RouteId, OneCall>> = {
  ...OF_CASES,
  ...OF_COMPLAINTS,
  ...OF_RATINGS,
  ...OF_THE_TOWN,
  ...OF_THE_REST,
};
