/** The cases API on real stores, called as API Gateway calls it, at a moment of one's choosing. */
import { createHmac, randomUUID } from "node:crypto";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { vi } from "vitest";
import { RESIDENT_ATTACHMENT_OPERATIONS } from "../../functions/cases/attachments-residents-operations.ts";
import { STAFF_ATTACHMENT_OPERATIONS } from "../../functions/cases/attachments-staff-operations.ts";
import { RESIDENT_OPERATIONS } from "../../functions/cases/resident-operations.ts";
import { showing } from "../../functions/cases/showing.ts";
import { STAFF_OPERATIONS } from "../../functions/cases/staff-operations.ts";
import { rememberedCalendars } from "../../functions/runtime/calendars.ts";
import { keyedBy } from "../../functions/runtime/hashes.ts";
import { httpHandler } from "../../functions/runtime/http.ts";
import { appointmentStore } from "../../shared/aws/appointment-store.ts";
import { attachmentStore } from "../../shared/aws/attachment-store.ts";
import { calendarStore } from "../../shared/aws/calendar-store.ts";
import { caseStore } from "../../shared/aws/case-store.ts";
import { contactStore } from "../../shared/aws/contact-store.ts";
import { directoryStore } from "../../shared/aws/directory-store.ts";
import { loadSampleTown } from "../../shared/directory/loading.ts";
import { townRegister } from "../../shared/directory/register.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { CASE_ROUTES } from "../../shared/http/routes/cases.ts";
import { type Instant, instant, localDateOf } from "../../shared/kernel/local-date.ts";
import { CENTRE, hours, ladder, OTHER_CENTRE } from "./casework.ts";
import { invented } from "./files.ts";
import { clientFor, freshTables } from "./tables.ts";

type CaseRouteId = keyof typeof CASE_ROUTES;
export type Call = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  /** A string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Who signed in. */
  readonly sub?: string;
  readonly from?: string;
  readonly requestId?: string;
};
export type Answer = {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  // Tests look into bodies freely.
  // biome-ignore lint/suspicious/noExplicitAny: the OpenAPI schemas are checked elsewhere
  readonly body: any;
};

const key = (purpose: string) => createHmac("sha256", "secret of the tests").update(purpose).digest("hex");
export const keyed = keyedBy({ numberKey: key("number"), codeKey: key("code"), textKey: key("text") });

const eventOf = (id: CaseRouteId, { params = {}, query, body, headers = {}, sub, from = "192.0.2.1" }: Call) => {
  const { method, path } = CASE_ROUTES[id];
  return {
    httpMethod: method,
    resource: path,
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ""),
    pathParameters: Object.keys(params).length === 0 ? null : params,
    queryStringParameters: query ?? null,
    headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { authorizer: sub === undefined ? undefined : { sub }, identity: { sourceIp: from } },
  };
};

const operations = {
  "cases-residents": RESIDENT_OPERATIONS,
  "cases-staff": STAFF_OPERATIONS,
  "attachments-residents": RESIDENT_ATTACHMENT_OPERATIONS,
  "attachments-staff": STAFF_ATTACHMENT_OPERATIONS,
} as const;

/** The functions of the cases area that serve routes, each with the permissions that it is deployed with. */
export const casesApi = async () => {
  const logged: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => {
    logged.push(String(line));
  });
  const { client, names, endpoint } = await freshTables();
  const units = {
    ...UNITS_370481,
    towns: UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code)),
  };
  const loaded = sampleTown({
    ...units,
    villages: units.villages.filter(({ centre }) => centre === CENTRE).slice(0, 2),
  });
  const directory = directoryStore(client, names.directory);
  await loadSampleTown(directory, loaded);
  const clock: { at: Instant } = { at: instant("2026-09-18T10:00:00+08:00") };
  const register = townRegister("370481");
  const now = () => ({ at: clock.at, today: localDateOf(clock.at) });
  const files = invented();
  const needsOf = (id: keyof typeof operations) => {
    const own = clientFor(endpoint, names, id);
    const directory = directoryStore(own, names.directory);
    return {
      cases: caseStore(own, names.cases),
      attachments: attachmentStore(own, names.cases),
      files: files.store,
      divisionCode: "370481",
      contacts: contactStore(own, names.cases),
      appointments: appointmentStore(own, names.appointments),
      directory,
      people: directory,
      calendars: rememberedCalendars(calendarStore(own, names.directory), now),
      hours,
      ladder,
      register,
      keyed: async () => keyed,
      origins: [],
      now,
      ...showing(register, true),
    };
  };
  const served = <Id extends keyof typeof operations>(id: Id) =>
    httpHandler(id, CASE_ROUTES, operations[id], needsOf(id));
  const handlers = {
    "cases-residents": served("cases-residents"),
    "cases-staff": served("cases-staff"),
    "attachments-residents": served("attachments-residents"),
    "attachments-staff": served("attachments-staff"),
  };
  const send = async (by: keyof typeof handlers, event: object, requestId: string = randomUUID()): Promise<Answer> => {
    const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => 60_000 };
    const handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult> = handlers[by];
    // The pipeline reads no more of event and context than is made up here.
    const reply = await handler(event as APIGatewayProxyEvent, context as unknown as Context);
    const json = String(reply.headers?.["Content-Type"] ?? "").includes("json");
    return {
      status: reply.statusCode,
      headers: reply.headers ?? {},
      text: reply.body,
      body: json ? JSON.parse(reply.body) : undefined,
    };
  };
  return {
    send,
    call: (id: CaseRouteId, call: Call = {}) => send(CASE_ROUTES[id].function, eventOf(id, call), call.requestId),
    eventOf,
    clock,
    /** @param text local time, `2026-09-18T10:00` */
    goTo: (text: string) => {
      clock.at = instant(`${text}:00+08:00`);
    },
    /** Every line that the functions wrote. */
    logged,
    directory,
    files,
    appointments: appointmentStore(client, names.appointments),
    cases: caseStore(client, names.cases),
    client,
    names,
  };
};
export type CasesApi = Awaited<ReturnType<typeof casesApi>>;

export const clerk = (nth: number, centre = CENTRE): string => `${centre}-a${nth}`;
export const filingBody = (change: object = {}) => ({
  itemCode: "tree-felling-licence",
  centreCode: CENTRE,
  applicant: { name: "示例甲", phone: "10000000001" },
  ...change,
});
