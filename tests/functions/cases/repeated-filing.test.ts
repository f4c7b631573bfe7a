/** One answer for one key, whoever's shift ends in between; and one moment for everything that a request decides. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Instant, instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";

/** Holder of the comprehensive window's first post, and its stand-in. */
const [A, B] = [clerk(1), clerk(2)];
const SHIFT_ENDS = "2026-10-12T12:00:00+08:00";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
  await api.directory.record({
    schema: 1,
    id: "leave-1",
    staffId: A,
    centre: CENTRE,
    kind: "leave",
    from: instant(SHIFT_ENDS),
    until: instant("2026-10-13T00:00:00+08:00"),
    recordedBy: `${CENTRE}-deputy`,
    recordedAt: instant("2026-09-01T00:00:00Z"),
  });
});
beforeEach(() => api.goTo("2026-10-12T11:00"));

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const immediate = filingBody({ itemCode: "birth-registration", channel: "counter" });
const FILINGS = [
  ["file-case-for-resident", filingBody({ channel: "counter" })],
  ["complete-case-at-once", { ...immediate, ruling: { outcome: "approved" } }],
] as const;

describe.each(FILINGS)("%s, repeated after the shift has ended", (id, body) => {
  const filedByA = async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const first = await api.call(id, { body, headers, sub: A });
    expect(first.status).toBe(201);
    api.goTo("2026-10-12T14:00");
    return { headers, first };
  };

  it("gets its first answer, and nothing is done again", async () => {
    const { headers, first } = await filedByA();
    const again = await api.call(id, { body, headers, sub: A });
    expect([again.status, again.text]).toEqual([201, first.text]);
    const read = await api.call("read-case-as-staff", { params: { caseNumber: first.body.caseNumber }, sub: A });
    expect(read.body.ledger.filter(({ what }: { what: string }) => what === "filed")).toHaveLength(1);
  });

  it("with another body is told so", async () => {
    const { headers } = await filedByA();
    const other = await api.call(id, { body: { ...body, note: "别的" }, headers, sub: A });
    expect(codeOf(other)).toEqual([422, "idempotency-mismatch"]);
  });

  it("helps nobody who was not on duty then and is not now", async () => {
    const { headers } = await filedByA();
    for (const sub of [clerk(6), `${CENTRE}-director`, clerk(1, OTHER_CENTRE)]) {
      expect(codeOf(await api.call(id, { body, headers, sub }))).toEqual([403, "not-on-duty"]);
    }
    expect((await api.call(id, { body, headers, sub: B })).status).toBe(201);
  });

  it("under a new key is a new filing, and needs duty", async () => {
    await filedByA();
    const headers = { "Idempotency-Key": randomUUID() };
    expect(codeOf(await api.call(id, { body, headers, sub: A }))).toEqual([403, "not-on-duty"]);
    expect(codeOf(await api.call(id, { body, sub: A }))).toEqual([403, "not-on-duty"]);
  });
});

describe("a request that is under way when the shift ends", () => {
  /** Each look at the clock finds it a minute later. */
  const clockThatRuns = (from: Instant) => {
    let looks = 0;
    Object.defineProperty(api.clock, "at", {
      configurable: true,
      get: () => {
        looks += 1;
        return plusMilliseconds(from, (looks - 1) * 60_000);
      },
      set(at: Instant) {
        Object.defineProperty(api.clock, "at", { configurable: true, writable: true, value: at });
      },
    });
  };
  const lastMinute = plusMilliseconds(instant(SHIFT_ENDS), -60_000);

  it.each(FILINGS)("R39 %s is dated at the moment at which duty was checked", async (id, body) => {
    clockThatRuns(lastMinute);
    const { status, body: receipt } = await api.call(id, { body, sub: A });
    expect([status, receipt.receivedAt]).toEqual([201, lastMinute]);
  });

  it("R39 so is a move", async () => {
    const { caseNumber } = (await api.call("file-case", { body: filingBody() })).body;
    clockThatRuns(lastMinute);
    const params = { caseNumber };
    const { status, body } = await api.call("accept-case", { params, sub: A, headers: { "If-Match": '"1"' } });
    expect([status, body.ledger[1].at]).toEqual([200, lastMinute]);
  });
});
