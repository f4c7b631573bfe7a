/** Every operation of the ledgers once, on a whole town. */
import { expect } from "vitest";
import { WORKBOOK } from "../../shared/http/files.ts";
import { CENTRE, type LivingTown } from "../support/local-town.ts";

const params = { centreCode: CENTRE };

/** @param month in which cases were filed at the centre, whose events have been passed on */
export const walkLedgers = async (town: LivingTown, month: string): Promise<void> => {
  const query = { month };
  const whole = await town.as(`${CENTRE}-director`, "read-ledger", { params, query: { ...query, limit: "200" } });
  expect(whole.body).toMatchObject({ centre: { code: CENTRE }, sampleData: true });
  const kinds = new Set(whole.body.lines.map(({ kind }: { kind: string }) => kind));
  expect(kinds).toEqual(new Set(["case", "contact"]));
  const page = await town.as("office-1", "read-ledger", { params, query: { ...query, limit: "1" } });
  expect(page.body.lines).toEqual(whole.body.lines.slice(0, 1));
  const next = await town.as("office-1", "read-ledger", {
    params,
    query: { ...query, limit: "1", cursor: page.body.cursor },
  });
  expect(next.body.lines).toEqual(whole.body.lines.slice(1, 2));
  expect(await town.as(`${CENTRE}-a1`, "read-ledger", { params, query })).toMatchObject({ status: 403 });
  const csv = await town.as(`${CENTRE}-director`, "export-ledger-csv", { params, query });
  expect(csv.headers.get("content-disposition")).toContain(`ledger-${CENTRE}-${month}-01`);
  expect(csv.body).toContain(whole.body.lines[0].number);
  const asked = { params, query, headers: { Accept: WORKBOOK } };
  const workbook = await town.as(`${CENTRE}-director`, "export-ledger-workbook", asked);
  // What the gateway decoded is a ZIP archive.
  expect(String(workbook.body).slice(0, 2)).toBe("PK");
  const elsewhere = await town.as(`${CENTRE}-director`, "export-ledger-workbook", { params, query });
  expect(String(elsewhere.body)).toMatch(/^[A-Za-z0-9+/]+=*$/);
};
