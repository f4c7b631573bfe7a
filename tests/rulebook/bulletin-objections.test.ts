/** From the frozen sheet to the sign-off: who may object, until when, and what the office owes them (R65). */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Bulletin, bulletinOf, type FrozenSheet, freeze, signOff } from "../../shared/bulletins/bulletin.ts";
import { answerObjection, MOST_OBJECTIONS_OF_CENTRE, object } from "../../shared/bulletins/objecting.ts";
import { canonicalJson } from "../../shared/kernel/canonical-json.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { BulletinRules } from "../../shared/municipality/bulletin-rules.ts";
import { aCase, LISTING, REGISTER, SEPTEMBER, sheetOf } from "../domain/bulletins/ledgers.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const [CENTRE, OTHER] = [REGISTER.towns[0]!.code, REGISTER.towns[1]!.code];
const HEAD = { id: "office-head", role: "office-head" } as const;
const DEPUTY = { id: "deputy", role: "deputy-director", centre: CENTRE } as const;
const at = (local: string) => ({ at: instant(`${local}+08:00`), token: `t-${local}` });
const IN_TIME = at("2026-10-09T15:00:00");
const AFTER = at("2026-10-11T00:00:00");

const frozen: FrozenSheet = freeze(sheetOf([aCase([["filed", "2026-09-01"]], { centre: CENTRE })], SEPTEMBER), {
  ...{ at: instant("2026-10-08T06:30:00+08:00"), codeVersion: "1", sha256 },
});
const { sheet } = frozen;
const made = bulletinOf(frozen, LISTING);
const objected = (before: Bulletin = made, by: Parameters<typeof object>[1] = DEPUTY) =>
  object(before, by, { figure: "received", reason: "少计一件" }, IN_TIME);
const REJECTED = { objection: `${CENTRE}-1`, outcome: "rejected", text: "已核对" } as const;
const answered = (before: Bulletin, asked: Parameters<typeof answerObjection>[3] = REJECTED) =>
  answerObjection(before, sheet, HEAD, asked, IN_TIME);

describe("the days to object", () => {
  it.each([
    ["2026-10-08", 2, "2026-10-10"],
    ["2026-10-08", 3, "2026-10-12"],
    ["2026-11-02", 2, "2026-11-04"],
    ["2026-02-02", 10, "2026-02-14"],
  ])("R65 of a sheet listed on %s, %i working days long, end on %s", (today, objectionDays, until) => {
    const listing = { ...LISTING, today: localDate(today), rules: { objectionDays } };
    expect(bulletinOf(frozen, listing).objectUntil).toBe(until);
  });

  it("R65 are two unless the municipality says otherwise, and never none", () => {
    expect(BulletinRules.parse({})).toMatchObject({ objectionDays: 2, publicExtract: false, smallNumber: 10 });
    expect(BulletinRules.safeParse({ objectionDays: 0 }).success).toBe(false);
  });

  it("R65 last until the end of the last one", () => {
    const onLast = object(made, DEPUTY, { reason: "少计一件" }, at("2026-10-10T23:59:59"));
    expect(onLast.objections).toMatchObject([{ id: `${CENTRE}-1`, centre: CENTRE, state: "open", by: "deputy" }]);
    expect(() => object(made, DEPUTY, { reason: "少计一件" }, AFTER)).toThrow(
      expect.objectContaining({
        code: "objection-too-late",
        facts: { month: SEPTEMBER, objectUntil: "2026-10-10" },
      }),
    );
  });
});

describe("an objection", () => {
  it.each(["director", "deputy-director"] as const)(
    "R65 is made by the centre's %s, to the centre's own figures",
    (role) => {
      expect(objected(made, { id: "a", role, centre: OTHER }).objections[0]).toMatchObject({
        ...{ id: `${OTHER}-1`, centre: OTHER, figure: "received", reason: "少计一件", at: IN_TIME.at },
      });
    },
  );

  it.each(["clerk", "proxy", "office-member", "office-head"] as const)("R65 is not made by a %s", (role) => {
    const by = { id: "a", role, ...(role.startsWith("office") ? {} : { centre: CENTRE }) };
    expect(() => objected(made, by)).toThrow(expect.objectContaining({ code: "forbidden" }));
  });

  it("R65 is numbered within its centre, and there are not too many of one", () => {
    let bulletin = objected(objected(made, { ...DEPUTY, centre: OTHER }));
    expect(bulletin.objections.map(({ id }) => id)).toEqual([`${OTHER}-1`, `${CENTRE}-1`]);
    while (bulletin.objections.length <= MOST_OBJECTIONS_OF_CENTRE) bulletin = objected(bulletin);
    expect(() => objected(bulletin)).toThrow(expect.objectContaining({ code: "bulletin-full" }));
    expect(objected(bulletin, { ...DEPUTY, centre: OTHER }).version).toBe(bulletin.version + 1);
  });

  it("R65 is about a figure that the centre is shown", () => {
    for (const figure of ["complaints", "no-such-figure", "constructor"]) {
      expect(() => object(made, DEPUTY, { figure, reason: "有误" }, IN_TIME)).toThrow(
        expect.objectContaining({ code: "figure-not-there" }),
      );
    }
  });

  it("R65 is answered once by the office, which changes nothing in the sheet", () => {
    const before = canonicalJson(frozen);
    const correction = { figure: "received", said: "1", right: "2", reason: "补录一件" };
    const asked = { ...REJECTED, outcome: "accepted", text: "属实", correction } as const;
    const bulletin = answered(objected(), asked);
    expect(bulletin.objections[0]).toMatchObject({
      state: "answered",
      answer: { outcome: "accepted", text: "属实", by: "office-head", correction: `${SEPTEMBER}#1` },
    });
    expect(bulletin.corrections).toMatchObject([{ ...correction, centre: CENTRE, objection: `${CENTRE}-1` }]);
    expect(canonicalJson(frozen)).toBe(before);
    expect(bulletin.envelope).toBe(made.envelope);
    expect(() => answered(bulletin)).toThrow(expect.objectContaining({ code: "objection-answered" }));
    expect(() => answered(bulletin, { ...REJECTED, objection: `${CENTRE}-2` })).toThrow(
      expect.objectContaining({ code: "objection-not-found" }),
    );
  });
});

describe("the sign-off", () => {
  it("R65 waits for the end of the days to object, even if nobody has objected", () => {
    expect(() => signOff(made, HEAD, at("2026-10-10T23:59:59"))).toThrow(
      expect.objectContaining({ code: "bulletin-open-to-objections" }),
    );
    expect(signOff(made, HEAD, AFTER)).toMatchObject({ state: "issued", signedOffBy: "office-head", version: 2 });
  });

  it("R65 waits for the answer to every objection", () => {
    const two = objected(objected(made, { ...DEPUTY, centre: OTHER }));
    expect(() => signOff(answered(two), HEAD, AFTER)).toThrow(
      expect.objectContaining({ code: "objections-unanswered", facts: { month: SEPTEMBER, count: 1 } }),
    );
    const all = answered(answered(two), { ...REJECTED, objection: `${OTHER}-1` });
    expect(signOff(all, HEAD, AFTER).state).toBe("issued");
  });

  it("R65 is the head's, and happens once; afterwards nobody objects any more", () => {
    const issued = signOff(made, HEAD, AFTER);
    expect(() => signOff(issued, HEAD, AFTER)).toThrow(expect.objectContaining({ code: "bulletin-already-signed" }));
    expect(() => signOff(made, { ...HEAD, role: "office-member" }, AFTER)).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => objected(issued)).toThrow(expect.objectContaining({ code: "objection-too-late" }));
  });
});
