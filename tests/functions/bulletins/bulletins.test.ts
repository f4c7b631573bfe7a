import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { answerObjection } from "../../../functions/bulletins/answer-objection.ts";
import { listBulletins } from "../../../functions/bulletins/list-bulletins.ts";
import { type MakingNeeds, makeBulletins } from "../../../functions/bulletins/make-bulletins.ts";
import { readBulletin } from "../../../functions/bulletins/read-bulletin.ts";
import { readBulletinPage } from "../../../functions/bulletins/read-bulletin-page.ts";
import { recordBulletinCorrection } from "../../../functions/bulletins/record-bulletin-correction.ts";
import { signOffBulletin } from "../../../functions/bulletins/sign-off-bulletin.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { journalStore } from "../../../shared/aws/journal-store.ts";
import { reportStore } from "../../../shared/aws/report-store.ts";
import { returnStore } from "../../../shared/aws/return-store.ts";
import type { TopicMessage } from "../../../shared/aws/topics.ts";
import { bulletinPage } from "../../../shared/bulletins/page.ts";
import type { StaffMember } from "../../../shared/directory/roster.ts";
import type { CentreCode } from "../../../shared/directory/units.ts";
import { BULLETIN_ROUTES } from "../../../shared/http/routes/bulletins.ts";
import { instant, localDate } from "../../../shared/kernel/local-date.ts";
import { handIn } from "../../../shared/returns/data-return.ts";
import { Period } from "../../../shared/returns/period.ts";
import { aCase, journalOf, OCTOBER, SEPTEMBER } from "../../domain/bulletins/ledgers.ts";
import { makingNeeds } from "../../support/bulletins.ts";
import { clientFor, type FreshTables, freshTables } from "../../support/tables.ts";

const on = (day: string) => ({ at: instant(`${day}T06:30:00+08:00`), today: localDate(day) });
const people: StaffMember[] = (["office-head", "office-member", "clerk"] as const).map((role) => ({
  schema: 1,
  id: `id-${role}`,
  name: "示例乙",
  sub: role,
  role,
  sample: true,
}));

describe("the monthly bulletin", () => {
  let tables: FreshTables;
  let needs: MakingNeeds;
  let messages: TopicMessage[];
  const stored = (as?: string) => reportStore(clientFor(tables.endpoint, tables.names, as), tables.names.reports);

  beforeEach(async () => {
    tables = await freshTables();
    messages = [];
    const journal = journalStore(tables.client, tables.names.reports);
    const cases = [aCase([["filed", "2026-09-18"]]), aCase([["filed", "2026-10-09"]], { number: "000000000002" })];
    for (const entry of [...journalOf(cases, SEPTEMBER), ...journalOf(cases, OCTOBER)]) await journal.record(entry);
    needs = makingNeeds(tables, async (message) => void messages.push(message));
  });

  it("R65 is made on the first working day of the month, once", async () => {
    const run = makeBulletins(needs);
    expect(await run(on("2026-10-07"))).toEqual({ made: 0, announced: 0 });
    expect(await run(on("2026-10-08"))).toEqual({ made: 1, announced: 0 });
    expect(await run(on("2026-10-09"))).toEqual({ made: 0, announced: 0 });
    const frozen = await needs.reports.sheet(SEPTEMBER);
    expect(frozen?.sheet.total.received).toBe(1);
    expect(await needs.reports.page(SEPTEMBER)).toBe(bulletinPage(frozen!));
  });

  it("R68 names the data returns that came late or not at all, as they stood at the month's end", async () => {
    const kind = needs.municipality.returns.find(({ every }) => every === "month")!;
    const kinds = [{ ...kind, from: SEPTEMBER }];
    const values = Object.fromEntries(kind.fields.map(({ id }) => [id, 1]));
    const [, second, third, ...others] = needs.register.towns.map(({ code }) => code);
    const handedIn = async (centre: CentreCode, day: string) => {
      const dueOn = localDate("2026-09-03");
      const which = { centre, kind: kind.kind, period: Period.parse("2026-08"), dueOn };
      const occasion = { at: instant(`${day}T10:00:00+08:00`), token: day, kind, known: {} };
      await returnStore(tables.client, tables.names.reports).handIn(handIn(which, "a-director", { values }, occasion));
    };
    for (const centre of others) await handedIn(centre, "2026-09-02");
    await handedIn(second!, "2026-09-04");
    await handedIn(third!, "2026-10-01");
    const municipality = { ...needs.municipality, returns: kinds };
    await makeBulletins({ ...needs, municipality })(on("2026-10-08"));
    const frozen = await needs.reports.sheet(SEPTEMBER);
    expect(frozen?.sheet.others?.returns?.map(({ centre, state, dueOn }) => [centre, state, dueOn])).toEqual([
      [needs.register.towns[0]!.code, "missing", "2026-09-03"],
      [second, "late", "2026-09-03"],
      [third, "missing", "2026-09-03"],
    ]);
    const page = bulletinPage(frozen!);
    expect(page).toContain("资料迟报、漏报");
    expect(page).toContain(kind.name.zh);
  });

  it("makes one sheet when two runs meet", async () => {
    await Promise.all([1, 2].map(() => makeBulletins(needs)(on("2026-10-08"))));
    expect(await needs.reports.bulletins({ limit: 9 })).toHaveLength(1);
    expect(await needs.reports.page(SEPTEMBER)).toBe(bulletinPage((await needs.reports.sheet(SEPTEMBER))!));
  });

  it.each(["keepPage", "list"] as const)(
    "finishes what a run left that died before %s, with the sheet it had frozen",
    async (step) => {
      const died = { ...needs, reports: { ...needs.reports, [step]: () => Promise.reject(new Error("died")) } };
      await expect(makeBulletins(died)(on("2026-10-08"))).rejects.toThrow("died");
      const frozen = await needs.reports.sheet(SEPTEMBER);
      expect(await makeBulletins(needs)(on("2026-10-09"))).toEqual({ made: 1, announced: 0 });
      expect(await needs.reports.sheet(SEPTEMBER)).toEqual(frozen);
      expect(await needs.reports.page(SEPTEMBER)).toBe(bulletinPage(frozen!));
    },
  );

  it("catches up on every missed month in order", async () => {
    expect(await makeBulletins(needs)(on("2026-11-20"))).toEqual({ made: 2, announced: 0 });
    expect((await needs.reports.bulletins({ limit: 9 })).map(({ month }) => month)).toEqual([OCTOBER, SEPTEMBER]);
  });

  const office = (topic = needs.topic) => {
    const handler = httpHandler(
      "bulletins-office",
      BULLETIN_ROUTES,
      [listBulletins, readBulletin, readBulletinPage, signOffBulletin, answerObjection, recordBulletinCorrection],
      {
        reports: stored("bulletins-office"),
        people: { staffBySub: async (sub: string) => people.find((each) => each.sub === sub) },
        topic,
        municipality: needs.municipality,
        origins: [],
        // Centres could object until the tenth, a worked Saturday.
        now: () => on("2026-10-12"),
      },
    );
    return async (method: string, tail = "", sub = "office-head", headers: Record<string, string> = {}) => {
      const resource = `/v1/office/bulletins${tail === "" ? "" : `/{month}${tail.slice(8)}`}`;
      const event = {
        httpMethod: method,
        resource,
        path: `/v1/office/bulletins${tail}`,
        pathParameters: tail === "" ? null : { month: tail.slice(1, 8) },
        queryStringParameters: null,
        headers,
        body: null,
        requestContext: { authorizer: { sub }, identity: { sourceIp: "192.0.2.1" } },
      };
      const context = { awsRequestId: `r-${Math.random()}`, getRemainingTimeInMillis: () => 60_000 };
      // The pipeline reads no more of event and context than is made up here.
      return handler(event as unknown as APIGatewayProxyEvent, context as unknown as Context);
    };
  };

  it("is listed and read by the office, as data and as a page, and by nobody else", async () => {
    await makeBulletins(needs)(on("2026-10-08"));
    const call = office();
    expect(JSON.parse((await call("GET")).body).bulletins).toMatchObject([
      { month: SEPTEMBER, state: "awaiting-sign-off" },
    ]);
    const read = await call("GET", "/2026-09", "office-member");
    expect(read.headers?.ETag).toBe('"1"');
    expect(JSON.parse(read.body).sheet.total.received).toBe(1);
    expect((await call("GET", "/2026-09/page")).body).toContain("<!DOCTYPE html>");
    expect((await call("GET", "/2026-08")).statusCode).toBe(404);
    expect((await call("GET", "/2026-09", "clerk")).statusCode).toBe(403);
  });

  it("is signed off by the head only, once, under If-Match, and then announced", async () => {
    await makeBulletins(needs)(on("2026-10-08"));
    const call = office();
    const sign = (sub: string) => call("POST", "/2026-09/sign-off", sub, { "If-Match": '"1"' });
    expect((await call("POST", "/2026-09/sign-off")).statusCode).toBe(428);
    expect((await sign("office-member")).statusCode).toBe(403);
    const both = await Promise.all([sign("office-head"), sign("office-head")]);
    const codes = both.map(({ statusCode }) => statusCode).sort();
    expect(codes[0]).toBe(200);
    expect([409, 412]).toContain(codes[1]);
    expect((await sign("office-head")).statusCode).toBe(409);
    expect(messages.map(({ attributes }) => attributes.kind)).toEqual(["bulletin-issued"]);
    expect(await makeBulletins(needs)(on("2026-10-13"))).toEqual({ made: 0, announced: 0 });
  });

  it("stays signed when the topic is down, and is announced by the next daily run", async () => {
    await makeBulletins(needs)(on("2026-10-08"));
    const down = { publish: () => Promise.reject(new Error("down")) };
    const answer = await office(down)("POST", "/2026-09/sign-off", "office-head", { "If-Match": '"1"' });
    expect(answer.statusCode).toBe(200);
    const mails: (string | undefined)[] = [];
    const topic = {
      publish: async (message: TopicMessage, mail?: { readonly text: string }) => {
        messages.push(message);
        mails.push(mail?.text);
      },
    };
    const municipality = {
      ...needs.municipality,
      api: { corsOrigins: [], publicUrl: "https://centres.example.invalid" },
    };
    const run = makeBulletins({ ...needs, topic, municipality });
    expect(await run(on("2026-10-13"))).toEqual({ made: 0, announced: 1 });
    expect(messages).toHaveLength(1);
    expect(mails[0]).toContain("https://centres.example.invalid/v1/office/bulletins/2026-09/files/pdf");
  });
});
