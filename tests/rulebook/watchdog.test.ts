/** R35 by its rule alone; with sweep and watchdog on real tables: `tests/functions/reminders/watchdog.test.ts`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stagesOf } from "../../shared/calendar/ladder.ts";
import type { Case } from "../../shared/casework/case.ts";
import { stagedClocks } from "../../shared/casework/clocks.ts";
import { accept } from "../../shared/casework/handling.ts";
import { nextLapse } from "../../shared/casework/lapses.ts";
import { missingIn, WatchedCase, watchedIn } from "../../shared/casework/watched.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import { plusMilliseconds } from "../../shared/kernel/local-date.ts";
import { TABLES } from "../../shared/tables.ts";
import { filedCase, occasion } from "../domain/reminders/sample-case.ts";
import { CLERK } from "../support/casework.ts";

const MINUTE = 60_000;
const filed = filedCase();
const accepted = accept(filedCase(), { ...occasion("2026-09-21T10:00"), by: CLERK });
const moment = occasion("2026-09-21T10:00");

const missing = (subject: Case, at: Case["receivedAt"]) => missingIn(subject, attentionOf(subject, moment), at);

/** Slowly: every stage that applies and whose time has come ten minutes ago, and the lapse. */
const slowlyMissing = (subject: Case, at: Case["receivedAt"]): readonly string[] => {
  const last = plusMilliseconds(at, -10 * MINUTE);
  const stages = stagedClocks(subject.clocks, moment.ladder)
    .flatMap(([, , clock]) => stagesOf(clock, moment))
    .filter((stage) => stage.applies && stage.at < last && subject.firedStages[stage.id] === undefined);
  const lapse = nextLapse(subject, moment);
  return [...stages, ...(lapse !== undefined && lapse.at < last ? [lapse] : [])].map(({ id }) => id);
};

describe("R35 the watchdog", () => {
  it("R35 finds a stage missing more than ten minutes after its time, and not before", () => {
    const yellow = filed.nextStage!.at;
    expect(missing(filed, plusMilliseconds(yellow, 10 * MINUTE))).toBeUndefined();
    expect(missing(filed, plusMilliseconds(yellow, 10 * MINUTE + 1))?.id).toBe("notice#1#yellow");
  });

  it("R35 trusts no next stage that was written with the case", () => {
    const at = plusMilliseconds(filed.nextStage!.at, 15 * MINUTE);
    const { nextStage: _, ...without } = filed;
    const wrong = { ...filed, nextStage: { id: "notice#1#yellow", at: plusMilliseconds(at, 1e9) } };
    for (const subject of [without, wrong]) expect(missing(subject, at)?.id).toBe("notice#1#yellow");
  });

  it("R35 misses nothing, and invents nothing, whatever has fired and whenever it looks", () => {
    const ids = ["half", "yellow", "red", "supervision"].flatMap((stage) =>
      ["notice#1", "promised#1", "statutory#1"].map((clock) => `${clock}#${stage}`),
    );
    const hours = fc.integer({ min: 1, max: 24 * 90 });
    fc.assert(
      fc.property(fc.constantFrom(filed, accepted), fc.subarray(ids), hours, (subject, fired, later) => {
        const at = plusMilliseconds(moment.at, later * 60 * MINUTE);
        const after = { ...subject, firedStages: Object.fromEntries(fired.map((id) => [id, { at: moment.at }])) };
        const slowly = slowlyMissing(after, at);
        const found = missing(after, at);
        expect(found === undefined).toBe(slowly.length === 0);
        if (found !== undefined) expect(slowly).toContain(found.id);
      }),
      { numRuns: 500 },
    );
  });

  it("R35 needs no more of a case than its index carries, and names what it cannot read", () => {
    const names = [TABLES.cases.indexes.watched.sortKey, ...TABLES.cases.indexes.watched.project];
    const item = JSON.parse(JSON.stringify(accepted));
    const entry = Object.fromEntries(names.map((name) => [name, item[name]]));
    const at = occasion("2026-12-01T10:00").at;
    const { found, unreadable } = watchedIn([entry, { ...entry, clocks: "none" }, {}], WatchedCase);
    expect(unreadable).toEqual([accepted.number, "unnamed"]);
    expect(found).toHaveLength(1);
    expect(slowlyMissing({ ...accepted, ...found[0] }, at)).toEqual(slowlyMissing(accepted, at));
  });
});
