import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keyOf } from "../../shared/aws/case-keys.ts";
import { caseStore } from "../../shared/aws/case-store.ts";
import { putPage } from "../../shared/aws/ledger-page-store.ts";
import type { Case } from "../../shared/casework/case.ts";
import { accept, reissueCode } from "../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { MOST_HELD, PAGE_SIZE, turnPage } from "../../shared/casework/ledger-pages.ts";
import { suspend } from "../../shared/casework/suspending.ts";
import { residentView } from "../../shared/casework/views.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { caseNumber, filed, itemNamed, occasion, sha256 } from "../support/casework.ts";
import { freshTables } from "../support/tables.ts";

const ITEM = itemNamed("tree-felling-licence");
const DAY = "2026-09-18T10:00";
type Sent = { name: string; bytes: number };

let store: ReturnType<typeof caseStore>;
let table: string;
let client: Awaited<ReturnType<typeof freshTables>>["client"];
let sent: Sent[] = [];
let failing: string | undefined;
let numbers = 0;

beforeAll(async () => {
  // As staff: whoever may move a case may also turn its pages.
  const fresh = await freshTables({ as: "cases-staff" });
  client = fresh.client;
  table = fresh.names.cases;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = String(context.commandName);
      const input = args.input as { ExpressionAttributeValues?: object; UpdateExpression?: string };
      sent.push({ name, bytes: JSON.stringify(input.ExpressionAttributeValues ?? {}).length });
      if (failing !== undefined && input.UpdateExpression?.includes(failing)) throw new Error("the function died");
      return next(args);
    },
    { step: "initialize", name: "watching" },
  );
  store = caseStore(client, table);
});
beforeEach(() => {
  sent = [];
  failing = undefined;
});

const reissued = (before: Case): Case => reissueCode(before, "id-card", occasion(DAY));
/** Filed with a ledger of so many entries, all of them in the case. */
const kept = async (entries = 1): Promise<Case> => {
  numbers += 1;
  let created = filed(ITEM, DAY, { number: caseNumber(`LP${numbers}`) });
  while (created.version < entries) created = reissued(created);
  await store.file(created);
  return created;
};
/** As staff do it: read the case, move it, save it. */
const moveOn = async (subject: Case, change = reissued): Promise<Case> => {
  const before = await store.get(subject.number);
  await store.save(change(before), before.version);
  return store.get(subject.number);
};
const movedTo = async (subject: Case, version: number): Promise<Case> => {
  let standing = subject;
  while (standing.version < version) {
    const after = reissued(standing);
    await store.save(after, standing.version);
    standing = { ...after, ledger: [...turnPage(after.ledger, standing.version).held] };
  }
  return standing;
};
const pagesOf = async ({ number }: Case) => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: "pk = :pk and begins_with(sk, :page)",
      ExpressionAttributeValues: { ":pk": `case#${number}`, ":page": "ledger#" },
    }),
  );
  return Items.map(({ sk, entries }) => [sk, entries.length]);
};
const namesOf = () => sent.map(({ name }) => name);

describe("R50 a case with 300 entries in its ledger", () => {
  let old: Case;
  beforeAll(async () => {
    old = await movedTo(await kept(MOST_HELD), 300);
  });

  it("still moves in one write, no larger than that of a case with 64", async () => {
    const young = await kept(MOST_HELD);
    sent = [];
    await store.save(reissued(young), young.version);
    const [short] = sent;
    const standing = await store.get(old.number);
    sent = [];
    await store.save(reissued(standing), standing.version);
    expect(namesOf()).toEqual(["UpdateItemCommand"]);
    expect(sent[0]!.bytes).toBeLessThanOrEqual(short!.bytes * 1.1);
    old = await store.get(old.number);
    expect(JSON.stringify(old).length).toBeLessThan(40 * 1024);
  });

  it("is looked up in one read, and opened with every entry in one query", async () => {
    sent = [];
    expect((await store.get(old.number)).ledger.length).toBeLessThanOrEqual(MOST_HELD + 1);
    expect(namesOf()).toEqual(["GetItemCommand"]);
    sent = [];
    const whole = await store.getWhole(old.number);
    expect(namesOf()).toEqual(["QueryCommand"]);
    expect(whole.ledger.map(({ version }) => version)).toEqual(Array.from({ length: 301 }, (_, index) => index + 1));
    expect({ ...whole, ledger: [] }).toEqual({ ...old, ledger: [] });
  });

  it("has one unbroken chain across its pages, which any changed entry of a page breaks", async () => {
    const { ledger } = await store.getWhole(old.number);
    expect(firstBrokenEntry(ledger, sha256)).toBeUndefined();
    const forged = ledger.map((entry) => (entry.version === 40 ? { ...entry, facts: { identity: "other" } } : entry));
    expect(firstBrokenEntry(forged, sha256)).toBe(40);
    expect(firstBrokenEntry(ledger.toSpliced(39, 1), sha256)).toBe(40);
  });

  it("keeps pages of one size, none written twice", async () => {
    const pages = await pagesOf(old);
    expect(new Set(pages.map(([, entries]) => entries))).toEqual(new Set([PAGE_SIZE]));
    expect(pages[0]).toEqual(["ledger#000002", PAGE_SIZE]);
    expect(pages).toHaveLength(Math.floor((300 - MOST_HELD) / PAGE_SIZE) + 1);
  });

  it("leaves out the wrong codes that lie beside it", async () => {
    await store.recordWrongCode(old.number, "address", { failures: 1, windowEndsAt: old.receivedAt });
    expect((await store.getWhole(old.number)).ledger).toHaveLength(old.version);
  });
});

describe("R50 turning a page", () => {
  const nearly = () => kept(MOST_HELD + 1);

  it("puts the page first, then moves and cuts in one conditional write", async () => {
    const before = await nearly();
    sent = [];
    await store.save(reissued(before), before.version);
    expect(namesOf()).toEqual(["UpdateItemCommand", "UpdateItemCommand"]);
    expect((await store.get(before.number)).ledger).toHaveLength(MOST_HELD + 2 - PAGE_SIZE);
  });

  it("is harmless when it stops after the page: nothing is lost, nothing is there twice, the next move goes on", async () => {
    const before = await nearly();
    failing = "#ledger";
    await expect(store.save(reissued(before), before.version)).rejects.toThrow("died");
    failing = undefined;
    expect(await store.get(before.number)).toEqual(before);
    expect((await store.getWhole(before.number)).ledger).toEqual(before.ledger);
    const after = await moveOn(before);
    const { ledger } = await store.getWhole(before.number);
    expect([after.version, ledger.length]).toEqual([before.version + 1, before.version + 1]);
    expect(firstBrokenEntry(ledger, sha256)).toBeUndefined();
    expect(await pagesOf(before)).toEqual([["ledger#000002", PAGE_SIZE]]);
  });

  it("of many at once lets one move win, and keeps the one page", async () => {
    const before = await nearly();
    const rivals = Array.from({ length: 8 }, () => store.save(reissued(before), before.version));
    const results = await Promise.allSettled(rivals);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await pagesOf(before)).toEqual([["ledger#000002", PAGE_SIZE]]);
    const { ledger, version } = await store.getWhole(before.number);
    expect([version, ledger.length]).toEqual([before.version + 1, before.version + 1]);
  });

  it("by somebody with a stale screen changes neither page nor case", async () => {
    const stale = await nearly();
    const standing = await moveOn(stale);
    await expect(store.save(reissued(stale), stale.version)).rejects.toMatchObject({ code: "version-conflict" });
    expect(await store.get(stale.number)).toEqual(standing);
    expect(firstBrokenEntry((await store.getWhole(stale.number)).ledger, sha256)).toBeUndefined();
  });

  it("recognises its own write after the page was turned, when the first reply was lost", async () => {
    const before = await nearly();
    const after = reissued(before);
    await store.save(after, before.version);
    await expect(store.save(after, before.version)).resolves.toBeUndefined();
    await moveOn(after);
    await expect(store.save(after, before.version)).resolves.toBeUndefined();
    expect((await store.get(before.number)).version).toBe(after.version + 1);
  });

  it("never puts a page over one that is there", async () => {
    const before = await nearly();
    const { page } = turnPage(reissued(before).ledger, before.version);
    await putPage(client, table, keyOf(before.number), page!);
    await putPage(
      client,
      table,
      keyOf(before.number),
      page!.map((entry) => ({ ...entry, token: "forged" })),
    );
    const { ledger } = await store.getWhole(before.number);
    expect(ledger.map(({ token }) => token)).toEqual(before.ledger.map(({ token }) => token));
  });

  it("keeps with the case the entries that a resident's texts are found by, and the first", async () => {
    const accepted = await moveOn(await kept(), (before) => accept(before, occasion(DAY)));
    const asked = {
      reason: "expert-review" as const,
      from: localDate("2026-09-21"),
      plannedTo: localDate("2026-09-25"),
      notice: "专家评审需要五天。",
    };
    await moveOn(accepted, (before) => suspend(before, asked, occasion(DAY)));
    const standing = await store.get(accepted.number);
    await movedTo(standing, 100);
    const old = await store.get(accepted.number);
    expect(old.ledger.length).toBeLessThan(old.version);
    expect(old.ledger.slice(0, 2).map(({ what }) => what)).toEqual(["filed", "suspended"]);
    expect(residentView(old, "示例镇", true).suspensions[0]?.notice).toBe(asked.notice);
  });
});
