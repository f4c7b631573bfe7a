import { describe, expect, it } from "vitest";
import type { Case } from "../../shared/casework/case.ts";
import { answerContact, ContactId, recordContact } from "../../shared/casework/contacts.ts";
import { turnAway, withdraw } from "../../shared/casework/ending.ts";
import { accept, decide, giveNotice } from "../../shared/casework/handling.ts";
import { completeTask } from "../../shared/casework/joint-handling.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { extend, renewSuspension, suspend } from "../../shared/casework/suspending.ts";
import { askFurther, putRight } from "../../shared/casework/telling.ts";
import { staffView } from "../../shared/casework/views.ts";
import { localDate } from "../../shared/kernel/local-date.ts";
import { CENTRE, filed, filedAtStation, hours, itemNamed, occasion, sha256 } from "../support/casework.ts";

const DAY = "2026-09-18T10:00";
const subject = decide(
  accept(filed(itemNamed("tree-felling-licence"), DAY, { note: "杨树二十株" }), occasion(DAY)),
  { outcome: "refused", reason: "超出采伐限额", remedy: "可申请行政复议" },
  occasion(DAY),
);

describe("the ledger", () => {
  it("R50 is whole, and any entry that is changed, taken out or moved shows", () => {
    expect(firstBrokenEntry(subject.ledger, sha256)).toBeUndefined();
    const [first, second, third] = subject.ledger;
    expect(firstBrokenEntry([first!, { ...second!, at: third!.at, facts: {} }, third!], sha256)).toBe(2);
    expect(firstBrokenEntry([first!, third!], sha256)).toBe(2);
    expect(firstBrokenEntry([second!, first!, third!], sha256)).toBe(1);
  });

  it("R50 holds ids, codes, dates and keyed hashes: the texts can be erased without breaking it", () => {
    const written = JSON.stringify(subject.ledger);
    for (const text of ["杨树", "采伐限额", "行政复议", "示例甲"]) expect(written).not.toContain(text);
    expect(firstBrokenEntry({ ...subject, personal: { applicant: { name: "" } } }.ledger, sha256)).toBeUndefined();
  });
});

describe("what people typed", () => {
  const MARK = "示例标记";
  const text = (field: string) => `${MARK}${field}`;
  const paper = (code: string) => ({ code, name: "材料" });
  const at = (time: string) => occasion(`2026-09-${time}`);
  const lived = (code: string) =>
    filed(itemNamed(code), DAY, { note: text("note"), applicant: { name: text("name") } });
  const promise = {
    on: localDate("2026-09-18"),
    supplyBy: localDate("2026-09-28"),
    document: text("promise"),
    missing: [paper("bank-card")],
    supplied: [],
    ifUnkept: "decided-without" as const,
  };

  /** Between them, every move of a case that takes free text. */
  const lives: Record<string, () => Case> = {
    "to a refusal": () => {
      const righted = putRight(
        lived("tree-felling-licence"),
        { papers: [paper("a")], text: text("right") },
        at("18T11:00"),
      );
      const missing = [paper("b")];
      const noticed = giveNotice(righted, { missing, channel: "sms", text: text("notice") }, at("21T09:00"));
      const more = { missing: [paper("c")], channel: "sms" as const, text: text("more"), reason: text("why") };
      const accepted = accept(askFurther(noticed, more, at("21T10:00")), at("21T11:00"));
      const pause = { from: localDate("2026-09-22"), plannedTo: localDate("2026-09-23"), notice: text("pause") };
      const paused = suspend(accepted, { reason: "expert-review", ...pause }, at("21T12:00"));
      const longer = { id: 1, plannedTo: localDate("2026-09-24"), notice: text("longer") };
      const renewed = renewSuspension(paused, longer, at("22T12:00"));
      const extension = { workingDays: 5, document: text("approval"), reason: text("extension") };
      const extended = extend(renewed, extension, at("22T13:00"));
      return decide(extended, { outcome: "refused", reason: text("refusal"), remedy: text("remedy") }, at("24T10:00"));
    },
    "to a promise and a withdrawal": () => {
      const accepted = accept(lived("old-age-allowance"), at("18T11:00"), promise);
      return withdraw(accepted, { kind: "signature", document: text("signed") }, at("21T09:00"));
    },
    "to being turned away": () =>
      turnAway(
        lived("tree-felling-licence"),
        {
          ground: "not-our-power",
          reason: text("reason"),
          whereToGo: text("where"),
          handOver: { to: text("to"), answer: "offered" },
        },
        at("18T11:00"),
      ),
    "at a station, by a proxy": () =>
      filedAtStation(itemNamed("old-age-allowance"), DAY, "file", "2026-12-31", {
        note: text("note"),
        witness: text("witness"),
      }),
    "of a joint case": () => {
      const accepted = accept(lived("rural-homestead-approval"), at("18T11:00"));
      const [task] = accepted.joint?.tasks ?? [];
      return completeTask(accepted, task!.code, text("done"), at("21T09:00"));
    },
  };

  it.each(Object.entries(lives))("R50 lies in the erasable part alone, in a life that goes %s", (_, live) => {
    const { personal, ...rest } = live();
    expect(JSON.stringify(personal)).toContain(MARK);
    expect(JSON.stringify(rest)).not.toContain(MARK);
  });

  it.each(Object.entries(lives))(
    "R50 is seen by nobody who does not handle the case, in a life that goes %s",
    (_, live) => {
      expect(
        JSON.stringify(staffView(live(), "示例中心", true, false)).replace(/"applicant":\{[^}]*\}/, ""),
      ).not.toContain(MARK);
    },
  );
});

describe("a contact", () => {
  it("R45 R50 has what was asked and answered in the erasable part alone", () => {
    const { at, today, token, textHash, calendar } = occasion(DAY);
    const moment = { at, today, token, sha256, textHash, calendar, hours };
    const asked = {
      id: ContactId.parse("C".repeat(12)),
      centre: CENTRE,
      channel: "counter" as const,
      firstAsked: `${CENTRE}-a1`,
      bodyHash: "b",
    };
    const open = recordContact({ ...asked, subject: "示例标记问" }, moment);
    const { personal, ...rest } = answerContact(open, "示例标记答", `${CENTRE}-a1`, moment);
    expect(personal).toEqual({ subject: "示例标记问", answer: "示例标记答" });
    expect(JSON.stringify(rest)).not.toContain("示例标记");
  });
});
