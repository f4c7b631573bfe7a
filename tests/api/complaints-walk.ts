/** Every operation of complaints once, on a whole town: what each answers when all is well. */
import { expect } from "vitest";
import { CENTRE, type LivingTown } from "../support/local-town.ts";

const DEPUTY = `${CENTRE}-deputy`;
const DIRECTOR = `${CENTRE}-director`;

type Filed = { readonly complaintNumber: string; readonly lookupCode: string };

/** A photograph is announced, sent, confirmed and listed; its handler fetches it, for a reason, and nobody else. */
const attach = async (town: LivingTown, { complaintNumber, lookupCode }: Filed): Promise<void> => {
  const headers = { "Lookup-Code": lookupCode };
  const asked = { params: { complaintNumber }, headers, body: { fileType: "jpeg" } };
  const { attachmentId, uploadUrl, fields } = (await town.call("create-complaint-attachment", asked)).body;
  const one = { params: { complaintNumber, attachmentId }, headers };
  expect((await town.call("confirm-complaint-attachment", one)).body.code).toBe("attachment-not-there");
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(fields)) form.append(name, value);
  form.append("file", new Blob(["JFIF"]));
  expect((await fetch(uploadUrl, { method: "POST", body: form })).status).toBe(204);
  expect((await town.call("confirm-complaint-attachment", one)).body.state).toBe("received");
  const list = await town.call("list-complaint-attachments", { params: { complaintNumber }, headers });
  const own = await town.as(DEPUTY, "list-complaint-attachments-as-staff", { params: { complaintNumber } });
  expect([list.body.attachments.length, own.body]).toEqual([1, list.body]);
  const reading = { params: one.params, body: { reason: "核实照片" } };
  for (const { url } of [
    (await town.call("read-complaint-attachment", one)).body,
    (await town.as(DEPUTY, "read-complaint-attachment-as-staff", reading)).body,
  ])
    expect(await (await fetch(url)).text()).toBe("JFIF");
  expect((await town.as("office-1", "read-complaint-attachment-as-staff", reading)).status).toBe(403);
  expect((await town.as(`${CENTRE}-a1`, "read-complaint-attachment-as-staff", reading)).status).toBe(404);
};

/**
 * @param nextMorning a day later: a second call-back is not made on the day of the first
 * @returns what can be done only when an order of that day has been told of
 */
export const walkComplaints = async (town: LivingTown, today: string, nextMorning: string) => {
  const notice = await town.call("read-privacy-notice");
  const file = async (more: object = {}): Promise<Filed> => {
    const body = {
      naming: "confidential",
      centreCode: CENTRE,
      target: { kind: "window", window: `${CENTRE}-w01` },
      text: "示例：等候两小时后被告知停止收件。",
      complainant: { name: "示例甲", phone: "10000000001" },
      privacyNotice: notice.body.version,
      ...more,
    };
    return (await town.call("file-complaint", { body })).body;
  };
  const asResident = ({ complaintNumber, lookupCode }: Filed, id = "read-complaint") =>
    town.call(id, { params: { complaintNumber }, headers: { "Lookup-Code": lookupCode } });
  const read = ({ complaintNumber }: Filed, staffId: string) =>
    town.as(staffId, "read-complaint-as-staff", { params: { complaintNumber } });
  const move = async (id: string, filed: Filed, staffId: string, body?: object) => {
    const etag = (await read(filed, staffId)).headers.get("etag")!;
    const { complaintNumber } = filed;
    const given = { params: { complaintNumber }, headers: { "If-Match": etag } };
    const done = await town.as(staffId, id, body === undefined ? given : { ...given, body });
    expect([id, done.status]).toEqual([id, 200]);
    return done.body;
  };

  const main = await file();
  expect((await asResident(main)).body).toMatchObject({ state: "filed", handledBy: { zh: expect.any(String) } });
  const readings = { params: { complaintNumber: main.complaintNumber }, body: { reason: "回访核实" } };
  expect((await town.as(DEPUTY, "read-complainant", readings)).body).toEqual({ name: "示例甲", phone: "10000000001" });
  await move("accept-complaint", main, DEPUTY, {});
  await move("note-inquiry", main, DEPUTY, { text: "调取录像" });
  await move("extend-complaint", main, DEPUTY, { workingDays: 5, reason: "录像调取需时" });
  await attach(town, main);
  const second = await file();
  await move("join-complaint", second, DEPUTY, { with: main.complaintNumber });
  const own = await town.as(DEPUTY, "list-complaints");
  expect(own.body.complaints.map((each: Filed) => each.complaintNumber)).toContain(main.complaintNumber);
  const ofCentre = await town.as("office-1", "list-complaints-of-centre", { query: { centreCode: CENTRE } });
  expect(ofCentre.body.complaints.length).toBeGreaterThan(0);

  const lost = await file();
  const params = { complaintNumber: lost.complaintNumber };
  const reissue = (body: object) =>
    town.as(DEPUTY, "reissue-complaint-code", { params, headers: { "If-Match": '"1"' }, body });
  const unnamed = await reissue({ identity: "id-card" });
  expect([unnamed.status, unnamed.body.errors?.[0]?.code]).toEqual([400, "required"]);
  const renewed = await reissue({ identity: "id-card", reason: "手机丢失" });
  expect([renewed.status, renewed.headers.get("etag")]).toEqual([201, '"2"']);
  expect((await asResident(lost)).status).toBe(404);
  expect((await asResident(renewed.body)).body).toMatchObject({ state: "filed" });

  const taken = await town.as(`${CENTRE}-a2`, "file-complaint-for-resident", {
    body: {
      naming: "anonymous",
      centreCode: CENTRE,
      channel: "counter",
      target: { kind: "service", itemCode: "tree-felling-licence" },
      text: "示例：指南与窗口说法不一。",
      privacyNotice: notice.body.version,
    },
  });
  expect(taken.status).toBe(201);
  expect((await asResident(taken.body)).body).toMatchObject({ state: "filed" });
  expect((await read(taken.body, `${CENTRE}-a2`)).status).toBe(404);

  const given = await file();
  await move("accept-complaint", given, DEPUTY, {});
  await move("assign-complaint", given, DEPUTY, { handler: DIRECTOR, reason: "休假" });
  await move("declare-interest", given, DIRECTOR, { reason: "亲属" });

  const returned = await file();
  await move("return-complaint", returned, DEPUTY, { reason: "应由市政管办承办" });
  await move("rule-complaint", returned, "office-head", { body: "office", reason: "涉及多个中心" });
  await move("turn-complaint-away", await file(), DEPUTY, { because: "no-facts", reason: "没有具体事实" });
  expect((await asResident(await file(), "withdraw-complaint")).body.state).toBe("withdrawn");

  const petition = await file();
  await move("register-petition", petition, DEPUTY, { reason: "属于信访事项" });
  await move("hand-over-petition", petition, DEPUTY, { receipt: "信访〔2026〕12号", on: today });
  await move("extend-petition", petition, DEPUTY, { notice: "信访延〔2026〕3号", on: today });
  const referred = await file();
  await move("refer-complaint", referred, DEPUTY, { reason: "涉嫌收受财物" });
  await move("hand-over-referral", referred, "office-head", { receipt: "纪检收〔2026〕3号", on: today });
  expect((await read(referred, DEPUTY)).status).toBe(404);

  const ordered = await move("order-complaint-supervision", main, "office-1", { reason: "多次催办" });
  expect(ordered.orders).toMatchObject([{ open: true, reason: "多次催办" }]);
  const answer = { done: "已约谈承办人", finishBy: nextMorning.slice(0, 10) };
  await move("answer-complaint-supervision", main, DEPUTY, answer);
  const waiting = await file();
  await move("accept-complaint", waiting, DEPUTY, {});
  await move("order-complaint-supervision", waiting, "office-1", { reason: "多次催办" });
  await move("decide-complaint", main, DEPUTY, { finding: "upheld", reasons: "属实" });
  await move("record-call-back", main, DEPUTY, { result: "dissatisfied" });
  await move("decide-complaint", main, DEPUTY, { finding: "partly-upheld", reasons: "部分属实" });
  await town.moveTo(nextMorning);
  await move("record-call-back", main, DEPUTY, { result: "dissatisfied" });
  await move("decide-review", main, "office-head", { finding: "upheld", reasons: "属实，责令整改" });
  expect((await asResident(main)).body).toMatchObject({ state: "closed", finding: "upheld" });

  const annul = async () => {
    const [card] = (await read(waiting, "office-1")).body.cards;
    const after = await move("annul-complaint-card", waiting, "office-1", { stage: card.id, reason: "outage" });
    expect(after.cards[0]).toMatchObject({ id: card.id, annulled: { reason: "outage" } });
  };
  return { annul };
};
