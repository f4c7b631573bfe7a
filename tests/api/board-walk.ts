/** The board, as a screen in a hall opens it: from the counters that the stream's consumer raised for the story before. */
import { expect } from "vitest";
import type { LivingTown } from "../support/local-town.ts";
import { CENTRE } from "../support/local-town.ts";

export const walkBoard = async (town: LivingTown): Promise<void> => {
  const params = { centreCode: CENTRE };
  const whole = await town.call("read-board");
  expect(whole.status).toBe(200);
  expect(whole.headers.get("cache-control")).toBe("public, max-age=60");
  const { body } = await town.call("read-centre-board", { params });
  expect(body.thisMonth.received).toBeLessThanOrEqual(whole.body.thisMonth.received);
  for (const [id, more] of [
    ["read-board-page", {}],
    ["read-centre-board-page", { params }],
  ] as const) {
    const page = await town.call(id, more);
    expect([page.status, page.headers.get("refresh")]).toEqual([200, "60"]);
  }
};
