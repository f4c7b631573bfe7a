import { describe, expect, it } from "vitest";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { SmsTemplateName } from "../../../shared/municipality/settings.ts";
import { DeliveryState } from "../../../shared/reminders/delivery.ts";
import { aboutOf, partsTaken } from "../../../shared/reminders/message-views.ts";
import { DELIVERY_STATE_NAMES, failureInWords, kindOf } from "../../../shared/reminders/message-words.ts";
import type { Notification } from "../../../shared/reminders/notification.ts";
import { originalOf } from "../../../shared/reminders/resending.ts";
import { positionIn } from "../../../shared/reminders/sent-messages.ts";

const staff = { kind: "staff", staffId: "370481102-a1" } as const;
const told: Notification = {
  schema: 1,
  id: "K7M29QXR4T3B#notice#1#red#on-duty",
  deliveryId: "370481102-a1#2026-09-18T00:30:00.000Z",
  staffId: "370481102-a1",
  at: instant("2026-09-18T08:30:00+08:00"),
  role: "on-duty",
  subject: {
    caseNumber: "K7M29QXR4T3B",
    centre: "370481102",
    post: "370481102-p01",
    stageId: "notice#1#red",
    stage: "red",
    dueOn: localDate("2026-09-17"),
    urgent: false,
  },
};

describe("what is said of a message", () => {
  it("is a kind for every text that there is", () => {
    const others = SmsTemplateName.options.filter(
      (template) => kindOf({ recipient: staff, content: { template, params: {} } }) === "other",
    );
    expect(others.toSorted()).toEqual(["dates-moved", "notice-undelivered", "proxy-step"]);
    expect(kindOf({ recipient: staff })).toBe("reminder");
  });

  it("is a state in two languages, and a failure in plain words, with the gateway's code where it is one", () => {
    for (const state of DeliveryState.options) expect(DELIVERY_STATE_NAMES[state].zh).toMatch(/[一-鿿]/);
    expect(failureInWords("no-phone").zh).toBe("没有可用的手机号码。");
    expect(failureInWords("isv.MOBILE").en).toContain("isv.MOBILE");
  });

  it("R34 R35 marks what was told in someone's place, and what was told late", () => {
    expect(aboutOf(told)).toEqual({
      caseNumber: "K7M2-9QXR-4T3B",
      stage: "red",
      stageName: { zh: "红牌", en: "red card" },
      dueOn: "2026-09-17",
    });
    const late = { ...told, role: "after/370481102-a2", late: true as const };
    expect(aboutOf(late)).toMatchObject({ insteadOf: "370481102-a2", late: true });
  });

  it("costs nothing until a gateway takes it on, and then what the gateway was given", () => {
    const content = { template: "dates-moved", params: {} } as const;
    expect(partsTaken({ state: "open", content }, "滕州政务服务")).toBe(0);
    expect(partsTaken({ state: "failed", content }, "滕州政务服务")).toBe(0);
    expect(partsTaken({ state: "sent", content }, "滕州政务服务")).toBe(1);
    expect(partsTaken({ state: "failed", content, parts: 2 }, "滕州政务服务")).toBe(2);
  });
});

describe("where a message stands", () => {
  it("is a position of ours, or nothing", () => {
    const position = "2026-09-18T00:30:00.000Z#370481102-a1#2026-09-18T00:30:00.000Z";
    expect(positionIn(position)).toEqual({ position, at: "2026-09-18T00:30:00.000Z" });
    for (const odd of ["", "#", "2026-13-01T00:00:00.000Z#a", "2026-09-18T00:30:00.000Z#", "9999#a"]) {
      expect(positionIn(odd)).toBeUndefined();
    }
  });

  it("is the same for every sending of it", () => {
    expect(originalOf("a#T")).toBe("a#T");
    expect(originalOf("a#T#resend-3")).toBe("a#T");
  });
});
