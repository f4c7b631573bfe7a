/** The open cases that are over their promised date, by the reason published and by age (R27). */
import { OVERDUE_REASON_NAMES } from "../casework/overdue-reasons.ts";
import type { Column, Table } from "../documents/table.ts";
import { NO_REASON } from "./behind.ts";
import type { BulletinSheet } from "./sheet.ts";

const COLUMNS: readonly Column[] = [
  { id: "reason", name: { zh: "原因", en: "Reason" }, kind: "text" },
  { id: "up-to-3", name: { zh: "超期3天以内", en: "Up to 3 wd" }, kind: "count", link: "figure=up-to-3" },
  { id: "from-4-to-10", name: { zh: "4至10天", en: "4–10 wd" }, kind: "count", link: "figure=from-4-to-10" },
  { id: "over-10", name: { zh: "10天以上", en: "> 10 wd" }, kind: "count", link: "figure=over-10" },
  { id: "together", name: { zh: "合计", en: "Together" }, kind: "count", link: "figure=open-overdue" },
];
const NONE_GIVEN = { zh: "未说明", en: "None given" };

/** Of the whole municipality: per centre so few cases might name somebody. */
export const overdueReasonTable = ({ total }: BulletinSheet): Table => ({
  id: "overdue-reasons",
  title: {
    zh: "全市月末超期未办结的时间和原因（件）",
    en: "Open over the promised date, by age and reason, whole municipality",
  },
  empty: { zh: "月末没有超期未办结的办件。", en: "No case was open over its promised date at the month's end." },
  columns: COLUMNS,
  rows: total.overdueReasons.map(({ reason, upTo3, from4To10, over10 }) => ({
    cells: [
      reason === undefined ? NONE_GIVEN : OVERDUE_REASON_NAMES[reason],
      ...[upTo3, from4To10, over10, upTo3 + from4To10 + over10],
    ],
    link: `cases?reason=${reason ?? NO_REASON}&`,
  })),
});
