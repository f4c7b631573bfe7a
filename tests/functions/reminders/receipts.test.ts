import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { keepReceipts } from "../../../functions/reminders/keep-receipts.ts";
import { receiptStore } from "../../../shared/aws/receipt-store.ts";
import type { Receipts } from "../../../shared/reminders/receipt.ts";
import { clientFor, freshTables } from "../../support/tables.ts";

const PHONE = "+8610100010201";
/** As SNS's documentation prints them. */
const record = (
  messageId: string,
  status: "SUCCESS" | "FAILURE",
  providerResponse = "Message has been accepted by phone",
) =>
  JSON.stringify({
    notification: { messageId, timestamp: "2026-10-10 00:30:00.558" },
    delivery: {
      mnc: 270,
      destination: PHONE,
      priceInUSD: 0.00645,
      smsType: "Transactional",
      mcc: 310,
      providerResponse,
    },
    status,
  });
const event = (messages: readonly string[], messageType = "DATA_MESSAGE") => {
  const logEvents = messages.map((message, n) => ({
    id: String(n),
    timestamp: Date.UTC(2026, 9, 10, 0, 30, n),
    message,
  }));
  const batch = { messageType, owner: "0", logGroup: "sns", logStream: "s", subscriptionFilters: ["f"], logEvents };
  return { awslogs: { data: gzipSync(JSON.stringify(batch)).toString("base64") } };
};

let store: Receipts;
let reading: Receipts;
beforeAll(async () => {
  const { endpoint, names } = await freshTables();
  // With no more rights than the deployed functions have.
  store = receiptStore(clientFor(endpoint, names, "reminders-receipts"), names.reminders);
  reading = receiptStore(clientFor(endpoint, names, "reminders-sms-sender"), names.reminders);
});

describe("what SNS says of an SMS", () => {
  it("is kept by SNS's own id, with the reason as a code and without the number", async () => {
    const blocked = record("m-2", "FAILURE", `Phone carrier has blocked this message to ${PHONE}`);
    expect(await keepReceipts(store, event([record("m-1", "SUCCESS"), blocked]))).toEqual({ receipts: 2, kept: 2 });
    expect(await reading.of("m-1")).toEqual({
      schema: 1,
      messageId: "m-1",
      state: "delivered",
      at: "2026-10-10T00:30:00.000Z",
    });
    expect(await reading.of("m-2")).toMatchObject({
      state: "undeliverable",
      code: "phone-carrier-has-blocked-this-message-to",
    });
    expect(JSON.stringify([await reading.of("m-1"), await reading.of("m-2")])).not.toContain("10100010201");
    expect(await reading.of("m-9")).toBeUndefined();
  });

  it("changes nothing when it comes twice, late, or says the contrary of what was said first", async () => {
    await keepReceipts(store, event([record("m-3", "FAILURE", "Unknown error attempting to reach phone")]));
    const first = await reading.of("m-3");
    const contrary = event([record("m-3", "SUCCESS"), record("m-3", "FAILURE")]);
    expect(await keepReceipts(store, contrary)).toEqual({ receipts: 2, kept: 0 });
    expect(await reading.of("m-3")).toEqual(first);
  });

  it("is kept once when two of us have it at the same time", async () => {
    const same = event([record("m-4", "SUCCESS")]);
    const both = await Promise.all([keepReceipts(store, same), keepReceipts(store, same)]);
    expect(both.map(({ kept }) => kept).sort()).toEqual([0, 1]);
  });

  it("goes on after a death between two receipts, when the event comes again", async () => {
    const three = event(["m-5", "m-6", "m-7"].map((id) => record(id, "SUCCESS")));
    let left = 1;
    const mortal: Pick<Receipts, "keep"> = {
      keep: async (receipt) => {
        if (left === 0) throw new Error("died");
        left -= 1;
        return store.keep(receipt);
      },
    };
    await expect(keepReceipts(mortal, three)).rejects.toThrow("died");
    expect(await keepReceipts(store, three)).toEqual({ receipts: 3, kept: 2 });
  });

  it("that cannot be read fails loudly, after the others have been kept", async () => {
    const odd = ["not JSON", "{}", JSON.stringify({ notification: { messageId: "m-8" }, status: "MAYBE" })];
    await expect(keepReceipts(store, event([...odd, record("m-8", "SUCCESS")]))).rejects.toThrow(
      "3 delivery records cannot be read",
    );
    expect(await reading.of("m-8")).toMatchObject({ state: "delivered" });
  });

  it("is nothing yet when the subscription only checks that someone listens", async () => {
    const control = event(["CWL CONTROL MESSAGE: Checking health of destination Lambda function."], "CONTROL_MESSAGE");
    expect(await keepReceipts(store, control)).toEqual({ receipts: 0, kept: 0 });
  });
});
