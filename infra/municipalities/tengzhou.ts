/** Tengzhou (GB/T 2260 code 370481), in the mainland partition, where real people's data may live (个人信息保护法 36). */
import { checkMunicipality } from "./check.ts";
import { TENGZHOU_TOWN } from "./tengzhou-town.ts";

export const tengzhou = checkMunicipality({
  ...TENGZHOU_TOWN,
  code: "tengzhou",
  partition: "aws-cn",
  region: "cn-north-1",
  // Invented: the real number is the municipality's to enter.
  account: "000000000000",
  architecture: "arm64",
  syntheticDataOnly: false,
  sampleData: false,
  sms: {
    ...TENGZHOU_TOWN.sms,
    provider: "aliyun",
    endpoint: "https://dysmsapi.aliyuncs.com",
    regionId: "cn-hangzhou",
    // Invented: the gateway gives a code to each text when it has been registered (runbook).
    templateCodes: {
      "half-many": "SMS_000000013",
      "due-one": "SMS_000000001",
      "due-many": "SMS_000000002",
      "overdue-one": "SMS_000000003",
      "overdue-many": "SMS_000000004",
      "resident-notice": "SMS_000000005",
      "resident-accepted": "SMS_000000006",
      "resident-decided": "SMS_000000007",
      "resident-correction": "SMS_000000008",
      "resident-step": "SMS_000000010",
      "proxy-step": "SMS_000000011",
      "dates-moved": "SMS_000000009",
      "notice-undelivered": "SMS_000000012",
      "return-due": "SMS_000000014",
      "return-overdue": "SMS_000000015",
    },
  },
  signIn: {
    issuer: "https://signin.example.invalid/tengzhou",
    audience: "tengzhou-service-centres",
    jwksUri: "https://signin.example.invalid/tengzhou/.well-known/jwks.json",
  },
  api: { ...TENGZHOU_TOWN.api, publicUrl: "https://centres.tengzhou.example.invalid" },
  bulletins: { noticeEmails: ["office@tengzhou.example.invalid"] },
  alarmEmails: ["oncall@tengzhou.example.invalid"],
});
