import { describe, expect, it } from "vitest";
import { cdkRuns } from "../../infra/cdk.ts";
import { checkMunicipality } from "../../infra/municipalities/check.ts";
import { MUNICIPALITIES, municipalityOf } from "../../infra/municipalities/index.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";

describe("a municipality's file", () => {
  it("refuses SNS as SMS provider in aws-cn, with town and field", () => {
    const file = { ...tengzhou, sms: { ...tengzhou.sms, provider: "sns" as const, maxPriceUsd: 0.1 } };
    const { endpoint: _, regionId: __, templateCodes: ___, ...sms } = file.sms as Record<string, unknown>;
    expect(() => checkMunicipality({ ...file, sms: sms as typeof sandbox.sms })).toThrow(
      "municipality tengzhou: sms.provider: SNS sends no SMS in aws-cn: use aliyun or tencent",
    );
  });

  it.each([
    [
      "arn:aws-cn:secretsmanager:cn-northwest-1:000000000000:secret:town/sms-AbC123",
      "the secret is not in aws-cn, cn-north-1",
    ],
    [
      "arn:aws:secretsmanager:cn-north-1:000000000000:secret:town/sms-AbC123",
      "the secret is not in aws-cn, cn-north-1",
    ],
    ["arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:town/sms", "a full ARN of Secrets Manager"],
    ["LTAI-an-access-key-itself", "a full ARN of Secrets Manager"],
  ])("takes no secret but a full ARN of its own partition and region: %s", (secretArn, message) => {
    const file = { ...tengzhou, sms: { ...tengzhou.sms, secretArn } };
    expect(() => checkMunicipality(file as typeof tengzhou)).toThrow(`sms.secretArn: ${message}`);
  });

  it("refuses a region of the other partition", () => {
    expect(() => checkMunicipality({ ...sandbox, region: "cn-north-1" })).toThrow(/^municipality sandbox: region: /);
  });

  it("refuses a window in which no SMS could ever be sent", () => {
    const sms = { ...tengzhou.sms, window: { from: "20:00", until: "08:00" } };
    expect(() => checkMunicipality({ ...tengzhou, sms })).toThrow(/sms\.window: ends before it begins/);
  });

  it("refuses real people's data outside China", () => {
    expect(() => checkMunicipality({ ...sandbox, syntheticDataOnly: false })).toThrow(
      /sandbox: syntheticDataOnly: .* stays in China/,
    );
  });

  it("names each wrong field of a file with several", () => {
    const bad = () => checkMunicipality({ ...tengzhou, account: "12", api: { ...tengzhou.api, rateLimit: 0 } });
    expect(bad).toThrow(/account: /);
    expect(bad).toThrow(/api\.rateLimit: /);
  });

  it("refuses office hours that leave out a part of the year", () => {
    const [summer] = tengzhou.officeHours;
    expect(() => checkMunicipality({ ...tengzhou, officeHours: [summer!] })).toThrow(/officeHours\.0\.to: /);
  });

  it.each([
    ["ladder.halfAtPercent", { halfAtPercent: 100 }],
    ["ladder.shortNoticeHours", { shortNoticeHours: 0 }],
    ["ladder.supervisionAfterRed", { supervisionAfterRed: 2.5 }],
    ["ladder.orderLimit", { orderLimit: 0 }],
  ])("refuses a ladder out of bounds: %s", (field, change) => {
    const file = { ...tengzhou, ladder: { ...tengzhou.ladder, ...change } };
    expect(() => checkMunicipality(file)).toThrow(`municipality tengzhou: ${field}: `);
  });

  it("refuses a clock whose deadline nobody would be told of, and a stage named twice", () => {
    const staged = (stages: Partial<typeof tengzhou.ladder.stages>) => () =>
      checkMunicipality({
        ...tengzhou,
        ladder: { ...tengzhou.ladder, stages: { ...tengzhou.ladder.stages, ...stages } },
      });
    expect(staged({ notice: ["half", "yellow"] })).toThrow(/ladder\.stages\.notice: lacks red/);
    expect(staged({ statutory: [] })).toThrow(/ladder\.stages\.statutory: lacks supervision/);
    expect(staged({ promised: ["red", "yellow", "red"] })).toThrow(/ladder\.stages\.promised: names a stage twice/);
    // Hours have no half, and no order stands upon an order.
    expect(staged({ urgent: ["half", "red"] as never })).toThrow(/ladder\.stages\.urgent\.0: /);
    expect(staged({ order: ["red", "supervision"] as never })).toThrow(/ladder\.stages\.order\.1: /);
  });
});

describe("the municipalities", () => {
  it("are found by code", () => {
    expect(municipalityOf("tengzhou")).toMatchObject({
      partition: "aws-cn",
      region: "cn-north-1",
      sms: { provider: "aliyun" },
    });
    expect(municipalityOf("sandbox")).toMatchObject({
      partition: "aws",
      syntheticDataOnly: true,
      sms: { provider: "sns" },
    });
  });

  it("have codes of their own", () => {
    expect(new Set(MUNICIPALITIES.map(({ code }) => code)).size).toBe(MUNICIPALITIES.length);
  });
});

describe("deploy and diff", () => {
  it("name the known codes when the code is unknown or missing", () => {
    expect(() => cdkRuns("diff", "atlantis")).toThrow(
      "no municipality has the code atlantis: the known ones are tengzhou, sandbox",
    );
    expect(() => cdkRuns("deploy", undefined)).toThrow("name a municipality: the known ones are tengzhou, sandbox");
  });

  it("refuse any other command", () => {
    expect(() => cdkRuns("destroy", "tengzhou")).toThrow("say what to do: deploy or diff");
  });

  it("take the account's stack before the town's, and pass options on", () => {
    expect(cdkRuns("diff", "tengzhou", "--strict")).toEqual([
      ["diff", "account-000000000000-cn-north-1", "--strict"],
      ["diff", "tengzhou/**", "--strict"],
    ]);
  });

  it("refuse to deploy into an invented account", () => {
    expect(() => cdkRuns("deploy", "tengzhou")).toThrow(/tengzhou has the invented account 000000000000/);
  });
});
