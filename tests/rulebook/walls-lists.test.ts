/** What lists tell of complaints that somebody is walled from (R53): nothing, in any page, of any size, with any cursor. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListedComplaint, Page } from "../../shared/complaints/complaints.ts";
import { pageFor } from "../../shared/complaints/lists.ts";
import { type Sealed, sealed, type Viewer } from "../../shared/complaints/walls.ts";
import type { People } from "../../shared/directory/roster.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import { CENTRE, roster, town } from "../support/casework.ts";
import { filedComplaint, people, person } from "../support/complaints.ts";

const everyone = [...roster.staff, ...town.office];
const accusable = everyone.map(({ id }) => id);
const basis = filedComplaint();
const ADDED = CaseNumber.parse("ADDED0000000");

/** Against anyone, walled by the people of then (whoever they were), interests declared since, in any order of urgency. */
const listed = fc.record({
  handler: fc.constantFrom(...accusable),
  accused: fc.uniqueArray(fc.constantFrom(...accusable), { maxLength: 2 }),
  walled: fc.uniqueArray(fc.constantFrom(...accusable), { maxLength: 3 }),
  interested: fc.uniqueArray(fc.constantFrom(...accusable), { maxLength: 1 }),
  due: fc.integer({ min: 1, max: 28 }),
});
const complaints = fc.array(listed, { maxLength: 14 }).map((all) =>
  all.map(({ due, ...each }, n): ListedComplaint => {
    const number = CaseNumber.parse(`C0MP${String(n).padStart(8, "0")}`);
    const day = String(due).padStart(2, "0");
    // Whoever handles it is of the body that has it.
    const body = town.office.some(({ id }) => id === each.handler) ? "office" : "centre";
    return { ...basis, ...each, body, number, workDue: `2026-10-${day}T09:00:00.000Z#${number}` };
  }),
);

/** A partition of an index, as the store reads it. */
const partition = (items: readonly ListedComplaint[]) => {
  const sorted = [...items].sort((a, b) => (a.workDue < b.workDue ? -1 : 1));
  return async ({ after = "", limit }: Page): Promise<readonly Sealed<ListedComplaint>[]> =>
    sorted
      .filter(({ workDue }) => workDue > after)
      .slice(0, limit)
      .map(sealed);
};

/** Every page to the end, as it is answered. */
const allPages = async (items: readonly ListedComplaint[], viewer: Viewer, limit: number, among: People = people) => {
  const pages: { readonly shown: readonly string[]; readonly after: string | undefined }[] = [];
  let after: string | undefined;
  do {
    const page = await pageFor(partition(items), { after, limit }, viewer, async () => among);
    pages.push({ shown: page.complaints.map(({ number }) => number), after: page.after });
    after = page.after;
  } while (after !== undefined);
  return pages;
};

/** Who is walled, asked of the sample town's roster one by one, and of nothing that the code builds. */
const isWalled = (id: string, { accused, walled, interested }: ListedComplaint): boolean => {
  const roleOf = (who: string) => everyone.find((each) => each.id === who)?.role ?? "";
  const inOffice = (who: string) => town.office.some((each) => each.id === who);
  const near = (who: string) =>
    roster.posts.some((post) => {
      const both = [post.holder, post.standIn];
      const headed = roster.windows.some(({ id: window, head }) => window === post.window && head === who);
      return both.includes(id) && (both.includes(who) || headed);
    });
  return (
    [...accused, ...walled, ...interested].includes(id) ||
    accused.some((who) => near(who)) ||
    accused.some((who) => ["director", "deputy-director"].includes(roleOf(who)) && !inOffice(id)) ||
    accused.some((who) => roleOf(who) === "office-head" && inOffice(id))
  );
};

const viewerNumber = fc.nat();
const limits = fc.integer({ min: 1, max: 6 });

describe("lists of complaints", () => {
  it("R53 are, page by page and cursor by cursor, what they would be if the walled ones did not exist", async () => {
    let without = 0;
    await fc.assert(
      fc.asyncProperty(complaints, viewerNumber, limits, async (all, pick, limit) => {
        const viewer = everyone[pick % everyone.length]!;
        const open = all.filter((each) => !isWalled(viewer.id, each));
        without += all.length - open.length;
        const pages = await allPages(all, viewer, limit);
        expect(pages).toEqual(await allPages(open, viewer, limit));
        expect(pages.flatMap(({ shown }) => shown).sort()).toEqual(open.map(({ number }) => number).sort());
        for (const { shown, after } of pages) if (after !== undefined) expect(shown).toHaveLength(limit);
      }),
      { numRuns: 400, seed: 5301 },
    );
    expect(without).toBeGreaterThan(500);
  });

  it("R53 a cursor that somebody makes up tells no more", async () => {
    await fc.assert(
      fc.asyncProperty(
        complaints,
        viewerNumber,
        limits,
        fc.integer({ min: 0, max: 29 }),
        async (all, pick, limit, day) => {
          const viewer = everyone[pick % everyone.length]!;
          const open = all.filter((each) => !isWalled(viewer.id, each));
          const position = { after: `2026-10-${String(day).padStart(2, "0")}`, limit };
          const [told, wouldBe] = await Promise.all(
            [all, open].map((items) => pageFor(partition(items), position, viewer, async () => people)),
          );
          expect(told).toEqual(wouldBe);
        },
      ),
      { numRuns: 300, seed: 5302 },
    );
  });

  it("R53 one more complaint against somebody changes nothing in their own list, by handler, nor in an overview", async () => {
    await fc.assert(
      fc.asyncProperty(complaints, listed, viewerNumber, limits, async (all, added, pick, limit) => {
        const viewer = everyone[pick % everyone.length]!;
        const { due, ...rest } = added;
        const workDue = `2026-10-${String(due).padStart(2, "0")}T10:00:00.000Z#${ADDED}`;
        const against = { ...basis, ...rest, accused: [viewer.id], number: ADDED, workDue };
        const mine = (items: readonly ListedComplaint[]) => items.filter(({ handler }) => handler === viewer.id);
        expect(await allPages(mine([...all, against]), viewer, limit)).toEqual(
          await allPages(mine(all), viewer, limit),
        );
        expect(await allPages([...all, against], viewer, limit)).toEqual(await allPages(all, viewer, limit));
      }),
      { numRuns: 300, seed: 5303 },
    );
  });

  it("R53 take one read where nobody is walled, and read on only past those who are", async () => {
    const items = Array.from({ length: 9 }, (_, n): ListedComplaint => {
      const number = CaseNumber.parse(`C0MP0000000${n}`);
      return { ...basis, handler: person("deputy"), accused: [], walled: [], number, workDue: `2026#${number}` };
    });
    const deputy = roster.staff.find(({ id }) => id === person("deputy"))!;
    const reads = async (all: readonly ListedComplaint[]) => {
      let count = 0;
      const read = (page: Page) => {
        count += 1;
        return partition(all)(page);
      };
      await pageFor(read, { limit: 3 }, deputy, async () => people);
      return count;
    };
    expect(await reads(items)).toBe(1);
    expect(await reads(items.map((each, n) => (n === 1 ? { ...each, interested: [deputy.id] } : each)))).toBe(2);
    expect(deputy.centre).toBe(CENTRE);
  });
});
