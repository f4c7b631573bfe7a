/** Every route about reminders for every kind of person, and for callers who send anything at all. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PROBLEMS } from "../../../shared/http/problems.ts";
import { REMINDER_ROUTES } from "../../../shared/http/routes/reminders.ts";
import { roster, town } from "../../domain/reminders/sample-case.ts";
import { freshTables } from "../../support/tables.ts";
import { peopleOfWorld, type RemindersApi, remindersApi } from "./api.ts";
import { makeWorld } from "./world.ts";

type Id = keyof typeof REMINDER_ROUTES;
const IDS = Object.keys(REMINDER_ROUTES) as Id[]; // its keys
const c = roster.centre;
const PEOPLE = {
  nobody: undefined,
  stranger: "unknown-sub",
  clerk: `${c}-a1`,
  deputy: `${c}-deputy`,
  director: `${c}-director`,
  proxy: town.proxies.find(({ centre }) => centre === c)!.id,
  "municipal office": "office-1",
} as const;
type Person = keyof typeof PEOPLE;

const CALLS: Readonly<Record<Id, Parameters<RemindersApi>[1]>> = {
  "list-own-messages": {},
  "list-centre-deadlines": {},
  "list-deadlines-of-centre": { params: { centreCode: c } },
  "list-messages": {},
  "read-message-cost": { query: { month: "2026-09" } },
  "resend-message": { params: { messageId: "bm9ib2R5" }, body: { reason: "not-received" } },
};

const expected = (id: Id, person: Person): number => {
  if (person === "nobody") return 401;
  if (person === "stranger") return 403;
  if (id === "list-own-messages") return 200;
  if (id === "list-centre-deadlines") return person === "deputy" || person === "director" ? 200 : 403;
  if (person !== "municipal office") return 403;
  return id === "resend-message" ? 404 : 200;
};

let api: RemindersApi;
beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const tables = await freshTables();
  await peopleOfWorld(tables);
  const world = await makeWorld(tables);
  api = remindersApi(tables, () => world);
});
afterAll(() => vi.restoreAllMocks());

describe.each(IDS)("%s", (id) => {
  it.each(Object.keys(PEOPLE) as Person[])("answers %s as their role says", async (person) => {
    const sub = PEOPLE[person];
    const { status, body } = await api(id, { ...CALLS[id], ...(sub === undefined ? {} : { sub }) });
    expect(status).toBe(expected(id, person));
    if (status >= 400) {
      expect([...REMINDER_ROUTES[id].refusals, "sign-in-required", "staff-unknown", "forbidden"]).toContain(body.code);
    }
  });

  it("never ends in a server error, whatever is sent", async () => {
    const odd = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom("__proto__", "2026-02-30", "9999-12", "0000-01", "2026-13", "370481999", "sent", "-1", "1e9"),
      fc.string({ maxLength: 60 }).map((text) => Buffer.from(text).toString("base64url")),
      fc.constant(Buffer.from("2026-09-18T00:30:00.000Z#ABCDEFGH0123").toString("base64url")),
    );
    const fields = fc.constantFrom("limit", "cursor", "day", "month", "state", "centre", "caseNumber", "x");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fields, odd), odd, fc.option(fc.jsonValue()), async (query, param, sent) => {
        const { status, body } = await api(id, {
          sub: id === "list-centre-deadlines" ? PEOPLE.director : PEOPLE["municipal office"],
          query,
          params: { messageId: param, centreCode: param },
          ...(REMINDER_ROUTES[id].method === "POST" ? { body: sent } : {}),
        });
        expect(status).toBeLessThan(500);
        if (status >= 400) expect(Object.keys(PROBLEMS)).toContain(body.code);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 4000 },
    );
  });
});

describe("the deadlines of any centre", () => {
  it("are those of a centre of the register", async () => {
    const answer = await api("list-deadlines-of-centre", { sub: "office-1", params: { centreCode: "370481999" } });
    expect(answer).toMatchObject({ status: 404, body: { code: "unknown-centre" } });
  });
});
