import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { gatewayOf } from "../../../shared/aws/sms/gateway.ts";
import { tencentGateway } from "../../../shared/aws/sms/tencent.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import { SmsTemplateName } from "../../../shared/municipality/settings.ts";
import type { Asked, Sms } from "../../../shared/reminders/gateway.ts";

const sms: Sms = {
  id: "370481102-a3#2026-10-10T00:30:00.000Z",
  to: "10100010201",
  signature: "滕州政务服务",
  template: "due-one",
  params: { date: "10月12日", number: "K7M2-9QXR-4T3B" },
  text: "【滕州政务服务】事项K7M2-9QXR-4T3B将于10月12日到期，请及时办理。",
};
const asked: Asked = { id: sms.id, to: sms.to, sentOn: localDate("2026-10-10") };
const templateIds = Object.fromEntries(SmsTemplateName.options.map((name, n) => [name, String(100_001 + n)])) as Record<
  SmsTemplateName,
  string
>; // fromEntries forgets the keys' type

type Seen = { readonly headers: IncomingMessage["headers"]; readonly body: unknown };
let server: Server | undefined;
const seen: Seen[] = [];

/** A gateway on the loopback that answers what the test says. */
const answering = async (answer: object | string | "silence") => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, body: JSON.parse(body) });
    if (answer === "silence") request.socket.destroy();
    else response.end(typeof answer === "string" ? answer : JSON.stringify({ Response: answer }));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const settings = { endpoint, regionId: "ap-beijing", sdkAppId: "1400000001", templateIds };
  return tencentGateway(settings, async () => ({ accessKeyId: "key", accessKeySecret: "secret" }));
};
const sent = (Code: string) => ({ SendStatusSet: [{ SerialNo: "5000:1", Code }] });
const receipt = (change: object = {}) => ({
  SessionContext: sms.id,
  SerialNo: "5000:1",
  ReportStatus: "SUCCESS",
  Description: "DELIVRD",
  UserReceiveTime: 1_791_592_202,
  ...change,
});

afterEach(() => {
  server?.close();
  seen.length = 0;
});

describe("the gateway of Tencent Cloud", () => {
  it("is asked to send a registered template with its parameters in the text's order, under our own id, signed", async () => {
    const gateway = await answering(sent("Ok"));
    expect(await gateway.send(sms)).toEqual({ outcome: "accepted", messageId: "5000:1" });
    expect(seen[0]!.body).toEqual({
      PhoneNumberSet: ["+8610100010201"],
      SmsSdkAppId: "1400000001",
      SignName: "滕州政务服务",
      TemplateId: templateIds["due-one"],
      TemplateParamSet: ["K7M2-9QXR-4T3B", "10月12日"],
      SessionContext: sms.id,
    });
    expect(seen[0]!.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "x-tc-action": "SendSms",
      "x-tc-version": "2021-01-11",
      "x-tc-region": "ap-beijing",
      "x-tc-timestamp": expect.stringMatching(/^\d{10}$/),
      authorization: expect.stringMatching(
        /^TC3-HMAC-SHA256 Credential=key\/\d{4}-\d\d-\d\d\/sms\/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it.each([
    [sent("InvalidParameterValue.IncorrectPhoneNumber"), "rejected"],
    [sent("LimitExceeded.PhoneNumberThirtySecondLimit"), "deferred"],
    [{ Error: { Code: "InternalError.Timeout", Message: "" } }, "unknown"],
    [{ Error: { Code: "AuthFailure.SecretIdNotFound", Message: "" } }, "deferred"],
    [{ SendStatusSet: [] }, "unknown"],
    ["<html>502</html>", "unknown"],
    ["silence", "unknown"],
  ])("tells refusals from silence: %j → %s", async (answer, outcome) => {
    const gateway = await answering(answer);
    expect(await gateway.send(sms)).toMatchObject({ outcome });
  });

  it("asks for the receipts of the number from the day of the sending on, and knows ours by our own id", async () => {
    const gateway = await answering({ PullSmsSendStatusSet: [receipt({ SessionContext: "other" }), receipt()] });
    const delivered = { outcome: "delivered", at: "2026-10-10T00:30:02.000Z" };
    expect(await gateway.find?.(asked)).toEqual(delivered);
    expect(await gateway.receipt(asked)).toEqual(delivered);
    expect(seen[0]!.headers["x-tc-action"]).toBe("PullSmsSendStatusByPhoneNumber");
    expect(seen[0]!.body).toEqual({
      BeginTime: Date.parse("2026-10-10T00:00:00+08:00") / 1000,
      Offset: 0,
      Limit: 100,
      PhoneNumber: "+8610100010201",
      SmsSdkAppId: "1400000001",
    });
  });

  it.each([
    [[], { outcome: "absent" }],
    [[receipt({ SessionContext: "other" })], { outcome: "absent" }],
    [[receipt({ ReportStatus: "FAIL", Description: "MK:0001" })], { outcome: "undeliverable", code: "MK:0001" }],
    [
      [receipt({ ReportStatus: "FAIL", Description: "用户10100010201已停机" })],
      { outcome: "undeliverable", code: "FAIL" },
    ],
    [[receipt({ UserReceiveTime: undefined })], { outcome: "delivered" }],
  ])("says what became of ours: %j → %j", async (PullSmsSendStatusSet, expected) => {
    const gateway = await answering({ PullSmsSendStatusSet });
    expect(await gateway.receipt(asked)).toEqual(expected);
  });

  it("knows a receipt by the gateway's own id too, where ours did not come back", async () => {
    const gateway = await answering({ PullSmsSendStatusSet: [receipt({ SessionContext: "" })] });
    expect(await gateway.receipt(asked)).toEqual({ outcome: "absent" });
    expect(await gateway.receipt({ ...asked, messageId: "5000:1" })).toMatchObject({ outcome: "delivered" });
  });

  it.each([["silence"], [{ Error: { Code: "RequestLimitExceeded", Message: "" } }], [{ PullSmsSendStatusSet: "?" }]])(
    "never takes %j for an absence",
    async (answer) => {
      const gateway = await answering(answer);
      expect(await gateway.find?.(asked)).toMatchObject({ outcome: "unknown" });
    },
  );
});

describe("the gateway that the settings name", () => {
  const receipts = { of: async () => undefined };
  const { signature, window, limits, pricePerPart } = tengzhou.sms;
  const common = { signature, window, limits, pricePerPart };

  it("log sends nothing, takes everything on, and says at once that it arrived", async () => {
    const gateway = gatewayOf({ ...common, provider: "log" }, { secretArn: undefined, receipts });
    expect(await gateway.send(sms)).toEqual({ outcome: "accepted", messageId: `log-${sms.id}` });
    expect(await gateway.receipt(asked)).toEqual({ outcome: "delivered" });
  });

  it("does not start without the secret that it needs", () => {
    const settings = {
      ...common,
      provider: "tencent",
      endpoint: "https://sms.tencentcloudapi.com",
      regionId: "ap-beijing",
      sdkAppId: "1400000001",
      templateIds,
    } as const;
    expect(() => gatewayOf(settings, { secretArn: undefined, receipts })).toThrow(
      "SMS_SECRET_ARN is missing: the tencent gateway needs its access key",
    );
  });
});
