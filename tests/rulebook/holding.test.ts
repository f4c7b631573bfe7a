/** Accountability (article 7): who held a case on each working day, from the ledger, the roster and the calendar. */
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { Case } from "../../shared/casework/case.ts";
import { accept, decide, deliver } from "../../shared/casework/handling.ts";
import { HOLDING_DAYS, holdingOf } from "../../shared/casework/holding.ts";
import { completeTask } from "../../shared/casework/joint-handling.ts";
import { forward } from "../../shared/casework/stations.ts";
import { actOnTime } from "../../shared/casework/timed-moves.ts";
import { postOf } from "../../shared/directory/duty.ts";
import type { Absence, PostId, Roster } from "../../shared/directory/roster.ts";
import { instant, localDate, plusDays } from "../../shared/kernel/local-date.ts";
import {
  CENTRE,
  filed,
  filedAtStation,
  hours,
  itemLike,
  itemNamed,
  occasion,
  PROXY,
  roster,
} from "../support/casework.ts";

const licence = itemNamed("tree-felling-licence");
const lookBack = (subject: Case, today: string, people: Roster = roster, until?: string) =>
  holdingOf(subject, people, {
    calendar: CHINA_CALENDAR,
    hours,
    today: localDate(today),
    ...(until === undefined ? {} : { until: localDate(until) }),
  });
const holderOf = (post: PostId) => postOf(roster, post)!.holder;
const away = (staffId: string, from: string, until: string): Absence => ({
  schema: 1,
  id: `away-${staffId}`,
  staffId,
  centre: CENTRE,
  kind: "leave",
  from: instant(`${from}:00+08:00`),
  until: instant(`${until}:00+08:00`),
  recordedBy: staffId,
  recordedAt: instant("2026-09-01T09:00:00+08:00"),
});

/** Filed on Wednesday 2026-09-16, accepted on Friday, decided on Monday and delivered on Tuesday. */
const received = filed(licence, "2026-09-16T10:00");
const accepted = accept(received, occasion("2026-09-18T11:00"));
const { acceptingPost, decidingPost } = received;
const decided = decide(accepted, { outcome: "approved" }, occasion("2026-09-21T15:00"));
const delivered = deliver(decided, "counter", occasion("2026-09-22T09:30"));

describe("who held a case", () => {
  it("names post and person of every working day from receipt to the end, and nothing of the weekend", () => {
    const { days, earlier } = lookBack(delivered, "2026-12-01");
    expect(earlier).toBe(false);
    expect(days.map(({ date, holders }) => [date, ...holders.map(({ post }) => post)])).toEqual([
      ["2026-09-16", acceptingPost],
      ["2026-09-17", acceptingPost],
      ["2026-09-18", acceptingPost, decidingPost],
      ["2026-09-20", decidingPost],
      ["2026-09-21", decidingPost],
      ["2026-09-22", decidingPost],
    ]);
    expect(days[1]!.holders).toEqual([expect.objectContaining({ staffId: holderOf(acceptingPost), basis: "holder" })]);
  });

  it("counts from the moment of receipt on the first day, and from the opening on every other", () => {
    const [first, second] = lookBack(received, "2026-09-17").days;
    expect(first!.holders[0]!.from).toBe(instant("2026-09-16T10:00:00+08:00"));
    expect(second!.holders[0]!.from < instant("2026-09-17T09:30:00+08:00")).toBe(true);
  });

  it("names the stand-in while the holder is recorded absent at the opening, and the holder again after", () => {
    const absent = away(holderOf(acceptingPost), "2026-09-17T00:00", "2026-09-18T00:00");
    const { days } = lookBack(received, "2026-09-18", { ...roster, absences: [absent] });
    expect(days.map(({ holders }) => holders[0]!.basis)).toEqual(["holder", "stand-in", "holder"]);
    expect(days[1]!.holders[0]!.staffId).toBe(postOf(roster, acceptingPost)!.standIn);
  });

  it("leaves the person out, and the post in, on a day on which nobody of the centre was there", () => {
    const absences = roster.staff.map(({ id }) => away(id, "2026-09-17T00:00", "2026-09-18T00:00"));
    const day = lookBack(received, "2026-09-17", { ...roster, absences }).days[1]!;
    expect(day.holders).toEqual([expect.objectContaining({ post: acceptingPost })]);
    expect(day.holders[0]).not.toHaveProperty("staffId");
  });

  it("shows what was done each day and by whom, also on a day that is not worked", () => {
    const onSaturday = filed(licence, "2026-09-12T20:00");
    const { days } = lookBack(onSaturday, "2026-09-14");
    expect(days).toMatchObject([
      { date: "2026-09-12", working: false, holders: [], done: [{ what: "filed", by: { kind: "resident" } }] },
      { date: "2026-09-14", working: true, holders: [{ post: acceptingPost }], done: [] },
    ]);
    const done = lookBack(delivered, "2026-12-01").days.flatMap((day) => day.done.map(({ what }) => what));
    expect(done).toEqual(["filed", "accepted", "decided", "delivered"]);
  });

  it("is with the station's proxy until the centre has received it", () => {
    const waiting = filedAtStation(licence, "2026-09-16T10:00", "file");
    const forwarded = forward(waiting, licence, occasion("2026-09-17T14:00", PROXY));
    expect(lookBack(forwarded, "2026-09-18").days.map(({ holders }) => holders)).toMatchObject([
      [{ station: `${CENTRE}201`, staffId: `${CENTRE}201-proxy`, basis: "proxy" }],
      [{ basis: "proxy" }, { post: acceptingPost, staffId: holderOf(acceptingPost) }],
      [{ post: acceptingPost }],
    ]);
  });

  it("answers at most 400 days at a time, the latest ones, and earlier ones when asked", () => {
    const today = "2027-12-31";
    const latest = lookBack(received, today);
    const first = plusDays(localDate(today), 1 - HOLDING_DAYS);
    expect(latest.earlier).toBe(true);
    expect(latest.days[0]!.date >= first).toBe(true);
    const before = lookBack(received, today, roster, plusDays(first, -1));
    expect(before.earlier).toBe(false);
    expect([before.days[0]!.date, before.days.at(-1)!.date < first]).toEqual(["2026-09-16", true]);
  });

  it("names no person for days whose absences are no longer in the roster", () => {
    const { days } = lookBack(received, "2027-12-31", roster, "2026-09-17");
    expect(days[1]!.holders).toEqual([expect.objectContaining({ post: acceptingPost })]);
    expect(days[1]!.holders[0]).not.toHaveProperty("staffId");
  });

  const steps = [
    {
      code: "land-review",
      unit: "agriculture" as const,
      name: "用地审查",
      limit: { days: 5, unit: "working-days" as const },
    },
    {
      code: "family-review",
      unit: "civil-affairs" as const,
      name: "家庭情况审查",
      limit: { days: 5, unit: "working-days" as const },
    },
  ];
  /** Accepted on Friday the 18th; the land's part done on Monday, the family's on Tuesday, decided on Wednesday. */
  const joint = (order: "parallel" | "in-order"): Case => {
    const item = itemLike("rural-homestead-approval", { joint: { order, steps } });
    const open = accept(filed(item, "2026-09-17T10:00"), occasion("2026-09-18T11:00"));
    const half = completeTask(open, "land-review", undefined, occasion("2026-09-21T10:00"));
    const whole = completeTask(half, "family-review", undefined, occasion("2026-09-22T10:00"));
    return decide(whole, { outcome: "approved" }, occasion("2026-09-23T10:00"));
  };
  const partsOf = (subject: Case, people = roster) =>
    lookBack(subject, "2026-09-23", people).days.map(({ date, holders }) => [
      date.slice(-2),
      ...holders.flatMap(({ task, post, staffId }) => (task === undefined ? [] : [`${task} ${post} ${staffId}`])),
    ]);
  const land = `land-review ${CENTRE}-p06 ${holderOf(`${CENTRE}-p06`)}`;
  const family = `family-review ${CENTRE}-p05 ${holderOf(`${CENTRE}-p05`)}`;

  it("names, beside the post that answers for a joint case, every unit with a part of it, from acceptance until it is done", () => {
    const subject = joint("parallel");
    expect(partsOf(subject)).toEqual([
      ["17"],
      ["18", land, family],
      ["20", land, family],
      ["21", land, family],
      ["22", family],
      ["23"],
    ]);
    const friday = lookBack(subject, "2026-09-23").days[1]!;
    expect(friday.holders.filter(({ task }) => task === undefined).map(({ post }) => post)).toEqual([
      subject.acceptingPost,
      subject.decidingPost,
    ]);
    expect(friday.holders.at(-1)).toMatchObject({ from: instant("2026-09-18T11:00:00+08:00"), window: "民政窗口" });
  });

  it.each(["2026-09-24T18:00", "2026-09-29T09:00"])(
    "names the units that silence gave a part of a joint case, however late it was put on record: %s",
    (swept) => {
      const item = itemLike("tree-felling-licence", { joint: { order: "parallel", steps } });
      const silent = filed(item, "2026-09-17T10:00");
      const opened = actOnTime(silent, occasion(swept, { kind: "clock" }));
      expect(opened.state).toBe("accepted");
      expect(
        lookBack(opened, "2026-09-29")
          .days.at(-1)
          ?.holders.filter(({ task }) => task !== undefined),
      ).toHaveLength(2);
    },
  );

  it("names the units of a joint case that go in order one after the other, and whoever stands in for them", () => {
    expect(partsOf(joint("in-order")).map(([, ...parts]) => parts)).toEqual([
      [],
      [land],
      [land],
      [land, family],
      [family],
      [],
    ]);
    const absent = away(holderOf(`${CENTRE}-p05`), "2026-09-21T00:00", "2026-09-22T00:00");
    const days = partsOf(joint("parallel"), { ...roster, absences: [absent] });
    expect(days[3]).toEqual(["21", land, `family-review ${CENTRE}-p05 ${postOf(roster, `${CENTRE}-p05`)!.standIn}`]);
  });
});
