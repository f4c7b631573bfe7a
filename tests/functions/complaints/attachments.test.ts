import { randomUUID } from "node:crypto";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmAttachmentOf } from "../../../functions/runtime/attaching.ts";
import { attachmentStore } from "../../../shared/aws/attachment-store.ts";
import { MAX_FAILURES } from "../../../shared/casework/lookup.ts";
import type { CaseNumber } from "../../../shared/kernel/ids.ts";
import { instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { keyed } from "../../support/api.ts";
import { CENTRE, roster } from "../../support/casework.ts";
import { invented } from "../../support/files.ts";
import { type ComplaintRouteId, type ComplaintsApi, complaintBody, complaintsApi } from "./world.ts";

const DEPUTY = `${CENTRE}-deputy`;
const CLERK = roster.posts[0]!.holder;

type Filed = { complaintNumber: string; lookupCode: string };

describe("files of a complaint", () => {
  let api: ComplaintsApi;
  beforeAll(async () => {
    api = await complaintsApi();
  });
  beforeEach(() => api.goTo("2026-09-18T09:00"));

  const file = async (change: object = {}): Promise<Filed> =>
    (await api.call("file-complaint", { body: complaintBody(change) })).body;
  const ask = (
    { complaintNumber, lookupCode }: Filed,
    id: ComplaintRouteId,
    more: object = {},
    attachmentId?: string,
  ) =>
    api.call(id, {
      params: { complaintNumber, ...(attachmentId === undefined ? {} : { attachmentId }) },
      headers: { "lookup-code": lookupCode, ...more },
      ...(id === "create-complaint-attachment" ? { body: { fileType: "png" } } : {}),
    });
  const sent = (key: string, contentType = "image/png", version = "v1") =>
    void api.files.set(key, { size: 4, contentType, version });
  const received = async (filed: Filed): Promise<string> => {
    const { attachmentId, fields } = (await ask(filed, "create-complaint-attachment")).body;
    sent(fields.key);
    expect((await ask(filed, "confirm-complaint-attachment", {}, attachmentId)).status).toBe(200);
    return attachmentId;
  };

  it("are announced once for one key, received when they are there, and told of nobody in their place", async () => {
    const filed = await file();
    const headers = { "Idempotency-Key": randomUUID() };
    const [one, two] = await Promise.all([1, 2].map(() => ask(filed, "create-complaint-attachment", headers)));
    expect([one?.status, one?.body.attachmentId]).toEqual([201, two?.body.attachmentId]);
    const { attachmentId, fields } = one!.body;
    expect(fields.key).toBe(`incoming/370481/${filed.complaintNumber.replaceAll("-", "")}/${attachmentId}`);
    sent(fields.key, "application/pdf");
    const unfit = await ask(filed, "confirm-complaint-attachment", {}, attachmentId);
    expect([unfit.status, unfit.body.code]).toEqual([409, "attachment-unfit"]);
    sent(fields.key);
    expect((await ask(filed, "confirm-complaint-attachment", {}, attachmentId)).body.state).toBe("received");
    sent(fields.key, "image/png", "v2");
    expect((await ask(filed, "confirm-complaint-attachment", {}, attachmentId)).status).toBe(200);
    expect((await ask(filed, "read-complaint-attachment", {}, attachmentId)).body.url).toContain("version=kept-v1");
    expect((await ask(filed, "list-complaint-attachments")).body.attachments).toHaveLength(1);
  });

  it("are still to come where a confirmation stopped between copying and writing it down; once more, and they are there", async () => {
    const filed = await file();
    const { attachmentId, fields } = (await ask(filed, "create-complaint-attachment")).body;
    sent(fields.key);
    const { store, files } = invented();
    files.set(fields.key, api.files.get(fields.key)!);
    const at = instant("2026-09-18T09:00:00+08:00");
    const lists = attachmentStore(api.client, api.names.complaints, "complaint");
    const stopped = {
      attachments: { of: lists.of, save: () => Promise.reject(new Error("stopped")) },
      files: store,
      keyed: async () => keyed,
      divisionCode: "370481",
      now: () => ({ at, today: localDateOf(at) }),
    };
    const number = filed.complaintNumber.replaceAll("-", "") as CaseNumber;
    await expect(confirmAttachmentOf(stopped, { number, closed: false }, attachmentId)).rejects.toThrow("stopped");
    expect([...files.keys()].filter((key) => key.startsWith("kept/"))).toHaveLength(1);
    expect((await ask(filed, "list-complaint-attachments")).body.attachments).toMatchObject([{ state: "requested" }]);
    expect((await ask(filed, "read-complaint-attachment", {}, attachmentId)).body.code).toBe("attachment-not-there");
    expect((await ask(filed, "confirm-complaint-attachment", {}, attachmentId)).body.state).toBe("received");
  });

  it("are twenty at most, and lapse a day after they were announced unless they came", async () => {
    const filed = await file();
    const kept = await received(filed);
    for (let n = 1; n < 20; n += 1) expect((await ask(filed, "create-complaint-attachment")).status).toBe(201);
    expect((await ask(filed, "create-complaint-attachment")).body.code).toBe("too-many-attachments");
    api.goTo("2026-09-19T09:01");
    expect((await ask(filed, "list-complaint-attachments")).body.attachments).toMatchObject([{ id: kept }]);
  });

  it("R55 are the handler's alone, for a reason, and on record before they are handed out", async () => {
    const filed = await file({ target: { kind: "post", post: roster.posts[0]!.id } });
    const params = { complaintNumber: filed.complaintNumber, attachmentId: await received(filed) };
    const read = (sub: string, body: object = { reason: "核实照片" }) =>
      api.call("read-complaint-attachment-as-staff", { params, sub, body });
    const { complaintNumber } = filed;
    const list = (sub: string) => api.call("list-complaint-attachments-as-staff", { params: { complaintNumber }, sub });
    expect([(await read("office-1")).status, (await list("office-1")).status]).toEqual([403, 403]);
    expect([(await read(CLERK)).status, (await list(CLERK)).status]).toEqual([404, 404]);
    const absent = { ...params, complaintNumber: "0000-0000-0001" };
    const body = { reason: "核实照片" };
    const nowhere = await api.call("read-complaint-attachment-as-staff", { params: absent, sub: CLERK, body });
    const untraced = ({ body: { requestId: _, ...problem } }: typeof nowhere) => problem;
    expect(untraced(await read(CLERK))).toEqual(untraced(nowhere));
    expect((await read(DEPUTY, {})).status).toBe(400);
    expect((await read(DEPUTY)).body.url).toContain(`/kept/370481/`);
    expect((await list(DEPUTY)).body.attachments).toHaveLength(1);
    const number = complaintNumber.replaceAll("-", "");
    const { Items } = await api.client.send(
      new QueryCommand({
        TableName: api.names.complaints,
        KeyConditionExpression: "pk = :pk and begins_with(sk, :sk)",
        ExpressionAttributeValues: { ":pk": `complaint#${number}`, ":sk": "reading#" },
      }),
    );
    expect(Items).toMatchObject([{ by: DEPUTY, reason: "核实照片", attachment: params.attachmentId }]);
  });

  it("answers a wrong code as for a complaint that is not there, and takes nothing more once it is closed", async () => {
    const filed = await file();
    const guess = { ...filed, lookupCode: "0000-0000" };
    const nowhere = { complaintNumber: "0000-0000-0001", lookupCode: "0000-0000" };
    const answers = await Promise.all([guess, nowhere].map((each) => ask(each, "list-complaint-attachments")));
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([404, "complaint-not-found"]));
    const late = (await ask(filed, "create-complaint-attachment")).body.attachmentId;
    await ask(filed, "withdraw-complaint");
    for (const [id, attachmentId] of [
      ["create-complaint-attachment", undefined],
      ["confirm-complaint-attachment", late],
    ] as const)
      expect((await ask(filed, id, {}, attachmentId)).body.code).toBe("case-closed");
  });

  it("count a wrong code as a guess at the complaint: whoever has guessed enough here is locked out there", async () => {
    const filed = await file();
    const guess = { ...filed, lookupCode: "0000-0000" };
    const ids = ["list-complaint-attachments", "create-complaint-attachment"] as const;
    for (let n = 0; n < MAX_FAILURES; n += 1) expect((await ask(guess, ids[n % 2]!)).status).toBe(404);
    expect((await ask(guess, "read-complaint")).status).toBe(429);
    expect((await ask(filed, "list-complaint-attachments")).status).toBe(429);
  });
});
