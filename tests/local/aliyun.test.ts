import { describe, expect, it } from "vitest";
import { type AliyunOptions, createAliyun } from "../../infra/local/aliyun.ts";
import { type SignedRequest, signatureFault, signatureOf } from "../../infra/local/aliyun-signature.ts";
import type { Faults } from "../../infra/local/faults.ts";
import { createCarrier } from "../../infra/local/sms-carrier.ts";
import { createSmsOutbox } from "../../infra/local/sms-outbox.ts";

const KEY = { accessKeyId: "YourAccessKeyId", accessKeySecret: "YourAccessKeySecret" };
const NOW = Date.parse("2026-10-01T09:00:00+08:00");
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const SIGNED = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";

let nonce = 0;
const request = (action: string, query: Record<string, string>, change: object = {}): SignedRequest => {
  nonce += 1;
  const unsigned: SignedRequest = {
    method: "POST",
    url: new URL(`http://127.0.0.1/?${new URLSearchParams(query)}`),
    headers: {
      host: "127.0.0.1",
      "x-acs-action": action,
      "x-acs-content-sha256": EMPTY,
      "x-acs-date": new Date(NOW).toISOString().replace(".000", ""),
      "x-acs-signature-nonce": `nonce-${nonce}`,
      "x-acs-version": "2017-05-25",
      ...change,
    },
    body: "",
  };
  const signature = signatureOf(unsigned, SIGNED, KEY.accessKeySecret);
  const authorization = `ACS3-HMAC-SHA256 Credential=${KEY.accessKeyId},SignedHeaders=${SIGNED},Signature=${signature}`;
  return { ...unsigned, headers: { ...unsigned.headers, authorization } };
};

const gateway = (change: Partial<AliyunOptions> = {}) => {
  const outbox = createSmsOutbox();
  const faults: Pick<Faults, "sms" | "receipts" | "smsShownAfterSeconds"> = {
    sms: null,
    receipts: null,
    smsShownAfterSeconds: null,
  };
  const clock = { now: NOW };
  const now = () => clock.now;
  const answer = createAliyun({
    accessKey: KEY,
    signature: "滕州政务服务",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the gateway's own syntax
    templates: { SMS_1: "事项${number}将于${date}到期，请及时办理。" },
    carrier: createCarrier({ outbox, now, faults: () => faults }),
    now,
    fault: () => faults.sms,
    ...change,
  });
  return { answer, outbox, faults, clock };
};
const message = {
  PhoneNumbers: "10000000001",
  SignName: "滕州政务服务",
  TemplateCode: "SMS_1",
  TemplateParam: JSON.stringify({ number: "K7M2", date: "10月12日" }),
  OutId: "staff#slot",
};
const history = { PhoneNumber: "10000000001", SendDate: "20261001", PageSize: "50", CurrentPage: "1" };

describe("the request signature of Alibaba Cloud", () => {
  it("is the documented one for the documented example", () => {
    const url = new URL(
      "https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
    );
    const headers = {
      host: "ecs.cn-shanghai.aliyuncs.com",
      "x-acs-action": "RunInstances",
      "x-acs-content-sha256": EMPTY,
      "x-acs-date": "2023-10-26T10:22:32Z",
      "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
      "x-acs-version": "2014-05-26",
    };
    expect(signatureOf({ method: "POST", url, headers, body: "" }, SIGNED, KEY.accessKeySecret)).toBe(
      "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  it("is refused when the key, the signature, the body, the signed headers or the date are wrong", () => {
    const good = request("SendSms", message);
    const fault = (change: Partial<SignedRequest>, key = KEY, now = NOW) =>
      signatureFault({ ...good, ...change }, key, now)?.code;
    expect(fault({})).toBeUndefined();
    expect(fault({}, { ...KEY, accessKeyId: "another" })).toBe("InvalidAccessKeyId.NotFound");
    expect(fault({}, { ...KEY, accessKeySecret: "another" })).toBe("SignatureDoesNotMatch");
    expect(fault({ body: "x" })).toBe("SignatureDoesNotMatch");
    expect(fault({ headers: {} })).toBe("IncompleteSignature");
    expect(fault({}, KEY, NOW + 16 * 60_000)).toBe("InvalidTimeStamp.Expired");
  });
});

describe("the stand-in of the SMS gateway", () => {
  it("sends the registered text and keeps it in the outbox under our own id", () => {
    const { answer, outbox } = gateway();
    expect(answer(request("SendSms", message))).toMatchObject({ status: 200, body: { Code: "OK", Message: "OK" } });
    const text = "【滕州政务服务】事项K7M2将于10月12日到期，请及时办理。";
    expect(outbox.all()).toEqual([
      { to: "10000000001", text, at: "2026-10-01T01:00:00.000Z", deliveryId: "staff#slot" },
    ]);
  });

  it("answers what became of a message by number and day, with our own id", () => {
    const { answer } = gateway();
    answer(request("SendSms", message));
    const details = { OutId: "staff#slot", SendStatus: 3, ErrCode: "DELIVERED", SendDate: "2026-10-01 09:00:00" };
    expect(answer(request("QuerySendDetails", history))).toMatchObject({
      body: { Code: "OK", TotalCount: "1", SmsSendDetailDTOs: { SmsSendDetailDTO: [details] } },
    });
    const dayBefore = answer(request("QuerySendDetails", { ...history, SendDate: "20260930" }));
    expect(dayBefore).toMatchObject({ body: { Code: "OK", TotalCount: "0" } });
  });

  it.each([
    [{ PhoneNumbers: "123" }, "isv.MOBILE_NUMBER_ILLEGAL"],
    [{ SignName: "他人" }, "isv.SMS_SIGNATURE_ILLEGAL"],
    [{ TemplateCode: "SMS_9" }, "isv.SMS_TEMPLATE_ILLEGAL"],
    [{ TemplateParam: "{" }, "isv.INVALID_JSON_PARAM"],
    [{ TemplateParam: "{}" }, "isv.TEMPLATE_MISSING_PARAMETERS"],
  ])("refuses %j with %s and sends nothing", (change, code) => {
    const { answer, outbox } = gateway();
    expect(answer(request("SendSms", { ...message, ...change }))).toMatchObject({ status: 200, body: { Code: code } });
    expect(outbox.all()).toEqual([]);
  });

  it("takes no nonce twice", () => {
    const { answer } = gateway();
    const once = request("SendSms", message);
    answer(once);
    expect(answer(once)).toMatchObject({ status: 400, body: { Code: "SignatureNonceUsed" } });
  });

  it("fails in each way that is switched on: only a lost answer has sent the message", () => {
    const { answer, outbox, faults } = gateway();
    const outcome = (fault: Faults["sms"]) => {
      faults.sms = fault;
      return answer(request("SendSms", message));
    };
    expect(outcome("unavailable")).toMatchObject({ status: 503 });
    expect(outcome("throttle")).toMatchObject({ status: 400, body: { Code: "Throttling.User" } });
    expect(outcome("reject")).toMatchObject({ status: 200, body: { Code: "isv.MOBILE_NUMBER_ILLEGAL" } });
    expect(outbox.all()).toEqual([]);
    expect(outcome("timeout-after-accept")).toBe("lost");
    expect(outbox.all()).toHaveLength(1);
  });
});
