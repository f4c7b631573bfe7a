import type * as z from "zod";
import type { ReturnKinds } from "../../shared/municipality/return-kinds.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";

const PEOPLE = { zh: "人", en: "people" };
const NUMBER = { zh: "个", en: "" };
const CASES = { zh: "件", en: "cases" };
const ITEMS = { zh: "项", en: "items" };
const DAYS = { zh: "天", en: "days" };
const TIMES = { zh: "人次", en: "times" };

/** The invented town's defaults (R28–R31). */
const LADDER: MunicipalitySettings["ladder"] = {
  halfAtPercent: 50,
  shortNoticeHours: 2,
  supervisionAfterRed: 3,
  orderLimit: 5,
  stages: {
    notice: ["yellow", "red"],
    promised: ["half", "yellow", "red", "supervision"],
    statutory: ["supervision"],
    delivery: ["yellow", "red", "supervision"],
    urgent: ["yellow", "red", "supervision"],
    forwarding: ["yellow", "red", "supervision"],
    handling: ["half", "yellow", "red", "supervision"],
    "hand-over": ["half", "yellow", "red", "supervision"],
    "first-contact": ["half", "yellow", "red"],
    "follow-up": ["yellow", "red", "supervision"],
    upward: ["yellow", "red"],
    tasks: ["yellow", "red"],
    return: ["yellow", "red"],
    order: ["yellow", "red"],
  },
};

/** [P] What the town's centres hand in (article 15); due days and fields are the municipality's to set. */
const RETURNS: z.input<typeof ReturnKinds> = [
  {
    kind: "work-conditions",
    name: { zh: "便民服务中心运行保障月报表", en: "Monthly return on premises, people and training" },
    every: "month",
    dueWorkingDay: 3,
    from: "2027-01",
    fields: [
      { id: "staff", name: { zh: "工作人员", en: "Staff" }, unit: PEOPLE, prefill: "staff" },
      { id: "windows", name: { zh: "开放窗口", en: "Windows open" }, unit: NUMBER, prefill: "windows" },
      { id: "posts", name: { zh: "岗位", en: "Posts" }, unit: NUMBER, prefill: "posts" },
      { id: "received", name: { zh: "本月收件", en: "Cases received" }, unit: CASES, prefill: "received" },
      { id: "days-closed", name: { zh: "因故未开放天数", en: "Days not open" }, unit: DAYS },
      { id: "people-trained", name: { zh: "参加培训人次", en: "People trained" }, unit: TIMES },
    ],
  },
  {
    kind: "entrusted-services",
    name: { zh: "委托事项与帮办代办季报表", en: "Quarterly return on entrusted items and visits" },
    every: "quarter",
    dueWorkingDay: 5,
    from: "2026-10",
    fields: [
      { id: "stations", name: { zh: "便民服务站", en: "Stations" }, unit: NUMBER, prefill: "stations" },
      {
        id: "entrusted-items",
        name: { zh: "委托事项", en: "Items entrusted" },
        unit: ITEMS,
        prefill: "entrusted-items",
      },
      { id: "home-visits", name: { zh: "上门走访", en: "Home visits" }, unit: TIMES },
      { id: "needs-solved", name: { zh: "解决群众诉求", en: "Needs met" }, unit: CASES },
    ],
  },
];

/** What is true of the town wherever its software runs. */
export const TENGZHOU_TOWN = {
  divisionCode: "370481",
  name: { zh: "滕州市", en: "Tengzhou" },
  officeHours: [
    { from: "05-01", to: "09-30", opens: "08:30", closes: "17:30" },
    { from: "10-01", to: "04-30", opens: "08:30", closes: "17:00" },
  ],
  ladder: LADDER,
  returns: RETURNS,
  sms: {
    signature: "滕州政务服务",
    window: { from: "08:00", until: "20:00" },
    limits: {
      receiptMinutesStaff: 60,
      receiptMinutesResident: 4320,
      perNumberPerDay: 20,
      partsPerMonth: 60_000,
    },
    // [P] What mainland gateways ask; the contract's own price is the municipality's to enter.
    pricePerPart: { amount: 0.045, currency: "CNY" as const },
  },
  api: {
    corsOrigins: [],
    rateLimit: 200,
    burstLimit: 400,
    // A whole hall, its public terminals and its Wi-Fi may share one address.
    wafRatePerAddress: 3000,
  },
};
