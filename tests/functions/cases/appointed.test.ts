/** A case of somebody who came with an appointment: in the bulletin it counts as one. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Appointment } from "../../../shared/appointments/appointments.ts";
import { CaseNumber } from "../../../shared/kernel/ids.ts";
import { localDate } from "../../../shared/kernel/local-date.ts";
import { type CasesApi, casesApi, clerk, filingBody } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";

const TODAY = "2026-09-18";
let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
});
beforeEach(() => api.goTo(`${TODAY}T10:00`));

let booked = 0;
const appointment = async (day = TODAY, window = `${CENTRE}-w01`) => {
  booked += 1;
  const number = CaseNumber.parse(`APPT${String(booked).padStart(8, "0")}`);
  const kept: Appointment = {
    ...{ schema: 1, number, bodyHash: "a", expiresAt: Date.parse("2027-01-01T00:00:00Z") / 1000 },
    slot: { window, day: localDate(day), key: "0930-counter" },
    personal: { name: "示例甲", phone: "10000000001" },
  };
  await api.appointments.keep(kept);
  return number;
};
const file = (more: object, key?: string) =>
  api.call("file-case-for-resident", {
    body: { ...filingBody({ itemCode: "birth-registration" }), channel: "counter", ...more },
    sub: clerk(1),
    ...(key === undefined ? {} : { headers: { "Idempotency-Key": key } }),
  });
const channelOf = async (caseNumber: string) => (await api.cases.get(CaseNumber.parse(caseNumber))).channel;

describe("a case filed by somebody with an appointment", () => {
  it("is received through the appointment, and others at the counter are not", async () => {
    const came = await file({ appointment: await appointment() });
    expect(came.status).toBe(201);
    expect(await channelOf(came.body.caseNumber)).toBe("appointment");
    expect(await channelOf((await file({})).body.caseNumber)).toBe("counter");
  });

  it("is done at once, too", async () => {
    const body = { ...filingBody({ itemCode: "birth-registration" }), channel: "counter" };
    const answer = await api.call("complete-case-at-once", {
      body: { ...body, appointment: await appointment(), ruling: { outcome: "approved" } },
      sub: clerk(1),
    });
    expect(answer.status).toBe(201);
    expect(await channelOf(answer.body.caseNumber)).toBe("appointment");
  });

  it("gets the same answer a second time, though the appointment is of another day by then", async () => {
    const more = { appointment: await appointment() };
    const first = await file(more, "3f0e6f0a-51c5-4c3a-9d0e-000000000001");
    api.goTo("2026-09-21T10:00");
    const again = await file(more, "3f0e6f0a-51c5-4c3a-9d0e-000000000001");
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it.each([
    ["of another day", () => appointment("2026-09-21")],
    ["of another centre", () => appointment(TODAY, `${OTHER_CENTRE}-w01`)],
    ["that nobody made", async () => "0000-0000-0000"],
  ])("is refused with an appointment %s, and not written", async (_, number) => {
    const key = randomUUID();
    const answer = await file({ appointment: await number() }, key);
    expect(answer).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(answer.body.errors).toMatchObject([{ pointer: "/appointment", code: "invalid-value" }]);
    expect((await file({}, key)).status).toBe(201);
  });

  it("is refused when somebody calls: an appointment is kept at the counter", async () => {
    const answer = await file({ channel: "phone", appointment: await appointment() });
    expect(answer.body.errors).toMatchObject([{ pointer: "/appointment", code: "not-offered" }]);
  });
});
