/** The columns of the tables by unit, in the bulletin's order: what each one shows of a unit's figures. */
import type { Bilingual } from "../calendar/bilingual.ts";
import type { Cell, ColumnKind, Rate } from "../documents/table.ts";
import type { Figures } from "./figures.ts";
import { SMALL_NUMBER } from "./promise-figures.ts";

export type UnitColumn = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ColumnKind;
  readonly of: (figures: Figures) => Cell;
};

export const rate = (part: number, whole: number): Rate => ({ part, whole, small: whole < SMALL_NUMBER });

const counts = (id: string, zh: string, en: string, of: (figures: Figures) => number): UnitColumn => ({
  ...{ id, name: { zh, en }, kind: "count", of },
});
const shares = (id: string, zh: string, en: string, of: (figures: Figures) => Rate): UnitColumn => ({
  ...{ id, name: { zh, en }, kind: "share", of },
});

export const ON_TIME: readonly UnitColumn[] = [
  shares("on-time", "按期办结率", "On time", ({ promise: { onTime, due } }) => rate(onTime, due)),
  shares("on-time-suspended", "其中中止件", "Of those suspended", ({ promise: { suspended } }) =>
    rate(suspended.onTime, suspended.due),
  ),
  shares("on-time-extended", "其中延期件", "Of those extended", ({ promise: { extended } }) =>
    rate(extended.onTime, extended.due),
  ),
];

export const RECEIVED: readonly UnitColumn[] = [
  counts("received", "收件", "Received", ({ received }) => received),
  counts("online", "网上", "Online", ({ byChannel }) => byChannel.online),
  counts("counter", "窗口", "Counter", ({ byChannel }) => byChannel.counter),
  counts("phone", "电话", "Phone", ({ byChannel }) => byChannel.phone),
  counts("station", "站点", "Station", ({ byChannel }) => byChannel.station),
  counts("appointment", "预约", "Appointment", ({ byChannel }) => byChannel.appointment ?? 0),
  counts("proxy", "代办", "By proxy", ({ byProxy }) => byProxy),
  shares("online-share", "网办比例", "Share online", ({ byChannel, received }) => rate(byChannel.online, received)),
];

export const KINDS: readonly UnitColumn[] = [
  counts("approval", "审批", "Approval", ({ byKind }) => byKind.approval),
  counts("certificate", "证明", "Certificate", ({ byKind }) => byKind.certificate),
  counts("enquiry", "咨询", "Enquiry", ({ byKind }) => byKind.enquiry),
  counts("entrusted", "受托", "Entrusted", ({ byKind }) => byKind.entrusted),
  counts("unlisted", "其他", "Other", ({ byKind }) => byKind.unlisted),
];

export const HANDLED: readonly UnitColumn[] = [
  counts("notices", "补正通知", "Notices", ({ notices }) => notices),
  counts("second-notices", "二次告知", "Second notices", ({ secondNotices }) => secondNotices),
  counts("accepted", "受理", "Accepted", ({ accepted }) => accepted),
  counts("deemed", "其中视为受理", "By law", ({ deemedAccepted }) => deemedAccepted),
  counts("not-accepted", "不予受理", "Not accepted", ({ notAccepted }) => notAccepted),
  counts("withdrawn", "撤回", "Withdrawn", ({ withdrawn }) => withdrawn),
  counts("decided", "办结", "Decided", ({ decided }) => decided),
  counts("approved", "准予", "Approved", ({ approved }) => approved),
  counts("refused", "不予", "Refused", ({ refused }) => refused),
  counts("delivered", "送达", "Delivered", ({ delivered }) => delivered),
  shares("here", "中心办结比例", "Decided here", ({ decidedHere, decided }) => rate(decidedHere, decided)),
];

export const OVERDUE: readonly UnitColumn[] = [
  counts("due", "到期", "Due", ({ promise }) => promise.due),
  counts("late", "逾期办结", "Finished late", ({ promise }) => promise.finishedLate),
  counts("still-open", "到期未办结", "Still open", ({ promise }) => promise.stillOpen),
  counts("paused", "补正停计", "Paused", ({ promise }) => promise.paused),
  counts("over-promised", "超承诺", "Over promise", ({ overPromised }) => overPromised),
  counts("over-statutory", "超法定", "Over law's limit", ({ overStatutory }) => overStatutory),
  counts("up-to-3", "月末超期3天以内", "Overdue up to 3 wd", ({ openOverdue }) => openOverdue.upTo3),
  counts("from-4-to-10", "4至10天", "4–10 wd", ({ openOverdue }) => openOverdue.from4To10),
  counts("over-10", "10天以上", "> 10 wd", ({ openOverdue }) => openOverdue.over10),
];

export const SUPERVISED: readonly UnitColumn[] = [
  counts("suspended", "中止", "Suspended", ({ suspended }) => suspended),
  counts("extended", "延期", "Extended", ({ extended }) => extended),
  counts("yellow", "黄牌", "Yellow cards", ({ cards }) => cards.yellow),
  counts("red", "红牌", "Red cards", ({ cards }) => cards.red),
  counts("supervision", "督办提示", "Supervision", ({ cards }) => cards.supervision),
  counts("annulled", "撤销", "Annulled", ({ cards }) => cards.annulled),
  counts("orders", "督办单", "Orders", ({ orders }) => orders.given),
  counts("answers", "督办答复", "Answers", ({ orders }) => orders.answered),
];
