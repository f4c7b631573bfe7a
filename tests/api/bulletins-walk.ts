/** Every operation of bulletins once, on a whole town on the first working day of October: what each answers when all is well. */
import { expect } from "vitest";
import { CENTRE, type LivingTown } from "../support/local-town.ts";

const DIRECTOR = `${CENTRE}-director`;
const params = { month: "2026-09" };

/** September's bulletin, objected to and answered. @returns what can be done only when the days to object are over */
export const walkBulletins = async (town: LivingTown) => {
  expect(await town.as(`${CENTRE}-a1`, "list-bulletins")).toMatchObject({ status: 403, body: { code: "forbidden" } });
  const list = await town.as("office-1", "list-bulletins");
  expect(list.body.bulletins).toMatchObject([{ month: "2026-09", objectUntil: "2026-10-10", openObjections: 0 }]);
  expect((await town.as("office-1", "read-bulletin-page", { params })).status).toBe(200);
  expect((await town.as("office-1", "read-bulletin", { params: { month: "2026-08" } })).status).toBe(404);

  const move = async (staffId: string, id: string, more: object = {}) => {
    const reads = staffId.startsWith("office") ? "read-bulletin" : "read-own-bulletin";
    const { headers } = await town.as(staffId, reads, { params });
    return town.as(staffId, id, { params, headers: { "If-Match": headers.get("etag")! }, ...more });
  };
  expect((await town.as(DIRECTOR, "list-own-bulletins")).body.bulletins).toMatchObject([{ openToObjections: true }]);
  const { edition } = (await town.as(DIRECTOR, "read-own-bulletin", { params })).body;
  expect([edition.centre.code, edition.town]).toEqual([CENTRE, undefined]);
  const body = { figure: "received", reason: "示例：少计一件。" };
  const objected = await move(DIRECTOR, "object-to-bulletin", { body });
  expect(objected.body.objections).toMatchObject([{ id: `${CENTRE}-1`, state: "open" }]);
  const said = String(edition.centre.figures.received);
  const wrong = { figure: "received", said, right: String(Number(said) + 1), reason: "示例：补录一件。" };
  const answered = await move("office-1", "answer-objection", {
    params: { ...params, objection: `${CENTRE}-1` },
    body: { outcome: "accepted", text: "示例：属实。", correction: wrong },
  });
  expect(answered.body).toMatchObject({ openObjections: 0, corrections: [{ id: "2026-09#1" }] });

  expect((await move("office-head", "sign-off-bulletin")).body.code).toBe("bulletin-open-to-objections");
  const afterwards = async (): Promise<void> => {
    expect((await move("office-1", "sign-off-bulletin")).status).toBe(403);
    const both = await Promise.all(["office-head", "office-head"].map((head) => move(head, "sign-off-bulletin")));
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);

    const late = await move("office-1", "record-bulletin-correction", { body: { ...wrong, centre: CENTRE } });
    expect(late.body.corrections).toMatchObject([{ id: "2026-09#1" }, { id: "2026-09#2" }]);
    const own = (await town.as(DIRECTOR, "read-own-bulletin", { params })).body;
    expect([own.provisional, own.edition.town.figures.received >= Number(said)]).toEqual([false, true]);
    const published = await town.call("list-public-bulletins");
    expect(published.body.bulletins).toMatchObject([{ month: "2026-09", sample: true }]);
    const { extract } = (await town.call("read-public-bulletin", { params })).body;
    expect([extract.hiddenBelow, extract.centres.length]).toEqual([10, 21]);
  };
  return { afterwards };
};
