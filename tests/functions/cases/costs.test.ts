import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { TABLES } from "../../../shared/tables.ts";
import { type Answer, type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { writeUnits } from "../../support/write-units.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
  api.goTo("2026-09-21T09:00");
  // What the functions remember between calls is read now.
  await api.call("list-work", { sub: clerk(1) });
});

/** The commands that an operation sends to the cases' table, and those to the directory. */
const watched = async (act: () => Promise<Answer>) => {
  const spy = vi.spyOn(DynamoDBDocumentClient.prototype, "send");
  try {
    const answer = await act();
    const sent = spy.mock.calls.map(([command]) => {
      const { TableName = "" } = command.input as { TableName?: string }; // every command that is sent here names one
      return { name: command.constructor.name.replace("Command", ""), table: TableName };
    });
    const to = (table: string) => sent.filter((each) => each.table === table).map(({ name }) => name);
    return { answer, cases: to(api.names.cases), directory: to(api.names.directory) };
  } finally {
    spy.mockRestore();
  }
};
const stored = async (caseNumber: string) => {
  const Key = { pk: `case#${caseNumber.replaceAll("-", "")}`, sk: "case" };
  return (await api.client.send(new GetCommand({ TableName: api.names.cases, Key, ConsistentRead: true }))).Item;
};
const file = () => api.call("file-case", { body: filingBody() });

const HANDLED = clerk(7);
const SUSPENSION = { reason: "expert-review", from: "2026-09-22", plannedTo: "2026-09-24", notice: "专家评审需三日" };
const EXTENSION = { workingDays: 10, document: "滕林延〔2026〕1号", reason: "需要实地踏勘" };
/** A life with nearly everything in it, in order. */
const STEPS = [
  { id: "record-put-right", sub: clerk(1), body: { papers: ["felling-application-form"] } },
  { id: "give-correction-notice", sub: clerk(1), body: { missing: ["felling-survey"], channel: "online" } },
  { id: "record-corrections", sub: clerk(1), body: { papers: ["felling-survey"], channel: "counter" } },
  { id: "accept-case", sub: clerk(1), body: undefined },
  { id: "suspend-case", sub: HANDLED, body: SUSPENSION },
  { id: "renew-suspension", of: "1", sub: HANDLED, body: { plannedTo: "2026-09-28", notice: "再需两日" } },
  { id: "end-suspension", of: "1", sub: HANDLED, body: undefined },
  { id: "extend-case", sub: HANDLED, body: EXTENSION },
  { id: "ask-further", sub: HANDLED, body: { missing: ["felling-survey"], channel: "post" } },
  { id: "decide-case", sub: HANDLED, body: { outcome: "approved" } },
  { id: "deliver-case", sub: HANDLED, body: { how: "counter" } },
] as const;
/** Of the table and of each index that the write touches; 4 to 14 as measured when this was written. */
const MOST_UNITS = 15;

describe("what an operation costs", () => {
  it("files in one write, and looks up in one read", async () => {
    const { answer, cases } = await watched(file);
    expect([answer.status, cases]).toEqual([201, ["Put"]]);
    const { caseNumber, lookupCode } = answer.body;
    const after = await stored(caseNumber);
    expect(writeUnits(undefined, after ?? {}, TABLES.cases)).toBeLessThanOrEqual(6);
    const lookUp = { params: { caseNumber }, headers: { "Lookup-Code": lookupCode } };
    const read = await watched(() => api.call("read-case", lookUp));
    expect([read.answer.status, read.cases, read.directory]).toEqual([200, ["Get"], []]);
  });

  it("moves a case in one read and one write, whatever the move", async () => {
    const { caseNumber } = (await file()).body;
    const costs: Record<string, number> = {};
    for (const [index, { id, sub, body, ...more }] of STEPS.entries()) {
      const before = await stored(caseNumber);
      const params = { caseNumber, ...("of" in more ? { suspension: more.of } : {}) };
      const call = { params, sub, headers: { "If-Match": `"${index + 1}"` }, ...(body && { body }) };
      const { answer, cases } = await watched(() => api.call(id, call));
      expect([id, answer.status, cases]).toEqual([id, 200, ["Get", "Update"]]);
      costs[id] = writeUnits(before, (await stored(caseNumber)) ?? {}, TABLES.cases);
    }
    expect(Math.max(...Object.values(costs)), JSON.stringify(costs)).toBeLessThanOrEqual(MOST_UNITS);
    // Delivered: it leaves every list.
    expect(await stored(caseNumber)).not.toHaveProperty("workPost");
  });

  it("writes nothing when a move is refused", async () => {
    const { caseNumber } = (await file()).body;
    const call = { params: { caseNumber }, sub: clerk(1), headers: { "If-Match": '"7"' } };
    const { answer, cases } = await watched(() => api.call("accept-case", call));
    expect([answer.status, cases]).toEqual([412, ["Get"]]);
  });

  it("lists work in one query for each post that the reader answers for, and one of the centre's joint cases", async () => {
    const { answer, cases } = await watched(() => api.call("list-work", { sub: clerk(1) }));
    expect([answer.status, cases]).toEqual([200, ["Query", ...answer.body.posts.map(() => "Query")]]);
  });

  it("opens a case for staff, every page of its ledger included, in one query", async () => {
    const { caseNumber } = (await file()).body;
    const opened = await watched(() => api.call("read-case-as-staff", { params: { caseNumber }, sub: clerk(1) }));
    expect([opened.answer.status, opened.cases]).toEqual([200, ["Query"]]);
  });
});
