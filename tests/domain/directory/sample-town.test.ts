import { describe, expect, it } from "vitest";
import { Post, ServiceWindow, StaffMember } from "../../../shared/directory/roster.ts";
import { acceptingPost, decidingPost, offeredAt, windowOf } from "../../../shared/directory/routing.ts";
import { INVENTED_NAMES, inventedName } from "../../../shared/directory/sample-people.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";

const { rosters, proxies, office, items, entrustments } = sampleTown(UNITS_370481);
const everyone = [...office, ...rosters.flatMap(({ staff }) => staff), ...proxies];

describe("the sample town", () => {
  it("has 21 centres, a proxy for each of 1,180 stations, twelve items and an office of three", () => {
    expect(rosters.map(({ centre }) => centre)).toEqual(UNITS_370481.towns.map(({ code }) => code));
    expect(proxies.map(({ station }) => station)).toEqual(UNITS_370481.villages.map(({ code }) => code));
    expect(items).toHaveLength(12);
    expect(office.map(({ role }) => role)).toEqual(["office-head", "office-member", "office-member"]);
  });

  it("is the same every time", () => {
    expect(sampleTown(UNITS_370481)).toEqual({ rosters, proxies, office, items, entrustments });
  });

  it("is made of valid people, windows and posts", () => {
    for (const person of everyone) expect(StaffMember.parse(person)).toEqual(person);
    for (const { windows, posts } of rosters) {
      for (const window of windows) expect(ServiceWindow.parse(window)).toEqual(window);
      for (const post of posts) expect(Post.parse(post)).toEqual(post);
    }
  });

  it("invents everyone: marked as sample, unique id, subject, name, phone and badge, phones in the 10 range", () => {
    for (const field of ["id", "sub", "name", "phone", "badge"] as const) {
      expect(new Set(everyone.map((person) => person[field])).size, field).toBe(everyone.length);
    }
    for (const { sample, phone } of everyone) {
      expect(sample).toBe(true);
      expect(phone).toMatch(/^10\d{9}$/);
    }
  });

  it("has more invented names than people, each telling that it is made up", () => {
    const names = Array.from({ length: INVENTED_NAMES }, (_, nth) => inventedName(nth));
    expect(new Set(names).size).toBe(INVENTED_NAMES);
    expect(INVENTED_NAMES).toBeGreaterThanOrEqual(everyone.length);
    for (const name of names) expect(name).toMatch(/^\p{Script=Han}[示例拟样试]\p{Script=Han}$/u);
  });
});

describe.each(rosters.map((roster) => [roster.centre, roster] as const))("centre %s", (centre, roster) => {
  const ids = new Set(roster.staff.map(({ id }) => id));

  it("has one director and one full-time deputy (article 3)", () => {
    for (const role of ["director", "deputy-director"]) {
      expect(roster.staff.filter((member) => member.role === role)).toHaveLength(1);
    }
    for (const member of roster.staff) expect(member.centre).toBe(centre);
  });

  it("R38 gives every post a holder and another stand-in of the centre, and nobody two posts to hold or to cover", () => {
    for (const { holder, standIn } of roster.posts) {
      expect(holder).not.toBe(standIn);
      expect(ids).toContain(holder);
      expect(ids).toContain(standIn);
    }
    expect(roster.posts).toHaveLength(9);
    expect(new Set(roster.posts.map(({ holder }) => holder)).size).toBe(9);
    expect(new Set(roster.posts.map(({ standIn }) => standIn)).size).toBe(9);
  });

  it("R42 puts a third person at the head of every one-post window", () => {
    for (const { id, head, comprehensive } of roster.windows) {
      expect(ids).toContain(head);
      const posts = roster.posts.filter(({ window }) => window === id);
      expect(posts).toHaveLength(comprehensive ? 2 : 1);
      if (!comprehensive) expect(posts.flatMap(({ holder, standIn }) => [holder, standIn])).not.toContain(head);
    }
  });

  it("routes every item it offers to posts of its own", () => {
    const town = UNITS_370481.towns.find(({ code }) => code === centre)!;
    const offered = items.filter((item) => offeredAt(item, town));
    expect(offered).toHaveLength(town.kind === "town" ? 12 : 11);
    for (const item of offered) {
      expect(acceptingPost(roster, item)?.id, item.code).toBe(`${centre}-p01`);
      const deciding = decidingPost(roster, item);
      expect(windowOf(roster, deciding?.id ?? "")?.unit, item.code).toBe(item.unit);
    }
  });
});
