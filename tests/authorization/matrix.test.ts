/** Every route × everyone: role, centre and relation to what is asked for. A route without cells fails. */
import { beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "../../shared/http/routes.ts";
import { CALLS } from "./calls.ts";
import { PEOPLE, ROWS, SUBJECTS } from "./cells.ts";
import { SUBS, type SubjectTown, subjectTown } from "./subjects.ts";

const LETTERS: Readonly<Record<number, string>> = { 401: "U", 403: "F", 404: "N" };
const isOfComplaint = (path: string): boolean => path.includes("{complaintNumber}");

describe("the authorization matrix", () => {
  let asked: SubjectTown;
  beforeAll(async () => {
    asked = await subjectTown();
  });

  it("has one row of cells for each route, and for a route of complaints one for each kind of complaint", () => {
    const given = ROWS.flatMap(({ routes, subject = "" }) => routes.split(" ").map((id) => `${id} ${subject}`));
    const needed = allRoutes.flatMap(({ id, path }) =>
      (isOfComplaint(path) ? SUBJECTS : [""]).map((each) => `${id} ${each}`),
    );
    expect(given.toSorted()).toEqual(needed.toSorted());
    for (const { cells } of ROWS) expect(cells).toMatch(new RegExp(`^[YFNU]{${PEOPLE.length}}$`));
  });

  const paths = new Map(allRoutes.map(({ id, path }) => [id as string, path]));
  const cells = ROWS.flatMap(({ routes, subject, cells }) =>
    routes.split(" ").map((id) => ({ id, cells, about: subject === undefined ? "" : ` ${subject}`, subject })),
  );

  it.each(cells)("$id$about: $cells", async ({ id, cells, subject }) => {
    const { town, complaints, params, held } = asked;
    const known = { ...params, ...(subject === undefined ? {} : { complaintNumber: complaints[subject] }) };
    const call = CALLS[id as keyof typeof CALLS];
    const names = [...(paths.get(id) ?? "").matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const own: Record<string, string> = { receipt: "1", suspension: "1", ...known, ...call.params };
    const found: string[] = [];
    for (const person of PEOPLE) {
      town.setBack(held);
      const sub = SUBS[person];
      const { status, text } = await town.call(id, {
        ...call,
        ...(names.length === 0 ? {} : { params: Object.fromEntries(names.map((name) => [name, own[name] ?? ""])) }),
        ...(sub === undefined ? {} : { sub }),
      });
      // A call that is not well-formed says nothing of who may make it.
      expect([person, status, text]).not.toEqual([person, 400, text]);
      found.push(LETTERS[status] ?? "Y");
    }
    expect(found.join("")).toBe(cells);
  });
});
