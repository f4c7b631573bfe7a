import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { publishCaseEvents } from "../../../functions/cases/publish-case-events.ts";
import { fileCase } from "../../../shared/casework/handling.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import { calendar, filingOf, occasion, roster, town, window } from "../../domain/reminders/sample-case.ts";
import { makeWorld, phoneOf, type World } from "./world.ts";

const PROXY = town.proxies.find(({ centre }) => centre === roster.centre)!;
const station = PROXY.station!;
const proxy = {
  staffId: PROXY.id,
  station,
  level: "file",
  authorisation: { until: localDate("2026-12-31"), form: "signature" },
} as const;

let world: World;
beforeEach(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  world = await makeWorld();
});
afterEach(() => vi.restoreAllMocks());

/** Handed in on Monday 2026-09-21: to be forwarded on Tuesday. */
const handedIn = async () => {
  const at = occasion("2026-09-21T10:00");
  const filing = filingOf();
  const created = fileCase({ ...filing, channel: "station", station, proxy }, roster, {
    ...at,
    by: { kind: "proxy", staffId: PROXY.id, station },
  });
  await world.cases.file(created);
  return created;
};

describe("a case that waits at a station", () => {
  it("R48 turns red for the proxy and the centre's leaders; yellow would have lain before it was handed in", async () => {
    const { clocks } = await handedIn();
    expect(clocks.forwarding?.notApplicable).toEqual(["yellow"]);
    world.moveTo("2026-09-23T08:25");
    expect(await world.sweep()).toMatchObject({ fired: 0, nextNeededAt: "2026-09-23T00:30:00.000Z" });
    world.moveTo("2026-09-23T08:30");
    expect(await world.sweep()).toMatchObject({ fired: 1, deliveries: 3 });
    await world.receive();
    const red = world.taken;
    expect(red.map(({ to }) => to).sort()).toEqual(
      [PROXY.phone, phoneOf(roster, "deputy"), phoneOf(roster, "director")].sort(),
    );
    expect(red[0]?.text).toBe("【滕州政务服务】事项K7M2-9QXR-4T3B已于9月22日到期，请尽快办理。");
  });

  it("R34 R48 reaches the centre's window where the proxy's SMS cannot be delivered", async () => {
    await handedIn();
    world.answer = (sms) => (sms.to === PROXY.phone ? { outcome: "rejected", code: "blocked" } : undefined);
    world.moveTo("2026-09-23T08:30");
    await world.sweep();
    await world.receive();
    world.tick();
    await world.sweep();
    await world.receive();
    expect(world.taken.map(({ to }) => to)).toContain(phoneOf(roster, "a1"));
  });

  it("R47 opens the SMS to resident and proxy with the entry, and the sweep sends the proxy's", async () => {
    const created = await handedIn();
    const publish = publishCaseEvents({
      journal: { record: async () => {}, registerDue: async () => {} } as never, // what becomes of the month is tested elsewhere
      ledgers: { record: async () => {} },
      deliveries: world.deliveries,
      takeOvers: { record: async () => {} },
      topic: { publish: async () => {} },
      calendars: { current: async () => calendar },
      municipality: { code: "tengzhou", sms: { window } } as never, // no more of it is read
      now: () => ({ at: occasion("2026-09-21T10:00").at, today: created.receivedOn }),
    });
    const byCentre = {
      ...created.ledger[0]!,
      by: { kind: "staff" as const, staffId: `${roster.centre}-a1`, postId: `${roster.centre}-p01`, basis: "holder" },
    };
    await publish({ ...created, ledger: [byCentre] }, 0);
    world.moveTo("2026-09-21T10:05");
    await world.sweep();
    await world.receive();
    expect(world.taken.map(({ to, template }) => [to, template])).toEqual(
      expect.arrayContaining([
        ["10000000001", "resident-step"],
        [PROXY.phone, "proxy-step"],
      ]),
    );
  });
});
