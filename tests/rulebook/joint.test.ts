import { describe, expect, it } from "vitest";
import { calendarOf } from "../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../shared/calendar/published-years.ts";
import type { Case } from "../../shared/casework/case.ts";
import { leadingClock } from "../../shared/casework/clocks.ts";
import { withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, postAnswering } from "../../shared/casework/handling.ts";
import { completeTask, openTasks, taskListOf, taskPosts } from "../../shared/casework/joint-handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { actOnTime } from "../../shared/casework/timed-moves.ts";
import { residentView, staffView } from "../../shared/casework/views.ts";
import { limitsOf } from "../../shared/directory/limits.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { stageById } from "../../shared/reminders/due-stage.ts";
import { CENTRE, filed, itemLike, itemNamed, occasion, sha256 } from "../support/casework.ts";

const SAMPLE = itemNamed("rural-homestead-approval");
type Joint = NonNullable<ServiceItem["joint"]>;
const working = (days: number) => ({ days, unit: "working-days" as const });
const STEPS: Joint["steps"] = [
  { code: "land-review", unit: "agriculture", name: "用地审查", limit: working(5) },
  { code: "family-review", unit: "civil-affairs", name: "家庭情况审查", limit: working(5) },
];
const item = (order: Joint["order"]): ServiceItem => itemLike(SAMPLE.code, { joint: { order, steps: STEPS } });
const FILED_AT = "2026-09-21T09:00";
const accepted = (order: Joint["order"]): Case => accept(filed(item(order), FILED_AT), occasion("2026-09-21T10:00"));
const done = (before: Case, code: string, at = "2026-09-23T09:00", note?: string) =>
  completeTask(before, code, note, occasion(at));
const states = ({ joint }: Case) => joint?.tasks.map(({ state }) => state);
const approve = (before: Case) => decide(before, { outcome: "approved" }, occasion("2026-09-24T10:00"));
const stage = (subject: Case, id: string) => stageById(subject, id, occasion("2026-09-22T09:00"));

describe("the limits of a joint item", () => {
  it("R5a gives a joint licence 45 working days, and 15 more by the head of the government at that level", () => {
    expect(limitsOf(SAMPLE)).toMatchObject({
      statutory: working(45),
      extension: { workingDays: 15, approver: { zh: "本级人民政府负责人" } },
    });
    const { joint: _, ...alone } = SAMPLE;
    expect(limitsOf(alone)).toMatchObject({ statutory: working(20), extension: { workingDays: 10 } });
  });

  it("R5a puts the item's own law first, and changes nothing where the regime has no joint rule", () => {
    const own = { ...SAMPLE, limits: { ...SAMPLE.limits, statutory: working(30) } };
    expect(limitsOf(own)).toMatchObject({ statutory: working(30), extension: { workingDays: 15 } });
    expect(limitsOf({ ...SAMPLE, regime: "service" })).toMatchObject({ statutory: null, extension: null });
  });

  it("R5 counts promise and statutory limit over the whole, from acceptance", () => {
    const { clocks } = accepted("parallel");
    expect(clocks.promised?.limit).toEqual(working(15));
    expect(clocks.statutory?.limit).toEqual(working(45));
    expect(leadingClock(clocks)?.[0]).toBe("promised");
  });
});

describe("the parts of a joint case", () => {
  it("wait at their units' posts until acceptance; a part without a window of its own is the deciding post's", () => {
    const before = filed(item("parallel"), FILED_AT);
    expect(before.joint?.tasks.map(({ post, state }) => [post, state])).toEqual([
      [`${CENTRE}-p06`, "waiting"],
      [`${CENTRE}-p05`, "waiting"],
    ]);
    expect([openTasks(before), taskListOf(before)]).toEqual([[], undefined]);
    const sample = filed(SAMPLE, FILED_AT);
    expect(sample.joint?.tasks.map(({ post }) => post)).toEqual([sample.decidingPost, sample.decidingPost]);
    expect(filed(itemNamed("tree-felling-licence"), FILED_AT).joint).toBeUndefined();
  });

  it("open all at once in parallel, each with its own clock", () => {
    const subject = accepted("parallel");
    expect(states(subject)).toEqual(["open", "open"]);
    expect(taskPosts(subject)).toEqual([`${CENTRE}-p06`, `${CENTRE}-p05`]);
    expect(taskListOf(subject)).toBe(CENTRE);
    for (const kind of ["task-1", "task-2"] as const) {
      expect(subject.clocks[kind]).toMatchObject({ from: "2026-09-21", dueOn: "2026-09-29", running: true });
    }
  });

  it("open one after the other in order, the next in the write that completes the one before", () => {
    const first = accepted("in-order");
    expect([states(first), first.clocks["task-2"]]).toEqual([["open", "waiting"], undefined]);
    expect(() => done(first, "family-review")).toThrow(expect.objectContaining({ code: "task-not-open" }));
    const second = done(first, "land-review");
    expect([second.version, states(second)]).toEqual([first.version + 1, ["done", "open"]]);
    expect(second.clocks["task-1"]?.running).toBe(false);
    expect(second.clocks["task-2"]).toMatchObject({ from: "2026-09-23", dueOn: "2026-10-08", running: true });
    expect(taskPosts(second)).toEqual([`${CENTRE}-p05`]);
  });

  it("R15 open too where silence has accepted the case", () => {
    const silent = actOnTime(filed(item("parallel"), FILED_AT), {
      ...occasion("2026-10-09T09:00"),
      by: { kind: "clock" },
    });
    expect([silent.state, states(silent)]).toEqual(["accepted", ["open", "open"]]);
    expect(silent.clocks["task-1"]?.from).toBe("2026-09-29");
  });

  it("are all done before the decision: until then it is refused, naming what is left", () => {
    const half = done(accepted("parallel"), "land-review");
    expect(() => approve(half)).toThrow(
      expect.objectContaining({ code: "tasks-open", facts: { tasks: "家庭情况审查", codes: "family-review" } }),
    );
    expect(() => approve(accepted("in-order"))).toThrow(expect.objectContaining({ code: "tasks-open" }));
    expect(approve(done(half, "family-review")).state).toBe("decided");
    expect(() => done(half, "land-review")).toThrow(expect.objectContaining({ code: "task-not-open" }));
    expect(() => done(half, "no-such-part")).toThrow(expect.objectContaining({ code: "task-not-found" }));
  });

  it("R29 remind by yellow and red of their own, each its own post, also when they end on one day", () => {
    const subject = accepted("parallel");
    expect(subject.nextStage?.id).toBe("task-1#1#yellow");
    for (const name of ["yellow", "red"]) {
      expect(stage(subject, `task-1#1#${name}`)?.kind).toBe("task-1");
      expect(stage(subject, `task-2#1#${name}`)?.kind).toBe("task-2");
    }
    expect(postAnswering(subject, "task-1")).toBe(`${CENTRE}-p06`);
    expect(postAnswering(subject, "task-2")).toBe(`${CENTRE}-p05`);
    expect(postAnswering(subject, "promised")).toBe(subject.decidingPost);
    const half = done(subject, "land-review");
    expect([stage(half, "task-1#1#red"), half.nextStage?.id]).toEqual([undefined, "task-2#1#yellow"]);
  });

  it("R50 leave days and a hash in the ledger, and the note of the result in the erasable part", () => {
    const subject = done(accepted("parallel"), "land-review", "2026-09-23T09:00", "符合用地条件");
    expect(subject.ledger.at(-1)).toMatchObject({
      what: "task-done",
      facts: { task: "land-review", post: `${CENTRE}-p06`, taskDueOn: "2026-09-29", inTime: true },
    });
    expect(JSON.stringify(subject.ledger)).not.toContain("符合用地条件");
    expect(subject.ledger.at(-1)?.facts.noteHash).toBeDefined();
    expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
    expect(staffView(subject, "示例镇", true, true).tasks?.[0]).toMatchObject({ note: "符合用地条件" });
    expect(staffView(subject, "示例镇", true, false).tasks?.[0]).not.toHaveProperty("note");
    const late = done(accepted("parallel"), "land-review", "2026-10-08T09:00");
    expect(late.ledger.at(-1)?.facts.inTime).toBe(false);
  });

  it("show the resident which office does what and by when, and nobody's name or note", () => {
    const view = residentView(done(accepted("parallel"), "land-review", "2026-09-23T09:00", "符合"), "示例镇", true);
    expect(view.joint).toEqual({
      order: "parallel",
      tasks: [
        {
          code: "land-review",
          name: "用地审查",
          window: "农业农村窗口",
          state: "done",
          openedOn: "2026-09-21",
          dueOn: "2026-09-29",
          doneOn: "2026-09-23",
        },
        {
          code: "family-review",
          name: "家庭情况审查",
          window: "民政窗口",
          state: "open",
          openedOn: "2026-09-21",
          dueOn: "2026-09-29",
        },
      ],
    });
  });

  it("R8 are counted again by another calendar, and no more once the resident has withdrawn", () => {
    const closed = { date: localDate("2026-09-28"), reason: { zh: "停电", en: "no power" } };
    const moment = {
      ...occasion("2026-09-23T09:00"),
      calendar: calendarOf("CN-2026.2", PUBLISHED_YEARS, [closed]),
      by: { kind: "clock" as const },
    };
    const again = recount(done(accepted("parallel"), "land-review"), moment);
    expect([again.clocks["task-1"]?.dueOn, again.clocks["task-2"]?.dueOn]).toEqual(["2026-09-29", "2026-09-30"]);
    const gone = withdraw(accepted("parallel"), { kind: "lookup-code" }, occasion("2026-09-23T09:00"));
    expect([gone.clocks["task-1"]?.running, taskListOf(gone), gone.nextStage]).toEqual([false, undefined, undefined]);
  });
});
