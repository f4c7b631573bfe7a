import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { accept, decide } from "../../../shared/casework/handling.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { caseRowOf } from "../../../shared/ledgers/ledger-row.ts";
import { MOST_LINES } from "../../../shared/ledgers/ledgers.ts";
import { CENTRE, caseNumber, OTHER_CENTRE, occasion } from "../../support/casework.ts";
import {
  atCentre,
  atStation,
  HEAD,
  type LedgerWorld,
  ledgerWorld,
  OTHER_PROXY,
  OTHER_STATION,
  PROXY,
  STATION,
  subOf,
} from "./world.ts";

const DIRECTOR = subOf(`${CENTRE}-director`);
const params = { centreCode: CENTRE };
const SEPTEMBER = { month: "2026-09" };

describe("the ledger of a centre or a station", () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await ledgerWorld();
  });
  const read = (sub: string, query: Record<string, string> = SEPTEMBER, of = params) =>
    world.call("read-ledger", { sub, params: of, query });
  const numbersIn = (reply: Awaited<ReturnType<typeof read>>) =>
    reply.body.lines.map(({ number }: { number: string }) => Number(number.replaceAll("-", "")));

  it("has a line for each case, from receipt to delivery, and says that it is sample data", async () => {
    const first = atCentre("pension-enrolment", "1", "2026-09-18T10:00", { channel: "counter" });
    const accepted = accept(first, occasion("2026-09-18T11:00"));
    await world.write(decide(accepted, { outcome: "approved" }, occasion("2026-09-21T10:00")));
    const reply = await read(DIRECTOR);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      centre: { code: CENTRE },
      from: "2026-09-01",
      to: "2026-09-30",
      asOf: instant("2026-10-09T01:00:00Z"),
      sampleData: true,
    });
    expect(reply.body.lines).toEqual([
      {
        kind: "case",
        kindName: { zh: "办件", en: "case" },
        number: "0000-0000-0001",
        registeredOn: "2026-09-18",
        receivedOn: "2026-09-18",
        item: { code: "pension-enrolment", name: first.itemName },
        channel: "counter",
        channelName: { zh: "窗口", en: "counter" },
        state: "decided",
        stateName: { zh: "已办结，待送达", en: "decided, awaiting delivery" },
        acceptedOn: "2026-09-18",
        dueOn: accepted.clocks.promised!.dueOn,
        decidedOn: "2026-09-21",
        outcome: "approved",
        onTime: true,
        cards: { yellow: 0, red: 0, supervision: 0, annulled: 0 },
        entries: 3,
        lastHash: expect.stringMatching(/^[0-9a-f]{12}$/),
      },
    ]);
    expect(reply.text).not.toMatch(/示例甲|10000000001/);
  });

  it("calls an open case late once its promise is over, and not before", async () => {
    const accepted = accept(atCentre("pension-enrolment", "1", "2026-09-18T10:00"), occasion("2026-09-18T11:00"));
    await world.write(accepted);
    const { dueOn } = accepted.clocks.promised!;
    world.clock.at = instant(`${dueOn}T20:00:00+08:00`);
    expect((await read(DIRECTOR)).body.lines[0].onTime).toBeUndefined();
    world.clock.at = instant("2026-12-31T09:00:00+08:00");
    expect((await read(DIRECTOR)).body.lines[0].onTime).toBe(false);
  });

  it("is read by the centre's leaders and the municipal office, its stations' alone too, and by nobody of another centre", async () => {
    await world.write(
      atCentre("pension-enrolment", "1", "2026-09-18T10:00"),
      atStation("pension-enrolment", "2", "2026-09-18T11:00"),
      atStation("pension-enrolment", "3", "2026-09-18T12:00", OTHER_PROXY),
    );
    for (const sub of [DIRECTOR, subOf(`${CENTRE}-deputy`), HEAD]) {
      expect(numbersIn(await read(sub))).toEqual([1, 2, 3]);
      expect(numbersIn(await read(sub, { ...SEPTEMBER, station: STATION }))).toEqual([2]);
    }
    const refused = async (sub: string, query: Record<string, string> = SEPTEMBER, of = params) => {
      const { status, body } = await read(sub, query, of);
      return [status, body.code];
    };
    expect(await refused(subOf(`${CENTRE}-a1`))).toEqual([403, "forbidden"]);
    expect(await refused(subOf(`${OTHER_CENTRE}-director`))).toEqual([403, "forbidden"]);
    expect(await refused(DIRECTOR, SEPTEMBER, { centreCode: OTHER_CENTRE })).toEqual([403, "forbidden"]);
    expect(await refused(HEAD, SEPTEMBER, { centreCode: "370481999" })).toEqual([404, "unknown-centre"]);
    expect(await refused(HEAD, { ...SEPTEMBER, station: `${OTHER_CENTRE}201` })).toEqual([404, "unknown-station"]);
    expect(await refused(HEAD, { ...SEPTEMBER, station: `${CENTRE}999` })).toEqual([404, "unknown-station"]);
    const office = await read(HEAD, SEPTEMBER, { centreCode: OTHER_CENTRE });
    expect([office.status, office.body.lines]).toEqual([200, []]);
  });

  it("is a proxy's own station's, whether they name it or not", async () => {
    await world.write(
      atCentre("pension-enrolment", "1", "2026-09-18T10:00"),
      atStation("pension-enrolment", "2", "2026-09-18T11:00"),
      atStation("pension-enrolment", "3", "2026-09-18T12:00", OTHER_PROXY),
    );
    for (const query of [SEPTEMBER, { ...SEPTEMBER, station: STATION }]) {
      const reply = await read(PROXY.sub, query);
      expect(numbersIn(reply)).toEqual([2]);
      expect(reply.body.station.code).toBe(STATION);
    }
    expect((await read(PROXY.sub, { ...SEPTEMBER, station: OTHER_STATION })).status).toBe(403);
    expect((await read(PROXY.sub, SEPTEMBER, { centreCode: OTHER_CENTRE })).status).toBe(403);
    expect(numbersIn(await read(OTHER_PROXY.sub))).toEqual([3]);
  });

  it("names hardship and health to who sees the centre's cases, and to the proxy who filed it while the authorisation lasts", async () => {
    const before = { ...PROXY, id: "a-proxy-of-before" };
    await world.write(
      atStation("temporary-assistance", "1", "2026-09-18T10:00"),
      atStation("temporary-assistance", "2", "2026-09-18T11:00", PROXY, "2026-10-01"),
      atStation("temporary-assistance", "3", "2026-09-18T12:00", before),
      atStation("pension-enrolment", "4", "2026-09-18T13:00", before),
      { ...caseRowOf(atStation("pension-enrolment", "5", "2026-09-18T14:00", before)), itemCode: "gone-item" },
    );
    const items = async (sub: string) =>
      (await read(sub)).body.lines.map(({ item }: { item?: { code: string } }) => item?.code);
    const A = "temporary-assistance";
    expect(await items(DIRECTOR)).toEqual([A, A, A, "pension-enrolment", "gone-item"]);
    expect(await items(HEAD)).toEqual([A, A, A, "pension-enrolment", "gone-item"]);
    expect(await items(PROXY.sub)).toEqual([A, undefined, undefined, "pension-enrolment", undefined]);
  });

  it("is asked for by a month, or by days within a year", async () => {
    const errors = async (query: Record<string, string>) => {
      const { status, body } = await read(DIRECTOR, query);
      return [status, body.errors?.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)];
    };
    expect(await errors({ from: "2026-01-01", to: "2027-01-01" })).toEqual([200, undefined]);
    expect(await errors({ from: "2026-01-01", to: "2027-01-02" })).toEqual([400, ["#/query/to too-late"]]);
    expect(await errors({ from: "2026-02-01", to: "2026-01-31" })).toEqual([400, ["#/query/to reversed-interval"]]);
    expect(await errors({ from: "2026-02-01" })).toEqual([400, ["#/query/to required"]]);
    expect(await errors({})).toEqual([400, ["#/query/from required", "#/query/to required"]]);
    expect(await errors({ month: "2026-09", from: "2026-09-01" })).toEqual([400, ["#/query/month invalid-value"]]);
    expect(await errors({ ...SEPTEMBER, cursor: "bm9uZQ" })).toEqual([400, ["#/query/cursor invalid-format"]]);
    expect((await errors({ ...SEPTEMBER, limit: "201" }))[0]).toBe(400);
  });

  it("ends a month at midnight of the municipality's clock", async () => {
    await world.write(
      atCentre("pension-enrolment", "1", "2026-09-30T23:59"),
      atCentre("pension-enrolment", "2", "2026-10-01T00:00"),
    );
    expect(numbersIn(await read(DIRECTOR))).toEqual([1]);
    expect(numbersIn(await read(DIRECTOR, { month: "2026-10" }))).toEqual([2]);
    expect(numbersIn(await read(DIRECTOR, { from: "2026-09-30", to: "2026-10-01" }))).toEqual([1, 2]);
  });

  it("comes in pages that read what they show, and nothing of other centres", async () => {
    const rows = Array.from({ length: 30 }, (_, n) =>
      atCentre("pension-enrolment", String(n + 1), `2026-09-${String(n + 1).padStart(2, "0")}T10:00`),
    );
    await world.write(...rows);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      world.sent.length = 0;
      const reply = await read(DIRECTOR, { ...SEPTEMBER, limit: "7", ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...numbersIn(reply));
      cursor = reply.body.cursor;
      const queries = world.sent.filter((each) => each.includes("ledger#"));
      expect(queries).toHaveLength(1);
      expect(queries[0]).toContain(`"ledger#${CENTRE}#2026-09"`);
      expect(queries[0]).toMatch(/"Limit":8/);
    } while (cursor !== undefined);
    expect(seen).toEqual(rows.map((_, n) => n + 1));
  });

  const exportsKept = async () => {
    const { Items = [] } = await world.client.send(
      new QueryCommand({
        TableName: world.names.reports,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": `ledger-exports#${CENTRE}` },
      }),
    );
    return Items.map(({ pk: _, sk: __, ...kept }) => kept);
  };

  it("is taken away as a file by whoever may read it, and that goes on record; looking at a page does not", async () => {
    await world.write(
      atCentre("pension-enrolment", "1", "2026-09-18T10:00"),
      atStation("pension-enrolment", "2", "2026-09-18T11:00"),
    );
    await read(DIRECTOR);
    const csv = await world.call("export-ledger-csv", { sub: DIRECTOR, params, query: SEPTEMBER });
    expect([csv.status, csv.headers["Content-Type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(csv.headers["Content-Disposition"]).toBe(
      `attachment; filename="ledger-${CENTRE}-2026-09-01-2026-09-30.csv"`,
    );
    const workbook = await world.call("export-ledger-workbook", { sub: PROXY.sub, params, query: SEPTEMBER });
    expect(workbook.headers["Content-Disposition"]).toContain(`ledger-${STATION}-2026-09-01-2026-09-30.xlsx`);
    for (const form of ["export-ledger-csv", "export-ledger-workbook"] as const) {
      const refused = await world.call(form, { sub: subOf(`${CENTRE}-a1`), params, query: SEPTEMBER });
      expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
    }
    const taken = { schema: 1, at: world.clock.at, centre: CENTRE, from: "2026-09-01", to: "2026-09-30" };
    const kept = await exportsKept();
    expect(kept).toHaveLength(2);
    expect(kept).toContainEqual({ ...taken, by: `${CENTRE}-director`, form: "csv", lines: 2 });
    expect(kept).toContainEqual({ ...taken, by: PROXY.id, station: STATION, form: "workbook", lines: 1 });
  });

  it("is handed to nobody when it cannot be put on record", async () => {
    await world.write(atCentre("pension-enrolment", "1", "2026-09-18T10:00"));
    const noteExport = () => Promise.reject(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
    const call = world.served({ ledgers: { ...world.ledgers, noteExport } });
    const reply = await call("export-ledger-csv", { sub: DIRECTOR, params, query: SEPTEMBER });
    expect(reply.status).toBe(503);
    expect(reply.text).not.toContain("0000-0000-0001");
  });

  it("is too long for one file beyond its bound, and says what to do", async () => {
    const row = caseRowOf(atCentre("pension-enrolment", "1", "2026-09-18T10:00"));
    const asked: number[] = [];
    const holding = (lines: number) =>
      world.served({
        ledgers: {
          ...world.ledgers,
          of: async (_, __, { limit }) => {
            asked.push(limit);
            return Array.from({ length: Math.min(lines, limit) }, (_, n) => ({
              ...row,
              subject: caseNumber(String(n)),
            }));
          },
        },
      });
    const beyond = await holding(MOST_LINES + 1)("export-ledger-csv", { sub: DIRECTOR, params, query: SEPTEMBER });
    expect([beyond.status, beyond.body.code]).toEqual([422, "ledger-too-long"]);
    expect(beyond.body.detail).toMatch(/10000 条.*缩短期间/);
    expect(asked).toEqual([MOST_LINES + 1]);
    expect(await exportsKept()).toEqual([]);
  });
});
