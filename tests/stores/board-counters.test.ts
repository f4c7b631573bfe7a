/** The board's counters against a recount, whatever the stream and the machines do. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boardStore } from "../../shared/aws/board-store.ts";
import { journalStore } from "../../shared/aws/journal-store.ts";
import { reportStore } from "../../shared/aws/report-store.ts";
import type { BoardCount } from "../../shared/bulletins/board.ts";
import { type JournalEntry, journalEntryOf } from "../../shared/bulletins/journal.ts";
import type { LocalDate, Month } from "../../shared/kernel/local-date.ts";
import { aCase, type Happening, REGISTER } from "../domain/bulletins/ledgers.ts";
import { freshTables } from "../support/tables.ts";

const MONTHS = ["2026-08", "2026-09", "2026-10"] as Month[];
/** About a midnight of Shanghai between two months: hours are what decides. */
const FIRST = Date.parse("2026-09-29T12:00:00Z");
const HOUR = 3_600_000;
const ITEMS = ["pension-enrolment", "subsistence-allowance"];

const life = fc.record({
  centre: fc.nat(1),
  item: fc.nat(1),
  waits: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
  onTime: fc.option(fc.boolean(), { nil: undefined }),
});
const KINDS = ["filed", "accepted", "decided", "delivered"] as const;

const caseOf = ({ centre, item, waits, onTime }: typeof life extends fc.Arbitrary<infer L> ? L : never, n: number) => {
  let hours = 0;
  const happenings = waits.map((wait, step): Happening => {
    hours += wait;
    const facts: Record<string, boolean> = KINDS[step] === "decided" && onTime !== undefined ? { onTime } : {};
    return [KINDS[step]!, new Date(FIRST + hours * HOUR).toISOString(), facts];
  });
  const told = { centre: REGISTER.towns[centre]!.code, itemCode: ITEMS[item]! };
  return aCase(happenings, { ...told, number: String(n + 1).padStart(12, "0") });
};

type Fate = "arrives" | "never sent" | "answer lost";
class Crash extends Error {}

/** A client whose requests meet these fates, one after the other; then all arrive. */
const crashing = (client: DynamoDBDocumentClient, fates: readonly Fate[]): DynamoDBDocumentClient => {
  const left = [...fates];
  // biome-ignore lint/suspicious/noExplicitAny: whatever the command, it is passed on
  const send = async (command: any) => {
    const fate = left.shift() ?? "arrives";
    if (fate === "never sent") throw new Crash();
    const answer = await client.send(command);
    if (fate === "answer lost") throw new Crash();
    return answer;
  };
  return Object.assign(Object.create(client), { send });
};

/** One figure at a time, from a list of what happened. */
const recount = (entries: readonly JournalEntry[], period: string) => {
  const inPeriod = entries.filter(({ on }) => on.startsWith(period));
  const groups = Map.groupBy(inPeriod, ({ centre, itemCode }) => `${centre}#${itemCode}`);
  return [...groups]
    .map(([key, group]) => {
      const of = (what: string) => group.filter((entry) => entry.what === what);
      const [centre, itemCode] = key.split("#");
      return {
        centre,
        itemCode,
        received: of("filed").length,
        accepted: of("accepted").length,
        decided: of("decided").length,
        delivered: of("delivered").length,
        withLimit: of("decided").filter(({ onTime }) => onTime !== undefined).length,
        inTime: of("decided").filter(({ onTime }) => onTime === true).length,
      };
    })
    .toSorted((a, b) => `${a.centre}#${a.itemCode}`.localeCompare(`${b.centre}#${b.itemCode}`));
};

const PERIODS = [...MONTHS, "2026-09-29", "2026-09-30", "2026-10-01", "2026-10-02"] as (Month | LocalDate)[];

describe("the board's counters", () => {
  it("equal a recount of the journal and of the cases, though deliveries repeat, race, come in any order and crash", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 6 }),
        fc.array(
          fc.record({
            entry: fc.nat(),
            consumer: fc.nat(1),
            fates: fc.array(fc.constantFrom<Fate>("arrives", "never sent", "answer lost"), { maxLength: 3 }),
          }),
          { maxLength: 40 },
        ),
        async (lives, deliveries) => {
          const { client, names } = await freshTables();
          const entries = lives.map(caseOf).flatMap((each) => each.ledger.map((entry) => journalEntryOf(each, entry)));
          const deliver = async (entry: JournalEntry, fates: readonly Fate[]) => {
            const journal = journalStore(crashing(client, fates), names.reports);
            await journal.record(entry).catch((error: unknown) => {
              if (!(error instanceof Crash)) throw error;
            });
          };
          const consume = async (consumer: number) => {
            for (const each of deliveries.filter((one) => one.consumer === consumer)) {
              await deliver(entries[each.entry % entries.length]!, each.fates);
            }
          };
          await Promise.all([consume(0), consume(1)]);
          // The stream does not let go of a record before it was passed on.
          await Promise.all(
            [entries, entries.toReversed()].map(async (all) => {
              for (const entry of all) await deliver(entry, []);
            }),
          );
          const reports = reportStore(client, names.reports);
          const journal = (await Promise.all(MONTHS.map((month) => reports.month(month)))).flatMap(
            (all) => all.entries,
          );
          const board = boardStore(client, names.reports);
          for (const period of PERIODS) {
            const counters: readonly BoardCount[] = await board.of(period);
            expect(counters).toEqual(recount(journal, period));
            expect(counters).toEqual(recount(entries, period));
          }
        },
      ),
      { numRuns: 15, seed: 34 },
    );
  }, 240_000);

  it("count many who raise the same counter at once, each once", async () => {
    const { client, names } = await freshTables();
    const cases = Array.from({ length: 40 }, (_, n) =>
      aCase([["filed", "2026-09-30"]], { number: String(n + 1).padStart(12, "0") }),
    );
    const entries = cases.map((each) => journalEntryOf(each, each.ledger[0]!));
    const passOn = async (entry: JournalEntry) => {
      const journal = journalStore(client, names.reports);
      // As the stream does: again, until it was passed on.
      for (let left = 20; left > 0; left -= 1) {
        const done = await journal.record(entry).then(
          () => true,
          () => false,
        );
        if (done) return;
      }
    };
    await Promise.all([...entries, ...entries].map(passOn));
    expect(await boardStore(client, names.reports).of("2026-09" as Month)).toMatchObject([{ received: 40 }]);
  });
});
