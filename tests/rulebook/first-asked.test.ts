import { describe, expect, it } from "vitest";
import {
  answerContact,
  type Contact,
  ContactId,
  type ContactMoment,
  handOver,
  holderAt,
  recordContact,
  takeOver,
  textsAt,
  textsEndAt,
} from "../../shared/casework/contacts.ts";
import { firstBrokenEntry } from "../../shared/casework/ledger.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { CENTRE, occasion, sha256 } from "../support/casework.ts";

const FIRST = `${CENTRE}-a1`;
const SECOND = `${CENTRE}-a4`;
const THIRD = `${CENTRE}-a6`;
const POST = `${CENTRE}-p04`;
/** @param at local time */
const moment = (at: string): ContactMoment => occasion(at);
const asked = (at: string): Contact =>
  recordContact(
    {
      id: ContactId.parse("000000000001"),
      centre: CENTRE,
      station: undefined,
      channel: "counter",
      caseNumber: undefined,
      firstAsked: FIRST,
      bodyHash: "body",
      subject: "询问高龄津贴何时发放",
    },
    moment(at),
  );
const standing = (contact: Contact, at: string) => holderAt(contact, instant(`${at}:00+08:00`), moment(at));
const kinds = ({ ledger }: Contact) => ledger.map(({ what }) => what);

describe("the duty of the first person asked", () => {
  it("R45 begins with the record of any contact, and time alone does not end it", () => {
    const contact = asked("2026-09-18T10:00");
    expect(standing(contact, "2026-09-18T10:00")).toEqual({ holder: FIRST });
    expect(standing(contact, "2027-03-01T10:00")).toEqual({ holder: FIRST });
  });

  it("R45 stays where it is while an offer waits, and ends when another person accepts", () => {
    const offered = handOver(asked("2026-09-18T10:00"), { post: POST }, FIRST, moment("2026-09-18T10:05"));
    expect(standing(offered, "2026-09-18T11:00")).toMatchObject({ holder: FIRST, offer: { to: { post: POST } } });
    const accepted = takeOver(offered, { staffId: SECOND, basis: "holder" }, moment("2026-09-18T11:00"));
    expect(standing(accepted, "2026-09-18T11:00")).toEqual({ holder: SECOND });
    expect(() => answerContact(accepted, "每月十五日", FIRST, moment("2026-09-18T12:00"))).toThrow("contact-not-held");
  });

  it("R45 ends with the answer, after which nothing more is done", () => {
    const answered = answerContact(asked("2026-09-18T10:00"), "每月十五日", FIRST, moment("2026-09-18T10:01"));
    expect(answered).toMatchObject({ state: "answered", version: 2, personal: { answer: "每月十五日" } });
    const late = moment("2026-09-18T10:02");
    expect(() => handOver(answered, { person: SECOND }, FIRST, late)).toThrow("contact-answered");
    expect(() => takeOver(answered, { staffId: SECOND }, late)).toThrow("contact-answered");
    expect(() => answerContact(answered, "再答", FIRST, late)).toThrow("contact-answered");
  });
});

describe("a hand-over", () => {
  const offeredOn = (at: string) => handOver(asked(at), { person: SECOND }, FIRST, moment(at));

  it.each([
    ["2026-09-18T10:00", "2026-09-20"],
    ["2026-09-30T23:30", "2026-10-08"],
    ["2026-09-21T08:30", "2026-09-22"],
  ])("R46 nobody accepts, offered at %s, comes back after closing time of %s", (at, lastDay) => {
    const offered = offeredOn(at);
    const { offer } = standing(offered, `${lastDay}T17:00`);
    expect(offer?.to).toEqual({ person: SECOND });
    expect(offer?.until.slice(0, 10)).toBe(lastDay);
    expect(standing(offered, `${lastDay}T20:00`)).toEqual({ holder: FIRST, returnedAt: offer?.until });
  });

  it("R46 R50 nobody accepted is put on record as returned by whoever writes next", () => {
    const offered = offeredOn("2026-09-21T09:00");
    const again = handOver(offered, { person: THIRD }, FIRST, moment("2026-09-24T09:00"));
    expect(kinds(again)).toEqual(["asked", "offered", "returned", "offered"]);
    expect(again.ledger[2]).toMatchObject({ by: { kind: "clock" }, facts: { holder: FIRST } });
    expect(firstBrokenEntry(again.ledger, sha256)).toBeUndefined();
    expect(firstBrokenEntry(again.ledger.toSpliced(2, 1), sha256)).toBe(3);
  });

  it("R46 cannot be accepted once it has gone back", () => {
    const offered = offeredOn("2026-09-21T09:00");
    expect(() => takeOver(offered, { staffId: SECOND }, moment("2026-09-23T09:00"))).toThrow("hand-over-lapsed");
    expect(takeOver(offered, { staffId: SECOND }, moment("2026-09-22T16:00")).holder).toBe(SECOND);
  });

  it("R46 of somebody who had accepted comes back to them: the first person's duty was over", () => {
    const accepted = takeOver(offeredOn("2026-09-21T09:00"), { staffId: SECOND }, moment("2026-09-21T10:00"));
    const passedOn = handOver(accepted, { person: THIRD }, SECOND, moment("2026-09-21T11:00"));
    expect(standing(passedOn, "2026-09-24T09:00")).toMatchObject({ holder: SECOND, returnedAt: expect.any(String) });
  });

  it("leaves what was said for 90 days after its answer, however long it was open, and what was done for good", () => {
    const offered = offeredOn("2025-09-18T09:00");
    expect(textsEndAt(offered)).toBeUndefined();
    expect(textsAt(offered, instant("2026-09-18T09:00:00+08:00"))).toEqual({ subject: "询问高龄津贴何时发放" });
    const answered = answerContact(offered, "每月十五日", FIRST, moment("2026-09-21T17:30"));
    expect(textsEndAt(answered)).toBe(instant("2026-12-20T00:00:00+08:00"));
    expect(textsAt(answered, instant("2026-12-19T23:59:59+08:00"))).toMatchObject({ answer: "每月十五日" });
    expect(textsAt(answered, instant("2026-12-20T00:00:00+08:00"))).toBeUndefined();
    expect(firstBrokenEntry({ ...answered, personal: undefined }.ledger, sha256)).toBeUndefined();
  });

  it("keeps what was said out of the ledger", () => {
    const answered = answerContact(offeredOn("2026-09-21T09:00"), "每月十五日", FIRST, moment("2026-09-21T09:30"));
    expect(JSON.stringify(answered.ledger)).not.toMatch(/津贴|十五/);
  });
});
