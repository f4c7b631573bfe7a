/** Both functions of the complaints on real stores, each with the permissions that it is deployed with. */
import { vi } from "vitest";
import { RESIDENT_COMPLAINT_ATTACHMENT_OPERATIONS } from "../../../functions/complaints/attachments-residents-operations.ts";
import { STAFF_COMPLAINT_ATTACHMENT_OPERATIONS } from "../../../functions/complaints/attachments-staff-operations.ts";
import { RESIDENT_OPERATIONS } from "../../../functions/complaints/resident-operations.ts";
import { STAFF_OPERATIONS } from "../../../functions/complaints/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { attachmentStore } from "../../../shared/aws/attachment-store.ts";
import { complaintStore } from "../../../shared/aws/complaint-store.ts";
import { directoryStore, readingDirectory } from "../../../shared/aws/directory-store.ts";
import { CHINA_CALENDAR } from "../../../shared/calendar/calendar.ts";
import { PRIVACY_NOTICE } from "../../../shared/complaints/filing.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import {
  RESIDENT_COMPLAINT_ATTACHMENT_ROUTES,
  STAFF_COMPLAINT_ATTACHMENT_ROUTES,
} from "../../../shared/http/routes/complaints/attachments.ts";
import { COMPLAINT_ROUTES } from "../../../shared/http/routes/complaints.ts";
import { type Instant, instant, localDateOf } from "../../../shared/kernel/local-date.ts";
import { keyed } from "../../support/api.ts";
import { CENTRE, hours, ladder, OTHER_CENTRE } from "../../support/casework.ts";
import { invented } from "../../support/files.ts";
import { clientFor, freshTables } from "../../support/tables.ts";
import { type Call, caller } from "../directory/calling.ts";

const ROUTES = {
  ...COMPLAINT_ROUTES,
  ...RESIDENT_COMPLAINT_ATTACHMENT_ROUTES,
  ...STAFF_COMPLAINT_ATTACHMENT_ROUTES,
} as const;
export type ComplaintRouteId = keyof typeof ROUTES;
const OPERATIONS = {
  "complaints-residents": RESIDENT_OPERATIONS,
  "complaints-staff": STAFF_OPERATIONS,
  "complaint-attachments-residents": RESIDENT_COMPLAINT_ATTACHMENT_OPERATIONS,
  "complaint-attachments-staff": STAFF_COMPLAINT_ATTACHMENT_OPERATIONS,
} as const;
type FunctionId = keyof typeof OPERATIONS;

export const complaintsApi = async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const { client, names, endpoint } = await freshTables();
  const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
  const villages = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).slice(0, 1);
  await loadSampleTown(directoryStore(client, names.directory), sampleTown({ ...UNITS_370481, towns, villages }));
  const clock: { at: Instant } = { at: instant("2026-09-18T09:00:00+08:00") };
  const requests: string[] = [];
  const files = invented();
  const needsOf = (id: FunctionId) => {
    const own = clientFor(endpoint, names, id);
    own.middlewareStack.add(
      (next, context) => async (args) => {
        requests.push(String(context.commandName).replace(/Command$/, ""));
        return next(args);
      },
      { step: "initialize" },
    );
    const directory = readingDirectory(own, names.directory);
    return {
      complaints: complaintStore(own, names.complaints),
      attachments: attachmentStore(own, names.complaints, "complaint"),
      files: files.store,
      divisionCode: "370481",
      directory,
      people: directory,
      calendars: { current: async () => CHINA_CALENDAR },
      hours,
      ladder,
      register: townRegister("370481"),
      keyed: async () => keyed,
      origins: [],
      now: () => ({ at: clock.at, today: localDateOf(clock.at) }),
      sample: true,
    };
  };
  const served = <Id extends FunctionId>(id: Id) => caller(httpHandler(id, ROUTES, OPERATIONS[id], needsOf(id)));
  const functions = {
    "complaints-residents": served("complaints-residents"),
    "complaints-staff": served("complaints-staff"),
    "complaint-attachments-residents": served("complaint-attachments-residents"),
    "complaint-attachments-staff": served("complaint-attachments-staff"),
  } as const;
  return {
    client,
    names,
    /** Database requests since it was last emptied. */
    requests,
    /** What lies in the bucket, by key. */
    files: files.files,
    call: (id: ComplaintRouteId, call: Call = {}) => functions[ROUTES[id].function](id, call),
    /** @param text local time, `2026-09-18T10:00` */
    goTo: (text: string) => {
      clock.at = instant(`${text}:00+08:00`);
    },
  };
};
export type ComplaintsApi = Awaited<ReturnType<typeof complaintsApi>>;

export const complaintBody = (change: object = {}) => ({
  naming: "confidential",
  centreCode: CENTRE,
  target: { kind: "service", itemCode: "tree-felling-licence" },
  text: "示例：等候两小时后被告知停止收件。",
  complainant: { name: "示例甲", phone: "10000000001" },
  privacyNotice: PRIVACY_NOTICE.version,
  ...change,
});
