import { beforeAll, expect, it } from "vitest";
import { recordingAbsences } from "../../../shared/aws/directory-store.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import { CENTRE, roster } from "../../support/casework.ts";
import { type AppointmentsApi, appointmentsApi } from "./world.ts";

const WINDOW = `${CENTRE}-w01`;
const DAY = "2026-09-21";
let api: AppointmentsApi;
let appointmentNumber: string;

const listed = (sub: string) =>
  api.call("list-appointments", { sub, params: { windowId: WINDOW }, query: { day: DAY } });
const arrived = (sub: string) => api.call("mark-arrived", { sub, params: { appointmentNumber } });

beforeAll(async () => {
  api = await appointmentsApi();
  const slots = { windowId: WINDOW, day: DAY, from: "09:00", to: "10:00", minutesEach: 30 };
  await api.call("open-slots", { sub: `${CENTRE}-director`, body: slots });
  const booking = { windowId: WINDOW, day: DAY, starts: "09:00", name: "示例甲", phone: "10000000001" };
  ({ appointmentNumber } = (await api.call("book-slot", { body: booking })).body);
});

it("R34 is no business of the municipal office's while anybody of the centre is there", async () => {
  api.goTo(`${DAY}T08:50`);
  expect((await listed("office-1")).body.code).toBe("slot-not-found");
  expect((await arrived("office-1")).body.code).toBe("appointment-not-found");
});

it("R34 is the municipal office's once nobody is: it sees who comes, and records that they came", async () => {
  const absences = recordingAbsences(api.client, api.directoryTable);
  const from = instant(`${DAY}T08:30:00+08:00`);
  for (const { id: staffId } of roster.staff) {
    const whose = { id: `${staffId}-away`, staffId, centre: CENTRE, recordedBy: staffId };
    await absences.record({ schema: 1, ...whose, kind: "other", from, recordedAt: from });
  }
  expect((await listed("office-1")).body.appointments).toMatchObject([{ name: "示例甲", phone: "10000000001" }]);
  expect((await arrived("office-1")).body).toMatchObject({ state: "arrived", settledBy: "office-1" });
});
