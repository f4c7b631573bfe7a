import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";

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
    order: ["yellow", "red"],
  },
};

/** What is true of the town wherever its software runs. */
export const TENGZHOU_TOWN = {
  divisionCode: "370481",
  name: { zh: "滕州市", en: "Tengzhou" },
  officeHours: [
    { from: "05-01", to: "09-30", opens: "08:30", closes: "17:30" },
    { from: "10-01", to: "04-30", opens: "08:30", closes: "17:00" },
  ],
  ladder: LADDER,
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
