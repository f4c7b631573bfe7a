import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import type { Case } from "../../shared/casework/case.ts";
import { accept, decide, deliver, giveNotice, reissueCode } from "../../shared/casework/handling.ts";
import { requireAuthority } from "../../shared/casework/proxy-filing.ts";
import { ProxyCaseFiling } from "../../shared/casework/proxy-requests.ts";
import { forward } from "../../shared/casework/stations.ts";
import { instant, localDate } from "../../shared/kernel/local-date.ts";
import { proxyDelivery } from "../../shared/reminders/proxy-messages.ts";
import { residentDelivery } from "../../shared/reminders/resident-messages.ts";
import { render } from "../../shared/reminders/texts.ts";
import { CENTRE, filedAtStation, itemNamed, occasion, PROXY } from "../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const OWN = `${CENTRE}201-proxy`;
const AUTHORISATION = { resident: "示例甲", itemCode: "old-age-allowance", until: "2026-12-31" };
const body = (authorisation: object) => ({
  itemCode: "old-age-allowance",
  applicant: { name: "示例甲" },
  authorisation,
});

describe("the written authorisation", () => {
  it.each(["signature", "thumbprint"])("R47 has a resident, an item, an end date and a %s", (form) => {
    expect(ProxyCaseFiling.safeParse(body({ ...AUTHORISATION, form })).success).toBe(true);
    for (const missing of ["resident", "itemCode", "until"]) {
      const { [missing as keyof typeof AUTHORISATION]: _, ...rest } = AUTHORISATION;
      expect(ProxyCaseFiling.safeParse(body({ ...rest, form })).success, missing).toBe(false);
    }
    expect(ProxyCaseFiling.safeParse(body(AUTHORISATION)).success).toBe(false);
  });

  it("R47 names the witness of somebody who cannot sign", () => {
    expect(ProxyCaseFiling.safeParse(body({ ...AUTHORISATION, form: "witness" })).success).toBe(false);
    const witnessed = body({ ...AUTHORISATION, form: "witness", witness: "示例乙" });
    expect(ProxyCaseFiling.safeParse(witnessed).success).toBe(true);
  });

  it("R47 is kept with the case, its names with the personal data and never in the ledger", () => {
    const filed = filedAtStation(LICENCE, "2026-09-18T10:00", "accept");
    expect(filed.personal).toMatchObject({ applicant: { name: "示例甲" }, witness: "示例乙" });
    expect(filed.ledger[0]).toMatchObject({
      by: PROXY,
      facts: { authorisedUntil: "2026-12-31", authorisationForm: "witness" },
    });
    expect(JSON.stringify([filed.ledger, filed.proxy])).not.toMatch(/示例/);
  });

  it.each([
    [OWN, "2026-09-30", undefined],
    [OWN, "2026-10-01", "authorisation-expired"],
    ["370481103201-proxy", "2026-09-18", "case-not-found"],
  ])("R47 lets %s act on %s: %s", (id, on, refusal) => {
    const filed = filedAtStation(LICENCE, "2026-09-18T10:00", "accept", "2026-09-30");
    const ask = () => requireAuthority(filed, { id }, localDate(on), "file");
    if (refusal === undefined) expect(ask).not.toThrow();
    else expect(ask).toThrow(refusal);
  });
});

describe("free of charge by construction", () => {
  type Schema = { readonly $ref?: string; readonly [key: string]: unknown };
  const document = JSON.parse(readFileSync(join(import.meta.dirname, "../../openapi.json"), "utf8"));
  const FEES = /fee|charge|price|cost|payment|amount|money|费|金额|收款/i;

  /** Every property that a body may have, wherever it lies. */
  const fieldsOf = (schema: unknown, seen = new Set<string>()): readonly string[] => {
    if (schema === null || typeof schema !== "object") return [];
    const { $ref, properties, ...rest } = schema as Schema; // any node of a JSON schema
    if ($ref !== undefined) {
      if (seen.has($ref)) return [];
      seen.add($ref);
      return fieldsOf(document.components.schemas[$ref.replace("#/components/schemas/", "")], seen);
    }
    const own = Object.entries((properties ?? {}) as object);
    return [
      ...own.flatMap(([name, inner]) => [name, ...fieldsOf(inner, seen)]),
      ...Object.values(rest).flatMap((inner) => fieldsOf(inner, seen)),
    ];
  };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path as object));

  it("R47 no request of the API has a field for a fee", () => {
    const fields = operations.flatMap((each) => [
      ...fieldsOf(each.requestBody ?? null),
      ...(each.parameters ?? []).map(({ name }: { name: string }) => name),
    ]);
    expect(fields).toEqual(expect.arrayContaining(["applicant", "phone", "authorisation", "witness", "caseNumber"]));
    expect(fields.filter((name) => FEES.test(name))).toEqual([]);
  });

  it("R47 and a fee that is sent all the same is refused as a field that there is not", () => {
    const sent = { ...body({ ...AUTHORISATION, form: "signature" }), fee: 10 };
    expect(ProxyCaseFiling.safeParse(sent).error?.issues).toMatchObject([{ code: "unrecognized_keys", keys: ["fee"] }]);
  });
});

describe("telling the resident and the proxy", () => {
  const NOTICE = { missing: [{ code: "identity-card", name: "身份证" }] };
  const day = {
    at: instant("2026-09-18T10:00:00+08:00"),
    calendar: CHINA_CALENDAR,
    window: { from: "08:00", until: "20:00" },
  };
  const AT = "2026-09-18T10:00";
  const handedIn = filedAtStation(LICENCE, AT, "file");
  const received = forward(handedIn, LICENCE, occasion(AT, PROXY));
  const corrected = accept(giveNotice(received, NOTICE, occasion(AT)), occasion(AT));
  const done = deliver(decide(corrected, { outcome: "approved" }, occasion(AT)), "counter", occasion(AT));
  const told = (subject: Case, make: typeof residentDelivery) =>
    subject.ledger.map((entry) => make(subject, entry, day)?.content?.template);

  it("R47 the resident hears of every step, the proxy of every one that somebody else made", () => {
    expect(done.ledger.map(({ what }) => what)).toEqual([
      ...["handed-in", "filed", "notice-given", "accepted", "decided", "delivered"],
    ]);
    expect(told(done, residentDelivery)).toEqual([
      ...[
        "resident-step",
        "resident-step",
        "resident-notice",
        "resident-accepted",
        "resident-decided",
        "resident-step",
      ],
    ]);
    const step = "proxy-step";
    expect(told(done, proxyDelivery)).toEqual([undefined, undefined, step, step, step, step]);
  });

  it("R47 the proxy's SMS goes to the proxy, once an entry, and says nothing about the matter", () => {
    const delivery = proxyDelivery(done, done.ledger[3]!, day);
    expect(delivery).toMatchObject({
      id: `${done.number}#4#proxy`,
      recipient: { kind: "staff", staffId: OWN, centre: CENTRE },
    });
    for (const template of ["resident-step", "proxy-step"] as const) {
      const text = render("滕州政务服务", template, { number: "K7M2-9QXR-4T3B" });
      expect(text.length).toBeLessThanOrEqual(70);
      expect(text).toContain("K7M2-9QXR-4T3B");
    }
  });

  it("R47 nobody is told of a new look-up code or after the authorisation's last day", () => {
    const reissued = reissueCode(done, "id-card", occasion(AT));
    expect(residentDelivery(reissued, reissued.ledger.at(-1)!, day)).toBeUndefined();
    expect(proxyDelivery(reissued, reissued.ledger.at(-1)!, day)).toBeUndefined();
    const short = filedAtStation(LICENCE, AT, "accept", "2026-09-18");
    const later = accept(short, occasion("2026-09-21T10:00"));
    expect(proxyDelivery(later, later.ledger.at(-1)!, day)).toBeUndefined();
    expect(residentDelivery(later, later.ledger.at(-1)!, day)?.content?.template).toBe("resident-accepted");
  });
});
