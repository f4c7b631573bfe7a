import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { segmentOf } from "../../shared/aws/case-keys.ts";
import { caseStore } from "../../shared/aws/case-store.ts";
import type { Case } from "../../shared/casework/case.ts";
import type { DueCase } from "../../shared/casework/cases.ts";
import { accept, decide, deliver, giveNotice, reissueCode } from "../../shared/casework/handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { afterWrongCode } from "../../shared/casework/lookup.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { SEGMENTS } from "../../shared/tables.ts";
import { CENTRE, caseNumber, filed, itemNamed, occasion, sha256 } from "../support/casework.ts";
import { freshTables } from "../support/tables.ts";

const ITEM = itemNamed("tree-felling-licence");
const DAY = "2026-09-18T10:00";
const [ACCEPTING, DECIDING] = [`${CENTRE}-p01`, `${CENTRE}-p07`];

let store: ReturnType<typeof caseStore>;
let table: string;
let client: Awaited<ReturnType<typeof freshTables>>["client"];
let sent: string[] = [];
let numbers = 0;

beforeAll(async () => {
  const fresh = await freshTables();
  client = fresh.client;
  table = fresh.names.cases;
  client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(String(context.commandName));
      return next(args);
    },
    { step: "initialize", name: "counting" },
  );
  store = caseStore(client, table);
});
beforeEach(() => {
  sent = [];
});

const newNumber = (): CaseNumber => {
  numbers += 1;
  return caseNumber(`T${numbers}`);
};
const kept = async (at = DAY): Promise<Case> => {
  const created = filed(ITEM, at, { number: newNumber(), note: "说明" });
  expect(await store.file(created)).toBeUndefined();
  sent = [];
  return created;
};
const accepted = (before: Case, at = DAY) => accept(before, occasion(at));
const dueOf = ({ number, nextStage, version }: Case): DueCase & { version: number } => ({
  number,
  version,
  nextStageAt: nextStage!.at,
  nextStage: nextStage!.id,
});
const onLists = async (number: CaseNumber) => {
  const lists = await Promise.all([ACCEPTING, DECIDING].map((post) => store.workList(post, { limit: 100 })));
  return lists.map((list) => list.some((each) => each.number === number));
};
const isDue = async (number: CaseNumber) => {
  const { cases } = await store.due(Number(segmentOf(number)), instant("2030-01-01T00:00:00Z"), { limit: 100 });
  return cases.some((each) => each.number === number);
};

describe("filing", () => {
  it("gives back the case as it was written, every attribute, in one read", async () => {
    const created = await kept();
    expect(await store.get(created.number)).toEqual(created);
    expect(sent).toEqual(["GetItemCommand"]);
  });

  it("keeps the first of two under one number, and shows it to the second", async () => {
    const first = await kept();
    const second = filed(ITEM, "2026-09-18T11:00", { number: first.number, bodyHash: "other" });
    expect(await store.file(second)).toEqual(first);
    expect(sent).toEqual(["PutItemCommand"]);
    expect((await store.get(first.number)).bodyHash).toBe("body");
  });

  it("of many at once, one is kept", async () => {
    const number = newNumber();
    const standing = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => store.file(filed(ITEM, DAY, { number, bodyHash: String(nth) }))),
    );
    expect(standing.filter((each) => each === undefined)).toHaveLength(1);
    expect(new Set(standing.flatMap((each) => each?.bodyHash ?? [])).size).toBe(1);
  });

  it("says that there is no such case", async () => {
    await expect(store.get(caseNumber("N0NE"))).rejects.toMatchObject({ code: "case-not-found" });
  });
});

describe("a move", () => {
  it("is exactly one write", async () => {
    const before = await kept();
    await store.save(accepted(before), 1);
    expect(sent).toEqual(["UpdateItemCommand"]);
  });

  it("stores what the domain made of the case, through its whole life, the chain unbroken", async () => {
    let subject = await kept();
    const at = occasion("2026-09-18T11:00");
    const life = [
      (before: Case) => giveNotice(before, { missing: [{ code: "x", name: "某" }], text: "请补" }, at),
      (before: Case) => accept(before, occasion("2026-09-21T10:00")),
      (before: Case) => reissueCode(before, "id-card", at),
      (before: Case) => decide(before, { outcome: "refused", reason: "因", remedy: "径" }, at),
      (before: Case) => deliver(before, "post", at),
    ];
    for (const step of life) {
      const after = step(subject);
      await store.save(after, subject.version);
      subject = await store.get(subject.number);
      expect(subject).toEqual(after);
    }
    expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
  });

  it("lets only the first of two writers win", async () => {
    const before = await kept();
    const rivals = Array.from({ length: 8 }, () => accepted(before));
    const results = await Promise.allSettled(rivals.map((after) => store.save(after, 1)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "version-conflict" });
    }
    const { version, ledger } = await store.get(before.number);
    expect([version, ledger.length]).toEqual([2, 2]);
  });

  it("recognises its own write by the token, when the first reply was lost, even after someone moved on", async () => {
    const before = await kept();
    const after = accepted(before);
    await store.save(after, 1);
    await expect(store.save(after, 1)).resolves.toBeUndefined();
    await store.save(decide(after, { outcome: "approved" }, occasion(DAY)), 2);
    await expect(store.save(after, 1)).resolves.toBeUndefined();
    expect((await store.get(before.number)).ledger).toHaveLength(3);
  });

  it("of a case that is not there creates none", async () => {
    const ghost = filed(ITEM, DAY, { number: newNumber() });
    await expect(store.save(accepted(ghost), 1)).rejects.toMatchObject({ code: "case-not-found" });
    await expect(store.get(ghost.number)).rejects.toMatchObject({ code: "case-not-found" });
  });

  it("reads an item that a newer version of the code wrote", async () => {
    const { number } = await kept();
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: `case#${number}`, sk: "case" },
        UpdateExpression: "SET somethingNew = :new, personal.later = :new",
        ExpressionAttributeValues: { ":new": { a: 1 } },
      }),
    );
    expect((await store.get(number)).number).toBe(number);
  });
});

const FIRED = { id: "notice#1#yellow", at: instant("2026-09-25T00:30:00Z") };

describe("the sweep", () => {
  it("advances a stage and leaves version and ledger alone", async () => {
    const before = await kept();
    const next = { at: instant("2026-09-28T00:30:00Z"), id: "notice#1#red" };
    expect(await store.advance(dueOf(before), [FIRED], next)).toBe(true);
    expect(await store.get(before.number)).toEqual({
      ...before,
      nextStage: next,
      firedStages: { "notice#1#yellow": { at: FIRED.at } },
    });
  });

  it("does nothing when the case has moved on meanwhile", async () => {
    const before = await kept();
    const due = dueOf(before);
    const after = accepted(before);
    await store.save(after, 1);
    expect(await store.advance(due, [FIRED], undefined)).toBe(false);
    expect(await store.get(before.number)).toEqual(after);
  });

  it("fires a stage once, however often it is triggered", async () => {
    const due = dueOf(await kept());
    const results = await Promise.all([1, 2, 3, 4].map(() => store.advance(due, [FIRED], undefined)));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it("never makes a clerk's write fail, and is not forgotten by it", async () => {
    const before = await kept();
    await store.advance(dueOf(before), [FIRED], { at: instant("2026-09-28T00:30:00Z"), id: "notice#1#red" });
    await store.save(accepted(before), 1);
    const subject = await store.get(before.number);
    expect(subject.version).toBe(2);
    expect(Object.keys(subject.firedStages)).toEqual(["notice#1#yellow"]);
    expect(subject.nextStage?.id).toBe("promised#1#half");
  });

  it("takes a case out of its index with the last stage", async () => {
    const before = await kept();
    expect(await isDue(before.number)).toBe(true);
    await store.advance(dueOf(before), [FIRED], undefined);
    expect(await isDue(before.number)).toBe(false);
  });

  it("finds what is due in order, page by page, and when the next is needed", async () => {
    const fresh = await freshTables();
    const own = caseStore(fresh.client, fresh.names.cases);
    const wanted: string[] = [];
    for (let nth = 0; nth < 7; nth += 1) {
      // One segment: the last character decides.
      const created = filed(ITEM, `2026-09-1${nth + 2}T10:00`, { number: caseNumber(`S${nth}0`) });
      await own.file(created);
      wanted.push(created.nextStage!.at);
    }
    const segment = Number(segmentOf(caseNumber("S00")));
    const until = instant("2026-09-22T00:30:00Z");
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await own.due(segment, until, { limit: 2, cursor });
      found.push(...page.cases.map(({ nextStageAt }) => nextStageAt));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(found).toEqual(wanted.filter((at) => at <= until).sort());
    expect(await own.earliest(segment)).toBe(wanted.sort()[0]);
    expect(await own.earliest((segment + 1) % SEGMENTS)).toBeUndefined();
  });
});

describe("the work list", () => {
  it("holds a case at the post that answers for it, and at none once it is closed", async () => {
    const before = await kept();
    expect(await onLists(before.number)).toEqual([true, false]);
    const open = accepted(before);
    await store.save(open, 1);
    expect(await onLists(before.number)).toEqual([false, true]);
    const decided = decide(open, { outcome: "approved" }, occasion(DAY));
    await store.save(decided, 2);
    expect(await onLists(before.number)).toEqual([false, true]);
    await store.save(deliver(decided, "counter", occasion(DAY)), 3);
    expect([await onLists(before.number), await isDue(before.number)]).toEqual([[false, false], false]);
  });

  it("keeps what is being corrected, after everything that has a date", async () => {
    const before = await kept();
    await store.save(giveNotice(before, { missing: [{ code: "x", name: "某" }] }, occasion(DAY)), 1);
    const list = await store.workList(ACCEPTING, { limit: 100 });
    expect(list.at(-1)).toMatchObject({ number: before.number, state: "correcting" });
    expect(list.at(-1)?.dueOn).toBeUndefined();
    // The sweep reminds the resident of the last day to correct (R16).
    expect(await isDue(before.number)).toBe(true);
  });

  it("puts an hour clock before what may take until the hall closes that day, and after what has less time", async () => {
    const urgent = itemNamed("temporary-assistance");
    const due = async (at: string, hurried: boolean) => {
      const created = filed(urgent, at, { number: newNumber(), urgent: hurried });
      await store.file(created);
      return created.number;
    };
    // Five working days from 09-17 end on 09-23 at 17:30.
    const day = await due("2026-09-17T10:00", false);
    const [late, early] = [await due("2026-09-22T18:00", true), await due("2026-09-22T09:00", true)];
    const list = await store.workList(filed(urgent, DAY).acceptingPost, { limit: 100 });
    const order = list.map(({ number }) => number).filter((number) => [day, late, early].includes(number));
    expect(order).toEqual([early, day, late]);
  });

  it("carries a masked name only, sorts by date, and goes on after any position", async () => {
    await kept("2026-09-16T10:00");
    const all = await store.workList(ACCEPTING, { limit: 100 });
    expect(all.every(({ maskedApplicant }) => maskedApplicant === "示*")).toBe(true);
    expect(all.map(({ workDue }) => workDue)).toEqual(all.map(({ workDue }) => workDue).toSorted());
    sent = [];
    const rest = await store.workList(ACCEPTING, { limit: 2, after: all[1]!.workDue });
    expect(rest).toEqual(all.slice(2, 4));
    expect(sent).toEqual(["QueryCommand"]);
  });
});

describe("wrong codes", () => {
  const at = instant("2026-09-18T02:00:00Z");
  const tried = async (number: CaseNumber, address: string, now = at) => {
    const attempts = await store.attempts(number, address);
    await store.recordWrongCode(number, address, afterWrongCode(attempts, now));
    return store.attempts(number, address);
  };

  it("are counted by case and address, and mark the case without moving it", async () => {
    const { number, version, ledger } = await kept();
    expect((await tried(number, "a"))?.failures).toBe(1);
    expect(sent).toEqual(["GetItemCommand", "UpdateItemCommand", "UpdateItemCommand", "GetItemCommand"]);
    expect(await store.get(number)).toMatchObject({ version, ledger, guessedUntil: "2026-09-18T02:15:00.000Z" });
    expect((await tried(number, "a"))?.failures).toBe(2);
    expect((await tried(number, "b"))?.failures).toBe(1);
  });

  it("are counted for an unknown number all the same, and make no case of it", async () => {
    const number = caseNumber("N0NE2");
    expect(await tried(number, "a")).toMatchObject({ failures: 1 });
    expect(sent).toEqual(["GetItemCommand", "UpdateItemCommand", "UpdateItemCommand", "GetItemCommand"]);
    expect(await store.find(number)).toBeUndefined();
  });

  it("from an address whose window ends sooner do not shorten the mark: a locked address would slip through", async () => {
    const { number } = await kept();
    await tried(number, "a");
    await tried(number, "b", instant("2026-09-18T02:10:00Z"));
    await tried(number, "a", instant("2026-09-18T02:11:00Z"));
    expect((await store.get(number)).guessedUntil).toBe("2026-09-18T02:25:00.000Z");
  });

  it("begin anew after the window", async () => {
    const { number } = await kept();
    await tried(number, "a");
    const windowEndsAt = (await tried(number, "a"))?.windowEndsAt;
    expect(windowEndsAt).toBe("2026-09-18T02:15:00.000Z");
    expect(await tried(number, "a", instant(windowEndsAt!))).toEqual({
      failures: 1,
      windowEndsAt: "2026-09-18T02:30:00.000Z",
    });
  });

  it("at once, each is counted", async () => {
    const { number } = await kept();
    await tried(number, "a");
    const attempts = await store.attempts(number, "a");
    const next = afterWrongCode(attempts, at);
    await Promise.all(Array.from({ length: 20 }, () => store.recordWrongCode(number, "a", next)));
    expect((await store.attempts(number, "a"))?.failures).toBe(21);
  });
});

describe("segments", () => {
  it("spread cases over all partitions of the sweep's index", () => {
    const used = new Set([..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"].map((last) => segmentOf(caseNumber(last))));
    expect(used.size).toBe(SEGMENTS);
  });
});
