/** Every operation of data returns once, on a whole town on the first working day of October. */
import { expect } from "vitest";
import { FORGETFUL as CENTRE } from "../../infra/local/sample-returns.ts";
import type { LivingTown } from "../support/local-town.ts";

const DIRECTOR = `${CENTRE}-director`;
const params = { period: "2026-Q3", kind: "entrusted-services" };

type Field = { readonly id: string; readonly known?: { readonly value: number } };

/** The quarter's return, read as it is filled in, handed in and corrected; the office sees who has not. */
export const walkReturns = async (town: LivingTown): Promise<void> => {
  const { returns } = (await town.as(DIRECTOR, "list-own-returns")).body;
  const state = "awaited";
  expect(returns[0]).toMatchObject({ ...params, centre: CENTRE, dueOn: "2026-10-13", open: true, state });
  const read = await town.as(DIRECTOR, "read-own-return", { params });
  const fields: readonly Field[] = read.body.fields;
  expect(fields.find(({ id }) => id === "stations")?.known?.value).toBeGreaterThan(0);
  const values = Object.fromEntries(fields.map(({ id, known }) => [id, known?.value ?? 1]));

  expect((await town.as(`${CENTRE}-a1`, "hand-in-return", { params, body: { values } })).status).toBe(403);
  const handed = await town.as(DIRECTOR, "hand-in-return", { params, body: { values } });
  expect(handed).toMatchObject({ status: 201, body: { state: "handed-in", versions: [{ values, changed: [] }] } });
  const corrected = await town.as(DIRECTOR, "correct-return", {
    params,
    body: { values: { ...values, "home-visits": 2 }, note: "示例：补记一次走访。" },
    headers: { "If-Match": handed.headers.get("etag")! },
  });
  expect(corrected).toMatchObject({ status: 200, body: { version: 2, versions: [{ values }, { changed: [] }] } });

  const month = await town.as("office-1", "list-returns", { query: { month: "2026-10" } });
  const own = month.body.returns.filter(({ centre }: { centre: string }) => centre === CENTRE);
  expect(own.map(({ kind, state }: { kind: string; state: string }) => [kind, state])).toEqual([
    ["entrusted-services", "handed-in"],
  ]);
  expect(month.body).toMatchObject({ month: "2026-10", lateOrMissing: [], sampleData: true });
};
