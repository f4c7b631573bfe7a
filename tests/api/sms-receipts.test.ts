/** The sandbox sends by SNS: what its stand-in writes to the logs reaches the function through the template's subscription. */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { localClient } from "../../infra/local/tables.ts";
import { filing, type LivingTown, livingTown } from "../support/local-town.ts";

describe("a town that sends by SNS", () => {
  let town: LivingTown;
  beforeAll(async () => {
    town = await livingTown("2026-09-18T09:00:00+08:00", { municipality: "sandbox" });
  });
  afterAll(() => town?.local.stop());

  const receipts = async () => {
    const client = localClient(town.local.databaseEndpoint);
    const { Items = [] } = await client.send(
      new ScanCommand({
        TableName: town.local.tables.find((name) => name.toLowerCase().includes("reminders"))!,
        FilterExpression: "begins_with(pk, :receipt)",
        ExpressionAttributeValues: { ":receipt": "receipt#" },
      }),
    );
    client.destroy();
    return Items;
  };

  it("keeps one receipt for each SMS, once it comes, and no number in it", async () => {
    await town.fault({ smsShownAfterSeconds: 600, receipts: "twice" });
    await town.call("file-case", { body: filing() });
    await town.moveTo("2026-09-23T08:31:00+08:00");
    const sent = await town.sms();
    expect(sent.length).toBeGreaterThan(0);
    expect(await receipts()).toEqual([]);
    await town.moveTo("2026-09-23T08:45:00+08:00");
    const kept = await receipts();
    expect(kept).toHaveLength(sent.length);
    for (const receipt of kept) {
      expect(receipt).toEqual({
        pk: `receipt#${receipt.messageId}`,
        sk: "receipt",
        schema: 1,
        messageId: expect.any(String),
        state: "delivered",
        at: expect.stringMatching(/^2026-09-23T00:4/),
      });
    }
  });

  it("keeps why one never arrives", async () => {
    await town.fault({ smsShownAfterSeconds: null, receipts: "undeliverable" });
    await town.moveTo("2026-09-28T08:45:00+08:00");
    const later = (await receipts()).filter(({ state }) => state === "undeliverable");
    expect(later.length).toBeGreaterThan(0);
    expect(later[0]?.code).toBe("phone-is-currently-unreachable-unavailable");
    // One for each SMS in the end: the last went out in the minute at which the clock stopped.
    const complete = async () => expect(await receipts()).toHaveLength((await town.sms()).length);
    await vi.waitFor(complete, { timeout: 20_000, interval: 250 });
  });
});

describe("the same town with Tencent Cloud as its gateway", () => {
  let town: LivingTown;
  beforeAll(async () => {
    town = await livingTown("2026-09-18T09:00:00+08:00", { sms: "tencent" });
  });
  afterAll(() => town?.local.stop());

  it("sends the same texts, and none again whose answer was lost", async () => {
    await town.fault({ sms: "timeout-after-accept" });
    await town.call("file-case", { body: filing() });
    await town.moveTo("2026-09-23T08:31:00+08:00");
    const lost = await town.sms();
    expect(lost.length).toBeGreaterThan(0);
    await town.fault({ sms: null });
    await town.moveTo("2026-09-23T09:30:00+08:00");
    expect(await town.sms()).toEqual(lost);
    for (const { to, text } of lost) {
      expect(to).toMatch(/^\+8610\d{9}$/);
      expect(text).toMatch(/^【滕州政务服务】事项.+请及时办理。$/);
    }
  });
});
