/** The same town outside China, for trying things out: synthetic data only (个人信息保护法 36). */
import { checkMunicipality } from "./check.ts";
import { TENGZHOU_TOWN } from "./tengzhou-town.ts";

export const sandbox = checkMunicipality({
  ...TENGZHOU_TOWN,
  code: "sandbox",
  partition: "aws",
  region: "ap-southeast-1",
  account: "000000000001",
  architecture: "arm64",
  syntheticDataOnly: true,
  sampleData: true,
  sms: { ...TENGZHOU_TOWN.sms, provider: "sns", maxPriceUsd: 0.1, pricePerPart: { amount: 0.04, currency: "USD" } },
  signIn: {
    issuer: "https://signin.example.invalid/sandbox",
    audience: "sandbox-service-centres",
    jwksUri: "https://signin.example.invalid/sandbox/.well-known/jwks.json",
  },
  alarmEmails: [],
});
