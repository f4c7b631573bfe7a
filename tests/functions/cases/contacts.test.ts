import { randomUUID } from "node:crypto";
import { DeleteCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE, town } from "../../support/casework.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo("2026-09-21T09:00"));

const FIRST = clerk(1);
const BODY = { channel: "counter", subject: "询问高龄津贴何时发放" };
const proxy = town.proxies.find(({ centre }) => centre === CENTRE)!.id;

const record = async (sub = FIRST, change: object = {}): Promise<string> => {
  const answer = await api.call("record-contact", { sub, body: { ...BODY, ...change } });
  expect(answer).toMatchObject({ status: 201, body: { firstAsked: sub, holder: sub, version: 1 } });
  return answer.body.contactId;
};
type ContactRoute = "read-contact" | "hand-over-contact" | "accept-contact" | "answer-contact";
const on = (contactId: string, id: ContactRoute, sub: string, version = 1, body?: object) =>
  api.call(id, {
    params: { contactId },
    sub,
    ...(id === "read-contact" ? {} : { headers: { "If-Match": `"${version}"` } }),
    ...(body === undefined ? {} : { body }),
  });
const handOver = (contactId: string, to: object, version = 1, sub = FIRST) =>
  on(contactId, "hand-over-contact", sub, version, { to });
const listOf = async (sub: string) => {
  const { held, offered } = (await api.call("list-contacts", { sub })).body;
  const ids = (all: { contactId: string }[]) => all.map(({ contactId }) => contactId);
  return { held: ids(held), offered: ids(offered) };
};

describe("a contact", () => {
  it("R45 is a record of whoever was asked: at a counter, on the phone, at a station", async () => {
    const contactId = await record();
    expect((await listOf(FIRST)).held).toContain(contactId);
    const atStation = await api.call("record-contact", { sub: proxy, body: { ...BODY, channel: "station" } });
    expect(atStation.body).toMatchObject({ station: proxy.replace("-proxy", ""), holder: proxy });
    expect(await api.call("record-contact", { sub: FIRST, body: { ...BODY, channel: "station" } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/channel" }] },
    });
  });

  it("R45 is accepted by whoever is on duty at the post it is offered to, and is theirs from then on", async () => {
    const contactId = await record();
    const offered = await handOver(contactId, { post: `${CENTRE}-p03` });
    expect(offered.body).toMatchObject({ holder: FIRST, offered: { to: { post: `${CENTRE}-p03` }, by: FIRST } });
    expect((await listOf(clerk(3))).offered).toContain(contactId);
    const accepted = await on(contactId, "accept-contact", clerk(3), 2);
    expect(accepted).toMatchObject({ status: 200, body: { holder: clerk(3), version: 3 } });
    expect(accepted.body.ledger[2].facts).toMatchObject({ post: `${CENTRE}-p03`, basis: "holder" });
    expect(await listOf(clerk(3))).toMatchObject({ held: expect.arrayContaining([contactId]) });
    expect((await listOf(clerk(3))).offered).not.toContain(contactId);
    expect((await listOf(FIRST)).held).not.toContain(contactId);
    const mine = await on(contactId, "answer-contact", FIRST, 3, { answer: "每月十五日" });
    expect(mine).toMatchObject({ status: 403, body: { code: "contact-not-held" } });
    const answered = await on(contactId, "answer-contact", clerk(3), 3, { answer: "每月十五日" });
    expect(answered.body).toMatchObject({ state: "answered", answer: "每月十五日" });
    expect((await listOf(clerk(3))).held).not.toContain(contactId);
  });

  it("R46 that nobody accepts within a working day is back in the first person's list, without any write", async () => {
    const contactId = await record();
    await handOver(contactId, { person: clerk(4) });
    api.goTo("2026-09-22T16:00");
    expect((await listOf(clerk(4))).offered).toContain(contactId);
    api.goTo("2026-09-23T09:00");
    expect((await listOf(clerk(4))).offered).not.toContain(contactId);
    expect((await listOf(FIRST)).held).toContain(contactId);
    expect((await on(contactId, "read-contact", FIRST)).body).toMatchObject({
      version: 2,
      holder: FIRST,
      returnedAt: expect.stringMatching(/^2026-09-22T/),
    });
    const late = await on(contactId, "accept-contact", clerk(4), 2);
    expect(late).toMatchObject({ status: 409, body: { code: "hand-over-lapsed" } });
    expect(late.body.detail).toContain(FIRST);
    const answered = await on(contactId, "answer-contact", FIRST, 2, { answer: "每月十五日" });
    expect(answered.body.ledger.map(({ what }: { what: string }) => what)).toEqual([
      "asked",
      "offered",
      "returned",
      "answered",
    ]);
  });

  it("goes to one of two who accept at once", async () => {
    const contactId = await record();
    await handOver(contactId, { post: `${CENTRE}-p03` });
    const both = await Promise.all([1, 2].map(() => on(contactId, "accept-contact", clerk(3), 2)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("is one record for one key, whoever is first, and another's body is refused", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const both = await Promise.all([1, 2].map(() => api.call("record-contact", { sub: FIRST, body: BODY, headers })));
    expect(new Set(both.map(({ body }) => body.contactId)).size).toBe(1);
    const other = await api.call("record-contact", { sub: FIRST, body: { ...BODY, subject: "别的" }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency-mismatch" } });
  });

  it("is seen by whom it concerns, and by the centre's leaders", async () => {
    const contactId = await record();
    await handOver(contactId, { person: clerk(4) });
    const seen = await Promise.all(
      [FIRST, clerk(4), `${CENTRE}-deputy`, clerk(5), clerk(1, OTHER_CENTRE), "office-1", proxy].map(
        async (sub) => (await on(contactId, "read-contact", sub)).status,
      ),
    );
    expect(seen).toEqual([200, 200, 200, 404, 404, 404, 404]);
  });

  it("is handed over by a leader in an absent person's place, by nobody else", async () => {
    const contactId = await record();
    await handOver(contactId, { person: clerk(4) });
    const offered = await handOver(contactId, { person: clerk(5) }, 2, clerk(4));
    expect(offered).toMatchObject({ status: 403, body: { code: "contact-not-held" } });
    const byDeputy = await handOver(contactId, { person: clerk(5) }, 2, `${CENTRE}-deputy`);
    expect(byDeputy.body).toMatchObject({ holder: FIRST, offered: { to: { person: clerk(5) } } });
    const not = await on(contactId, "accept-contact", `${CENTRE}-deputy`, 3);
    expect(not).toMatchObject({ status: 409, body: { code: "contact-not-offered" } });
  });

  it.each([
    [{ person: clerk(1) }, "/to/person"],
    [{ person: clerk(1, OTHER_CENTRE) }, "/to/person"],
    [{ post: `${OTHER_CENTRE}-p01` }, "/to/post"],
  ])("is not offered to %o", async (to, pointer) => {
    const answer = await handOver(await record(), to);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code: "invalid-value" }] } });
  });

  it("may be about a case of the centre", async () => {
    const { caseNumber } = (await api.call("file-case", { body: filingBody() })).body;
    await record(FIRST, { caseNumber });
    const elsewhere = await api.call("record-contact", { sub: clerk(1, OTHER_CENTRE), body: { ...BODY, caseNumber } });
    expect(elsewhere).toMatchObject({ status: 404, body: { code: "case-not-found" } });
  });
});

describe("what was said to whoever was asked", () => {
  const answer = (contactId: string, version = 1, said = "每月十五日") =>
    on(contactId, "answer-contact", FIRST, version, { answer: said });
  const itemsOf = async (contactId: string) => {
    const pk = `contact#${contactId.replaceAll("-", "")}`;
    const { Items = [] } = await api.client.send(
      new QueryCommand({
        TableName: api.names.cases,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": pk },
      }),
    );
    const all: readonly Record<string, unknown>[] = Items;
    return { contact: all.filter(({ sk }) => sk === "contact"), texts: all.filter(({ sk }) => sk !== "contact") };
  };
  const erase = async (contactId: string) => {
    for (const { pk, sk } of (await itemsOf(contactId)).texts) {
      await api.client.send(new DeleteCommand({ TableName: api.names.cases, Key: { pk, sk } }));
    }
  };

  it("is shown for 90 days after the day of the answer, and to nobody from then on; the ledger stays", async () => {
    const contactId = await record();
    const answered = (await answer(contactId)).body;
    const textsUntil = "2026-12-19T16:00:00.000Z";
    expect(answered).toMatchObject({ subject: BODY.subject, answer: "每月十五日", textsUntil });
    api.goTo("2026-12-19T23:59");
    expect((await on(contactId, "read-contact", FIRST)).body).toEqual(answered);
    api.goTo("2026-12-20T00:00");
    const { subject, answer: said, ...rest } = answered;
    expect((await on(contactId, "read-contact", FIRST)).body).toEqual(rest);
    expect((await on(contactId, "read-contact", `${CENTRE}-deputy`)).body).toEqual(rest);
  });

  it("lies in an item that the table deletes, and not with the contact once it is answered", async () => {
    const contactId = await record();
    expect((await itemsOf(contactId)).texts).toEqual([]);
    await answer(contactId);
    const { contact, texts } = await itemsOf(contactId);
    expect(JSON.stringify(contact)).not.toMatch(/津贴|十五/);
    expect(contact).toMatchObject([{ state: "answered", ledger: [{ what: "asked" }, { what: "answered" }] }]);
    expect(contact[0]).not.toHaveProperty("expiresAt");
    expect(texts).toMatchObject([
      { personal: { subject: BODY.subject }, expiresAt: Date.parse("2026-12-20T00:00:00+08:00") / 1000 },
    ]);
  });

  it("may be gone: the contact still reads, and recording it again by the same key is the same contact", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const { contactId } = (await api.call("record-contact", { sub: FIRST, body: BODY, headers })).body;
    const { subject, answer: said, ...rest } = (await answer(contactId)).body;
    await erase(contactId);
    expect((await on(contactId, "read-contact", FIRST)).body).toEqual(rest);
    const again = await api.call("record-contact", { sub: FIRST, body: BODY, headers });
    expect(again).toMatchObject({ status: 201, body: rest });
    expect((await answer(contactId, 2)).body.code).toBe("contact-answered");
  });

  it("is the answer of whoever came first, of several at once, and all of it goes with its day", async () => {
    const contactId = await record();
    const said = ["每月十五日", "每季度初", "年底", "每月一日"];
    const all = await Promise.all(said.map((each) => answer(contactId, 1, each)));
    const won = all.findIndex(({ status }) => status === 200);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await on(contactId, "read-contact", FIRST)).body.answer).toBe(said[won]);
    const { texts } = await itemsOf(contactId);
    expect(new Set(texts.map(({ expiresAt }) => expiresAt))).toEqual(
      new Set([Date.parse("2026-12-20T00:00:00+08:00") / 1000]),
    );
  });
});

describe("the list of contacts", () => {
  const ASKER = clerk(2);
  const OFFERED_TO = clerk(4);
  const pagesOf = async (sub: string, limit: number) => {
    const pages: { held: string[]; offered: string[] }[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await api.call("list-contacts", { sub, query });
      const ids = (all: { contactId: string }[]) => all.map(({ contactId }) => contactId);
      pages.push({ held: ids(body.held), offered: ids(body.offered) });
      cursor = body.cursor;
    } while (cursor !== undefined);
    return pages;
  };

  it("R45 shows the newest first, and every one of more than fifty", async () => {
    const all: string[] = [];
    for (let minute = 0; minute < 55; minute += 1) {
      api.goTo(`2026-09-21T10:${String(minute).padStart(2, "0")}`);
      all.unshift(await record(ASKER));
    }
    const [first, second, ...more] = await pagesOf(ASKER, 50);
    expect(first?.held).toEqual(all.slice(0, 50));
    expect(second?.held).toEqual(all.slice(50));
    expect(more).toEqual([]);
    expect(await api.call("list-contacts", { sub: ASKER, query: { cursor: "bm8" } })).toMatchObject({ status: 400 });
  });

  it("R46 holds no offer that lapsed, however many: it is back with the first person asked, and a new one shows", async () => {
    const lapsed: string[] = [];
    for (let nth = 0; nth < 4; nth += 1) {
      lapsed.push(await record(ASKER));
      await handOver(lapsed[nth]!, { person: OFFERED_TO }, 1, ASKER);
    }
    api.goTo("2026-09-23T09:00");
    const fresh = await record(ASKER);
    await handOver(fresh, { person: OFFERED_TO }, 1, ASKER);
    const [first, ...older] = await pagesOf(OFFERED_TO, 2);
    expect(first?.offered).toEqual([fresh]);
    expect(older.flatMap(({ offered }) => offered)).toEqual([]);
    const held = (await pagesOf(ASKER, 50)).flatMap((page) => page.held);
    expect(held).toEqual(expect.arrayContaining([...lapsed, fresh]));
    expect((await on(lapsed[0]!, "accept-contact", OFFERED_TO, 2)).body.code).toBe("hand-over-lapsed");
  });
});
