/** What every figure of the bulletin means, printed with it (R66). */
import * as z from "zod";

export const Definition = z.object({ figure: z.string(), name: z.string(), zh: z.string(), en: z.string() });
export type Definition = z.infer<typeof Definition>;

export const DEFINITIONS: readonly Definition[] = [
  {
    figure: "received",
    name: "收件",
    zh: "当月收到的办件，按收到当日（北京时间）计；按渠道分为网上、窗口、电话、站点；站点代收的，按中心收件之日计。",
    en: "Cases received in the month, by the local day of receipt; by channel: online, counter, phone, station; what a station only passes on counts on the day its centre receives it.",
  },
  {
    figure: "notices",
    name: "补正通知",
    zh: "当月发出的一次性补正通知。",
    en: "Correction notices given in the month.",
  },
  {
    figure: "accepted",
    name: "受理",
    zh: "当月登记受理的办件。",
    en: "Cases whose acceptance was entered in the month.",
  },
  {
    figure: "decided",
    name: "办结",
    zh: "当月作出决定的办件，分为准予和不予。",
    en: "Cases decided in the month: approved or refused.",
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
    figure: "promise",
    name: "按期办结率",
    zh: "当月到期且在到期日（以办结时有效的到期日为准）当日或之前办结的办件数 ÷ 当月到期的全部办件数；按公开承诺时限计。到期日在以后月份才确定的，计入确定的月份。",
    en: "Cases due in the month and finished on or before the due date valid at the finish ÷ all cases due in the month, by the published promise. A due date set in a later month counts in that month.",
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
    figure: "small",
    name: "*",
    zh: "到期办件少于10件，比率仅供参考。",
    en: "Fewer than 10 cases fell due: the rate says little.",
  },
];
