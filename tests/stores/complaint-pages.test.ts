/** A complaint's long ledger lies on pages beside it, as a case's does, and its texts have a bound. */
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { complaintStore } from "../../shared/aws/complaint-store.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { MOST_HELD, PAGE_SIZE } from "../../shared/casework/ledger-pages.ts";
import type { Complaint, ComplaintActor } from "../../shared/complaints/complaint.ts";
import type { Complaints } from "../../shared/complaints/complaints.ts";
import { acceptComplaint, assignComplaint, noteInquiry } from "../../shared/complaints/handling.ts";
import { MOST_NOTED } from "../../shared/complaints/room.ts";
import { openForTime } from "../../shared/complaints/walls.ts";
import { sha256 } from "../support/casework.ts";
import { complaintOccasion, filedComplaint, person } from "../support/complaints.ts";
import { type FreshTables, freshTables } from "../support/tables.ts";

const DEPUTY: ComplaintActor = { kind: "staff", staffId: person("deputy"), role: "deputy-director", as: "handler" };
const now = () => complaintOccasion("2026-09-18T11:00", { by: DEPUTY });

let client: DynamoDBDocumentClient;
let names: FreshTables["names"];
let store: Complaints;
beforeAll(async () => {
  ({ client, names } = await freshTables({ as: "complaints-staff" }));
  store = complaintStore(client, names.complaints);
});

const read = async ({ number }: Complaint) => openForTime((await store.find(number))!);
const whole = async ({ number }: Complaint) => openForTime((await store.findWhole(number))!);
const moveOn = async (subject: Complaint, change: (before: Complaint) => Complaint): Promise<Complaint> => {
  const before = await read(subject);
  await store.save(change(before), before.version);
  return read(subject);
};
const handled = async (): Promise<Complaint> => {
  const created = filedComplaint();
  await store.file(created);
  return moveOn(created, (before) => acceptComplaint(before, {}, now()));
};
const noted = async (subject: Complaint, version: number): Promise<Complaint> => {
  let standing = subject;
  while (standing.version < version) standing = await moveOn(standing, (before) => noteInquiry(before, "核", now()));
  return standing;
};

describe("a complaint with a long ledger", () => {
  it("holds no more than its room, and is whole with its pages, the chain unbroken", async () => {
    const subject = await handled();
    const after = await noted(subject, 150);
    expect(after.ledger.length).toBeLessThanOrEqual(1 + MOST_HELD + PAGE_SIZE);
    expect(after.ledger[0]?.what).toBe("filed");
    const all = await whole(subject);
    expect(all.ledger.map(({ version }) => version)).toEqual(Array.from({ length: 150 }, (_, n) => n + 1));
    expect(firstBrokenEntry(all.ledger, sha256)).toBeUndefined();
    const { Item } = await client.send(
      new GetCommand({ TableName: names.complaints, Key: { pk: `complaint#${subject.number}`, sk: "ledger#000002" } }),
    );
    expect(Item?.entries).toHaveLength(PAGE_SIZE);
  });

  it("who dies after the page and before the move leaves it whole, and the next one turns the same page", async () => {
    const subject = await noted(await handled(), MOST_HELD + 1);
    const dying = complaintStore(
      new Proxy(client, {
        get: (target, name) => {
          if (name !== "send") return Reflect.get(target, name);
          return (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
            const { input } = command;
            const isMove = "ConditionExpression" in input && input.ConditionExpression !== undefined;
            return isMove ? Promise.reject(new Error("died")) : target.send(command);
          };
        },
      }),
      names.complaints,
    );
    await expect(dying.save(noteInquiry(subject, "核", now()), subject.version)).rejects.toThrow("died");
    expect((await whole(subject)).ledger).toEqual(subject.ledger);
    const after = await moveOn(subject, (before) => noteInquiry(before, "核", now()));
    const all = await whole(subject);
    expect(all.ledger).toHaveLength(after.version);
    expect(firstBrokenEntry(all.ledger, sha256)).toBeUndefined();
  });

  it("of two who turn a page at once one moves it, and nothing is lost", async () => {
    const subject = await noted(await handled(), MOST_HELD + 1);
    const tries = await Promise.allSettled(
      ["甲", "乙"].map((text) => store.save(noteInquiry(subject, text, now()), subject.version)),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const all = await whole(subject);
    expect(all.ledger).toHaveLength(MOST_HELD + 2);
    expect(firstBrokenEntry(all.ledger, sha256)).toBeUndefined();
  });
});

describe("the texts of a complaint", () => {
  it("have a bound for notes and reassignments, which keeps it far below what the store takes", async () => {
    let subject = await handled();
    const text = "办".repeat(4_000);
    for (let n = 0; n < MOST_NOTED / text.length; n += 1) {
      subject = await moveOn(subject, (before) => noteInquiry(before, text, now()));
    }
    expect(() => noteInquiry(subject, "办", now())).toThrow("case-full");
    const given = { handler: person("director"), reason: "办" };
    expect(() => assignComplaint(subject, given, now())).toThrow("case-full");
    expect(Buffer.byteLength(JSON.stringify(subject))).toBeLessThan(200_000);
  });
});
