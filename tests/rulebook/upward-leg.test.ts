import { describe, expect, it } from "vitest";
import { calendarOf } from "../../shared/calendar/calendar.ts";
import { PUBLISHED_YEARS } from "../../shared/calendar/published-years.ts";
import type { Case } from "../../shared/casework/case.ts";
import { leadingClock } from "../../shared/casework/clocks.ts";
import { withdraw } from "../../shared/casework/ending.ts";
import { accept, decide } from "../../shared/casework/handling.ts";
import { recount } from "../../shared/casework/recounting.ts";
import { receivedAbove, returnedFromAbove, sendUp } from "../../shared/casework/sending-up.ts";
import { forward } from "../../shared/casework/stations.ts";
import { residentView } from "../../shared/casework/views.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { seatsFor, stageById } from "../../shared/reminders/due-stage.ts";
import { filed, filedAtStation, itemNamed, occasion, PROXY, roster } from "../support/casework.ts";

const ITEM = itemNamed("old-age-allowance");
const accepted = (): Case => accept(filed(ITEM, "2026-09-21T09:00"), occasion("2026-09-21T10:00"));
const sent = (before = accepted(), at = "2026-09-22T09:00") => sendUp(before, ITEM, occasion(at));
const on = localDate;
const CLOSED = { date: on("2026-09-28"), reason: { zh: "停电", en: "no power" } };
const back = (before: Case, at = "2026-09-29T09:00") =>
  returnedFromAbove(before, { on: on("2026-09-29"), answer: "agreed" }, occasion(at));
const shown = (subject: Case) => residentView(subject, "示例镇", true).upwardLegs;

describe("a case sent to a higher body", () => {
  it("R5b counts that body's time by a clock of its own, while the clocks that decide go on running", () => {
    const before = accepted();
    const { clocks } = sent(before);
    expect(clocks.upward).toMatchObject({ from: "2026-09-22", dueOn: "2026-09-30", running: true, dueVersion: 1 });
    expect(clocks.promised).toEqual(before.clocks.promised);
    expect(clocks.statutory).toEqual(before.clocks.statutory);
  });

  it("R5b never leads with that clock: the resident's date stays the one promised here", () => {
    expect(leadingClock(sent().clocks)?.[0]).toBe("promised");
  });

  it("R5b reminds by that clock's own yellow and red", () => {
    const subject = sent();
    const dueOn = "2026-09-30";
    expect(subject.nextStage).toEqual({ id: "upward#1#yellow", at: instant("2026-09-29T08:30:00+08:00") });
    for (const stage of ["yellow", "red"]) {
      expect(stageById(subject, `upward#1#${stage}`, occasion("2026-09-22T09:00"))).toMatchObject({
        kind: "upward",
        clock: { dueOn },
      });
    }
  });

  it("shows the resident where it went, when, until when that body has it, and what came back", () => {
    const subject = receivedAbove(sent(), on("2026-09-23"), occasion("2026-09-24T09:00"));
    expect(shown(subject)).toMatchObject([
      { body: "滕州市民政局", sentOn: "2026-09-22", receivedOn: "2026-09-23", dueOn: "2026-09-30" },
    ]);
    expect(shown(back(subject))?.[0]).toMatchObject({ returnedOn: "2026-09-29", answerName: { zh: "上级同意" } });
    expect(shown(accepted())).toBeUndefined();
  });

  it("R50 keeps each step in the ledger, with its day and whether that body was in time", () => {
    const subject = back(receivedAbove(sent(), on("2026-09-23"), occasion("2026-09-24T09:00")));
    expect(subject.ledger.slice(2).map(({ what, facts }) => [what, facts])).toEqual([
      ["sent-up", { leg: 1, post: subject.decidingPost, upwardDueOn: "2026-09-30" }],
      ["received-above", { leg: 1, receivedOn: "2026-09-23" }],
      [
        "returned-from-above",
        { leg: 1, returnedOn: "2026-09-29", recordedOn: "2026-09-29", answer: "agreed", inTime: true },
      ],
    ]);
    const late = returnedFromAbove(sent(), { on: on("2026-10-08"), answer: "agreed" }, occasion("2026-10-08T09:00"));
    expect(late.ledger.at(-1)?.facts.inTime).toBe(false);
  });

  it("R50 judges by the day on which it came back, whenever that is entered, and keeps both days", () => {
    const dueOn = on("2026-09-30");
    const entered = (returnedOn: string, at: string) =>
      returnedFromAbove(sent(), { on: on(returnedOn), answer: "agreed" }, occasion(at));
    const nextDay = entered(dueOn, "2026-10-08T09:00");
    expect(nextDay.upwardLegs?.at(-1)).toMatchObject({ returnedOn: dueOn, returnRecordedOn: "2026-10-08" });
    expect(nextDay.ledger.at(-1)?.facts).toMatchObject({ returnedOn: dueOn, recordedOn: "2026-10-08", inTime: true });
    expect(entered(dueOn, "2026-09-30T20:00").ledger.at(-1)?.facts.inTime).toBe(true);
    expect(entered("2026-10-01", "2026-10-08T09:00").ledger.at(-1)?.facts.inTime).toBe(false);
  });

  it("R50 records its receipt above once for each leg, and never overwrites the day", () => {
    const received = receivedAbove(sent(), on("2026-09-23"), occasion("2026-09-24T09:00"));
    expect(() => receivedAbove(received, on("2026-09-24"), occasion("2026-09-24T10:00"))).toThrow(
      expect.objectContaining({ code: "received-above-already", facts: { day: "2026-09-23" } }),
    );
    const again = sent(back(received), "2026-09-29T10:00");
    expect(receivedAbove(again, on("2026-09-29"), occasion("2026-09-29T11:00")).upwardLegs).toHaveLength(2);
  });

  it("R47 names the proxy who filed it as the one who goes after it, else the deciding post", () => {
    const proxied = accept(filedAtStation(ITEM, "2026-09-21T09:00", "accept"), occasion("2026-09-21T10:00", PROXY));
    expect(sendUp(proxied, ITEM, occasion("2026-09-22T09:00", PROXY)).upwardLegs?.[0]?.responsible).toEqual({
      proxy: proxied.proxy?.staffId,
    });
    const own = sent();
    expect(own.upwardLegs?.[0]?.responsible).toEqual({ post: own.decidingPost });
  });

  it("R48 names the deciding post where the station may only file, and reminds it first", () => {
    const atStation = filedAtStation(ITEM, "2026-09-21T09:00", "file");
    const taken = accept(forward(atStation, ITEM, occasion("2026-09-21T10:00", PROXY)), occasion("2026-09-21T11:00"));
    const after = sendUp(taken, ITEM, occasion("2026-09-22T09:00"));
    expect(after.upwardLegs?.[0]?.responsible).toEqual({ post: after.decidingPost });
    const [first] = seatsFor(
      after,
      { kind: "upward", stage: { name: "yellow" } },
      { roster, office: [] },
      occasion("2026-09-22T09:00").at,
    );
    expect(first?.candidates.map(({ id }) => id)).not.toContain(taken.proxy?.staffId);
  });

  it("cannot be decided here nor sent again before it is back; afterwards it can", () => {
    const approve = (subject: Case) => decide(subject, { outcome: "approved" }, occasion("2026-09-29T10:00"));
    const refusal = { code: "is-above", facts: { body: "滕州市民政局", day: "2026-09-22" } };
    expect(() => approve(sent())).toThrow(expect.objectContaining(refusal));
    expect(() => sent(sent())).toThrow(expect.objectContaining(refusal));
    expect(approve(back(sent())).state).toBe("decided");
  });

  it("may go up again, with a clock and stages of its own", () => {
    const again = sent(back(sent()), "2026-09-29T10:00");
    expect(again.upwardLegs).toHaveLength(2);
    expect(again.clocks.upward).toMatchObject({ from: "2026-09-29", dueVersion: 2, running: true });
    const sameDay = sent(
      returnedFromAbove(sent(), { on: on("2026-09-22"), answer: "more-needed" }, occasion("2026-09-22T10:00")),
      "2026-09-22T11:00",
    );
    expect(sameDay.clocks.upward).toMatchObject({ dueOn: "2026-09-30", dueVersion: 2 });
  });

  it("refuses what never went up, and an item that names no higher body", () => {
    expect(() => back(accepted())).toThrow(expect.objectContaining({ code: "not-above" }));
    expect(() => receivedAbove(back(sent()), on("2026-09-29"), occasion("2026-09-29T10:00"))).toThrow(
      expect.objectContaining({ code: "not-above" }),
    );
    const other = itemNamed("tree-felling-licence");
    expect(() => sendUp(accepted(), other, occasion("2026-09-22T09:00"))).toThrow(
      expect.objectContaining({ code: "no-upward-leg" }),
    );
  });

  it("R8 is counted again by another calendar, and no more once the resident has withdrawn", () => {
    const without = calendarOf("CN-2026.2", PUBLISHED_YEARS, [CLOSED]);
    const moment = { ...occasion("2026-09-23T09:00"), calendar: without, by: { kind: "clock" as const } };
    expect(recount(sent(), moment).clocks.upward?.dueOn).toBe("2026-10-08");
    const gone = withdraw(sent(), { kind: "lookup-code" }, occasion("2026-09-23T09:00"));
    expect(gone.clocks.upward?.running).toBe(false);
    expect(gone.nextStage).toBeUndefined();
  });
});
