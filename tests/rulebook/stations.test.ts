import { describe, expect, it } from "vitest";
import { leadingClock } from "../../shared/casework/clocks.ts";
import { accept } from "../../shared/casework/handling.ts";
import { requireAuthority } from "../../shared/casework/proxy-filing.ts";
import { forward } from "../../shared/casework/stations.ts";
import { upToDate } from "../../shared/casework/timed-moves.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import { type Entrustment, entrustable, reaches } from "../../shared/directory/entrustment.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { seatsFor, stageById } from "../../shared/reminders/due-stage.ts";
import { CENTRE, filedAtStation, itemNamed, occasion, PROXY, roster, told, town } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const SERVICE = itemNamed("pension-enrolment");
const STATION = `${CENTRE}201`;
const list = (items: Entrustment["items"], station = STATION): Entrustment => ({
  schema: 1,
  centre: CENTRE,
  station,
  items,
  sample: true,
});

describe("the list that a centre publishes", () => {
  it.each(town.items.map(({ code, regime }) => [code, regime] as const))(
    "R48 lets a station handle %s (%s) only where it is neither a licence nor a benefit",
    (code, regime) => {
      const problems = entrustable(list({ [code]: "handle" }), town.items);
      const bound = regime === "licence" || regime === "benefit";
      expect(problems.map((problem) => problem.code)).toEqual(bound ? ["not-to-be-handled"] : []);
      expect(entrustable(list({ [code]: "accept" }), town.items)).toEqual([]);
      expect(entrustable(list({ [code]: "file" }), town.items)).toEqual([]);
    },
  );

  it("R48 names items that do not exist, and stations of another centre", () => {
    const codes = (entrusted: Entrustment) => entrustable(entrusted, town.items).map(({ code }) => code);
    expect(codes(list({ "no-such-item": "file" }))).toEqual(["unknown-item"]);
    expect(codes(list({ "tree-felling-licence": "file" }, "370481103201"))).toEqual(["not-of-the-centre"]);
  });

  it("R48 each level holds those before it", () => {
    expect(reaches("handle", "file")).toBe(true);
    expect(reaches("accept", "accept")).toBe(true);
    expect(reaches("file", "accept")).toBe(false);
  });

  it("R48 in the sample town every list may be published", () => {
    expect(town.entrustments.length).toBe(42);
    expect(town.entrustments.flatMap((each) => entrustable(each, town.items))).toEqual([]);
  });
});

describe("receipt at a station that only files", () => {
  const atStation = filedAtStation(LICENCE, "2026-09-18T16:00", "file");

  it("R48 starts no clock but the one for forwarding, due the next working day", () => {
    expect(atStation.state).toBe("at-station");
    expect(Object.keys(atStation.clocks)).toEqual(["forwarding"]);
    // Saturday 19 is a rest day, Sunday 20 a make-up day.
    expect(atStation.clocks.forwarding).toMatchObject({ from: "2026-09-18", dueOn: "2026-09-20", running: true });
    expect(atStation.ledger[0]).toMatchObject({ what: "handed-in", facts: { station: STATION, level: "file" } });
  });

  it("R48 is no receipt in law: the centre's is, and the notice clock counts from that", () => {
    const received = forward(atStation, LICENCE, occasion("2026-09-21T10:00", PROXY));
    expect(received).toMatchObject({ state: "filed", receivedOn: "2026-09-21" });
    expect(received.clocks.notice).toMatchObject({ from: "2026-09-21", dueOn: "2026-09-29" });
    expect(received.clocks.forwarding?.running).toBe(false);
    expect(received.ledger[1]).toMatchObject({ what: "filed", by: PROXY, facts: { inTime: false } });
    expect(leadingClock(received.clocks)?.[0]).toBe("notice");
  });

  it("R48 is not accepted by silence, however long it lies there (R15)", () => {
    const licence = filedAtStation(LICENCE, "2026-09-18T16:00", "file");
    const late = occasion("2026-12-01T10:00", { kind: "clock" });
    const fired = told("forwarding#1#yellow", "forwarding#1#red");
    // It comes under supervision, and still waits for its proxy.
    expect(attentionOf({ ...licence, firedStages: fired }, late)?.id).toBe("forwarding#1#supervision");
    const supervised = upToDate({ ...licence, firedStages: { ...fired, ...told("forwarding#1#supervision") } }, late);
    expect(supervised).toMatchObject({ state: "at-station", orders: [{ stage: "forwarding#1#supervision" }] });
    expect(() => accept(licence, occasion("2026-12-01T10:00"))).toThrow("move-not-allowed");
  });

  it("R48 urgent relief asked for there starts its hours at the centre", () => {
    const relief = itemNamed("temporary-assistance");
    const asked = filedAtStation(relief, "2026-09-18T16:00", "file", "2026-12-31", { urgent: true });
    const received = forward(asked, relief, occasion("2026-09-18T17:00", PROXY));
    expect(received.clocks.urgent?.dueAt).toBe("2026-09-19T09:00:00.000Z");
  });

  it("R34, R47 a proxy whose authorisation is over is not told, and keeps nobody from being told", () => {
    const people = { roster, office: town.office };
    const at = occasion("2026-09-21T08:30");
    const over = {
      ...atStation,
      proxy: {
        ...atStation.proxy!,
        authorisation: { ...atStation.proxy!.authorisation, until: localDate("2026-09-20") },
      },
    };
    const [onDuty] = seatsFor(over, stageById(over, "forwarding#1#red", at)!, people, at.at);
    expect(onDuty?.candidates[0]?.id).toBe(`${CENTRE}-a1`);
  });

  it("R48 reminds the proxy first, then everyone whom a clock reminds", () => {
    const people = { roster, office: town.office };
    const at = occasion("2026-09-21T08:30");
    const due = stageById(atStation, "forwarding#1#red", at)!;
    const [onDuty, deputy] = seatsFor(atStation, due, people, at.at);
    expect(onDuty?.candidates.map(({ id }) => id).slice(0, 2)).toEqual([`${STATION}-proxy`, `${CENTRE}-a1`]);
    expect(deputy?.candidates[0]?.id).toBe(`${CENTRE}-deputy`);
  });
});

describe("a station that accepts by entrustment", () => {
  it("R48 its receipt is the receipt", () => {
    const filed = filedAtStation(LICENCE, "2026-09-18T16:00", "accept");
    expect(filed).toMatchObject({ state: "filed", receivedOn: "2026-09-18" });
    expect(filed.clocks.notice).toMatchObject({ from: "2026-09-18", dueOn: "2026-09-24" });
    expect(filed.clocks.forwarding).toBeUndefined();
    expect(() => forward(filed, LICENCE, occasion("2026-09-18T17:00"))).toThrow("move-not-allowed");
  });

  it.each([
    ["file", "accept", "not-entrusted"],
    ["accept", "handle", "not-entrusted"],
    ["handle", "handle", undefined],
    ["accept", "accept", undefined],
  ] as const)("R48 entrusted to %s, it may %s: %s", (level, needed, refusal) => {
    const filed = filedAtStation(SERVICE, "2026-09-18T10:00", level);
    const ask = () => requireAuthority(filed, { id: `${STATION}-proxy` }, localDate("2026-09-18"), needed);
    if (refusal === undefined) expect(ask).not.toThrow();
    else expect(ask).toThrow(refusal);
  });
});
