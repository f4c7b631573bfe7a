import { describe, expect, it } from "vitest";
import { rowsChangedBy } from "../../shared/bulletins/due-register.ts";
import type { Case } from "../../shared/casework/case.ts";
import { leadingClock, runningClocks } from "../../shared/casework/clocks.ts";
import { accept, giveNotice, postAnswering } from "../../shared/casework/handling.ts";
import { actOnSilence } from "../../shared/casework/silent-acceptance.ts";
import { attentionOf } from "../../shared/casework/writing.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { filed, itemLike, itemNamed, occasion, told } from "../support/casework.ts";

/** A Friday; the Sunday after it is worked, Sep 25–27 and Oct 1–7 are off. */
const FRIDAY = "2026-09-18T10:00";
const LICENCE = itemNamed("tree-felling-licence");
const BENEFIT = itemNamed("old-age-allowance");
const SERVICE = itemNamed("pension-enrolment");
const IMMEDIATE = itemNamed("birth-registration");
const DISCLOSURE = itemLike("veteran-card", {
  regime: "disclosure",
  limits: { promised: { days: 15, unit: "working-days" } },
});
const ENQUIRY = itemLike("pension-enrolment", {
  regime: "enquiry",
  limits: { promised: { days: 1, unit: "working-days" } },
});
const silent = (item: ServiceItem, at: string) => actOnSilence(filed(item, FRIDAY), occasion(at, { kind: "clock" }));
const noticed = (before: Case, at: string) =>
  giveNotice(before, { missing: [{ code: "identity-card", name: "身份证" }] }, occasion(at));
const accepted = (before: Case, at: string) => accept(before, occasion(at));
const running = (subject: Case) => runningClocks(subject.clocks).map(([kind]) => kind);
const factsOf = (subject: Case) => subject.ledger.at(-1)?.facts;
const dues = (subject: Case) =>
  Object.fromEntries(Object.entries(subject.clocks).map(([kind, clock]) => [kind, clock?.dueOn]));

describe("silence", () => {
  it.each([
    ["licence", LICENCE, "notice#1#silence", "2026-09-24T17:30:00.001+08:00"],
    ["service", SERVICE, "notice#1#silence", "2026-09-20T17:30:00.001+08:00"],
  ])("R15 a %s is looked at again the moment its notice limit is over", (_, item, id, at) => {
    const reminded = { ...filed(item, FRIDAY), firedStages: told("notice#1#yellow") };
    expect(attentionOf(reminded, occasion(FRIDAY))).toEqual({ id, at: instant(at) });
  });

  it("R15 accepts a licence as of its receipt, by the clock alone, and still owes the window its red card", () => {
    const after = silent(LICENCE, "2026-09-24T17:31");
    expect(after).toMatchObject({ state: "accepted", acceptedOn: "2026-09-18", version: 2 });
    expect(after.ledger[1]).toMatchObject({ what: "accepted", by: { kind: "clock" } });
    expect(factsOf(after)).toMatchObject({ deemed: true, acceptedOn: "2026-09-18", countsFrom: "2026-09-18" });
    expect(dues(after)).toMatchObject({ promised: "2026-09-30", statutory: "2026-10-22" });
    expect(leadingClock(after.clocks)?.[0]).toBe("promised");
    const reminded = { ...after, firedStages: told("notice#1#yellow", "promised#1#half") };
    expect(attentionOf(reminded, occasion(FRIDAY))?.id).toBe("notice#1#red");
    expect(postAnswering(after, "notice")).toBe(after.acceptingPost);
  });

  it.each([
    ["benefit", BENEFIT, "2026-09-24T17:31", "2026-10-15"],
    ["service", SERVICE, "2026-09-20T17:31", "2026-09-21"],
  ])("R5a R15 lets a %s's promise run from receipt, which is no acceptance", (_, item, at, due) => {
    const after = silent(item, at);
    expect(after).toMatchObject({ state: "filed", version: 2 });
    expect(after.acceptedOn).toBeUndefined();
    expect(factsOf(after)).toMatchObject({ countsFrom: "2026-09-18", dueOn: due });
    expect(running(after)).toEqual(["promised"]);
    expect(rowsChangedBy(after, 2)).toMatchObject([{ dueOn: due }]);
    const later = accepted(after, "2026-09-28T09:00");
    expect(later).toMatchObject({ state: "accepted", acceptedOn: "2026-09-28" });
    expect(later.clocks.promised).toMatchObject({ from: "2026-09-18", dueOn: due, dueVersion: 1 });
  });

  it.each([
    ["before the limit's closing time", LICENCE, "2026-09-24T17:30"],
    ["where the promise runs from receipt anyway", IMMEDIATE, "2026-09-28T09:00"],
    ["of a disclosure", DISCLOSURE, "2026-10-28T09:00"],
    ["of an enquiry", ENQUIRY, "2026-10-28T09:00"],
  ])("R15 moves nothing %s", (_, item, at) => {
    const before = filed(item, FRIDAY);
    expect(actOnSilence(before, occasion(at, { kind: "clock" }))).toBe(before);
  });

  it("R15 moves nothing once a notice was given or the case accepted", () => {
    for (const answered of [noticed(filed(LICENCE, FRIDAY), FRIDAY), accepted(filed(LICENCE, FRIDAY), FRIDAY)]) {
      expect(actOnSilence(answered, occasion("2026-10-28T09:00", { kind: "clock" }))).toBe(answered);
    }
  });
});
