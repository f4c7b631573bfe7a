/** Every route for every kind of person, and for callers who send anything at all. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "../../../shared/http/problems.ts";
import { CASE_ROUTES } from "../../../shared/http/routes/cases.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE, town } from "../../support/casework.ts";

type Id = keyof typeof CASE_ROUTES;
const IDS = Object.keys(CASE_ROUTES) as Id[];

let api: CasesApi;
let caseNumber: string;
let lookupCode: string;
beforeAll(async () => {
  api = await casesApi();
  ({ caseNumber, lookupCode } = (await api.call("file-case", { body: filingBody() })).body);
});

const proxy = town.proxies.find(({ centre }) => centre === CENTRE)!.id;
const PEOPLE = {
  nobody: undefined,
  stranger: "unknown-sub",
  "holder of the accepting post": clerk(1),
  "holder of another post": clerk(6),
  director: `${CENTRE}-director`,
  "another centre's clerk": clerk(1, OTHER_CENTRE),
  proxy,
  "municipal office": "office-1",
} as const;
type Person = keyof typeof PEOPLE;

/** A stale version: whoever passes role, centre and duty gets 412, and the case stays as it is. */
const calls: Readonly<
  Record<
    Id,
    {
      body?: unknown;
      params?: Record<string, string>;
      query?: Record<string, string>;
      headers?: Record<string, string>;
    }
  >
> = (() => {
  const headers = { "If-Match": '"7"' };
  // Who sees one that is there: contacts.test.ts.
  const unknownContact = { contactId: "0000-0000-0001" };
  const unknownAttachment = { attachmentId: "000000000001" };
  const announced = { material: "felling-application-form", fileType: "pdf" };
  const counter = { ...filingBody({ itemCode: "birth-registration" }), channel: "counter" };
  return {
    "file-case": { body: filingBody() },
    "read-case": {},
    "explain-case-deadline": {},
    "file-case-for-resident": { body: counter },
    "complete-case-at-once": { body: { ...counter, ruling: { outcome: "approved" } } },
    "list-work": {},
    "read-case-as-staff": {},
    "explain-case-deadline-to-staff": {},
    "explain-case-holding": {},
    "give-correction-notice": { headers, body: { missing: ["identity-card"], channel: "online" } },
    "accept-case": { headers },
    "decide-case": { headers, body: { outcome: "approved" } },
    "deliver-case": { headers, body: { how: "counter" } },
    "reissue-lookup-code": { headers, body: { identity: "id-card" } },
    "print-receipt": {},
    "list-receipts": {},
    "show-receipt": { params: { receipt: "1" } },
    "verify-receipt": { params: { receiptNumber: "K7M2-9QXR-4T3B-1" }, query: { code: "00000000" } },
    "show-verification": { params: { receiptNumber: "K7M2-9QXR-4T3B-1" }, query: { code: "00000000" } },
    "list-receipts-as-staff": {},
    "show-receipt-as-staff": { params: { receipt: "1" } },
    "suspend-case": {
      headers,
      body: { reason: "hearing", from: "2026-09-18", plannedTo: "2026-09-21", notice: "听证" },
    },
    "renew-suspension": { headers, params: { suspension: "1" }, body: { plannedTo: "2026-09-21", notice: "听证" } },
    "end-suspension": { headers, params: { suspension: "1" } },
    "submit-corrections": { body: { papers: ["identity-card"] } },
    "withdraw-case": {},
    "answer-hand-over": { body: { answer: "accepted" } },
    "record-put-right": { headers, body: { papers: ["identity-card"] } },
    "record-corrections": { headers, body: { papers: ["identity-card"], channel: "counter" } },
    "ask-further": { headers, body: { missing: ["identity-card"], channel: "online" } },
    "turn-case-away": {
      headers,
      body: { ground: "not-needed", reason: "无需办理", whereToGo: "不必再来" },
    },
    "record-hand-over-answer": { headers, body: { answer: "declined" } },
    "withdraw-case-for-resident": { headers, body: { proof: "signature", document: "撤回1号" } },
    "accept-conditionally": {
      headers,
      body: { missing: ["bank-card"], supplyBy: "2026-09-28", document: "承诺1号" },
    },
    "record-promised-papers": { headers, body: { supplied: ["bank-card"] } },
    "file-case-as-proxy": {
      body: {
        itemCode: "old-age-allowance",
        applicant: { name: "示例甲" },
        authorisation: {
          resident: "示例甲",
          itemCode: "old-age-allowance",
          until: "2026-12-31",
          form: "signature",
        },
      },
    },
    "list-proxy-cases": {},
    "read-proxy-case": {},
    "forward-case": { headers },
    "accept-case-as-proxy": { headers },
    "decide-case-as-proxy": { headers, body: { outcome: "approved" } },
    "deliver-case-as-proxy": { headers, body: { how: "counter" } },
    "record-contact": { body: { channel: "counter", subject: "高龄津贴何时发放" } },
    "list-contacts": {},
    "read-contact": { params: unknownContact },
    "hand-over-contact": { headers, params: unknownContact, body: { to: { post: `${CENTRE}-p03` } } },
    "accept-contact": { headers, params: unknownContact },
    "answer-contact": { headers, params: unknownContact, body: { answer: "每月十五日" } },
    "send-case-up": { headers },
    "record-received-above": { headers, body: { on: "2026-09-18" } },
    "record-returned-from-above": { headers, body: { on: "2026-09-18", answer: "agreed" } },
    "complete-task": { headers, params: { task: "land-review" }, body: { note: "符合" } },
    "create-attachment": { body: announced },
    "confirm-attachment": { params: unknownAttachment },
    "list-attachments": {},
    "read-attachment": { params: unknownAttachment },
    "create-attachment-as-staff": { body: announced },
    "confirm-attachment-as-staff": { params: unknownAttachment },
    "list-attachments-as-staff": {},
    "read-attachment-as-staff": { params: unknownAttachment },
    "order-supervision": { headers, body: { reason: "久拖不决" } },
    "answer-supervision": { headers, body: { done: "已催办", finishBy: "2030-01-04" } },
    "annul-card": { headers, body: { stage: "notice#1#red", reason: "outage" } },
    "extend-case": { headers, body: { workingDays: 5, document: "滕林延〔2026〕1号", reason: "踏勘" } },
  };
})();

/** Of a receipt that is none: a refusal, or a page that says so. */
const RECEIPT_CHECKS: Partial<Record<Id, number>> = { "verify-receipt": 404, "show-verification": 200 };
const READS: readonly Id[] = ["read-case-as-staff", "explain-case-deadline-to-staff"];
/** For proxies only; of a case that somebody else filed (their own: proxies.test.ts). */
const OF_PROXIES: Partial<Record<Id, number>> = {
  "file-case-as-proxy": 201,
  "list-proxy-cases": 200,
  "read-proxy-case": 404,
  "accept-case-as-proxy": 404,
  "decide-case-as-proxy": 404,
  "deliver-case-as-proxy": 404,
};
/** Whoever has to call others to account. */
const ACCOUNTS: readonly Id[] = ["explain-case-holding"];
const ASKING: readonly Person[] = ["director", "municipal office"];
/** From above the windows: the office of any centre's case, the director of their own. */
const OF_OFFICE: readonly Id[] = ["order-supervision", "annul-card"];
const LISTS: readonly Id[] = ["list-work", "list-contacts"];
const OF_CONTACTS: readonly Id[] = ["read-contact", "hand-over-contact", "accept-contact", "answer-contact"];
/** For whoever handles the case; of a file that nobody announced (one that is there: attachments.test.ts). */
const OF_ATTACHMENTS: Partial<Record<Id, number>> = {
  "create-attachment-as-staff": 201,
  "list-attachments-as-staff": 200,
  "confirm-attachment-as-staff": 404,
  "read-attachment-as-staff": 404,
};
const FILINGS: readonly Id[] = ["file-case-for-resident", "complete-case-at-once"];

const expected = (id: Id, person: Person): number => {
  const route = CASE_ROUTES[id];
  const check = RECEIPT_CHECKS[id];
  if (check !== undefined) return check;
  if (route.audience === "public") return 201;
  if (route.audience === "resident") return 404;
  if (person === "nobody") return 401;
  if (person === "stranger") return 403;
  if (LISTS.includes(id)) return 200;
  const asProxy = OF_PROXIES[id];
  if (asProxy !== undefined) return person === "proxy" ? asProxy : 403;
  // The municipal office serves no centre: it is asked nothing at a counter.
  if (id === "record-contact") return person === "municipal office" ? 403 : 201;
  if (OF_CONTACTS.includes(id)) return 404;
  const holder = person === "holder of the accepting post";
  if (FILINGS.includes(id)) return holder ? 201 : 403;
  if (OF_OFFICE.includes(id)) return person === "municipal office" ? 412 : 403;
  if (person === "another centre's clerk" || person === "proxy") return 404;
  if (READS.includes(id)) return 200;
  // One unit handles it all (parts: joint.test.ts).
  if (id === "complete-task") return 404;
  if (ACCOUNTS.includes(id)) return ASKING.includes(person) ? 200 : 403;
  if (id === "answer-supervision") return person === "director" ? 412 : 403;
  if (!holder) return 403;
  const ofAttachment = OF_ATTACHMENTS[id];
  if (ofAttachment !== undefined) return ofAttachment;
  // Nothing is issued yet on a case that was only filed.
  if (id === "show-receipt-as-staff") return 404;
  return id === "print-receipt" || id === "list-receipts-as-staff" ? 200 : 412;
};

describe.each(IDS)("%s", (id) => {
  it.each(Object.keys(PEOPLE) as Person[])("answers %s as their role says", async (person) => {
    const sub = PEOPLE[person];
    const given = calls[id];
    const named: Record<string, string> = CASE_ROUTES[id].path.includes("{caseNumber}") ? { caseNumber } : {};
    const params = CASE_ROUTES[id].path.includes("{") ? { params: { ...named, ...given.params } } : {};
    const { status, body } = await api.call(id, {
      ...given,
      ...params,
      // Wrong codes are counted by address: too many routes ask for one to try them all from one.
      from: `${person} at ${id}`,
      ...(sub === undefined ? {} : { sub }),
    });
    expect(status).toBe(expected(id, person));
    if (status < 400) return;
    const implied = ["sign-in-required", "staff-unknown", "version-conflict"];
    expect([...CASE_ROUTES[id].refusals, ...implied]).toContain(body.code);
  });
});

/** Whatever is sent, the answer is one of ours: never a 5xx, and a problem is a whole problem. */
const expectCivil = ({ status, body }: Awaited<ReturnType<CasesApi["call"]>>) => {
  expect(status).toBeLessThan(500);
  if (status < 400) return;
  expect(body).toMatchObject({ status, type: `urn:problem:${body.code}`, title: expect.any(String) });
  expect(Object.keys(PROBLEMS)).toContain(body.code);
};

const nearly = fc.oneof(
  fc.constantFrom<unknown>("approved", "refused", "counter", "id-card", "x", "", " ", "\ud800", 0, -1, true, null),
  fc.constantFrom<unknown>(CENTRE, "tree-felling-licence", "10000000001", "9".repeat(5000), "1e999", "{}"),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const FIELDS = [
  ...["itemCode", "centreCode", "stationCode", "applicant", "note", "urgent", "notifyBySms", "channel", "ruling"],
  ...["missing", "text", "outcome", "reason", "remedy", "how", "identity", "__proto__", "constructor", "toString"],
];
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...FIELDS), nearly, { maxKeys: 6 }).map((value) => JSON.stringify(value)),
  fc
    .record({ field: fc.constantFrom(...FIELDS), value: nearly })
    .map(({ field, value }) => JSON.stringify({ ...filingBody(), channel: "counter", [field]: value })),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string({ unit: "binary" }),
);
const NAMES = ["If-Match", "Idempotency-Key", "Accept-Language", "Lookup-Code", "Content-Type", "X-Anything"];
const header = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom('"1"', '"0"', "application/json", "en;q=x,zh", "application/json; charset=gbk", randomUUID()),
);
const headers = fc.dictionary(fc.constantFrom(...NAMES), header);
const number = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 50 }),
  fc.constantFrom("%2F", "a%00b", "__proto__", "0000-0000-0001", "..", "ＡＢＣＤ", "ﬀﬀﬀﬀ-0000", "ı".repeat(12)),
);

describe("callers who send anything at all", () => {
  it.each(IDS)("%s never ends in a server error", async (id) => {
    const { path } = CASE_ROUTES[id];
    await fc.assert(
      fc.asyncProperty(
        body,
        headers,
        fc.oneof(number, fc.constant("known")),
        fc.dictionary(fc.constantFrom("limit", "cursor", "x", "__proto__"), fc.string({ maxLength: 40 })),
        fc.constantFrom(clerk(1), clerk(7), "office-1", "", "\u0000", "s".repeat(3000), undefined),
        async (sent, extra, tried, query, sub) => {
          const params = { caseNumber: tried === "known" ? caseNumber : tried };
          const answer = await api.call(id, {
            body: sent,
            headers: extra,
            query,
            from: randomUUID(),
            ...(path.includes("{")
              ? { params: { ...params, ...(path.includes("{suspension}") ? { suspension: "1" } : {}) } }
              : {}),
            ...(sub === undefined ? {} : { sub }),
          });
          expectCivil(answer);
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 4000 },
    );
  });

  it("a request without headers, body or address is refused like any other", async () => {
    const bare = { ...api.eventOf("file-case", {}), headers: null, body: undefined, requestContext: {} };
    expectCivil(await api.send("cases-residents", bare));
  });

  it("a body in base64 is read, and one that is no text is refused", async () => {
    const event = api.eventOf("file-case", { body: filingBody() });
    const encoded = { ...event, isBase64Encoded: true, body: Buffer.from(String(event.body)).toString("base64") };
    expect((await api.send("cases-residents", encoded)).status).toBe(201);
    const noise = { ...event, isBase64Encoded: true, body: Buffer.from([0xff, 0xfe, 0x00]).toString("base64") };
    expect((await api.send("cases-residents", noise)).body.code).toBe("malformed-json");
  });

  it("an unknown address and another method are not found", async () => {
    const event = api.eventOf("file-case", { body: filingBody() });
    for (const odd of [{ path: "/v1/nothing" }, { httpMethod: "DELETE" }, { path: "/v1/cases/a/b" }, { path: "/" }]) {
      expect((await api.send("cases-residents", { ...event, ...odd })).body.code).toBe("not-found");
    }
  });

  it("the resident who knows the code still gets in", async () => {
    const answer = await api.call("read-case", { params: { caseNumber }, headers: { "Lookup-Code": lookupCode } });
    expect(answer.status).toBe(200);
  });
});
