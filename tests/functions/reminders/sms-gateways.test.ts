import { createServer, type IncomingMessage, type Server } from "node:http";
import { SNSClient, SNSServiceException } from "@aws-sdk/client-sns";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { aliyunGateway } from "../../../shared/aws/sms/aliyun.ts";
import { snsGateway } from "../../../shared/aws/sms/sns.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import type { Asked, Sms } from "../../../shared/reminders/gateway.ts";

const sms: Sms = {
  id: "370481102-a3#2026-10-10T00:30:00.000Z",
  to: "10100010201",
  signature: "滕州政务服务",
  template: "due-one",
  params: { number: "K7M2-9QXR-4T3B", date: "10月12日" },
  text: "【滕州政务服务】事项K7M2-9QXR-4T3B将于10月12日到期，请及时办理。",
};
const asked: Asked = { id: sms.id, to: sms.to, sentOn: localDate("2026-10-10") };
const settings = tengzhou.sms.provider === "aliyun" ? tengzhou.sms : undefined;

type Seen = { readonly action: string; readonly query: URLSearchParams; readonly headers: IncomingMessage["headers"] };
let server: Server | undefined;
const seen: Seen[] = [];

/** A gateway on the loopback that answers what the test says. */
const aliyunAnswering = async (answer: (seen: Seen) => object | string | "silence") => {
  server = createServer((request, response) => {
    const { searchParams: query } = new URL(request.url ?? "", "http://gateway");
    const call = { action: String(request.headers["x-acs-action"]), query, headers: request.headers };
    seen.push(call);
    const body = answer(call);
    if (body === "silence") request.socket.destroy();
    else response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return aliyunGateway({ ...settings!, endpoint: `http://127.0.0.1:${port}` }, async () => ({
    accessKeyId: "key",
    accessKeySecret: "secret",
  }));
};

afterEach(() => {
  server?.close();
  seen.length = 0;
});

describe("the gateway of Alibaba Cloud", () => {
  it("is asked to send a registered template with its parameters, under our own id, signed", async () => {
    const gateway = await aliyunAnswering(() => ({ Code: "OK", BizId: "134523^4351" }));
    expect(await gateway.send(sms)).toEqual({ outcome: "accepted", messageId: "134523^4351" });
    expect(Object.fromEntries(seen[0]!.query)).toEqual({
      PhoneNumbers: sms.to,
      SignName: "滕州政务服务",
      TemplateCode: settings?.templateCodes["due-one"],
      TemplateParam: '{"number":"K7M2-9QXR-4T3B","date":"10月12日"}',
      OutId: sms.id,
    });
    expect(seen[0]!.action).toBe("SendSms");
    expect(seen[0]!.headers).toMatchObject({
      "x-acs-version": "2017-05-25",
      "x-acs-date": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      authorization: expect.stringMatching(
        /^ACS3-HMAC-SHA256 Credential=key,SignedHeaders=host;.*,Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it("signs each request anew", async () => {
    const gateway = await aliyunAnswering(() => ({ Code: "OK" }));
    await gateway.send(sms);
    await gateway.send(sms);
    expect(seen[0]!.headers["x-acs-signature-nonce"]).not.toBe(seen[1]!.headers["x-acs-signature-nonce"]);
  });

  it.each([
    [{ Code: "isv.MOBILE_NUMBER_ILLEGAL" }, { outcome: "rejected", code: "isv.MOBILE_NUMBER_ILLEGAL" }],
    [
      { Code: "isv.BUSINESS_LIMIT_CONTROL" },
      { outcome: "deferred", code: "isv.BUSINESS_LIMIT_CONTROL", account: false },
    ],
    [{ Code: "isp.SYSTEM_ERROR" }, { outcome: "unknown", code: "isp.SYSTEM_ERROR" }],
    ["<html>502</html>", { outcome: "unknown", code: "no-answer" }],
    ["silence", { outcome: "unknown", code: "no-answer" }],
  ])("tells refusals from silence: %j → %j", async (answer, expected) => {
    const gateway = await aliyunAnswering(() => answer);
    expect(await gateway.send(sms)).toEqual(expected);
  });

  it("finds a message by our id among a day's pages", async () => {
    const detail = (OutId: string, SendStatus: number) => ({ OutId, SendStatus, ErrCode: "X" });
    const others = Array.from({ length: 50 }, (_, n) => detail(`other-${n}`, 3));
    const gateway = await aliyunAnswering(({ query }) => ({
      Code: "OK",
      TotalCount: "51",
      SmsSendDetailDTOs: { SmsSendDetailDTO: query.get("CurrentPage") === "1" ? others : [detail(sms.id, 1)] },
    }));
    expect(await gateway.find?.(asked)).toEqual({ outcome: "pending" });
    expect(Object.fromEntries(seen[1]!.query)).toEqual({
      PhoneNumber: sms.to,
      SendDate: "20261010",
      PageSize: "50",
      CurrentPage: "2",
    });
  });

  it.each([
    [[], { outcome: "absent" }],
    [[{ OutId: "other", SendStatus: 3 }], { outcome: "absent" }],
    [[{ OutId: sms.id, SendStatus: 1 }], { outcome: "pending" }],
    [[{ OutId: sms.id, SendStatus: 3 }], { outcome: "delivered" }],
    [
      [{ OutId: sms.id, SendStatus: 3, ReceiveDate: "2026-10-10 08:30:02" }],
      { outcome: "delivered", at: "2026-10-10T00:30:02.000Z" },
    ],
    [
      [
        { OutId: sms.id, SendStatus: 2, ErrCode: "X" },
        { OutId: sms.id, SendStatus: 3 },
      ],
      { outcome: "delivered" },
    ],
    [
      [{ OutId: sms.id, SendStatus: 2, ErrCode: "MOBILE_NOT_ON_SERVICE" }],
      { outcome: "undeliverable", code: "MOBILE_NOT_ON_SERVICE" },
    ],
  ])("says what became of ours: %j → %j", async (details, expected) => {
    const gateway = await aliyunAnswering(() => ({
      Code: "OK",
      TotalCount: details.length,
      SmsSendDetailDTOs: { SmsSendDetailDTO: details },
    }));
    expect(await gateway.find?.(asked)).toEqual(expected);
    expect(await gateway.receipt(asked)).toEqual(expected);
  });

  it("never takes silence for an absence", async () => {
    const silent = await aliyunAnswering(() => "silence");
    expect(await silent.find?.(asked)).toEqual({
      outcome: "unknown",
      code: "no-answer",
    });
    server?.close();
    const throttled = await aliyunAnswering(() => ({ Code: "Throttling.User" }));
    expect(await throttled.find?.(asked)).toMatchObject({ outcome: "unknown" });
  });
});

describe("the gateway of SNS", () => {
  const none = { of: async () => undefined };
  const client = new SNSClient({ region: "ap-southeast-1" });
  const answering = (answer: () => Promise<object>) => vi.spyOn(client, "send").mockImplementation(answer as never);
  const failing = (name: string, $fault: "client" | "server") =>
    answering(() => Promise.reject(new SNSServiceException({ name, $fault, $metadata: {} })));

  it("is sent the text as transactional, with the price limit and our id", async () => {
    const send = answering(async () => ({ MessageId: "m-1" }));
    expect(await snsGateway(client, 0.1, none).send(sms)).toEqual({ outcome: "accepted", messageId: "m-1" });
    expect(send.mock.calls[0]?.[0].input).toEqual({
      PhoneNumber: "+8610100010201",
      Message: sms.text,
      MessageAttributes: {
        "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" },
        "AWS.SNS.SMS.MaxPrice": { DataType: "Number", StringValue: "0.1" },
        deliveryId: { DataType: "String", StringValue: sms.id },
      },
    });
  });

  it.each([
    ["InvalidParameterException", "client", "rejected"],
    ["ThrottledException", "client", "deferred"],
    ["AuthorizationErrorException", "client", "deferred"],
    ["InternalErrorException", "server", "unknown"],
  ] as const)("%s of the %s is %s", async (name, fault, outcome) => {
    failing(name, fault);
    expect(await snsGateway(client, 0.1, none).send(sms)).toMatchObject({ outcome, code: name });
  });

  it("does not know what became of a request without an answer", async () => {
    answering(() => Promise.reject(new Error("socket hang up")));
    expect(await snsGateway(client, 0.1, none).send(sms)).toEqual({ outcome: "unknown", code: "no-answer" });
  });
});
