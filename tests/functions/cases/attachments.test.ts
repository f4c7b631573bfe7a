import { randomUUID } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { CONTENT_TYPES, MOST_BYTES } from "../../../shared/casework/attachments.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";

const ASKED = { material: "felling-application-form", fileType: "pdf" } as const;

let api: CasesApi;
let caseNumber: string;
let lookupCode: string;
beforeEach(async () => {
  api ??= await casesApi();
  ({ caseNumber, lookupCode } = (await api.call("file-case", { body: filingBody() })).body);
});
const asResident = (more: Record<string, string> = {}) => ({
  params: { caseNumber, ...more },
  headers: { "Lookup-Code": lookupCode },
});
const create = (body: object = ASKED, key?: string) => {
  const { params, headers } = asResident();
  return api.call("create-attachment", {
    params,
    headers: key === undefined ? headers : { ...headers, "Idempotency-Key": key },
    body,
  });
};
const keyOf = (id: string) => `incoming/370481/${caseNumber.replaceAll("-", "")}/${id}`;
/** The list as it is kept. */
const kept = async () =>
  (
    await api.client.send(
      new GetCommand({
        TableName: api.names.cases,
        Key: { pk: `case#${caseNumber.replaceAll("-", "")}`, sk: "attachments" },
      }),
    )
  ).Item;
const send = (id: string, change: object = {}) =>
  api.files.files.set(keyOf(id), { size: 1000, contentType: CONTENT_TYPES.pdf, version: "v1", ...change });
const confirm = (attachmentId: string) => api.call("confirm-attachment", asResident({ attachmentId }));
const read = (attachmentId: string) => api.call("read-attachment", asResident({ attachmentId }));
const list = async () => (await api.call("list-attachments", asResident())).body.attachments;

describe("attachments", () => {
  it("are announced, sent, confirmed, listed and fetched, by number and look-up code", async () => {
    const announced = await create();
    expect(announced).toMatchObject({ status: 201, body: { mostBytes: MOST_BYTES } });
    const { attachmentId, fields, expiresAt } = announced.body;
    expect(fields).toEqual({ key: keyOf(attachmentId), "Content-Type": "application/pdf", seconds: "600" });
    expect(Date.parse(expiresAt) - Date.parse(api.clock.at)).toBe(600_000);
    expect(await read(attachmentId)).toMatchObject({ status: 409, body: { code: "attachment-not-there" } });
    expect(await confirm(attachmentId)).toMatchObject({ status: 409, body: { code: "attachment-not-there" } });
    send(attachmentId);
    expect(await confirm(attachmentId)).toMatchObject({ status: 200, body: { state: "received", size: 1000 } });
    expect(await list()).toMatchObject([{ id: attachmentId, state: "received", by: "resident", fileType: "pdf" }]);
    const { body } = await read(attachmentId);
    expect(body.url).toContain(
      `/${keyOf(attachmentId).replace("incoming", "kept")}?version=kept-v1&as=${attachmentId}.pdf&seconds=300`,
    );
  });

  it("are announced once for one key and body, also at once; another body under the key is refused", async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => create(ASKED, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.attachmentId)).size).toBe(1);
    expect(await list()).toHaveLength(1);
    const other = await create({ ...ASKED, fileType: "png" }, key);
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency-mismatch" } });
    const byStaff = await api.call("create-attachment-as-staff", {
      sub: clerk(1),
      params: { caseNumber },
      headers: { "Idempotency-Key": key },
      body: ASKED,
    });
    expect(byStaff.body.attachmentId).not.toBe(answers[0]!.body.attachmentId);
    expect(await list()).toHaveLength(2);
    expect((await create(ASKED, "not-a-uuid")).status).toBe(400);
  });

  it("lapse a day after they were announced unless they were received: the record too, which DynamoDB then removes", async () => {
    const { at } = api.clock;
    const { attachmentId } = (await create()).body;
    expect((await kept())?.expiresAt).toBe(Date.parse("2026-09-19T10:00:00+08:00") / 1000);
    api.goTo("2026-09-19T10:01");
    send(attachmentId);
    expect(await list()).toEqual([]);
    expect(await confirm(attachmentId)).toMatchObject({ status: 404, body: { code: "attachment-not-found" } });
    const second = (await create()).body.attachmentId;
    send(second);
    expect((await confirm(second)).status).toBe(200);
    expect((await kept())?.expiresAt).toBeUndefined();
    api.goTo("2026-09-21T10:00");
    expect(await list()).toMatchObject([{ id: second, state: "received" }]);
    api.clock.at = at;
  });

  it("leave the case's version and ledger alone", async () => {
    const number = caseNumber.replaceAll("-", "") as Parameters<typeof api.cases.get>[0];
    const before = await api.cases.get(number);
    send((await create()).body.attachmentId);
    expect(await api.cases.get(number)).toEqual(before);
  });

  it("are not replaced by what is sent after they were received", async () => {
    const { attachmentId } = (await create()).body;
    send(attachmentId);
    await confirm(attachmentId);
    send(attachmentId, { size: 2000, version: "v2" });
    expect((await confirm(attachmentId)).body.size).toBe(1000);
    expect((await read(attachmentId)).body.url).toContain("version=kept-v1");
  });

  it.each([
    ["too large", { size: MOST_BYTES + 1 }],
    ["empty", { size: 0 }],
    ["of another type", { contentType: "text/html" }],
  ])("are not received when %s", async (_, change) => {
    const { attachmentId } = (await create()).body;
    send(attachmentId, change);
    expect(await confirm(attachmentId)).toMatchObject({ status: 409, body: { code: "attachment-unfit" } });
    expect(await list()).toMatchObject([{ state: "requested" }]);
  });

  it("R19a belong to a material that the guide demands; what the office looks up itself is refused", async () => {
    for (const material of ["identity-card", "no-such-paper"]) {
      const { status, body } = await create({ ...ASKED, material });
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ pointer: "/material", code: "invalid-value" }]);
    }
    expect((await create({ ...ASKED, fileType: "exe" })).status).toBe(400);
    expect(await list()).toEqual([]);
  });

  it("are twenty at most, also when many are announced at once; those that never came make room when their forms have run out", async () => {
    for (let n = 0; n < 18; n += 1) expect((await create()).status).toBe(201);
    const answers = await Promise.all([1, 2, 3, 4].map(() => create()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(await list()).toHaveLength(20);
    expect(await create()).toMatchObject({ status: 409, body: { code: "too-many-attachments" } });
    const { at } = api.clock;
    api.goTo("2026-09-18T10:11");
    expect((await create()).status).toBe(201);
    expect(await list()).toHaveLength(1);
    api.clock.at = at;
  });

  it("are for whoever holds the code, and whoever handles the case", async () => {
    const wrong = { params: { caseNumber }, headers: { "Lookup-Code": "0000-0000" }, from: "192.0.2.77" };
    expect((await api.call("list-attachments", wrong)).status).toBe(404);
    const asStaff = (sub: string, attachmentId = "000000000001") => ({ sub, params: { caseNumber, attachmentId } });
    const by = (sub: string) =>
      api.call("create-attachment-as-staff", { sub, params: { caseNumber }, body: { ...ASKED, fileType: "heic" } });
    expect(await by(clerk(6))).toMatchObject({ status: 403, body: { code: "not-on-duty" } });
    const { attachmentId } = (await by(clerk(1))).body;
    send(attachmentId, { contentType: CONTENT_TYPES.heic });
    expect((await api.call("confirm-attachment-as-staff", asStaff(clerk(1), attachmentId))).status).toBe(200);
    expect((await api.call("read-attachment-as-staff", asStaff(clerk(1), attachmentId))).status).toBe(200);
    expect((await api.call("read-attachment-as-staff", asStaff(clerk(6), attachmentId))).status).toBe(403);
    const { body } = await api.call("list-attachments-as-staff", { sub: clerk(1), params: { caseNumber } });
    expect(body.attachments).toMatchObject([{ by: "staff", state: "received" }]);
    expect(api.logged.join("\n")).not.toContain("files.example.invalid");
  });

  it("are neither announced nor confirmed for a case that is closed", async () => {
    const { attachmentId } = (await create()).body;
    send(attachmentId);
    await api.call("withdraw-case", asResident());
    expect(await create()).toMatchObject({ status: 409, body: { code: "case-closed" } });
    expect(await confirm(attachmentId)).toMatchObject({ status: 409, body: { code: "case-closed" } });
  });
});

describe("corrections", () => {
  const FORM = "felling-application-form";
  const received = async (material = FORM): Promise<string> => {
    const { attachmentId } = (await create({ ...ASKED, material })).body;
    send(attachmentId);
    await confirm(attachmentId);
    return attachmentId;
  };
  const noticed = () =>
    api.call("give-correction-notice", {
      sub: clerk(1),
      params: { caseNumber },
      headers: { "If-Match": '"1"' },
      body: { missing: [FORM], channel: "online" },
    });
  const submit = (body: object) => api.call("submit-corrections", { ...asResident(), body });

  it("R16 name the files that the papers are: the window sees which paper has which", async () => {
    await noticed();
    const [first, second] = [await received(), await received()];
    const { body } = await submit({ papers: [FORM], attachments: [first, second, first] });
    const files = [first, second].map((attachmentId) => ({ paper: FORM, attachmentId }));
    expect(body.notice.submitted).toMatchObject({ papers: [FORM], files });
    const seen = await api.call("read-case-as-staff", { sub: clerk(1), params: { caseNumber } });
    expect(seen.body.notice.submitted.files).toEqual(files);
    expect(seen.body.ledger.at(-1).facts).toMatchObject({ papers: FORM, attachments: `${first},${second}` });
    const again = { missing: [FORM], channel: "online" };
    const asked = await api.call("ask-further", {
      sub: clerk(1),
      params: { caseNumber },
      headers: { "If-Match": `"${seen.body.version}"` },
      body: again,
    });
    expect(asked.body.notice.submitted).toMatchObject({ papers: [], files: [] });
  });

  it("R16 name each file that is none of these papers, and change nothing", async () => {
    await noticed();
    const { attachmentId: onlyAnnounced } = (await create()).body;
    const elsewhere = await received("felling-survey");
    const good = await received();
    const answer = await submit({ papers: [FORM], attachments: [good, "000000000001", onlyAnnounced, elsewhere] });
    expect(answer).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(answer.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual(
      [1, 2, 3].map((index) => `/attachments/${index} invalid-value`),
    );
    const malformed = await submit({ papers: [FORM], attachments: ["../x"] });
    expect(malformed.body.errors).toMatchObject([{ pointer: "/attachments/0", code: "invalid-format" }]);
    const { body } = await api.call("read-case", asResident());
    expect([body.state, body.notice.submitted]).toEqual(["correcting", undefined]);
  });

  it("are handed in without files as before", async () => {
    await noticed();
    const { body } = await submit({ papers: [FORM] });
    expect(body.notice.submitted).toMatchObject({ papers: [FORM] });
    expect(body.notice.submitted.files).toBeUndefined();
  });
});
