import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { RESIDENT_OPERATIONS } from "../../../functions/ratings/resident-operations.ts";
import { STAFF_OPERATIONS } from "../../../functions/ratings/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { ratingStore } from "../../../shared/aws/rating-store.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { accept, decide, deliver } from "../../../shared/casework/handling.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { RATING_ROUTES } from "../../../shared/http/routes/ratings.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { type Instant, instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import type { Ratings } from "../../../shared/ratings/ratings.ts";
import { keyed } from "../../support/api.ts";
import { CENTRE, filed, hours, itemNamed, ladder, OTHER_CENTRE, occasion, roster } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { type Call, caller } from "../directory/calling.ts";

type Id = keyof typeof RATING_ROUTES;
const CLERK = roster.posts[0]!.holder;
const POST = roster.posts[0]!.id;
const clock: { at: Instant } = { at: instant("2026-09-18T09:00:00+08:00") };
const goTo = (text: string) => {
  clock.at = instant(`${text}:00+08:00`);
};
let call: (id: Id, call?: Call) => ReturnType<ReturnType<typeof caller>>;
let ratings: Ratings;
let cases: ReturnType<typeof caseStore>;
beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const { client, names, endpoint } = await freshTables();
  const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
  await loadSampleTown(directoryStore(client, names.directory), sampleTown({ ...UNITS_370481, towns, villages: [] }));
  ratings = ratingStore(client, names.ratings);
  cases = caseStore(client, names.cases);
  const needsOf = (id: "ratings-residents" | "ratings-staff") => {
    const own = clientFor(endpoint, names, id);
    const directory = readingDirectory(own, names.directory);
    return {
      ...{ ratings: ratingStore(own, names.ratings), cases: caseStore(own, names.cases), directory, people: directory },
      ...{ calendars: { current: async () => CHINA_CALENDAR }, hours, ladder, keyed: async () => keyed, origins: [] },
      now: () => ({ at: clock.at, today: localDateOf(clock.at) }),
      sample: true,
    };
  };
  const residents = caller(
    httpHandler("ratings-residents", RATING_ROUTES, RESIDENT_OPERATIONS, needsOf("ratings-residents")),
  );
  const staff = caller(httpHandler("ratings-staff", RATING_ROUTES, STAFF_OPERATIONS, needsOf("ratings-staff")));
  call = (id, asked = {}) => (RATING_ROUTES[id].function === "ratings-staff" ? staff : residents)(id, asked);
});
beforeEach(() => goTo("2026-09-18T09:00"));

type Slip = { ratedNumber: string; lookupCode: string };
const openVisit = async (headers: Record<string, string> = {}): Promise<Slip> =>
  (await call("open-visit", { sub: CLERK, body: { post: POST }, headers })).body;
it("R60 shows five levels on the page that the QR code opens, none chosen, and the same page whatever the number", async () => {
  const slip = await openVisit();
  const [page, nothing] = await Promise.all(
    [slip.ratedNumber, "0000-0000-0001"].map((ratedNumber) => call("show-rating-form", { params: { ratedNumber } })),
  );
  expect(page?.text.match(/<input type="radio"/g)).toHaveLength(5);
  expect(page?.text).not.toMatch(/checked(?!\))|selected/);
  expect(page?.text).toContain("示例数据");
  expect(nothing?.text.replaceAll("0000-0000-0001", slip.ratedNumber)).toBe(page?.text);
});

const plain = ({ ratedNumber }: Pick<Slip, "ratedNumber">) => CaseNumber.parse(ratedNumber.replaceAll("-", ""));
const rate = ({ ratedNumber, lookupCode }: Slip, body: object, from = "192.0.2.1") =>
  call("give-rating", { params: { ratedNumber }, headers: { "Lookup-Code": lookupCode }, body, from });

describe("giving a rating", () => {
  const readWith = (ratedNumber: string, code: string, from?: string) =>
    call("read-rating", { params: { ratedNumber }, headers: { "Lookup-Code": code }, ...(from ? { from } : {}) });

  it("R60 counts one of each visit, whoever is first; the same again, even at once, is answered the same", async () => {
    const slip = await openVisit();
    const { ratedNumber: number, lookupCode } = slip;
    const asked = {
      params: { ratedNumber: number },
      headers: { "Lookup-Code": lookupCode, "Idempotency-Key": randomUUID() },
      body: { level: 5 },
    };
    const both = await Promise.all([1, 2].map(() => call("give-rating", asked)));
    expect([both[0]?.status, both[0]?.body]).toEqual([201, both[1]?.body]);
    expect((await readWith(number, both[0]?.body.readingCode)).body).toMatchObject({ level: 5 });
    const raced = await openVisit();
    const given = await Promise.all([1, 4, 5].map((level) => rate(raced, { level })));
    const read = await Promise.all(given.map(({ body }) => readWith(raced.ratedNumber, body.readingCode)));
    // Each reads what they gave; which of them counts, nobody can tell.
    expect(read.map(({ status, body }) => [status, body.level])).toEqual([1, 4, 5].map((level) => [200, level]));
    const counted = (await ratings.find(plain(raced)))?.level;
    expect([1, 4, 5]).toContain(counted);
  });

  it("R61 answers the same request again as before, even after the last day", async () => {
    const slip = await openVisit();
    const asked = {
      params: { ratedNumber: slip.ratedNumber },
      headers: { "Lookup-Code": slip.lookupCode, "Idempotency-Key": randomUUID() },
      body: { level: 2 },
    };
    goTo("2026-09-24T23:59");
    const first = await call("give-rating", asked);
    goTo("2026-09-25T00:00");
    const again = await call("give-rating", asked);
    expect(first.status).toBe(201);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await call("give-rating", { ...asked, body: { level: 3 } })).body.code).toBe("rating-too-late");
  });

  it("R64 keeps twenty of one visit to be read, and answers every other alike", async () => {
    const slip = await openVisit();
    const codes: string[] = [];
    for (let n = 0; n < 21; n += 1) codes.push((await rate(slip, { level: 5 })).body.readingCode);
    const read = await Promise.all([0, 19, 20].map((n) => readWith(slip.ratedNumber, codes[n] ?? "", "203.0.113.41")));
    expect(read.map(({ status }) => status)).toEqual([200, 200, 404]);
    expect((await ratings.given(plain(slip))).length).toBe(20);
  });

  it("R64 shows whoever handed out number and code neither that it was rated nor how", async () => {
    const [rated, unrated] = [await openVisit(), await openVisit()];
    await rate(rated, { level: 1, phone: "10000000009" });
    for (const slip of [rated, unrated])
      expect((await readWith(slip.ratedNumber, slip.lookupCode)).body.code).toBe("rating-not-found");
    const [again, first] = [await rate(rated, { level: 5 }), await rate(unrated, { level: 5 })];
    expect(again.status).toBe(first.status);
    expect(Object.keys(again.body)).toEqual(Object.keys(first.body));
    expect(again.text.length).toBe(first.text.length);
    const [mine, other] = await Promise.all([
      readWith(rated.ratedNumber, again.body.readingCode),
      readWith(unrated.ratedNumber, first.body.readingCode),
    ]);
    expect([mine.status, Object.keys(mine.body)]).toEqual([other.status, Object.keys(other.body)]);
    expect(mine.text.length).toBe(other.text.length);
    const kept = await ratings.find(CaseNumber.parse(rated.ratedNumber.replaceAll("-", "")));
    expect(kept?.level).toBe(1);
    for (let n = 0; n < 10; n += 1) await readWith(rated.ratedNumber, "00000000", "203.0.113.40");
    expect((await readWith(rated.ratedNumber, "00000000", "203.0.113.40")).status).toBe(429);
  });

  it("R60 hands out one slip for one key, to whoever serves at the post and to nobody else", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    expect(await openVisit(headers)).toEqual(await openVisit(headers));
    const other = roster.posts[4]!.holder;
    expect((await call("open-visit", { sub: other, body: { post: POST } })).status).toBe(403);
  });

  it("R61 R60 takes a case's rating by the case's own code, once it is decided, until five working days after", async () => {
    const accepted = accept(filed(itemNamed("tree-felling-licence"), "2026-09-14T10:00"), occasion("2026-09-14T11:00"));
    await cases.file(accepted);
    const code = keyed.codeOf(accepted.number, accepted.codeVersion);
    const slip = { ratedNumber: accepted.number, lookupCode: code };
    expect((await rate(slip, { level: 4 })).body.code).toBe("rating-not-yet");
    const decided = decide(accepted, { outcome: "approved" }, occasion("2026-09-16T10:00"));
    const delivered = deliver(decided, "counter", occasion("2026-09-17T10:00"));
    await cases.save(decided, accepted.version);
    await cases.save(delivered, decided.version);
    goTo("2026-09-24T00:00");
    expect((await rate(slip, { level: 4 })).body.code).toBe("rating-too-late");
    goTo("2026-09-23T23:59");
    expect((await rate(slip, { level: 4 })).status).toBe(201);
  });

  it("a wrong code and an unknown number answer alike, and lock the address out, of visits and of cases", async () => {
    const slip = await openVisit();
    const first = await rate({ ...slip, lookupCode: "00000000" }, { level: 5 }, "203.0.113.9");
    const unknown = await rate({ ratedNumber: "000000000000", lookupCode: "00000000" }, { level: 5 }, "203.0.113.8");
    const { requestId: _, ...told } = first.body;
    expect(unknown.body).toMatchObject(told);
    for (let n = 0; n < 9; n += 1) await rate({ ...slip, lookupCode: "00000000" }, { level: 5 }, "203.0.113.9");
    expect((await rate(slip, { level: 5 }, "203.0.113.9")).status).toBe(429);
    expect((await rate(slip, { level: 5 })).status).toBe(201);
  });

  it("R64 marks what comes with a sign-in of the staff", async () => {
    goTo("2026-09-18T16:00");
    const slip = await openVisit();
    const headers = { "Lookup-Code": slip.lookupCode, Authorization: "Bearer x" };
    const params = { ratedNumber: slip.ratedNumber };
    expect((await call("give-rating", { params, headers, body: { level: 5 } })).status).toBe(201);
    const kept = await ratings.find(CaseNumber.parse(slip.ratedNumber.replaceAll("-", "")));
    expect(kept?.marks).toEqual(new Set(["staff-account"]));
  });

  it("R64 marks every rating of a burst, those before it was one too", async () => {
    goTo("2026-09-21T10:01");
    const slips = await Promise.all(Array.from({ length: 7 }, () => openVisit()));
    for (const slip of slips) await rate(slip, { level: 5 });
    const marks = await Promise.all(
      slips.map(async ({ ratedNumber }) => (await ratings.find(ratedNumber.replaceAll("-", "") as never))?.marks),
    );
    expect(marks).toEqual(slips.map(() => new Set(["burst"])));
  });

  it("R64 sees a burst on the edge of ten minutes, too", async () => {
    goTo("2026-09-22T11:00");
    const slips = await Promise.all(Array.from({ length: 6 }, () => openVisit()));
    for (const [n, slip] of slips.entries()) {
      goTo(n < 3 ? "2026-09-22T11:09" : "2026-09-22T11:11");
      await rate(slip, { level: 5 });
    }
    const last = await ratings.find(CaseNumber.parse(slips[0]!.ratedNumber.replaceAll("-", "")));
    expect(last?.marks).toEqual(new Set(["burst"]));
  });

  it("R64 sees a burst spread over ten minutes, whenever they begin, and none in what takes longer", async () => {
    const marksOf = async (minutes: readonly number[], hour: string) => {
      goTo(`2026-09-23T${hour}:00`);
      const slips = await Promise.all(minutes.map(() => openVisit()));
      for (const [n, slip] of slips.entries()) {
        goTo(`2026-09-23T${hour}:${String(minutes[n]).padStart(2, "0")}`);
        await rate(slip, { level: 5 });
      }
      const found = await Promise.all(slips.map(({ ratedNumber }) => ratings.find(CaseNumber.parse(ratedNumber))));
      return found.map((each) => each?.marks?.has("burst") ?? false);
    };
    expect(await marksOf([4, 4, 6, 8, 11, 13], "09")).toEqual(Array.from({ length: 6 }, () => true));
    expect(await marksOf([4, 6, 8, 10, 12, 14], "14")).toEqual(Array.from({ length: 6 }, () => false));
  });
});

describe("who sees it", () => {
  it("R62 R64 the handler at once, the rated one when it is final, and each reading of the number is on record", async () => {
    goTo("2026-09-22T10:00");
    const slip = await openVisit();
    await rate(slip, { level: 1, phone: "10000000009" });
    const params = { ratedNumber: slip.ratedNumber };
    const read = (sub: string) => call("read-rating-as-staff", { params, sub });
    const handler = (await ratings.find(slip.ratedNumber.replaceAll("-", "") as never))!.followUp!.handler;
    expect((await read(handler)).body).toMatchObject({ as: "follow-up", phone: "100****0009" });
    const absent = await call("read-rating-as-staff", { params: { ratedNumber: "000000000000" }, sub: CLERK });
    const hidden = await read(CLERK);
    expect([hidden.status, hidden.text.length]).toEqual([404, absent.text.length]);
    for (const [version, id, body] of [
      [1, "record-rating-contact", {}],
      [2, "give-rating-result", { result: "已整改" }],
      [3, "record-rating-call-back", { result: "dissatisfied" }],
    ] as const) {
      const headers = { "If-Match": `"${version}"` };
      expect((await call(id, { params, sub: CLERK, body, headers })).status).toBe(404);
      const two = await Promise.all([1, 2].map(() => call(id, { params, sub: handler, body, headers })));
      expect(two.map(({ status }) => status).sort()).toEqual([200, 412]);
    }
    expect((await read(CLERK)).status).toBe(404);
    expect((await call("list-ratings", { sub: CLERK })).body.ratings).toEqual([]);
    goTo("2026-10-08T09:00");
    expect((await read(CLERK)).body).toMatchObject({ as: "rated", state: "final", level: 1 });
    const listed = await call("list-ratings", { sub: CLERK, query: { limit: "1" } });
    const next = await call("list-ratings", { sub: CLERK, query: { limit: "1", cursor: listed.body.cursor } });
    expect(next.body.ratings[0].ratedNumber).not.toBe(listed.body.ratings[0].ratedNumber);
    const nobodys = ["2026-09-26#UUUUUUUUUUUU", "2026-10-09#000000000000", "9999-12-31#000000000000"];
    for (const cursor of ["x", ...nobodys.map((text) => Buffer.from(text).toString("base64url"))])
      expect((await call("list-ratings", { sub: CLERK, query: { cursor } })).status).toBe(400);
  });

  it("R63 lists an appeal for whoever decides it, until it is decided", async () => {
    goTo("2026-09-16T10:00");
    const slip = await openVisit();
    await rate(slip, { level: 3 });
    goTo("2026-09-24T10:00");
    const params = { ratedNumber: slip.ratedNumber };
    const version = (n: number) => ({ "If-Match": `"${n}"` });
    const asked = { params, sub: CLERK, body: { reason: "情况不符" }, headers: version(1) };
    expect((await call("appeal-rating", asked)).status).toBe(200);
    const decider = (await ratings.find(CaseNumber.parse(slip.ratedNumber)))!.appeal!.decider;
    const waiting = async () =>
      (await call("list-follow-ups", { sub: decider })).body.ratings.filter(
        ({ state }: { state: string }) => state === "under-review",
      );
    expect(await waiting()).toMatchObject([{ ratedNumber: slip.ratedNumber }]);
    const body = { outcome: "stands", reasons: "属实" };
    expect((await call("decide-appeal", { params, sub: decider, body, headers: version(2) })).status).toBe(200);
    expect(await waiting()).toEqual([]);
  });
});
