import { describe, expect, it } from "vitest";
import { type Tc3Call, tc3Headers } from "../../../shared/aws/sms/tc3-signature.ts";
import { refusalOf } from "../../../shared/aws/sms/tencent-answers.ts";

/** The example of "签名方法 v3" in Tencent Cloud's API guide, with its own key of 32 asterisks and its own result. */
const documented: Tc3Call = {
  service: "cvm",
  host: "cvm.tencentcloudapi.com",
  action: "DescribeInstances",
  version: "2017-03-12",
  region: "ap-guangzhou",
  body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
  timestamp: 1551113065,
};
const key = { accessKeyId: `AKID${"*".repeat(32)}`, accessKeySecret: "*".repeat(32) };

describe("the signature of Tencent Cloud calls", () => {
  it("is the documented one for the documented example", () => {
    expect(tc3Headers(documented, key)).toMatchObject({
      authorization: `TC3-HMAC-SHA256 Credential=AKID${"*".repeat(32)}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f`,
      "x-tc-timestamp": "1551113065",
      "x-tc-version": "2017-03-12",
      "x-tc-region": "ap-guangzhou",
    });
  });

  it("changes with every part of the call that is signed", () => {
    const signature = (call: Tc3Call) => /Signature=(\w+)/.exec(tc3Headers(call, key).authorization ?? "")?.[1];
    const changed = [{ service: "x" }, { host: "x" }, { action: "x" }, { body: "{}" }, { timestamp: 1551113066 }];
    const all = [documented, ...changed.map((change) => ({ ...documented, ...change }))].map(signature);
    expect(new Set(all).size).toBe(changed.length + 1);
  });
});

describe("the codes of Tencent Cloud's SMS API", () => {
  it.each([
    ["InvalidParameterValue.IncorrectPhoneNumber", "rejected", undefined],
    ["FailedOperation.PhoneNumberInBlacklist", "rejected", undefined],
    ["InternalError.Timeout", "unknown", undefined],
    ["InternalError", "unknown", undefined],
    ["LimitExceeded.PhoneNumberOneHourLimit", "deferred", false],
    ["RequestLimitExceeded", "deferred", false],
    ["SomethingNew", "deferred", false],
    ["LimitExceeded.AppDailyLimit", "deferred", true],
    ["FailedOperation.InsufficientBalanceInSmsPackage", "deferred", true],
    ["FailedOperation.SignatureIncorrectOrUnapproved", "deferred", true],
    ["FailedOperation.TemplateIncorrectOrUnapproved", "deferred", true],
    ["UnauthorizedOperation.SerivceSuspendDueToArrears", "deferred", true],
    ["AuthFailure.SignatureFailure", "deferred", true],
    ["InternalError.RequestTimeException", "deferred", true],
  ] as const)("%s is %s", (code, outcome, account) => {
    expect(refusalOf(code)).toEqual({ outcome, code, ...(account === undefined ? {} : { account }) });
  });
});
