import { describe, expect, it } from "vitest";
import { withProvider } from "../../infra/local/sms-provider.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";

describe("a town with another SMS gateway", () => {
  it("keeps what is its own, whoever sends, and nothing of the other gateway's", () => {
    const { sms, ...rest } = withProvider(tengzhou, "tencent");
    const { sms: own, ...same } = tengzhou;
    expect(rest).toEqual(same);
    expect(sms).toMatchObject({ provider: "tencent", signature: own.signature, window: own.window });
    expect(Object.keys(sms)).not.toContain("templateCodes");
    expect(withProvider(sandbox, "aliyun").sms).toMatchObject({ provider: "aliyun", window: sandbox.sms.window });
  });

  it("is the town itself when it is told its own gateway, or none", () => {
    expect(withProvider(tengzhou, "aliyun")).toBe(tengzhou);
    expect(withProvider(sandbox, "sns")).toBe(sandbox);
    expect(withProvider(sandbox, undefined)).toBe(sandbox);
  });
});
