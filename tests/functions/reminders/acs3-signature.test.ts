import { describe, expect, it } from "vitest";
import { type Acs3Call, acs3Headers, canonicalQuery } from "../../../shared/aws/sms/acs3-signature.ts";
import { refusalOf } from "../../../shared/aws/sms/aliyun-answers.ts";

/** The example of "V3 request structure and signature" in the Alibaba Cloud SDK guide, with its own result. */
const documented: Acs3Call = {
  method: "POST",
  host: "ecs.cn-shanghai.aliyuncs.com",
  action: "RunInstances",
  version: "2014-05-26",
  query: { RegionId: "cn-shanghai", ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd" },
  date: "2023-10-26T10:22:32Z",
  nonce: "3156853299f313e23d1673dc12e1703d",
};
const key = { accessKeyId: "YourAccessKeyId", accessKeySecret: "YourAccessKeySecret" };

describe("the signature of Alibaba Cloud calls", () => {
  it("is the documented one for the documented example", () => {
    expect(acs3Headers(documented, key).authorization).toBe(
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  it("changes with every part of the call", () => {
    const signature = (call: Acs3Call) => acs3Headers(call, key).authorization;
    const changed = [
      { method: "GET" as const },
      { host: "x" },
      { action: "x" },
      { version: "x" },
      { query: {} },
      { date: "x" },
      { nonce: "x" },
    ];
    const all = [documented, ...changed.map((change) => ({ ...documented, ...change }))].map(signature);
    expect(new Set(all).size).toBe(all.length);
  });

  it("encodes by RFC 3986 and sorts by name", () => {
    expect(canonicalQuery({ b: "a b*~!'()", a: "滕", OutId: "x#2026-10-10T00:30:00.000Z" })).toBe(
      "OutId=x%232026-10-10T00%3A30%3A00.000Z&a=%E6%BB%95&b=a%20b%2A~%21%27%28%29",
    );
  });
});

describe("what a refusal of the gateway means", () => {
  it.each([
    ["isv.MOBILE_NUMBER_ILLEGAL", { outcome: "rejected" }],
    ["isv.PARAM_LENGTH_LIMIT", { outcome: "rejected" }],
    ["isv.BUSINESS_LIMIT_CONTROL", { outcome: "deferred", account: false }],
    ["Throttling.User", { outcome: "deferred", account: false }],
    ["isv.AMOUNT_NOT_ENOUGH", { outcome: "deferred", account: true }],
    ["isv.SMS_TEMPLATE_ILLEGAL", { outcome: "deferred", account: true }],
    ["SignatureDoesNotMatch", { outcome: "deferred", account: true }],
    ["InvalidAccessKeyId.NotFound", { outcome: "deferred", account: true }],
    ["isp.SYSTEM_ERROR", { outcome: "unknown" }],
    ["something.NEW", { outcome: "deferred", account: false }],
  ])("%s: %j", (code, expected) => {
    expect(refusalOf(code)).toEqual({ code, ...expected });
  });
});
