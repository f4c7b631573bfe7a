import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ledgerStore } from "../../shared/aws/ledger-store.ts";
import type { Case } from "../../shared/casework/case.ts";
import { ContactId, recordContact } from "../../shared/casework/contacts.ts";
import { accept, decide, deliver, giveNotice, reissueCode } from "../../shared/casework/handling.ts";
import { forward } from "../../shared/casework/stations.ts";
import { type Instant, instant, localDate } from "../../shared/kernel/local-date.ts";
import { caseRowOf, contactRowOf } from "../../shared/ledgers/ledger-row.ts";
import { positionOf } from "../../shared/ledgers/ledgers.ts";
import {
  CENTRE,
  caseNumber,
  filed,
  filedAtStation,
  itemNamed,
  OTHER_CENTRE,
  occasion,
  told,
} from "../support/casework.ts";
import { type FreshTables, freshTables } from "../support/tables.ts";

const STATION = `${CENTRE}201`;
const span = (from: string, to: string) => ({ from: localDate(from), to: localDate(to) });
const SEPTEMBER = span("2026-09-01", "2026-09-30");
const all = { limit: 1000 };

/** Every image of a life: moves, and the sweep's marks between them. */
const life = (): readonly Case[] => {
  const atStation = filedAtStation(itemNamed("tree-felling-licence"), "2026-09-29T16:00", "file");
  const late: Case = { ...atStation, firedStages: told("forwarding#1#yellow") };
  const at = (text: string) => occasion(text);
  const forwarded = { ...forward(late, itemNamed("tree-felling-licence"), at("2026-10-08T09:00")) };
  const noticed = giveNotice(
    forwarded,
    { missing: [{ code: "identity-card", name: "身份证" }] },
    at("2026-10-08T10:00"),
  );
  const accepted = accept(noticed, at("2026-10-09T09:00"));
  const yellow: Case = { ...accepted, firedStages: { ...accepted.firedStages, ...told("promised#2#yellow") } };
  const red: Case = { ...yellow, firedStages: { ...yellow.firedStages, ...told("promised#2#red") } };
  const decided = decide(red, { outcome: "approved", overdueReason: "volume" } as never, at("2026-11-09T09:00"));
  const delivered = deliver(decided, "counter", at("2026-11-09T10:00"));
  return [atStation, late, forwarded, noticed, accepted, yellow, red, decided, delivered];
};

describe("the ledgers of centres and stations", () => {
  let tables: FreshTables;
  let ledgers: ReturnType<typeof ledgerStore>;
  beforeEach(async () => {
    tables = await freshTables();
    ledgers = ledgerStore(tables.client, tables.names.reports);
  });
  const everything = async () =>
    ((await tables.client.send(new ScanCommand({ TableName: tables.names.reports }))).Items ?? []).sort((a, b) =>
      `${a.pk}${a.sk}` < `${b.pk}${b.sk}` ? -1 : 1,
    );

  it("hold one line for a case, in its centre's and its station's, under the day it was first written down", async () => {
    const images = life();
    for (const image of images) await ledgers.record(caseRowOf(image));
    const [line, ...others] = await ledgers.of(CENTRE, SEPTEMBER, all);
    expect(others).toEqual([]);
    expect(line).toEqual(caseRowOf(images.at(-1)!));
    expect(line).toMatchObject({
      station: STATION,
      receivedOn: "2026-10-08",
      acceptedOn: "2026-10-09",
      decidedOn: "2026-11-09",
      outcome: "approved",
      onTime: false,
      deliveredOn: "2026-11-09",
      state: "delivered",
      cards: { yellow: 2, red: 1, supervision: 0, annulled: 0 },
      hash: images.at(-1)!.ledger.at(-1)!.hash,
    });
    expect(await ledgers.of(STATION, SEPTEMBER, all)).toEqual([line]);
    expect(await ledgers.of(CENTRE, span("2026-10-01", "2026-10-31"), all)).toEqual([]);
    expect(await ledgers.of(OTHER_CENTRE, SEPTEMBER, all)).toEqual([]);
    expect(JSON.stringify(await everything())).not.toMatch(/示例|10000000001/);
  });

  it("come out the same however late, often and out of order records are heard", async () => {
    const rows = life().map(caseRowOf);
    for (const row of rows) await ledgers.record(row);
    const expected = await everything();
    const disorder = fc
      .shuffledSubarray(
        [...rows.keys(), ...rows.keys()].map((n, at) => [n, at] as const),
        {
          minLength: rows.length,
        },
      )
      .map((picked) => picked.map(([n]) => rows[n]!))
      .filter((picked) => picked.includes(rows.at(-1)!));
    await fc.assert(
      fc.asyncProperty(disorder, async (heard) => {
        const again = await freshTables();
        const other = ledgerStore(again.client, again.names.reports);
        for (const row of heard) await other.record(row);
        const { Items = [] } = await again.client.send(new ScanCommand({ TableName: again.names.reports }));
        expect(Items.sort((a, b) => (`${a.pk}${a.sk}` < `${b.pk}${b.sk}` ? -1 : 1))).toEqual(expected);
      }),
      { numRuns: 12, seed: 20261124 },
    );
  });

  it("keep a card that was told of between two versions, whichever is heard last, and count an annulled one apart", async () => {
    const images = life();
    const [yellow, red] = [caseRowOf(images[5]!), caseRowOf(images[6]!)];
    for (const row of [red, yellow, caseRowOf(images[4]!)]) await ledgers.record(row);
    expect(await ledgers.of(CENTRE, SEPTEMBER, all)).toEqual([red]);
    const { version } = images[8]!;
    const annulled = { "promised#2#red": { version, at: images[8]!.receivedAt, reason: "outage" as const } };
    expect(caseRowOf({ ...images[8]!, annulled: annulled as never }).cards).toEqual({
      ...{ yellow: 2, red: 0, supervision: 0, annulled: 1 },
    });
  });

  it("mend what a crash between two of them left out", async () => {
    const row = caseRowOf(life()[0]!);
    let writes = 0;
    const dying = ledgerStore(
      Object.assign(Object.create(tables.client), {
        send: (command: never) => {
          writes += 1;
          if (writes === 2) throw new Error("killed");
          return tables.client.send(command);
        },
      }),
      tables.names.reports,
    );
    await expect(dying.record(row)).rejects.toThrow("killed");
    expect(await ledgers.of(STATION, SEPTEMBER, all)).toEqual([]);
    await ledgers.record(row);
    expect(await ledgers.of(STATION, SEPTEMBER, all)).toEqual([row]);
    expect(await ledgers.of(CENTRE, SEPTEMBER, all)).toEqual([row]);
  });

  it("hold what was asked and was no case, with the day of its answer and without a word of it", async () => {
    const asked = recordContact(
      {
        id: ContactId.parse("000000000005"),
        centre: CENTRE,
        station: STATION,
        channel: "station",
        subject: "示例问题",
        bodyHash: "body",
        firstAsked: `${STATION}-proxy`,
      },
      occasion("2026-09-30T23:59"),
    );
    await ledgers.record(contactRowOf(asked));
    expect(await ledgers.of(STATION, SEPTEMBER, all)).toMatchObject([
      { kind: "contact", subject: "000000000005", state: "open", firstAsked: `${STATION}-proxy` },
    ]);
    expect(JSON.stringify(await everything())).not.toContain("示例");
  });

  it("R10 put what was filed at midnight of the municipality's clock into the month that begins", async () => {
    const numbered = (nth: string, at: string): Case =>
      filed(itemNamed("pension-enrolment"), at, { number: caseNumber(nth) });
    // 2026-09-30T15:59Z and 16:00Z.
    for (const subject of [numbered("1", "2026-09-30T23:59"), numbered("2", "2026-10-01T00:00")])
      await ledgers.record(caseRowOf(subject));
    const numbers = async (from: string, to: string) =>
      (await ledgers.of(CENTRE, span(from, to), all)).map(({ subject }) => Number(subject));
    expect(await numbers("2026-09-01", "2026-09-30")).toEqual([1]);
    expect(await numbers("2026-10-01", "2026-10-31")).toEqual([2]);
    expect(await numbers("2026-09-30", "2026-10-01")).toEqual([1, 2]);
    expect(await numbers("2026-01-01", "2026-12-31")).toEqual([1, 2]);
  });

  it("are read in pages, over the edges of months, by the time of writing down, each line once", async () => {
    const base = caseRowOf(filed(itemNamed("pension-enrolment"), "2026-08-31T09:00"));
    const day = (n: number): Instant =>
      instant(`2026-${n < 20 ? "08" : n < 40 ? "09" : "11"}-${String((n % 20) + 1).padStart(2, "0")}T01:00:00Z`);
    const rows = Array.from({ length: 57 }, (_, n) => ({
      ...base,
      subject: caseNumber(String(n)),
      registeredAt: day(n),
    }));
    for (const row of rows.toReversed()) await ledgers.record(row);
    const year = span("2026-01-01", "2026-12-31");
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 20; page += 1) {
      const found = await ledgers.of(CENTRE, year, { after, limit: 7 });
      seen.push(...found.map(({ subject }) => subject));
      const last = found.at(-1);
      if (last === undefined) break;
      after = positionOf(last);
    }
    expect(seen).toEqual(rows.map(({ subject }) => subject));
    // A position from before the period begins with the period.
    const first = positionOf(rows[0]!);
    expect(await ledgers.of(CENTRE, span("2026-11-01", "2026-11-30"), { after: first, limit: 100 })).toHaveLength(17);
  });

  it("say of a re-issued code no more than one entry more", async () => {
    const before = filed(itemNamed("pension-enrolment"), "2026-09-18T10:00");
    const after = caseRowOf(reissueCode(before, "id-card", occasion("2026-09-18T11:00")));
    const { hash: _, version, ...rest } = after;
    expect(version).toBe(2);
    expect(caseRowOf(before)).toMatchObject(rest);
  });

  it("keep on record once who took a file away", async () => {
    const taken = {
      schema: 1,
      at: instant("2026-10-09T01:00:00Z"),
      by: `${CENTRE}-director`,
      centre: CENTRE,
      form: "csv",
      lines: 3,
      ...SEPTEMBER,
    } as const;
    await ledgers.noteExport(taken, "request-1");
    await ledgers.noteExport({ ...taken, lines: 4 }, "request-1");
    expect(await everything()).toEqual([
      { pk: `ledger-exports#${CENTRE}`, sk: "2026-10-09T01:00:00.000Z#request-1", ...taken },
    ]);
  });
});
