/** One filing of an invented resident, and a receipt for it: every request costs the same. */
import type * as z from "zod";
import type { ResidentFiling } from "../shared/casework/requests.ts";
import type { FilingReceipt } from "../shared/casework/views.ts";
import { instant, localDate } from "../shared/kernel/local-date.ts";

export const FILING = {
  itemCode: "old-age-allowance",
  centreCode: "370481102",
  applicant: { name: "示例甲", phone: "10000000001" },
  note: "本人行动不便，希望便民服务站的工作人员帮助提交材料。",
  notifyBySms: true,
} satisfies z.input<typeof ResidentFiling>;

export const RECEIPT: FilingReceipt = {
  caseNumber: "K7M2-9QXR-4T3B",
  lookupCode: "7Q4M-ZK2P",
  item: { code: FILING.itemCode, name: "高龄津贴申领" },
  centre: { code: FILING.centreCode, name: "示例镇便民服务中心" },
  receivedAt: instant("2026-09-18T01:30:00Z"),
  due: {
    clock: "notice",
    dueOn: localDate("2026-09-25"),
    provisional: false,
    basis: { zh: "材料不齐的，五个工作日内一次性告知", en: "Missing materials are named within five working days" },
  },
  nextStep: { zh: "请妥善保管编号和查询码。", en: "Keep the number and the code." },
};
