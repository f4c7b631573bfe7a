/** Several requests of one resident that cross: a retry under the same key, a reply that got lost on its way. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AppointmentNumber } from "../../../shared/appointments/sheet.ts";
import { instant, localDate, plusDays } from "../../../shared/kernel/local-date.ts";
import { CENTRE } from "../../support/casework.ts";
import { type AppointmentsApi, appointmentsApi } from "./world.ts";

const WINDOW = `${CENTRE}-w01`;
let api: AppointmentsApi;
let day = "2026-09-20";
let phones = 0;
beforeAll(async () => {
  api = await appointmentsApi();
});
beforeEach(async () => {
  api.goTo("2026-09-18T09:00");
  day = plusDays(localDate(day), 1);
  const body = { windowId: WINDOW, day, from: "09:00", to: "10:00", minutesEach: 30 };
  await api.call("open-slots", { sub: `${CENTRE}-director`, body });
});

type Receipt = { appointmentNumber: string; lookupCode: string };
const booking = () => ({
  windowId: WINDOW,
  day,
  starts: "09:00",
  name: "示例甲",
  phone: `101${String(++phones).padStart(8, "0")}`,
});
const book = async (body: object, key = randomUUID()) =>
  api.call("book-slot", { body, headers: { "idempotency-key": key } });
const asResident = (id: "read-appointment" | "cancel-appointment", { appointmentNumber, lookupCode }: Receipt) =>
  api.call(id, { params: { appointmentNumber }, headers: { "lookup-code": lookupCode } });

/** Lets others act just before the next such command of a request; their own commands are not watched. */
const justBefore = (command: string, others: () => Promise<unknown>): void =>
  api.watch(async (sent) => {
    if (sent !== command) return;
    api.watch(() => {});
    await others();
  });

describe("two requests under one key", () => {
  it("leave the personal part with the one that got the place, when the other fails before it and forgets after it", async () => {
    const [body, key] = [booking(), randomUUID()];
    let faster: Receipt | undefined;
    let again: Awaited<ReturnType<typeof book>> | undefined;
    justBefore("UpdateItem", async () => {
      faster = (await book(booking())).body;
      // The place is gone; it comes back, and the retry gets it, just before this one forgets.
      justBefore("UpdateItem", async () => {
        await asResident("cancel-appointment", faster!);
        again = await book(body, key);
      });
    });
    const failed = await book(body, key);
    expect(failed.body.code).toBe("slot-full");
    expect(again?.status).toBe(201);
    expect((await asResident("read-appointment", again!.body)).body).toMatchObject({ state: "booked", name: "示*" });
    expect(await book(body, key)).toMatchObject({ status: 201, body: again!.body });
  });

  it("leave it also when the one that failed has forgotten it before the other got the place", async () => {
    const [body, key] = [booking(), randomUUID()];
    justBefore("UpdateItem", async () => {
      let faster: Receipt | undefined;
      justBefore("UpdateItem", async () => {
        faster = (await book(booking())).body;
      });
      expect((await book(body, key)).body.code).toBe("slot-full");
      await asResident("cancel-appointment", faster!);
    });
    const booked = await book(body, key);
    expect(booked.status).toBe(201);
    expect((await asResident("read-appointment", booked.body)).body).toMatchObject({ state: "booked", name: "示*" });
  });
});

describe("a settlement that is sent again because its reply got lost", () => {
  it.each(["cancelled", "arrived", "no-show"] as const)("is the same success, and counts once: %s", async (to) => {
    const number = AppointmentNumber.parse((await book(booking())).body.appointmentNumber.replaceAll("-", ""));
    const slot = { window: WINDOW, day: localDate(day), key: "0900-counter" };
    const at = instant("2026-09-18T10:00:00+08:00");
    const settlement = { to, at, ...(to === "cancelled" ? {} : { by: `${CENTRE}-a1` }) };
    const first = await api.store.settle(slot, number, settlement);
    expect(first?.bookings[number]?.state).toBe(to);
    expect(await api.store.settle(slot, number, settlement)).toEqual(first);
    const later = instant("2026-09-18T10:00:01+08:00");
    expect(await api.store.settle(slot, number, { ...settlement, at: later })).toBeUndefined();
    expect(await api.store.settle(slot, number, { ...settlement, by: `${CENTRE}-a2` })).toBeUndefined();
    expect((await api.store.sheet(slot.window, slot.day))?.slots[slot.key]).toEqual(first);
  });
});
