import { describe, expect, it } from "vitest";
import { KEPT_MS, MOST_KEPT, remembering } from "../../../functions/runtime/remembering.ts";
import { instantOf, localDateOf } from "../../../shared/kernel/local-date.ts";

const world = () => {
  let ms = Date.parse("2026-09-18T01:00:00Z");
  const now = () => ({ at: instantOf(ms), today: localDateOf(instantOf(ms)) });
  let reads = 0;
  let failing = false;
  const read = async (key: string) => {
    reads++;
    if (failing) throw new Error("busy");
    return `${key}${reads}`;
  };
  return {
    ask: remembering(read, now),
    reads: () => reads,
    pass: (by: number) => {
      ms += by;
    },
    fail: (is: boolean) => {
      failing = is;
    },
  };
};

describe("a remembered reading", () => {
  it("is shared by callers at once, and asked again when its time is over", async () => {
    const { ask, reads, pass } = world();
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual(["a1", "a1", "b2"]);
    pass(KEPT_MS - 1);
    expect(await ask("a")).toBe("a1");
    pass(1);
    expect(await ask("a")).toBe("a3");
    expect(reads()).toBe(3);
  });

  it("lasts no longer because the clock was set back", async () => {
    const { ask, pass } = world();
    expect(await ask("a")).toBe("a1");
    pass(-1);
    expect(await ask("a")).toBe("a2");
  });

  it("does not grow with what callers make up: the oldest give way", async () => {
    const { ask, reads } = world();
    for (let n = 0; n <= MOST_KEPT; n++) await ask(`made-up-${n}`);
    await ask(`made-up-${MOST_KEPT}`);
    expect(reads()).toBe(MOST_KEPT + 1);
    await ask("made-up-0");
    expect(reads()).toBe(MOST_KEPT + 2);
  });

  it("is not kept when it failed", async () => {
    const { ask, fail } = world();
    fail(true);
    await expect(ask("a")).rejects.toThrow("busy");
    fail(false);
    expect(await ask("a")).toBe("a2");
  });
});
