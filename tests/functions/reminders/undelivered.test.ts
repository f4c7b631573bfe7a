import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { giveNotice } from "../../../shared/casework/handling.ts";
import type { NoticeChannel } from "../../../shared/casework/requested-papers.ts";
import { askFurther } from "../../../shared/casework/telling.ts";
import { noteUndelivered } from "../../../shared/casework/undelivered.ts";
import { staffView } from "../../../shared/casework/views.ts";
import { residentDelivery } from "../../../shared/reminders/resident-messages.ts";
import { calendar, occasion, roster, window } from "../../domain/reminders/sample-case.ts";
import { freshTables } from "../../support/tables.ts";
import { Died, Fate, makeWorld, phoneOf, type World } from "./world.ts";

let tables: Awaited<ReturnType<typeof freshTables>>;
let world: World;
let scenario = 0;
beforeAll(async () => {
  tables = await freshTables();
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

const MISSING = [{ code: "identity-card", name: "身份证" }];
const RESIDENT = "10000000001";
/** A notice has been given, and the SMS about it is open; the gateway refuses the resident's number for good. */
const noticed = async (channel: NoticeChannel, sample: { notifyBySms?: boolean; phone?: string | undefined } = {}) => {
  world = await makeWorld(tables);
  world.answer = ({ to }) => (to === RESIDENT ? { outcome: "rejected", code: "no-such-number" } : undefined);
  const number = `CCCC4444${String(scenario++).padStart(4, "0")}`;
  const filed = await world.file({ number, notifyBySms: true, phone: RESIDENT, ...sample });
  const subject = giveNotice(filed, { missing: MISSING, channel }, occasion("2026-09-18T10:00"));
  await world.cases.save(subject, 1);
  world.moveTo("2026-09-18T10:30");
  const delivery = residentDelivery(subject, subject.ledger.at(-1)!, { at: world.at, calendar, window });
  if (delivery !== undefined) await world.deliveries.open(delivery);
  return { subject, id: delivery?.id ?? "none", telling: `${subject.number}#2#undelivered` };
};
const entries = async (subject: { number: Parameters<World["cases"]["get"]>[0] }) =>
  (await world.cases.get(subject.number)).ledger.map(({ what }) => what);
const shown = async (subject: { number: Parameters<World["cases"]["get"]>[0] }) =>
  staffView(await world.cases.get(subject.number), "示例中心", true, true);

describe("a notice whose SMS fails for good", () => {
  it("R13 counts as not given either when no receipt ever comes: nobody could prove that it was", async () => {
    const { subject, id } = await noticed("sms");
    world.answer = undefined;
    world.receipt = () => ({ outcome: "pending" });
    expect(await world.send(id)).toBe("sent");
    world.moveTo("2026-09-21T10:29");
    expect(await world.send(id)).toBe("sent");
    world.moveTo("2026-09-21T10:30");
    expect(await world.send(id)).toBe("unconfirmed");
    expect(await world.cases.get(subject.number)).toMatchObject({ state: "filed", noticeReturned: { version: 2 } });
  });

  it("R13 goes back to the case, and to whoever is on duty at its post, once", async () => {
    const { subject, id, telling } = await noticed("sms");
    expect(await world.send(id)).toBe("failed");
    expect(await world.send(id)).toBe("left-alone");
    const after = await world.cases.get(subject.number);
    expect(after).toMatchObject({ state: "filed", noticeReturned: { version: 2, on: "2026-09-18", missing: MISSING } });
    expect(after.notice).toBeUndefined();
    expect(after.ledger.at(-1)).toMatchObject({
      what: "notice-undelivered",
      by: { kind: "clock" },
      facts: { entry: 2, channel: "sms" },
    });
    expect((await shown(subject)).toGiveAgain?.en).toBe("The notice was not delivered by SMS: give it another way");
    expect(await world.send(telling)).toBe("sent");
    expect(world.taken.map(({ to }) => to)).toEqual([phoneOf(roster, "a1")]);
    expect(world.taken[0]?.text).toMatch(
      /^【滕州政务服务】事项CCCC-4444-\d{4}有一份告知未能送达，请登录查看并另行告知。$/,
    );
    expect(world.taken[0]!.text.length).toBeLessThanOrEqual(70);
  });

  it("R34 goes to the next person of the post, and on, while the SMS about it reaches nobody", async () => {
    const { id, telling } = await noticed("sms");
    await world.send(id);
    const people = ["a1", "a2", "deputy"].map((person) => phoneOf(roster, person));
    world.answer = ({ to }) => (to === people[2] ? undefined : { outcome: "rejected", code: "no-such-number" });
    expect(await world.send(telling)).toBe("failed");
    const second = `${telling}#after/${roster.centre}-a1`;
    expect(await world.send(second)).toBe("failed");
    expect(await world.send(`${telling}#after/${roster.centre}-a2`)).toBe("sent");
    expect(world.taken.map(({ to }) => to)).toEqual([people[2]]);
    expect(await world.deliveries.get(second)).toMatchObject({ content: { template: "notice-undelivered" } });
  });

  it("R13 is work no more once it has been given another way; what happened stays on record", async () => {
    const { subject, id } = await noticed("sms");
    await world.send(id);
    const before = await world.cases.get(subject.number);
    const again = giveNotice(before, { missing: MISSING, channel: "post" }, occasion("2026-09-21T11:00"));
    await world.cases.save(again, before.version);
    const view = await shown(subject);
    expect(view.toGiveAgain).toBeUndefined();
    expect(view.notice).toMatchObject({ on: "2026-09-21", correctBy: "2026-10-21", channel: "post" });
    expect(await entries(subject)).toEqual(["filed", "notice-given", "notice-undelivered", "notice-given"]);
    // A report of the first one that comes late touches the second one no more.
    expect(noteUndelivered(again, 2, { ...occasion("2026-09-21T12:00"), by: { kind: "clock" } })).toBe(again);
  });

  it("R13 also when it is asked for again by SMS, or has no phone to go to", async () => {
    const first = await noticed("post");
    const again = askFurther(first.subject, { missing: MISSING, channel: "sms" }, occasion("2026-09-18T11:00"));
    await world.cases.save(again, 2);
    const delivery = residentDelivery(again, again.ledger.at(-1)!, { at: world.at, calendar, window })!;
    await world.deliveries.open(delivery);
    await world.send(delivery.id);
    expect((await world.cases.get(again.number)).furtherRequests?.[0]?.undeliveredOn).toBe("2026-09-18");
    const without = await noticed("sms", { phone: undefined, notifyBySms: false });
    expect(await world.send(without.id)).toBe("failed");
    expect(await entries(without.subject)).toContain("notice-undelivered");
  });

  it("R13 is nothing where the SMS only told of a notice given another way", async () => {
    const { subject, id, telling } = await noticed("post");
    expect(await world.send(id)).toBe("failed");
    expect(await entries(subject)).toEqual(["filed", "notice-given"]);
    expect(await world.deliveries.get(telling)).toBeUndefined();
  });

  it("R13 is on record once and told once, whoever dies after whichever write", async () => {
    for (let diesAfter = 1; ; diesAfter += 1) {
      const { subject, id, telling } = await noticed("sms");
      const fate = new Fate(diesAfter);
      world.fate = fate;
      await world.send(id).catch((error) => {
        if (!(error instanceof Died)) throw error;
      });
      world.fate = new Fate();
      world.tick();
      await world.send(id);
      expect((await world.deliveries.get(id))?.state).toBe("failed");
      expect((await entries(subject)).filter((what) => what === "notice-undelivered")).toHaveLength(1);
      expect(await world.deliveries.get(telling)).toMatchObject({ state: "open" });
      if (fate.writes < diesAfter) break;
    }
  });
});
