/** Who may not know of a complaint (R53, R55, R56): against a slow model, for random organisations. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referComplaint } from "../../shared/complaints/elsewhere.ts";
import { acceptComplaint, declareInterest } from "../../shared/complaints/handling.ts";
import { openFor, openListed, sealed, walledBy, wallsOf } from "../../shared/complaints/walls.ts";
import type { People, StaffMember } from "../../shared/directory/roster.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { CENTRE, OTHER_CENTRE, roster, town } from "../support/casework.ts";
import { complaintOccasion, filedComplaint, people, person } from "../support/complaints.ts";
import { isWalledSlowly } from "../support/walled-slowly.ts";

const AT = instant("2026-09-21T10:00:00+08:00");
const everyone = (among: People): readonly StaffMember[] => [...among.roster.staff, ...among.office];

/** A centre of clerks, with heads, posts shared by two, and leaders who may hold posts themselves. */
const organisation = fc
  .record({
    clerks: fc.integer({ min: 2, max: 7 }),
    windows: fc.integer({ min: 1, max: 3 }),
    heads: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    posts: fc.array(fc.record({ window: fc.nat(), holder: fc.nat(), standIn: fc.nat() }), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ clerks, windows, heads, posts }): People => {
    const member = (id: string, role: StaffMember["role"]): StaffMember => ({
      ...{ schema: 1, id, name: id, sub: id, role, centre: CENTRE, sample: true },
    });
    const staff = [
      ...Array.from({ length: clerks }, (_, n) => member(person(`c${n}`), "clerk")),
      member(person("deputy"), "deputy-director"),
      member(person("director"), "director"),
    ];
    const pick = (n: number) => staff[n % staff.length]!.id;
    const windowId = (n: number) => `${CENTRE}-w0${(n % windows) + 1}`;
    return {
      office: town.office,
      roster: {
        centre: CENTRE,
        staff,
        windows: Array.from({ length: windows }, (_, n) => ({
          ...roster.windows[0]!,
          id: windowId(n),
          head: pick(heads[n] ?? 0),
        })),
        posts: posts.map(({ window, holder, standIn }, n) => ({
          ...roster.posts[0]!,
          id: `${CENTRE}-p0${n + 1}`,
          window: windowId(window),
          holder: pick(holder),
          standIn: pick(standIn),
        })),
        absences: [],
      },
    };
  });

describe("walls", () => {
  it("R53 stand before the accused, those who report to them and those who share a post with them; before nobody else", () => {
    let walledOnes = 0;
    fc.assert(
      fc.property(organisation, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (among, picks) => {
        const all = everyone(among);
        const accused = picks.map((n) => all[n % all.length]!.id);
        const walls = walledBy(accused, among);
        for (const { id } of all) {
          if (walls.has(id)) walledOnes += 1;
          expect([id, walls.has(id)]).toEqual([id, isWalledSlowly(id, accused, among)]);
        }
      }),
      { numRuns: 300, seed: 53 },
    );
    expect(walledOnes).toBeGreaterThan(500);
  });

  it("R53 do not fall when the roster changes: those of the day of filing stay out, and those of now too", () => {
    fc.assert(
      fc.property(organisation, organisation, fc.nat(), (then, now, pick) => {
        const accused = [everyone(then)[pick % everyone(then).length]!.id];
        const walled = [...walledBy(accused, then)];
        const walls = wallsOf({ accused, walled, interested: [person("c1")] }, now);
        for (const id of [...walled, ...walledBy(accused, now), person("c1")]) expect(walls.has(id)).toBe(true);
      }),
      { numRuns: 200, seed: 54 },
    );
  });

  it("R53 a walled person gets the same as for a number that does not exist; so does everyone whose business it is not", () => {
    const post = roster.posts[0]!;
    const filed = filedComplaint({ target: { kind: "post", post: post.id } });
    const item = sealed(filed);
    const seenBy = (among: People) =>
      everyone(among).flatMap((viewer) => {
        const opened = openFor(item, viewer, among, AT);
        return opened === undefined ? [] : [[viewer.id, opened.as]];
      });
    expect(seenBy(people)).toEqual([[filed.handler, "handler"], ...town.office.map(({ id }) => [id, "office"])]);
    for (const accused of [post.holder, post.standIn]) {
      const viewer = roster.staff.find(({ id }) => id === accused)!;
      expect(openFor(item, viewer, people, AT)).toBeUndefined();
    }
  });

  it("R39, R53 someone above opens it while its handler is away, if they are not walled", () => {
    const item = sealed(filedComplaint());
    const director = roster.staff.find(({ role }) => role === "director")!;
    expect(openFor(item, director, people, AT)).toBeUndefined();
    const absence = { schema: 1, id: "x", staffId: person("deputy"), centre: CENTRE, kind: "leave", from: AT } as const;
    const away: People = {
      ...people,
      roster: { ...roster, absences: [{ ...absence, recordedBy: person("director"), recordedAt: AT }] },
    };
    expect(openFor(item, director, away, AT)?.as).toBe("above");
  });

  it("R53 a handler who came to be walled, or has left, is skipped upward", () => {
    const filed = filedComplaint();
    const director = roster.staff.find(({ role }) => role === "director")!;
    const walledNow = sealed({ ...filed, interested: [filed.handler] });
    expect(openFor(walledNow, director, people, AT)?.as).toBe("above");
    const left = { ...people, roster: { ...roster, staff: roster.staff.filter(({ id }) => id !== filed.handler) } };
    expect(openFor(sealed(filed), director, left, AT)?.as).toBe("above");
  });

  it("R53 a handler who has moved to another centre, or to the office, handles it no more; it falls to those above", () => {
    const item = sealed(filedComplaint());
    const deputy = roster.staff.find(({ id }) => id === person("deputy"))!;
    const elsewhere = { ...deputy, centre: OTHER_CENTRE };
    const theirs: People = {
      ...people,
      roster: { ...roster, centre: OTHER_CENTRE, staff: [elsewhere], posts: [], windows: [] },
    };
    expect(openFor(item, deputy, people, AT)?.as).toBe("handler");
    expect(openFor(item, elsewhere, theirs, AT)).toBeUndefined();
    expect([openListed([item], deputy, people).length, openListed([item], elsewhere, theirs).length]).toEqual([1, 0]);
    const { centre: _, ...promoted } = { ...deputy, role: "office-member" as const };
    const left = { ...people, roster: { ...roster, staff: roster.staff.filter(({ id }) => id !== deputy.id) } };
    expect(openFor(item, promoted, { ...left, office: [...town.office, promoted] }, AT)?.as).toBe("office");
    const director = roster.staff.find(({ role }) => role === "director")!;
    expect(openFor(item, director, left, AT)?.as).toBe("above");
  });

  it("R53 whoever declares an interest in it does not see it any more", () => {
    const filed = filedComplaint();
    const deputy = roster.staff.find(({ id }) => id === filed.handler)!;
    const after = declareInterest(filed, { by: deputy.id, reason: "亲属" }, complaintOccasion("2026-09-18T11:00"));
    expect(openFor(sealed(after), deputy, people, AT)).toBeUndefined();
  });

  it("R53 what anyone of the office is walled from, its other members do not see; its head and its handler do", () => {
    const member = town.office.find(({ role }) => role === "office-member")!;
    const head = town.office.find(({ role }) => role === "office-head")!;
    const filed = filedComplaint({ target: { kind: "centre" } });
    const touched = { ...filed, hiddenFromOffice: true, interested: [member.id] };
    expect(openFor(sealed(touched), member, people, AT)).toBeUndefined();
    expect(openFor(sealed(touched), head, people, AT)).toBeDefined();
    const other = { ...member, id: "office-77" };
    expect(openFor(sealed(touched), other, { ...people, office: [...town.office, other] }, AT)).toBeUndefined();
  });

  it("R56 once it is referred, the centre does not open it any more", () => {
    const taken = acceptComplaint(filedComplaint(), {}, complaintOccasion("2026-09-18T11:00"));
    const referred = referComplaint(taken, "涉嫌违纪。", complaintOccasion("2026-09-18T15:00"));
    for (const viewer of roster.staff) expect(openFor(sealed(referred), viewer, people, AT)).toBeUndefined();
  });
});
