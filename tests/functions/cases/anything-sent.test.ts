/** Callers who send anything at all are answered, and never with a server error. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "../../../shared/http/problems.ts";
import { CASE_ROUTES } from "../../../shared/http/routes/cases.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE } from "../../support/casework.ts";

type Id = keyof typeof CASE_ROUTES;
const IDS = Object.keys(CASE_ROUTES) as Id[];

let api: CasesApi;
let caseNumber: string;
let lookupCode: string;
beforeAll(async () => {
  api = await casesApi();
  ({ caseNumber, lookupCode } = (await api.call("file-case", { body: filingBody() })).body);
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
