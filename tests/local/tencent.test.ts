import { describe, expect, it } from "vitest";
import type { AccessKey, SignedRequest } from "../../infra/local/aliyun-signature.ts";
import { createFaults } from "../../infra/local/faults.ts";
import { createCarrier } from "../../infra/local/sms-carrier.ts";
import { createSmsOutbox } from "../../infra/local/sms-outbox.ts";
import { createTencent } from "../../infra/local/tencent.ts";
import { tencentFault, tencentSignatureOf } from "../../infra/local/tencent-signature.ts";

const KEY: AccessKey = { accessKeyId: "id", accessKeySecret: "secret" };
const NOW = Date.parse("2026-10-10T08:30:00+08:00");
const SCOPE = { date: "2026-10-10", service: "sms", signedHeaders: "content-type;host;x-tc-action" };

const request = (action: string, body: object | string, change: object = {}): SignedRequest => {
  const unsigned: SignedRequest = {
    method: "POST",
    url: new URL("http://127.0.0.1/"),
    headers: {
      "content-type": "application/json; charset=utf-8",
      host: "127.0.0.1",
      "x-tc-action": action,
      "x-tc-timestamp": String(NOW / 1000),
      "x-tc-version": "2021-01-11",
      ...change,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
  const { date, service, signedHeaders } = SCOPE;
  const signature = tencentSignatureOf(unsigned, SCOPE, KEY.accessKeySecret);
  const authorization = `TC3-HMAC-SHA256 Credential=${KEY.accessKeyId}/${date}/${service}/tc3_request, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { ...unsigned, headers: { ...unsigned.headers, authorization } };
};

const gateway = () => {
  const outbox = createSmsOutbox();
  const faults = createFaults(() => undefined);
  const now = () => NOW;
  const carrier = createCarrier({ outbox, now, faults: () => faults.current });
  const answer = createTencent({
    accessKey: KEY,
    sdkAppId: "1400000001",
    signature: "滕州政务服务",
    templates: { "100": "事项{1}将于{2}到期，请及时办理。" },
    carrier,
    now,
    fault: () => faults.current.sms,
  });
  return { answer, outbox };
};
const message = {
  PhoneNumberSet: ["+8610000000001"],
  SmsSdkAppId: "1400000001",
  SignName: "滕州政务服务",
  TemplateId: "100",
  TemplateParamSet: ["K7M2", "10月12日"],
  SessionContext: "staff#slot",
};
const pull = {
  SmsSdkAppId: "1400000001",
  PhoneNumber: "+8610000000001",
  BeginTime: NOW / 1000 - 60,
  Offset: 0,
  Limit: 100,
};

describe("the request signature of Tencent Cloud, seen from the receiver", () => {
  it("is the documented one for the documented example, whose key is 32 asterisks", () => {
    const documented: SignedRequest = {
      method: "POST",
      url: new URL("https://cvm.tencentcloudapi.com/"),
      headers: {
        "content-type": "application/json; charset=utf-8",
        host: "cvm.tencentcloudapi.com",
        "x-tc-action": "DescribeInstances",
        "x-tc-timestamp": "1551113065",
      },
      body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
    };
    const scope = { date: "2019-02-25", service: "cvm", signedHeaders: "content-type;host;x-tc-action" };
    expect(tencentSignatureOf(documented, scope, "*".repeat(32))).toBe(
      "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
    );
  });

  it("is refused when the key, the signature, the body or the time are wrong", () => {
    const good = request("SendSms", message);
    const fault = (change: Partial<SignedRequest>, key = KEY, now = NOW) =>
      tencentFault({ ...good, ...change }, key, now)?.Code;
    expect(fault({})).toBeUndefined();
    expect(fault({}, { ...KEY, accessKeyId: "another" })).toBe("AuthFailure.SecretIdNotFound");
    expect(fault({}, { ...KEY, accessKeySecret: "another" })).toBe("AuthFailure.SignatureFailure");
    expect(fault({ body: "{}" })).toBe("AuthFailure.SignatureFailure");
    expect(fault({ headers: {} })).toBe("AuthFailure.InvalidAuthorization");
    expect(fault({}, KEY, NOW + 6 * 60_000)).toBe("AuthFailure.SignatureExpire");
  });
});

describe("the stand-in of Tencent Cloud's gateway", () => {
  it("sends the registered text with the parameters in their order", () => {
    const { answer, outbox } = gateway();
    expect(answer(request("SendSms", message))).toMatchObject({
      status: 200,
      body: { Response: { SendStatusSet: [{ Code: "Ok", SessionContext: "staff#slot" }] } },
    });
    expect(outbox.all()).toMatchObject([
      {
        to: "+8610000000001",
        text: "【滕州政务服务】事项K7M2将于10月12日到期，请及时办理。",
        deliveryId: "staff#slot",
      },
    ]);
  });

  it.each([
    [{ PhoneNumberSet: ["10000000001"] }, "InvalidParameterValue.IncorrectPhoneNumber"],
    [{ SignName: "他人" }, "FailedOperation.SignatureIncorrectOrUnapproved"],
    [{ TemplateId: "999" }, "FailedOperation.TemplateIncorrectOrUnapproved"],
    [{ TemplateParamSet: ["K7M2"] }, "FailedOperation.TemplateIncorrectOrUnapproved"],
  ])("refuses %j for that number with %s and sends nothing", (change, Code) => {
    const { answer, outbox } = gateway();
    expect(answer(request("SendSms", { ...message, ...change }))).toMatchObject({
      body: { Response: { SendStatusSet: [{ Code, SerialNo: "" }] } },
    });
    expect(outbox.all()).toEqual([]);
  });

  it.each([
    ["SendSms", { ...message, SmsSdkAppId: "1" }, {}, "InvalidParameterValue.SdkAppIdNotExist"],
    ["SendSms", "{", {}, "InvalidParameter"],
    ["PullSmsSendStatusByPhoneNumber", { ...pull, Offset: 100 }, {}, "InvalidParameter"],
    ["PullSmsSendStatusByPhoneNumber", { ...pull, Limit: 101 }, {}, "InvalidParameter"],
    ["SendSms", message, { "x-tc-version": "2019-07-11" }, "NoSuchVersion"],
    ["DeleteEverything", {}, {}, "InvalidAction"],
  ])("answers %s %j with an error as documented", (action, body, change, Code) => {
    const { answer } = gateway();
    expect(answer(request(action, body, change))).toMatchObject({
      status: 200,
      body: { Response: { Error: { Code }, RequestId: expect.any(String) } },
    });
  });

  it("can be asked for the receipts of one number as often as one likes", () => {
    const { answer } = gateway();
    answer(request("SendSms", message));
    const receipt = { SessionContext: "staff#slot", ReportStatus: "SUCCESS", UserReceiveTime: NOW / 1000 };
    for (let n = 0; n < 2; n += 1) {
      expect(answer(request("PullSmsSendStatusByPhoneNumber", pull))).toMatchObject({
        body: { Response: { PullSmsSendStatusSet: [receipt] } },
      });
    }
  });
});
