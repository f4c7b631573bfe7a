/** What every figure of the bulletin means, printed with it (R66). */
import * as z from "zod";

export const Definition = z.object({ figure: z.string(), name: z.string(), zh: z.string(), en: z.string() });
export type Definition = z.infer<typeof Definition>;

export const DEFINITIONS: readonly Definition[] = [
  {
    figure: "received",
    name: "收件",
    zh: "当月收到的办件，按收到当日（北京时间）计；按渠道分为网上、窗口、电话、站点、预约（已预约并到窗口办理的）；站点代收的，按中心收件之日计。",
    en: "Cases received in the month, by the local day of receipt; by channel: online, counter, phone, station, appointment (at the counter with a place booked); what a station only passes on counts on the day its centre receives it.",
  },
  {
    figure: "byKind",
    name: "事项类型",
    zh: "当月收件按事项类型（审批、证明、咨询、受托）计；已不在目录中的事项另计。",
    en: "Cases received, by what the item is: approval, certificate, enquiry, entrusted; items no longer in the catalogue apart.",
  },
  {
    figure: "byProxy",
    name: "代办",
    zh: "当月收件中由村（居）代办员代为提交的。",
    en: "Of those received: filed by a station's proxy for the resident.",
  },
  {
    figure: "notices",
    name: "补正通知",
    zh: "当月发出的一次性补正通知。",
    en: "Correction notices given in the month.",
  },
  {
    figure: "secondNotices",
    name: "二次告知",
    zh: "一次性告知之后又要求其他材料的，按违规登记计。",
    en: "Asking for something else after the one-time telling: each is a recorded violation.",
  },
  {
    figure: "accepted",
    name: "受理",
    zh: "当月登记受理的办件。",
    en: "Cases whose acceptance was entered in the month.",
  },
  {
    figure: "deemedAccepted",
    name: "视为受理",
    zh: "受理中因逾期未告知、依法自收到之日起即为受理的（仅限行政许可）。",
    en: "Of those accepted: by law, because no notice came in time (licences only).",
  },
  {
    figure: "notAccepted",
    name: "不予受理",
    zh: "当月作出不予受理的办件（含逾期未补正）。",
    en: "Cases not taken on in the month, those not corrected in time included.",
  },
  {
    figure: "withdrawn",
    name: "撤回",
    zh: "当月撤回或按撤回处理的办件。",
    en: "Cases withdrawn in the month, or treated as withdrawn.",
  },
  {
    figure: "decided",
    name: "办结",
    zh: "当月作出决定的办件，分为准予和不予。",
    en: "Cases decided in the month: approved or refused.",
  },
  {
    figure: "overPromised",
    name: "超承诺",
    zh: "当月作出的决定中超过公开承诺时限的。",
    en: "Decisions of the month made after the promised limit.",
  },
  {
    figure: "overStatutory",
    name: "超法定",
    zh: "当月作出的决定中超过法定时限的；法律未定时限的不计。",
    en: "Decisions of the month made after the limit that the law sets, where it sets one.",
  },
  {
    figure: "decidedHere",
    name: "中心办结",
    zh: "当月办结中未经上级机关环节、在本中心办结的。",
    en: "Of those decided: without a part for a higher body.",
  },
  {
    figure: "lateReasons",
    name: "超期原因",
    zh: "当月超过期限作出的决定，按登记的原因计；不涉及任何个人。",
    en: "Decisions of the month that were over their limit, by the reason entered; nobody is named.",
  },
  {
    figure: "delivered",
    name: "送达",
    zh: "当月结果送达申请人的办件。",
    en: "Cases whose result reached the applicant in the month.",
  },
  {
    figure: "suspended",
    name: "中止、延期",
    zh: "当月作出的中止（暂停计时）和批准的延期。",
    en: "Suspensions and extensions decided on in the month.",
  },
  {
    figure: "cards",
    name: "黄牌、红牌、督办",
    zh: "当月发出的黄牌、红牌和督办提示；已撤销的另计在撤销当月。",
    en: "Yellow, red and supervision cards given in the month; annulled ones count apart, in the month of annulment.",
  },
  {
    figure: "orders",
    name: "督办单",
    zh: "当月发出的督办单和收到的督办答复。",
    en: "Supervision orders given in the month, and answers to them.",
  },
  {
    figure: "promise",
    name: "按期办结率",
    zh: "当月到期且在到期日（以办结时有效的到期日为准）当日或之前办结的办件数 ÷ 当月到期的全部办件数；按公开承诺时限计。到期日在以后月份才确定的，计入确定的月份。",
    en: "Cases due in the month and finished on or before the due date valid at the finish ÷ all cases due in the month, by the published promise. A due date set in a later month counts in that month.",
  },
  {
    figure: "apart",
    name: "中止件、延期件",
    zh: "当月到期的办件中曾经中止或延期的，单独列示按期数和到期数。",
    en: "Of those due: the ones whose clock stood still for a time or was extended, shown apart.",
  },
  {
    figure: "finishedLate",
    name: "逾期办结",
    zh: "当月到期、过到期日后于月末前办结的办件。",
    en: "Due in the month, finished after the due date and by the month's end.",
  },
  {
    figure: "stillOpen",
    name: "到期未办结",
    zh: "当月到期、月末仍未办结的办件。",
    en: "Due in the month and not finished at its end.",
  },
  {
    figure: "paused",
    name: "补正停计",
    zh: "到期前已发补正通知、期限停止计算的办件，不计入到期数，单独列示。",
    en: "Their clock stopped for a correction notice before the due date: not among those due, shown apart.",
  },
  {
    figure: "openOverdue",
    name: "月末超期未办结",
    zh: "月末已过承诺到期日仍未办结的全部办件（含以前月份结转），按到期日后至月末的工作日数分为3天以内、4至10天、10天以上。",
    en: "All cases past their promised date and not finished at the month's end, earlier months included, by working days since the date: up to 3, 4 to 10, over 10.",
  },
  {
    figure: "overdueReasons",
    name: "超期未办结原因",
    zh: "月末超期未办结的办件，按截至月末最近一次登记的原因计；没有登记的列为“未说明”；不涉及任何个人。",
    en: "Cases past their promised date and not finished at the month's end, by the reason last given by then; without one: none given. Nobody is named.",
  },
  {
    figure: "comparison",
    name: "环比、同比",
    zh: "与上月、上年同月已冻结的数据比较，不重新统计。",
    en: "Beside the frozen figures of the month before and of the same month last year; nothing is counted again.",
  },
  {
    figure: "small",
    name: "*",
    zh: "到期办件少于10件，比率仅供参考。",
    en: "Fewer than 10 cases fell due: the rate says little.",
  },
];
