import { beforeAll, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";

let api: CasesApi;
let caseNumber: string;
let lookupCode: string;
beforeAll(async () => {
  api = await casesApi();
  ({ caseNumber, lookupCode } = (await api.call("file-case", { body: filingBody() })).body);
  const params = { caseNumber };
  await api.call("accept-case", { params, sub: clerk(1), headers: { "If-Match": '"1"' } });
});
const asResident = (more: object = {}) => ({
  params: { caseNumber, ...more },
  headers: { "Lookup-Code": lookupCode, Host: "api.example", "X-Forwarded-Proto": "https" },
});
const checked = (receiptNumber: string, code: string, from = "192.0.2.9") =>
  api.call("verify-receipt", { params: { receiptNumber }, query: { code }, from });

describe("receipts", () => {
  it("R18 are listed for whoever holds the look-up code, and printed with a QR code that leads to the check", async () => {
    const { status, body } = await api.call("list-receipts", asResident());
    expect(status).toBe(200);
    expect(body.receipts).toMatchObject([{ number: `${caseNumber}-2`, kind: "acceptance" }]);
    const paper = await api.call("show-receipt", asResident({ receipt: "2" }));
    expect(paper.text).toContain("<svg");
    expect(paper.text).toContain(body.receipts[0].verificationCode);
    expect((await api.call("show-receipt", asResident({ receipt: "1" }))).body.code).toBe("receipt-not-found");
  });

  it("R18 are genuine for anyone with number and code, in whatever case and grouping", async () => {
    const [receipt] = (await api.call("list-receipts", asResident())).body.receipts;
    for (const code of [receipt.verificationCode, receipt.verificationCode.toLowerCase().replace("-", "")]) {
      const answer = await checked(receipt.number, code);
      expect(answer).toMatchObject({
        status: 200,
        body: { genuine: true, kind: "acceptance", number: receipt.number },
      });
      expect(answer.text).not.toContain("示例");
    }
    const page = await api.call("show-verification", {
      params: { receiptNumber: receipt.number },
      query: { code: receipt.verificationCode },
    });
    expect(page.text).toContain("真实有效");
    const forged = { params: { receiptNumber: receipt.number }, query: { code: "0000-0000" } };
    expect((await api.call("show-verification", { ...forged, from: "192.0.2.8" })).text).toContain("未查到此文书");
  });

  it("R18 an unknown number, an unknown receipt and a wrong code answer alike", async () => {
    const [receipt] = (await api.call("list-receipts", asResident())).body.receipts;
    const answers = await Promise.all([
      checked("0000-0000-0009-2", receipt.verificationCode),
      checked(`${caseNumber}-1`, receipt.verificationCode),
      checked(receipt.number, "0000-0000"),
    ]);
    const [first] = answers.map(({ status, body }) => ({ status, body: { ...body, requestId: "" } }));
    for (const { status, body } of answers) expect({ status, body: { ...body, requestId: "" } }).toEqual(first);
    expect(first?.status).toBe(404);
  });

  it("stop a guesser, but neither others nor the resident", async () => {
    const [receipt] = (await api.call("list-receipts", asResident())).body.receipts;
    for (let n = 0; n < 10; n += 1) await checked(receipt.number, `0000-000${n}`, "198.51.100.7");
    expect((await checked(receipt.number, receipt.verificationCode, "198.51.100.7")).status).toBe(429);
    expect((await checked(receipt.number, receipt.verificationCode)).status).toBe(200);
    expect((await api.call("list-receipts", { ...asResident(), from: "198.51.100.7" })).status).toBe(200);
  });

  it("are printed by whoever is on duty, for nobody else", async () => {
    const of = (sub: string) => api.call("show-receipt-as-staff", { sub, params: { caseNumber, receipt: "2" } });
    expect((await of(clerk(7))).status).toBe(200);
    expect((await of(clerk(6))).status).toBe(403);
    const list = await api.call("list-receipts-as-staff", { sub: clerk(1), params: { caseNumber } });
    expect(list.body.receipts).toHaveLength(1);
  });
});
