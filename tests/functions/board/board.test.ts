import { beforeAll, describe, expect, it } from "vitest";
import { readBoard } from "../../../functions/board/read-board.ts";
import { readBoardPage } from "../../../functions/board/read-board-page.ts";
import { readCentreBoard } from "../../../functions/board/read-centre-board.ts";
import { readCentreBoardPage } from "../../../functions/board/read-centre-board-page.ts";
import { boards } from "../../../functions/board/showing.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { boardStore } from "../../../shared/aws/board-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { journalStore } from "../../../shared/aws/journal-store.ts";
import { journalEntryOf, type Recorded } from "../../../shared/bulletins/journal.ts";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { BOARD_ROUTES } from "../../../shared/http/routes/board.ts";
import { allRoutes } from "../../../shared/http/routes.ts";
import { instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { aCase, type Happening, REGISTER } from "../../domain/bulletins/ledgers.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";
import { type Caller, caller } from "../directory/calling.ts";

const CENTRE = REGISTER.towns[0]!.code;
const AT = instant("2026-09-30T15:59:00Z");
const STEPS = ["filed", "accepted", "decided", "delivered"] as const;
const FIELDS = ["received", "accepted", "decided", "delivered"] as const;
/** Every entry of the month, some of today (Shanghai's 30 September), some of tomorrow already. */
const DAYS = ["2026-09-29T16:10:00Z", "2026-09-30T10:00:00Z", "2026-09-30T16:10:00Z", "2026-09-02T01:00:00Z"];

/** Spread over centres, items and days; the same for the same number. */
const madeUp = (n: number): Recorded => {
  const told = {
    centre: REGISTER.towns[n % 8]!.code,
    itemCode: SAMPLE_ITEMS[(n * 7) % SAMPLE_ITEMS.length]!.code,
    number: String(n + 1).padStart(12, "0"),
  };
  const happenings = STEPS.slice(0, 1 + (n % 4)).map((what, step): Happening => {
    const facts: Record<string, boolean> = what === "decided" && n % 3 > 0 ? { onTime: n % 3 === 1 } : {};
    return [what, DAYS[(n + step * 3) % DAYS.length]!, facts];
  });
  return aCase(happenings, told);
};

/** From the cases alone, one figure at a time. */
const slowly = (cases: readonly Recorded[], centre?: string) => {
  const sensitive = SAMPLE_ITEMS.filter((item) => item.sensitive).map(({ code }) => code);
  const shown = cases.filter((each) => !sensitive.includes(each.itemCode) && (centre ?? each.centre) === each.centre);
  const entries = shown.flatMap(({ ledger }) => ledger);
  const happened = (from: string, to: string) => (what: string) =>
    entries.filter((entry) => entry.what === what && entry.at >= from && entry.at < to).length;
  const steps = (count: (what: string) => number) =>
    Object.fromEntries(FIELDS.map((field, n) => [field, count(STEPS[n]!)]));
  const month = ["2026-08-31T16:00:00.000Z", "2026-09-30T16:00:00.000Z"] as const;
  const limited = entries.filter(
    ({ what, at, facts }) => what === "decided" && facts.onTime !== undefined && at >= month[0] && at < month[1],
  );
  return {
    today: steps(happened("2026-09-29T16:00:00.000Z", month[1])),
    thisMonth: steps(happened(...month)),
    inTime: { part: limited.filter(({ facts }) => facts.onTime === true).length, whole: limited.length },
  };
};

const operations = [readBoard, readBoardPage, readCentreBoard, readCentreBoardPage];

describe("the board's routes", () => {
  let tables: FreshTables;
  let requests: string[];
  const cases: Recorded[] = [];

  /** A function that has just started, and may do what the deployed one may. */
  const started = (): Caller => {
    const client = clientFor(tables.endpoint, tables.names, "board-public");
    client.middlewareStack.add(
      (next, context) => (args) => {
        requests.push(String(context.commandName));
        return next(args);
      },
      { step: "initialize", name: "counting" },
    );
    return caller(
      httpHandler("board-public", BOARD_ROUTES, operations, {
        board: boards({
          counts: boardStore(client, tables.names.reports),
          directory: readingDirectory(client, tables.names.directory),
          register: REGISTER,
          sample: true,
          now: () => ({ at: AT, today: localDateOf(AT) }),
        }),
        origins: [],
      }),
    );
  };

  const recordUpTo = async (count: number) => {
    const added = Array.from({ length: count - cases.length }, (_, n) => madeUp(cases.length + n));
    cases.push(...added);
    const journal = journalStore(clientFor(tables.endpoint, tables.names, "cases-events"), tables.names.reports);
    // A centre's one after the other: raising one counter at once is another test's.
    await Promise.all(
      [...Map.groupBy(added, ({ centre }) => centre).values()].map(async (ofCentre) => {
        for (const each of ofCentre) for (const entry of each.ledger) await journal.record(journalEntryOf(each, entry));
      }),
    );
  };

  beforeAll(async () => {
    tables = await freshTables();
    await loadSampleTown(directoryStore(tables.client, tables.names.directory), sampleTown(UNITS_370481));
  });

  it("show what a slow recount of the cases shows, at the same three reads for ten cases and for a thousand", async () => {
    for (const count of [10, 1000]) {
      await recordUpTo(count);
      for (const [id, params, centre] of [
        ["read-board", {}, undefined],
        ["read-centre-board", { centreCode: CENTRE }, CENTRE],
      ] as const) {
        requests = [];
        const { status, body } = await started()(id, { params });
        expect([status, requests]).toEqual([200, ["QueryCommand", "QueryCommand", "QueryCommand"]]);
        expect(body).toMatchObject(slowly(cases, centre));
      }
    }
    expect(slowly(cases).today.received).toBeGreaterThan(50);
  }, 120_000);

  it("are read once in half a minute by a function that goes on, however many screens ask", async () => {
    requests = [];
    const call = started();
    await Promise.all(Array.from({ length: 10 }, () => call("read-board")));
    await call("read-board-page");
    expect(requests).toHaveLength(3);
  });

  it("may be kept by any cache for a minute, and a page asks again by itself; no other route says so", async () => {
    const call = started();
    const { headers } = await call("read-board");
    expect(headers).toMatchObject({ "Cache-Control": "public, max-age=60" });
    expect(headers).not.toHaveProperty("Refresh");
    const page = await call("read-centre-board-page", { params: { centreCode: CENTRE } });
    expect(page.headers).toMatchObject({ "Cache-Control": "public, max-age=60", Refresh: "60" });
    expect(page.text).toContain("荆河街道便民服务中心");
    expect(page.headers["Content-Security-Policy"]).not.toContain("script");
    const kept = allRoutes.filter(({ replies }) => Object.values(replies).some((reply) => reply.keptSeconds));
    expect(kept.map(({ id }) => id)).toEqual(Object.keys(BOARD_ROUTES));
    expect(kept.every(({ audience, method }) => audience === "public" && method === "GET")).toBe(true);
  });

  it("read nothing for a centre that does not exist, whose refusal no cache keeps", async () => {
    requests = [];
    const call = started();
    for (const id of ["read-centre-board", "read-centre-board-page"] as const) {
      const { status, headers, body } = await call(id, { params: { centreCode: "370481999" } });
      expect([status, body.code]).toEqual([404, "unknown-centre"]);
      expect(headers["Cache-Control"]).toBe("no-store");
    }
    expect(requests).toEqual([]);
  });

  it("may read the counters and the catalogue, and neither the journal nor a roster", async () => {
    const client = clientFor(tables.endpoint, tables.names, "board-public");
    const directory = readingDirectory(client, tables.names.directory);
    await expect(directory.roster(CENTRE)).rejects.toThrow("may not Query");
    await expect(directory.items()).resolves.toHaveLength(SAMPLE_ITEMS.length);
  });
});
