import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../infra/local/faults.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import type { Asked, FindOutcome, SendOutcome, Sms } from "../../shared/reminders/gateway.ts";
import { render } from "../../shared/reminders/texts.ts";
import { type Provider, type SmsWorld, smsWorld, TOWNS } from "./sms-world.ts";

const params = { number: "K7M2-9QXR-4T3B", date: "10月12日" };
const message = (id: string): Sms => ({
  id,
  to: "10100010201",
  signature: "滕州政务服务",
  template: "due-one",
  params,
  text: render("滕州政务服务", "due-one", params),
});
const asked = (id: string, messageId?: string): Asked => ({
  id,
  to: "10100010201",
  sentOn: localDate("2026-10-10"),
  ...(messageId === undefined ? {} : { messageId }),
});
const messageIdOf = (sent: SendOutcome): string | undefined => ("messageId" in sent ? sent.messageId : undefined);

const NONE_YET: readonly FindOutcome["outcome"][] = ["pending", "absent"];

type Expected = {
  readonly mode: string;
  readonly faults: Partial<Faults>;
  readonly sent: Partial<SendOutcome>;
  /** Messages that go out. */
  readonly out: 0 | 1;
  /** What the receipt says, asked with the id that the gateway gave, once everything has come. */
  readonly receipt: readonly FindOutcome["outcome"][];
};

/** The same for every gateway: what differs between them is told apart below. */
const MODES: readonly Expected[] = [
  { mode: "accepts", faults: {}, sent: { outcome: "accepted" }, out: 1, receipt: ["delivered"] },
  { mode: "rejects", faults: { sms: "reject" }, sent: { outcome: "rejected" }, out: 0, receipt: ["absent"] },
  {
    mode: "throttles",
    faults: { sms: "throttle" },
    sent: { outcome: "deferred", account: false },
    out: 0,
    receipt: ["absent"],
  },
  { mode: "is unavailable", faults: { sms: "unavailable" }, sent: { outcome: "unknown" }, out: 0, receipt: ["absent"] },
  {
    mode: "shows messages late",
    faults: { smsShownAfterSeconds: 1800 },
    sent: { outcome: "accepted" },
    out: 1,
    receipt: ["delivered"],
  },
  {
    mode: "cannot deliver",
    faults: { receipts: "undeliverable" },
    sent: { outcome: "accepted" },
    out: 1,
    receipt: ["undeliverable"],
  },
  { mode: "never says", faults: { receipts: "never" }, sent: { outcome: "accepted" }, out: 1, receipt: NONE_YET },
  {
    mode: "says it twice, and once the contrary",
    faults: { receipts: "twice" },
    sent: { outcome: "accepted" },
    out: 1,
    receipt: ["delivered"],
  },
];

describe.each(Object.keys(TOWNS) as Provider[])("the gateway %s", (provider) => {
  let world: SmsWorld;
  beforeEach(async () => {
    world = await smsWorld(provider);
  });
  afterEach(() => world.close());

  it.each(MODES)("that $mode: what was sent, and what became of it", async ({ faults, sent, out, receipt }) => {
    world.faults.set(faults);
    const answer = await world.gateway.send(message("staff#1"));
    expect(answer).toMatchObject(sent);
    expect(world.outbox.all()).toHaveLength(out);
    world.faults.set({ sms: null });
    await world.pass(3600);
    const became = await world.gateway.receipt(asked("staff#1", messageIdOf(answer)));
    expect(receipt).toContain(became.outcome);
    const found = await world.gateway.find?.(asked("staff#1"));
    if (found !== undefined) expect(receipt).toContain(found.outcome);
  });

  it("puts into the outbox the text as it arrives, under our own id", async () => {
    await world.gateway.send(message("staff#1"));
    expect(world.outbox.all()).toMatchObject([
      {
        to: expect.stringMatching(/^(\+86)?10100010201$/),
        text: "【滕州政务服务】事项K7M2-9QXR-4T3B将于10月12日到期，请及时办理。",
        deliveryId: "staff#1",
      },
    ]);
  });

  it("shows neither message nor receipt before its time, by the rehearsal clock", async () => {
    world.faults.set({ smsShownAfterSeconds: 60 });
    const messageId = messageIdOf(await world.gateway.send(message("staff#1")));
    await world.pass(59);
    expect(await world.gateway.receipt(asked("staff#1", messageId))).toEqual({ outcome: "absent" });
    await world.pass(1);
    expect(await world.gateway.receipt(asked("staff#1", messageId))).toEqual({
      outcome: "delivered",
      at: "2026-10-10T00:31:00.000Z",
    });
  });

  it("tells the receipts of two messages apart that come in the other order", async () => {
    world.faults.set({ smsShownAfterSeconds: 600 });
    const first = messageIdOf(await world.gateway.send(message("staff#1")));
    world.faults.set({ smsShownAfterSeconds: 60, receipts: "undeliverable" });
    const second = messageIdOf(await world.gateway.send(message("staff#2")));
    const both = async () => [
      (await world.gateway.receipt(asked("staff#1", first))).outcome,
      (await world.gateway.receipt(asked("staff#2", second))).outcome,
    ];
    await world.pass(60);
    expect(await both()).toEqual(["absent", "undeliverable"]);
    await world.pass(540);
    expect(await both()).toEqual(["delivered", "undeliverable"]);
  });

  it("is found again, where it can be asked, after the answer to a sending was lost; else the receipt is never ours", async () => {
    world.faults.set({ sms: "timeout-after-accept" });
    expect(await world.gateway.send(message("staff#1"))).toMatchObject({ outcome: "unknown" });
    expect(world.outbox.all()).toHaveLength(1);
    world.faults.set({ sms: null });
    await world.pass(1);
    const found = await world.gateway.find?.(asked("staff#1"));
    expect(found?.outcome).toBe(provider === "sns" ? undefined : "delivered");
    if (provider === "sns") expect(await world.gateway.receipt(asked("staff#1"))).toEqual({ outcome: "absent" });
  });

  it("never takes a gateway that does not answer for one that has no such message", async () => {
    for (const sms of ["unavailable", "throttle"] as const) {
      world.faults.set({ sms });
      const found = await world.gateway.find?.(asked("staff#1"));
      expect(found?.outcome).toBe(provider === "sns" ? undefined : "unknown");
    }
  });
});

describe("what differs between the gateways", () => {
  let world: SmsWorld;
  afterEach(() => world.close());
  const foundWithoutReceipt = async (provider: Provider) => {
    world = await smsWorld(provider);
    world.faults.set({ receipts: "never" });
    await world.gateway.send(message("staff#1"));
    return world.gateway.find?.(asked("staff#1"));
  };

  it("aliyun shows what is still on its way", async () => {
    expect(await foundWithoutReceipt("aliyun")).toEqual({ outcome: "pending" });
    expect(world.gateway.findsOnlyReceipts).toBeUndefined();
  });

  it("tencent shows nothing without a receipt, and says so of itself", async () => {
    expect(await foundWithoutReceipt("tencent")).toEqual({ outcome: "absent" });
    expect(world.gateway.findsOnlyReceipts).toBe(true);
  });

  it("sns cannot be asked by our own id", async () => {
    expect(await foundWithoutReceipt("sns")).toBeUndefined();
  });

  it("tencent says nothing of a message that more than a hundred others may hide", async () => {
    world = await smsWorld("tencent");
    for (let n = 0; n <= 100; n += 1) await world.gateway.send(message(`staff#${n}`));
    expect(await world.gateway.find?.(asked("staff#99"))).toMatchObject({ outcome: "delivered" });
    expect(await world.gateway.find?.(asked("staff#100"))).toEqual({ outcome: "unknown", code: "too-many" });
  });

  it("tencent is not asked for what is more than seven days old without being told so", async () => {
    world = await smsWorld("tencent");
    await world.gateway.send(message("staff#1"));
    await world.pass(8 * 86_400);
    expect(await world.gateway.find?.(asked("staff#1"))).toEqual({
      outcome: "unknown",
      code: "InvalidParameterValue.BeginTimeVerifyFail",
    });
  });

  it("sns: the first receipt stays, and the number is in none of them", async () => {
    world = await smsWorld("sns");
    world.faults.set({ receipts: "twice" });
    await world.gateway.send(message("staff#1"));
    await world.pass(1);
    const [kept, ...others] = [...world.receipts.values()];
    expect(others).toEqual([]);
    expect(kept).toEqual({
      schema: 1,
      messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      state: "delivered",
      at: "2026-10-10T00:30:00.000Z",
    });
    expect(JSON.stringify(kept)).not.toContain("10100010201");
  });

  it("sns: why it never arrives is a code", async () => {
    world = await smsWorld("sns");
    world.faults.set({ receipts: "undeliverable" });
    const messageId = messageIdOf(await world.gateway.send(message("staff#1")));
    await world.pass(1);
    expect(await world.gateway.receipt(asked("staff#1", messageId))).toEqual({
      outcome: "undeliverable",
      code: "phone-is-currently-unreachable-unavailable",
    });
  });
});

describe("a secret that the settings name", () => {
  it("is answered for by the stand-in with an invented key", async () => {
    const world = await smsWorld("tencent");
    const arn = "arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:tengzhou/sms-AbC123";
    expect(world.secrets.read(arn)).toMatchObject({ arn, name: "tengzhou/sms" });
    expect(JSON.parse(world.secrets.read(arn)?.value ?? "")).toEqual({
      accessKeyId: "local-access-key",
      accessKeySecret: "local-access-key-secret",
    });
    world.close();
  });
});
