import { beforeEach, describe, expect, it, vi } from "vitest";
import { type MakingNeeds, makeBulletins } from "../../../functions/bulletins/make-bulletins.ts";
import { journalStore } from "../../../shared/aws/journal-store.ts";
import { reportStore } from "../../../shared/aws/report-store.ts";
import type { TopicMessage } from "../../../shared/aws/topics.ts";
import type { Reports } from "../../../shared/bulletins/reports.ts";
import type { StaffMember } from "../../../shared/directory/roster.ts";
import { instant, localDate, type Month } from "../../../shared/kernel/local-date.ts";
import { aCase, journalOf, OCTOBER, REGISTER, SEPTEMBER } from "../../domain/bulletins/ledgers.ts";
import { type BulletinDesk, bulletinDesk, makingNeeds } from "../../support/bulletins.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";

const on = (day: string) => ({ at: instant(`${day}T09:30:00+08:00`), today: localDate(day) });
const [CENTRE, OTHER] = [REGISTER.towns[0]!.code, REGISTER.towns[1]!.code];
const person = (sub: string, role: StaffMember["role"], centre?: string): StaffMember => ({
  ...{ schema: 1, id: `id-${sub}`, name: "示例乙", sub, role, sample: true },
  ...(centre === undefined ? {} : { centre }),
});
const people = [
  ...[person("head", "office-head"), person("member", "office-member"), person("clerk", "clerk", CENTRE)],
  ...[person("deputy", "deputy-director", CENTRE), person("elsewhere", "director", OTHER)],
];
const params = { month: SEPTEMBER };
const REASON = "示例：少计一件";
const ANSWER = "示例：经核对属实";
const objection = { figure: "received", reason: REASON };
const accepted = {
  ...{ outcome: "accepted", text: ANSWER },
  correction: { figure: "received", said: "1", right: "2", reason: "补录一件" },
};
const rejected = { outcome: "rejected", text: ANSWER };
const WRONG = { figure: "received", said: "1", right: "3", reason: "补录两件" };

describe("a bulletin after its sheet is frozen", () => {
  let tables: FreshTables;
  let needs: MakingNeeds;
  let today: string;
  const messages: TopicMessage[] = [];
  const stored = (as: string): Reports =>
    reportStore(clientFor(tables.endpoint, tables.names, as), tables.names.reports);
  const desk = (more: Partial<BulletinDesk> = {}) =>
    bulletinDesk({ stored, people, topic: needs.topic, now: () => on(today), ...more });
  const make = (day: string, more: Partial<MakingNeeds> = {}) => makeBulletins({ ...needs, ...more })(on(day));
  const addendaOf = async (month: Month) => (await needs.reports.sheet(month))?.sheet.addenda.map(({ id }) => id);

  beforeEach(async () => {
    tables = await freshTables();
    messages.length = 0;
    today = "2026-10-09";
    const journal = journalStore(tables.client, tables.names.reports);
    const cases = [aCase([["filed", "2026-09-18"]]), aCase([["filed", "2026-10-09"]], { number: "000000000002" })];
    for (const entry of [...journalOf(cases, SEPTEMBER), ...journalOf(cases, OCTOBER)]) await journal.record(entry);
    needs = makingNeeds(tables, async (message) => void messages.push(message));
    await make("2026-10-08");
  });

  it("R65 is objected to, answered, signed off and announced; and says so in no log and on no topic", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    const call = desk();
    const own = await call("read-own-bulletin", { sub: "deputy", params });
    expect(own).toMatchObject({
      ...{ status: 200, etag: '"1"' },
      body: { state: "awaiting-sign-off", provisional: true, openToObjections: true, objectUntil: "2026-10-10" },
    });
    expect(own.body.edition.centre.figures.received).toBe(1);
    const objected = await call("object-to-bulletin", { sub: "deputy", params, body: objection, ifMatch: 1 });
    expect(objected.body.objections).toMatchObject([{ id: `${CENTRE}-1`, state: "open", reason: REASON }]);
    expect((await call("read-own-bulletin", { sub: "elsewhere", params })).body.objections).toEqual([]);
    today = "2026-10-12";
    const sign = (ifMatch: number) => call("sign-off-bulletin", { sub: "head", params, ifMatch });
    expect(await sign(2)).toMatchObject({ status: 409, body: { code: "objections-unanswered" } });
    const of = { ...params, objection: `${CENTRE}-1` };
    const answered = await call("answer-objection", { sub: "member", params: of, body: accepted, ifMatch: 2 });
    expect(answered.body).toMatchObject({ openObjections: 0, objections: [{ answer: { correction: "2026-09#1" } }] });
    expect((await sign(3)).body.state).toBe("issued");
    expect(messages.map(({ attributes }) => attributes.kind)).toEqual(["bulletin-issued"]);
    const issued = (await call("read-own-bulletin", { sub: "deputy", params })).body;
    expect(issued.edition.town.figures.received).toBe(1);
    expect(issued.objections[0].answer).toMatchObject({ outcome: "accepted", text: ANSWER });
    expect(issued.objections[0].answer.by).toBeUndefined();
    for (const text of [lines.join(), JSON.stringify(messages), JSON.stringify(issued.edition)]) {
      expect([text.includes(REASON), text.includes(ANSWER)]).toEqual([false, false]);
    }
    expect(lines.length).toBeGreaterThan(5);
    vi.restoreAllMocks();
  });

  it("R65 is not signed off before the days to object are over, nor objected to after them", async () => {
    today = "2026-10-10";
    const sign = () => desk()("sign-off-bulletin", { sub: "head", params, ifMatch: 1 });
    expect(await sign()).toMatchObject({ status: 409, body: { code: "bulletin-open-to-objections" } });
    today = "2026-10-12";
    const late = await desk()("object-to-bulletin", { sub: "deputy", params, body: objection, ifMatch: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: "objection-too-late" } });
    expect(late.body.detail).toContain("2026-10-10");
    expect((await sign()).status).toBe(200);
  });

  it("is no clerk's, and not the office's, to object to; nor a centre's to answer", async () => {
    const call = desk();
    for (const sub of ["clerk", "head", "member"]) {
      for (const id of ["list-own-bulletins", "read-own-bulletin"]) {
        expect([sub, id, (await call(id, { sub, ...(id.startsWith("read") ? { params } : {}) })).status]).toEqual([
          sub,
          id,
          403,
        ]);
      }
      expect((await call("object-to-bulletin", { sub, params, body: objection, ifMatch: 1 })).status).toBe(403);
    }
    const of = { ...params, objection: `${CENTRE}-1` };
    expect((await call("answer-objection", { sub: "deputy", params: of, body: rejected, ifMatch: 1 })).status).toBe(
      403,
    );
    const listed = await call("list-own-bulletins", { sub: "deputy" });
    expect(listed.body.bulletins).toEqual([
      {
        ...{ month: SEPTEMBER, state: "awaiting-sign-off", objectUntil: "2026-10-10", openToObjections: true },
        sample: true,
      },
    ]);
  });

  it("asks for the version that was read: 428 without it, 412 when it is stale", async () => {
    const call = desk();
    const of = { ...params, objection: `${CENTRE}-1` };
    const writes = [
      ["object-to-bulletin", { sub: "deputy", params, body: objection }],
      ["answer-objection", { sub: "head", params: of, body: rejected }],
      ["record-bulletin-correction", { sub: "head", params, body: WRONG }],
    ] as const;
    for (const [id, sent] of writes) expect([id, (await call(id, sent)).status]).toEqual([id, 428]);
    const [object, answer, correction] = writes;
    expect((await call(object[0], { ...object[1], ifMatch: 1 })).status).toBe(200);
    expect((await call(object[0], { ...object[1], ifMatch: 1 })).status).toBe(412);
    expect((await call(answer[0], { ...answer[1], ifMatch: 1 })).status).toBe(412);
    expect((await call(answer[0], { ...answer[1], ifMatch: 2 })).status).toBe(200);
    today = "2026-10-12";
    expect((await call("sign-off-bulletin", { sub: "head", params, ifMatch: 2 })).status).toBe(412);
    expect((await call("sign-off-bulletin", { sub: "head", params, ifMatch: 3 })).status).toBe(200);
    expect((await call(correction[0], { ...correction[1], ifMatch: 3 })).status).toBe(412);
    expect((await call(correction[0], { ...correction[1], ifMatch: 4 })).status).toBe(200);
  });

  it.each([
    ["object-to-bulletin", "deputy", {}, { reason: " " }, 400],
    ["object-to-bulletin", "deputy", {}, { reason: "异".repeat(401) }, 400],
    ["object-to-bulletin", "deputy", {}, { reason: "半个\ud83d" }, 400],
    ["object-to-bulletin", "deputy", {}, { reason: REASON, centre: OTHER }, 400],
    ["object-to-bulletin", "deputy", {}, { reason: REASON, figure: "__proto__" }, 422],
    ["object-to-bulletin", "deputy", { month: "2026-13" }, objection, 400],
    ["object-to-bulletin", "deputy", { month: "2026-08" }, objection, 404],
    ["answer-objection", "head", { objection: "1" }, rejected, 400],
    ["answer-objection", "head", { objection: `${CENTRE}-1` }, rejected, 404],
    ["answer-objection", "head", { objection: `${CENTRE}-1` }, { ...rejected, correction: accepted.correction }, 400],
    ["answer-objection", "head", { objection: `${CENTRE}-1` }, { outcome: "maybe", text: ANSWER }, 400],
    ["answer-objection", "head", { objection: `${CENTRE}-1` }, undefined, 400],
    ["record-bulletin-correction", "head", {}, { ...WRONG, said: "1e9" }, 400],
    ["record-bulletin-correction", "head", {}, { ...WRONG, right: "王某" }, 400],
    ["record-bulletin-correction", "head", {}, WRONG, 409],
  ] as const)("answers %s by %s with %j %j: %i", async (id, sub, more, body, status) => {
    const reply = await desk()(id, { sub, params: { ...params, ...more }, body, ifMatch: 1 });
    expect([reply.status, reply.body.code]).toEqual([status, expect.any(String)]);
    expect(await needs.reports.bulletin(SEPTEMBER)).toMatchObject({ version: 1 });
  });

  it("lets one of two at once win, and loses neither's words when the other comes again", async () => {
    const call = desk();
    const both = await Promise.all(
      ["deputy", "elsewhere"].map((sub) => call("object-to-bulletin", { sub, params, body: objection, ifMatch: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const second = both[0]?.status === 412 ? "deputy" : "elsewhere";
    await call("object-to-bulletin", { sub: second, params, body: objection, ifMatch: 2 });
    const { objections } = (await call("read-bulletin", { sub: "head", params })).body;
    expect(objections.map(({ id }: { id: string }) => id).sort()).toEqual([`${CENTRE}-1`, `${OTHER}-1`].sort());
    const of = { ...params, objection: `${CENTRE}-1` };
    const answers = await Promise.all(
      [accepted, rejected].map((body) => call("answer-objection", { sub: "head", params: of, body, ifMatch: 3 })),
    );
    const [won, lost] = answers.map(({ status }) => status).sort();
    expect(won).toBe(200);
    expect([409, 412]).toContain(lost);
  });

  it("records an objection once when the answer to its write was lost", async () => {
    const lossy = (as: string): Reports => {
      const reports = stored(as);
      // The client sends a write again whose answer did not come.
      return { ...reports, save: async (...write) => [await reports.save(...write), await reports.save(...write)][1] };
    };
    const sent = { sub: "deputy", params, body: objection, ifMatch: 1 };
    expect((await desk({ stored: lossy })("object-to-bulletin", sent)).status).toBe(200);
    expect((await needs.reports.bulletin(SEPTEMBER))?.objections).toHaveLength(1);
  });

  it("has recorded nothing when it died before the write", async () => {
    const dead = (as: string): Reports => ({ ...stored(as), save: () => Promise.reject(new Error("died")) });
    const sent = { sub: "deputy", params, body: objection, ifMatch: 1 };
    expect((await desk({ stored: dead })("object-to-bulletin", sent)).status).toBe(500);
    expect(await needs.reports.bulletin(SEPTEMBER)).toMatchObject({ version: 1, objections: [] });
    expect((await desk()("object-to-bulletin", sent)).status).toBe(200);
  });

  describe("and issued", () => {
    const correct = (ifMatch: number) =>
      desk()("record-bulletin-correction", { sub: "member", params, body: WRONG, ifMatch });
    beforeEach(async () => {
      today = "2026-10-12";
      await desk()("sign-off-bulletin", { sub: "head", params, ifMatch: 1 });
    });

    it("R69 is corrected in the next sheet, which is made later, and never itself", async () => {
      const before = await needs.reports.sheet(SEPTEMBER);
      expect((await correct(2)).body.corrections).toMatchObject([{ id: "2026-09#1", figure: "received" }]);
      await make("2026-11-02");
      expect(await addendaOf(OCTOBER)).toEqual(["2026-09#1"]);
      expect(await needs.reports.sheet(SEPTEMBER)).toEqual(before);
      await make("2026-12-01");
      expect(await addendaOf("2026-11" as Month)).toEqual([]);
    });

    it("R69 has a correction that comes while a sheet is being made told in the one after", async () => {
      const during: Reports = {
        ...needs.reports,
        keepSheet: async (frozen) => {
          expect((await correct(2)).status).toBe(200);
          return needs.reports.keepSheet(frozen);
        },
      };
      await make("2026-11-02", { reports: during });
      expect(await addendaOf(OCTOBER)).toEqual([]);
      await make("2026-12-01");
      expect(await addendaOf("2026-11" as Month)).toEqual(["2026-09#1"]);
    });

    it("R69 has it told once when two runs meet and only one of them knew of it", async () => {
      const slow: Reports = {
        ...needs.reports,
        keepSheet: async (frozen) => {
          await correct(2);
          await make("2026-11-02");
          return needs.reports.keepSheet(frozen);
        },
      };
      await make("2026-11-02", { reports: slow });
      expect(await addendaOf(OCTOBER)).toEqual(["2026-09#1"]);
      expect((await needs.reports.bulletin(OCTOBER))?.addenda).toEqual(["2026-09#1"]);
      await make("2026-12-01");
      expect(await addendaOf("2026-11" as Month)).toEqual([]);
    });

    it.each(["keepPage", "list"] as const)(
      "R69 has it told once when the run died before %s, and another correction came meanwhile",
      async (step) => {
        await correct(2);
        const died = { ...needs.reports, [step]: () => Promise.reject(new Error("died")) };
        await expect(make("2026-11-02", { reports: died })).rejects.toThrow("died");
        await correct(3);
        await make("2026-11-03");
        await make("2026-12-01");
        expect([await addendaOf(OCTOBER), await addendaOf("2026-11" as Month)]).toEqual([["2026-09#1"], ["2026-09#2"]]);
        // Nobody could see October before the third: the centres' two days begin there.
        expect((await needs.reports.bulletin(OCTOBER))?.objectUntil).toBe("2026-11-05");
      },
    );

    it("is published as an extract where the settings say so, and only then", async () => {
      const open = desk({ rules: { publicExtract: true, smallNumber: 3 } });
      const list = await open("list-public-bulletins");
      expect(list.body.bulletins).toEqual([{ month: SEPTEMBER, sample: true, signedOffAt: on("2026-10-12").at }]);
      const { status, body } = await open("read-public-bulletin", { params });
      expect(status).toBe(200);
      expect(body.extract.hiddenBelow).toBe(3);
      expect(body.extract.centres[0]).toEqual({ code: CENTRE, name: REGISTER.towns[0]!.name });
      expect((await desk()("list-public-bulletins")).body).toEqual({ bulletins: [] });
      expect((await desk()("read-public-bulletin", { params })).status).toBe(404);
      await make("2026-11-02");
      expect((await open("read-public-bulletin", { params: { month: OCTOBER } })).status).toBe(404);
      expect((await open("list-public-bulletins")).body.bulletins).toHaveLength(1);
    });
  });
});
