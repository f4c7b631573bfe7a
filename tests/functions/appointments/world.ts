/** Both functions of the appointments on real stores, each with the permissions that it is deployed with. */
import { vi } from "vitest";
import { RESIDENT_OPERATIONS } from "../../../functions/appointments/resident-operations.ts";
import { STAFF_OPERATIONS } from "../../../functions/appointments/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { appointmentStore } from "../../../shared/aws/appointment-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { APPOINTMENT_ROUTES } from "../../../shared/http/routes/appointments.ts";
import { type Instant, instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { keyed } from "../../support/api.ts";
import { CENTRE, OTHER_CENTRE } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { type Call, caller } from "../directory/calling.ts";

type Id = keyof typeof APPOINTMENT_ROUTES;

export const appointmentsApi = async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const { client, names, endpoint } = await freshTables();
  const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
  const villages = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).slice(0, 1);
  await loadSampleTown(directoryStore(client, names.directory), sampleTown({ ...UNITS_370481, towns, villages }));
  const clock: { at: Instant } = { at: instant("2026-09-18T09:00:00+08:00") };
  let watched: (command: string) => unknown = () => {};
  const needsOf = (id: "appointments-residents" | "appointments-staff") => {
    const own = clientFor(endpoint, names, id);
    own.middlewareStack.add(
      (next, context) => async (args) => {
        await watched(String(context.commandName).replace(/Command$/, ""));
        return next(args);
      },
      { step: "initialize" },
    );
    const directory = readingDirectory(own, names.directory);
    return {
      appointments: appointmentStore(own, names.appointments),
      directory,
      people: directory,
      register: townRegister("370481"),
      keyed: async () => keyed,
      origins: [],
      now: () => ({ at: clock.at, today: localDateOf(clock.at) }),
    };
  };
  const residents = caller(
    httpHandler("appointments-residents", APPOINTMENT_ROUTES, RESIDENT_OPERATIONS, needsOf("appointments-residents")),
  );
  const staff = caller(
    httpHandler("appointments-staff", APPOINTMENT_ROUTES, STAFF_OPERATIONS, needsOf("appointments-staff")),
  );
  return {
    call: (id: Id, call: Call = {}) =>
      APPOINTMENT_ROUTES[id].function === "appointments-staff" ? staff(id, call) : residents(id, call),
    /** @param text local time, `2026-09-18T10:00` */
    goTo: (text: string) => {
      clock.at = instant(`${text}:00+08:00`);
    },
    /** Told every command that the functions send, before it goes. */
    watch: (tell: typeof watched) => {
      watched = tell;
    },
    client,
    table: names.appointments,
    directoryTable: names.directory,
    store: appointmentStore(client, names.appointments),
  };
};
export type AppointmentsApi = Awaited<ReturnType<typeof appointmentsApi>>;
