import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CasesApi, casesApi, filingBody } from "../../support/api.ts";

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => {
  api.logged.length = 0;
});
const requests = () => api.logged.map((line) => JSON.parse(line)).filter(({ code }) => code === "request");

describe("the request log", () => {
  it("names the operation, and no address that holds a case's number", async () => {
    const { body } = await api.call("file-case", { body: filingBody(), requestId: "r-1" });
    expect(requests()).toEqual([{ code: "request", operation: "file-case", status: 201, requestId: "r-1" }]);
    await api.call("read-case", { params: { caseNumber: body.caseNumber } });
    expect(api.logged.join()).not.toContain(body.caseNumber);
  });

  it("names it for refusals too, with what was refused", async () => {
    await api.call("file-case", { body: "{", requestId: "r-1" });
    await api.call("list-work", { requestId: "r-2" });
    expect(requests()).toEqual([
      { code: "request", operation: "file-case", status: 400, requestId: "r-1", refusal: "malformed-json" },
      { code: "request", operation: "list-work", status: 401, requestId: "r-2", refusal: "sign-in-required" },
    ]);
  });
});
