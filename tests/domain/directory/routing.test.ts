import { describe, expect, it } from "vitest";
import { acceptingPost, decidingPost, offeredAt, windowOf } from "../../../shared/directory/routing.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";

const roster = sampleTown(UNITS_370481).rosters[0]!;
const c = roster.centre;
const item = { unit: "civil-affairs" } as const;
const without = (gone: string) => ({ ...roster, windows: roster.windows.filter(({ id }) => id !== gone) });

describe("routing", () => {
  it("takes in at the comprehensive window and decides at the unit's own", () => {
    expect(acceptingPost(roster, item)?.id).toBe(`${c}-p01`);
    expect(decidingPost(roster, item)?.id).toBe(`${c}-p05`);
  });

  it("takes in at the unit's window where there is no comprehensive one", () => {
    expect(acceptingPost(without(`${c}-w01`), item)?.id).toBe(`${c}-p05`);
  });

  it("decides at the comprehensive window where the unit has none", () => {
    expect(decidingPost(without(`${c}-w04`), item)?.id).toBe(`${c}-p01`);
  });

  it("finds no post where there is neither", () => {
    const bare = { ...roster, windows: [] };
    expect(acceptingPost(bare, item)).toBeUndefined();
    expect(decidingPost(bare, item)).toBeUndefined();
  });

  it("passes over a window without posts", () => {
    const unmanned = { ...roster, posts: roster.posts.filter(({ window }) => window !== `${c}-w01`) };
    expect(acceptingPost(unmanned, item)?.id).toBe(`${c}-p05`);
  });

  it("does not depend on the order in which windows and posts were read", () => {
    const reversed = { ...roster, windows: roster.windows.toReversed(), posts: roster.posts.toReversed() };
    expect(acceptingPost(reversed, item)?.id).toBe(`${c}-p01`);
    expect(decidingPost(reversed, item)?.id).toBe(`${c}-p05`);
  });

  it("knows a post's window, and of no window for an unknown post", () => {
    expect(windowOf(roster, `${c}-p02`)?.id).toBe(`${c}-w01`);
    expect(windowOf(roster, `${c}-p09`)?.id).toBe(`${c}-w08`);
    expect(windowOf(roster, `${c}-p99`)).toBeUndefined();
  });

  it("offers a towns-only item at towns alone", () => {
    expect(offeredAt({ centres: "towns-only" }, { kind: "sub-district" })).toBe(false);
    expect(offeredAt({ centres: "towns-only" }, { kind: "town" })).toBe(true);
    expect(offeredAt({ centres: "all" }, { kind: "sub-district" })).toBe(true);
  });
});
