/** Reminders of data returns, on real tables, with the rights that sweep and watchdog are deployed with. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../../functions/runtime/hashes.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { returnReminderStore } from "../../../shared/aws/return-reminder-store.ts";
import { amended } from "../../../shared/calendar/editions.ts";
import { instant, Month } from "../../../shared/kernel/local-date.ts";
import { ReturnKind } from "../../../shared/municipality/return-kinds.ts";
import { notificationId } from "../../../shared/reminders/notification.ts";
import { type DataReturn, handIn } from "../../../shared/returns/data-return.ts";
import { dueDay, Period } from "../../../shared/returns/period.ts";
import { numberOfReturn } from "../../../shared/returns/reminding.ts";
import { calendar, roster, town } from "../../domain/reminders/sample-case.ts";
import { closing } from "../../support/calendars.ts";
import { Died, Fate, makeWorld, phoneOf, type World } from "./world.ts";

/** September's, due on the third working day of October: the tenth, a worked Saturday. Yellow on the 9th, red on the 12th. */
const KIND = ReturnKind.parse({ ...TENGZHOU_TOWN.returns[0], from: Month.parse("2026-10") });
const WHICH = { centre: roster.centre, kind: KIND.kind, period: Period.parse("2026-09") };
const NUMBER = numberOfReturn(WHICH, sha256);
const YELLOW = "2026-10-09T08:30";
const RED = "2026-10-12T08:30";

let world: World;
let said: Record<string, unknown>[];
beforeEach(async () => {
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(JSON.parse(line)));
  world = await makeWorld();
  world.returnKinds = [KIND];
});
afterEach(() => vi.restoreAllMocks());

const LEADERS = ["director", "deputy"].map((person) => phoneOf(roster, person));
const OFFICE = town.office.flatMap(({ phone }) => phone ?? []);
const toldOn = () => world.taken.map(({ to }) => to).sort();
const stagesTold = async () => {
  const stages = (await returnReminderStore(world.client, world.names.reports).told([NUMBER])).get(NUMBER) ?? {};
  return Object.keys(stages)
    .map((id) => id.split("#").at(-1))
    .sort();
};
const arrive = async (at = world.at): Promise<DataReturn> => {
  const values = Object.fromEntries(KIND.fields.map(({ id }) => [id, 1]));
  const which = { ...WHICH, dueOn: dueDay(WHICH.period, KIND, calendar).dueOn };
  return world.returns.handIn(
    handIn(which, `${roster.centre}-director`, { values }, { at, token: "t", kind: KIND, known: {} }),
  );
};

describe("a data return that nobody has handed in", () => {
  it("R29 R68 is told of to the centre's director and deputies the working day before, once, in words of its own", async () => {
    world.moveTo("2026-10-09T08:29");
    expect(await world.sweep()).toMatchObject({ fired: 0, nextNeededAt: instant(`${YELLOW}:00+08:00`) });
    world.moveTo(YELLOW);
    await Promise.all([world.sweep(), world.sweep()]);
    await world.receive();
    expect(await world.sweep()).toMatchObject({ fired: 0, failed: 0 });
    await world.receive();
    expect(toldOn()).toEqual(LEADERS.toSorted());
    expect(world.taken[0]?.text).toBe("【滕州政务服务】有1项资料应报送，最早的将于10月10日到期，请登录报送。");
    expect(await stagesTold()).toEqual(["yellow"]);
  });

  it("R30 R68 is told of again when it is late, to the municipal office too", async () => {
    world.moveTo(RED);
    expect(await world.sweep()).toMatchObject({ fired: 2 });
    await world.receive();
    expect(toldOn()).toEqual([...LEADERS, ...OFFICE].sort());
    expect(world.taken.every(({ text }) => text.includes("未按期报送"))).toBe(true);
    expect(await stagesTold()).toEqual(["red", "yellow"]);
    world.moveTo("2026-11-02T09:00");
    expect(await world.sweep()).toMatchObject({ fired: 0 });
  });

  it("R34 goes up the ladder where an SMS reaches nobody", async () => {
    const director = phoneOf(roster, "director");
    world.answer = ({ to }) => (to === director ? { outcome: "rejected", code: "no-such-number" } : undefined);
    world.moveTo(YELLOW);
    await world.liveOn(instant("2026-10-09T23:00:00+08:00"));
    expect(toldOn()).toEqual([phoneOf(roster, "deputy"), OFFICE[0]].sort());
    const stage = "return#10#yellow";
    const [passed] = await world.deliveries.notifications([
      notificationId(NUMBER, stage, `after/${roster.centre}-director`),
    ]);
    expect(passed).toMatchObject({ subject: { kind: "return", stageId: stage } });
  });

  it("R35 is made up for, late and with an alarm, when the sweep does not run", async () => {
    world.moveTo("2026-10-09T08:45");
    expect(await world.watch()).toMatchObject({ missed: 1, fired: 1, failed: 0 });
    expect(said.filter(({ code }) => code === "stage-missed")).toMatchObject([{ caseNumber: NUMBER }]);
    expect(await world.sweep()).toMatchObject({ fired: 0 });
    world.tick();
    expect(await world.watch()).toMatchObject({ missed: 0, fired: 0 });
  });

  it("R8 R33 is told of anew where a later calendar moves its last day", async () => {
    world.moveTo(YELLOW);
    await world.sweep();
    world.calendar = amended(calendar, closing("2026-10-10"));
    world.moveTo("2026-10-09T09:00");
    expect(await world.sweep()).toMatchObject({ fired: 1 });
    expect(await stagesTold()).toEqual(["yellow", "yellow"]);
    world.moveTo(RED);
    expect(await world.sweep()).toMatchObject({ fired: 0 });
  });
});

describe("a data return that was handed in", () => {
  it("R68 is told of no more, in time or late", async () => {
    world.moveTo("2026-10-08T10:00");
    await arrive();
    world.moveTo(RED);
    expect(await world.sweep()).toMatchObject({ fired: 0, failed: 0 });
    expect(await world.watch()).toMatchObject({ watched: 0, missed: 0 });
    expect(await stagesTold()).toEqual([]);
  });

  it("R68 after its yellow earns no red", async () => {
    world.moveTo(YELLOW);
    await world.sweep();
    await arrive();
    world.moveTo(RED);
    expect(await world.sweep()).toMatchObject({ fired: 0 });
  });
});

it("R32 R34 tells each of them once, whoever dies after whichever write", async () => {
  for (let diesAfter = 0; ; diesAfter += 1) {
    world = await makeWorld();
    world.returnKinds = [KIND];
    world.moveTo(YELLOW);
    const fate = new Fate(diesAfter);
    world.fate = fate;
    const dying = async () => {
      await world.sweep();
      await world.receive();
    };
    await dying().catch((error) => {
      if (!(error instanceof Died)) throw error;
    });
    world.fate = new Fate();
    await world.liveOn(instant("2026-10-09T23:00:00+08:00"));
    expect(toldOn()).toEqual(LEADERS.toSorted());
    expect(await stagesTold()).toEqual(["yellow"]);
    if (fate.writes < diesAfter) break;
  }
}, 120_000);
