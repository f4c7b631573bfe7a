import { describe, expect, it } from "vitest";
import type { Case } from "../../../shared/casework/case.ts";
import { accept, completeAtOnce, decide, giveNotice } from "../../../shared/casework/handling.ts";
import { askFurther } from "../../../shared/casework/telling.ts";
import { actOnTime } from "../../../shared/casework/timed-moves.ts";
import { Delivery } from "../../../shared/reminders/delivery.ts";
import { residentDelivery } from "../../../shared/reminders/resident-messages.ts";
import { render } from "../../../shared/reminders/texts.ts";
import { calendar, filedCase, filingOf, occasion, roster, window } from "./sample-case.ts";

const told = (subject: Case, at = "2026-09-18T10:00") =>
  subject.ledger.map((entry) => residentDelivery(subject, entry, { at: occasion(at).at, calendar, window }));
const newest = (subject: Case, at?: string) => told(subject, at).at(-1);
const textOf = (delivery: Delivery | undefined) =>
  delivery?.content && render("滕州政务服务", delivery.content.template, delivery.content.params);

const filed = filedCase();
const accepted = accept(filed, occasion("2026-09-18T10:00"));
const refused = decide(
  accepted,
  { outcome: "refused", reason: "与规划不符", remedy: "可在六十日内申请行政复议" },
  occasion("2026-09-20T10:00"),
);

describe("what a resident is told by SMS", () => {
  it("is nothing on filing: the number and code were given there", () => {
    expect(told(filed)).toEqual([undefined]);
  });

  it("R13 is that there is a notice, not what it says", () => {
    const noticed = giveNotice(
      filed,
      { missing: [{ code: "x", name: "林权证" }], text: "请补林权证" },
      occasion("2026-09-18T10:00"),
    );
    expect(textOf(newest(noticed))).toBe("【滕州政务服务】您的办件K7M2-9QXR-4T3B有一份新的通知，请凭查询码查看。");
  });

  it("is the acceptance with the promised date", () => {
    expect(accepted.clocks.promised?.dueOn).toMatch(/^2026-(09|10)-\d\d$/);
    expect(textOf(newest(accepted))).toMatch(
      /^【滕州政务服务】您的办件K7M2-9QXR-4T3B已受理，最迟\d+月\d+日办结，可凭查询码查看进度。$/,
    );
  });

  it("R36 is that there is a decision, the same for a grant and a refusal", () => {
    const granted = decide(accepted, { outcome: "approved" }, occasion("2026-09-20T10:00"));
    expect(newest(refused)?.content).toEqual(newest(granted)?.content);
    expect(textOf(newest(refused))).toBe("【滕州政务服务】您的办件K7M2-9QXR-4T3B已有办理结果，请凭查询码查看。");
  });

  it("has an id that follows from case and entry, holds no number, and is a delivery as stored", () => {
    const delivery = newest(refused);
    expect(delivery?.id).toBe("K7M29QXR4T3B#3");
    expect(JSON.stringify(delivery)).not.toContain("10000000001");
    expect(Delivery.parse(delivery)).toEqual(delivery);
  });

  it("R36 waits for the window of the next working day", () => {
    expect(newest(accepted, "2026-09-30T20:30")?.notBefore).toBe(occasion("2026-10-08T08:00").at);
  });

  it("R14 R16 is that something was asked again, that it ended, and until when to correct", () => {
    const noticed = giveNotice(filed, { missing: [{ code: "x", name: "林权证" }] }, occasion("2026-09-18T10:00"));
    const asked = askFurther(
      noticed,
      { missing: [{ code: "x", name: "林权证" }], channel: "sms" },
      occasion("2026-09-21T10:00"),
    );
    expect(newest(asked)?.content).toEqual(newest(noticed)?.content);
    const reminded = actOnTime(noticed, occasion("2026-10-14T08:30"));
    const text = textOf(newest(reminded, "2026-10-14T08:31"));
    expect(text).toBe("【滕州政务服务】您的办件K7M2-9QXR-4T3B请最迟于10月19日补齐材料，可凭查询码查看。");
    expect(text?.length).toBeLessThanOrEqual(70);
    const ended = actOnTime(reminded, occasion("2026-10-20T00:00"));
    expect(ended.state).toBe("not-accepted");
    const delivery = newest(ended, "2026-10-20T00:01");
    expect(textOf(delivery)).toBe("【滕州政务服务】您的办件K7M2-9QXR-4T3B已有办理结果，请凭查询码查看。");
    // Not at midnight.
    expect(delivery?.notBefore).toBe(occasion("2026-10-20T08:00").at);
  });

  it("is nothing without a phone, or when another channel was chosen", () => {
    const onAcceptance = (subject: Case) => newest(accept(subject, occasion("2026-09-18T10:00")));
    expect(onAcceptance(filedCase({ phone: undefined }))).toBeUndefined();
    expect(onAcceptance(filedCase({ notifyBySms: false }))).toBeUndefined();
  });

  it("is nothing for what was filed, decided and handed over at the counter at once", () => {
    const filing = filingOf({ item: "unemployment-registration" });
    const done = completeAtOnce(
      { ...filing, item: { ...filing.item, limits: { ...filing.item.limits, promised: { unit: "immediate" } } } },
      { outcome: "approved" },
      roster,
      {
        ...occasion("2026-09-18T10:00"),
        by: { kind: "staff", staffId: "370481102-a1", postId: roster.posts[0]!.id, basis: "holder" },
      },
    );
    expect(done.ledger).toHaveLength(4);
    expect(told(done).every((delivery) => delivery === undefined)).toBe(true);
  });
});
