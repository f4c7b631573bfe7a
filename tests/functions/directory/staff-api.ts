/** Staff's routes on real stores, with the permissions that they are deployed with, at a moment of one's choosing. */
import { vi } from "vitest";
import { STAFF_OPERATIONS } from "../../../functions/directory/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { tengzhou } from "../../../infra/municipalities/tengzhou.ts";
import { attendanceBook } from "../../../shared/aws/attendance-store.ts";
import { directoryStore, readingDirectory, recordingAbsences } from "../../../shared/aws/directory-store.ts";
import { takeOverStore } from "../../../shared/aws/finding-store.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { DIRECTORY_ROUTES } from "../../../shared/http/routes/directory.ts";
import { type Instant, instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { caller } from "./calling.ts";

export const START = instant("2026-09-18T01:00:00Z");

export const staffApi = async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const tables = await freshTables();
  const { client, names, endpoint } = tables;
  await loadSampleTown(directoryStore(client, names.directory), sampleTown(UNITS_370481));
  const asDeployed = clientFor(endpoint, names, "directory-staff");
  const directory = readingDirectory(asDeployed, names.directory);
  const clock: { at: Instant } = { at: START };
  /** Called before each write: a place to die in. */
  const fate: { beforeWrite: () => void } = { beforeWrite: () => {} };
  asDeployed.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === "PutCommand" || context.commandName === "PutItemCommand") fate.beforeWrite();
      return next(args);
    },
    { step: "initialize" },
  );
  const handler = httpHandler("directory-staff", DIRECTORY_ROUTES, STAFF_OPERATIONS, {
    directory,
    people: directory,
    absences: recordingAbsences(asDeployed, names.directory),
    book: attendanceBook(asDeployed, names.directory),
    takeOvers: takeOverStore(asDeployed, names.directory),
    calendars: { current: async () => CHINA_CALENDAR },
    hours: tengzhou.officeHours,
    rules: tengzhou.posts,
    register: townRegister("370481"),
    origins: [],
    now: () => ({ at: clock.at, today: localDateOf(clock.at) }),
  });
  return { call: caller(handler), clock, fate, tables };
};
export type StaffApi = Awaited<ReturnType<typeof staffApi>>;
