import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, itemNamed, OTHER_CENTRE } from "../../support/casework.ts";

const ITEM = itemNamed("rural-homestead-approval");
/** On duty at the posts of the parts; the first is the deciding post's too. */
const [LAND, FAMILY] = [clerk(6), clerk(5)];

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
  const limit = { days: 5, unit: "working-days" } as const;
  const steps = [
    { code: "family-review", unit: "civil-affairs" as const, name: "家庭情况审查", limit },
    { code: "land-review", unit: "agriculture" as const, name: "用地审查", limit },
  ];
  await api.directory.publish({ ...ITEM, version: 2, joint: { order: "parallel", steps } });
});
beforeEach(() => api.goTo("2026-09-21T09:00"));

const move = (id: Parameters<CasesApi["call"]>[0], caseNumber: string, sub: string, version: number, body?: object) =>
  api.call(id, {
    params: { caseNumber },
    sub,
    headers: { "If-Match": `"${version}"` },
    ...(body === undefined ? {} : { body }),
  });
const complete = (caseNumber: string, task: string, sub: string, version: number, body: object = {}) =>
  api.call("complete-task", {
    params: { caseNumber, task },
    sub,
    headers: { "If-Match": `"${version}"` },
    body,
  });
const file = async () => (await api.call("file-case", { body: filingBody({ itemCode: ITEM.code }) })).body;
/** Version 2. */
const accepted = async (): Promise<string> => {
  const { caseNumber } = await file();
  expect((await move("accept-case", caseNumber, clerk(1), 1)).status).toBe(200);
  return caseNumber;
};
const listed = async (sub: string, query: Record<string, string> = {}) =>
  (await api.call("list-work", { sub, query })).body;
const entry = async (sub: string, caseNumber: string) =>
  (await listed(sub, { limit: "50" })).entries.filter((each: { caseNumber: string }) => each.caseNumber === caseNumber);

describe("a joint case", () => {
  it("is on the list of every post with an open part, once each, and leaves it when the part is done", async () => {
    const caseNumber = await accepted();
    expect(await entry(FAMILY, caseNumber)).toMatchObject([
      { post: `${CENTRE}-p05`, dueOn: "2026-10-19", clock: "promised", tasks: [{ code: "family-review" }] },
    ]);
    expect(await entry(LAND, caseNumber)).toMatchObject([
      { post: `${CENTRE}-p06`, tasks: [{ code: "land-review", name: "用地审查" }] },
    ]);
    for (const other of [clerk(4), clerk(5, OTHER_CENTRE)]) expect(await entry(other, caseNumber)).toEqual([]);
    await complete(caseNumber, "family-review", FAMILY, 2);
    expect(await entry(FAMILY, caseNumber)).toEqual([]);
    await complete(caseNumber, "land-review", LAND, 3);
    const [left] = await entry(LAND, caseNumber);
    expect([left.post, left.tasks]).toEqual([`${CENTRE}-p06`, undefined]);
  });

  it("is decided when every part is done, and no sooner", async () => {
    const caseNumber = await accepted();
    const early = await move("decide-case", caseNumber, LAND, 2, { outcome: "approved" });
    expect([early.status, early.body.code]).toEqual([409, "tasks-open"]);
    expect(early.body.detail).toContain("家庭情况审查、用地审查");
    await complete(caseNumber, "family-review", FAMILY, 2);
    await complete(caseNumber, "land-review", LAND, 3);
    expect((await move("decide-case", caseNumber, LAND, 4, { outcome: "approved" })).status).toBe(200);
  });

  it("has its parts done by whoever is on duty at their post, who sees it in full meanwhile", async () => {
    const caseNumber = await accepted();
    const wrong = await complete(caseNumber, "family-review", clerk(4), 2);
    expect([wrong.status, wrong.body.code]).toEqual([403, "not-on-duty"]);
    const seen = async (sub: string) => (await api.call("read-case-as-staff", { params: { caseNumber }, sub })).body;
    expect((await seen(FAMILY)).applicant.masked).toBe(false);
    expect((await complete(caseNumber, "family-review", FAMILY, 2, { note: "情况属实" })).body.tasks).toMatchObject([
      { post: `${CENTRE}-p05`, note: "情况属实" },
      { post: `${CENTRE}-p06` },
    ]);
    expect((await seen(FAMILY)).applicant.masked).toBe(true);
    expect((await seen(LAND)).tasks[0].note).toBe("情况属实");
    expect((await complete(caseNumber, "family-review", FAMILY, 3)).body.code).toBe("task-not-open");
    expect((await complete(caseNumber, "no-such-part", FAMILY, 3)).body.code).toBe("task-not-found");
    expect(api.logged.join("\n")).not.toContain("情况属实");
  });

  it("takes one of two who complete parts on the same version; the other is told and does it again", async () => {
    const caseNumber = await accepted();
    const both = await Promise.all([
      complete(caseNumber, "family-review", FAMILY, 2),
      complete(caseNumber, "land-review", LAND, 2),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { joint } = (await api.call("read-case-as-staff", { params: { caseNumber }, sub: LAND })).body;
    expect(joint.tasks.filter(({ state }: { state: string }) => state === "open")).toHaveLength(1);
  });

  it("shows the resident the offices, and explains each part's date", async () => {
    const { caseNumber, lookupCode } = await file();
    await move("accept-case", caseNumber, clerk(1), 1);
    await complete(caseNumber, "family-review", FAMILY, 2, { note: "情况属实" });
    const asResident = { params: { caseNumber }, headers: { "Lookup-Code": lookupCode } };
    const read = await api.call("read-case", asResident);
    expect(read.body.joint.tasks).toMatchObject([
      { window: "民政窗口", state: "done", doneOn: "2026-09-21" },
      { window: "农业农村窗口", state: "open", dueOn: "2026-09-29" },
    ]);
    expect(read.text).not.toContain("情况属实");
    const { clocks } = (await api.call("explain-case-deadline", asResident)).body;
    expect(clocks.map(({ clock }: { clock: string }) => clock)).toContain("task-2");
  });

  it("is met once by who pages through the list, however short the pages", async () => {
    const numbers = [await accepted(), await accepted(), await accepted()];
    const met: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listed(FAMILY, { limit: "1", ...(cursor === undefined ? {} : { cursor }) });
      met.push(...page.entries.map((each: { caseNumber: string }) => each.caseNumber));
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    expect(new Set(met).size).toBe(met.length);
    expect(met).toEqual(expect.arrayContaining(numbers));
  });
});
