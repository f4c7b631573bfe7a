/** Every Lambda function: what it is made of, whom it hurts when it fails, and the least it may do. Data only. */
import type { RouteFunction } from "../shared/http/route.ts";
import type { MunicipalitySettings } from "../shared/municipality/settings.ts";
import type { TABLES, TableName, TopicName } from "../shared/tables.ts";

export type TableAction = "GetItem" | "BatchGetItem" | "Query" | "PutItem" | "UpdateItem";
type IndexOf<T extends TableName> = keyof (typeof TABLES)[T]["indexes"] & string;
/** Actions on the table itself; of the indexes, only those named may be queried. */
export type TableNeed<Index extends string = string> = {
  readonly actions: readonly TableAction[];
  /** Partitions that it may write, `*` for any end of a key; absent: wherever it may write, it may write everywhere. */
  readonly writesOnly?: readonly string[];
  /** As `writesOnly`, of reading. */
  readonly readsOnly?: readonly string[];
  readonly query?: readonly Index[];
};
export type TableNeeds = { readonly [T in TableName]?: TableNeed<IndexOf<T>> };
export type SecretName = "code" | "sms";

export type FunctionRow = {
  readonly id: string;
  /** Source of the bundle, from the project's top level. */
  readonly entry: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Who is hurt while it fails: the text of its alarm. */
  readonly impact: string;
  readonly tables: TableNeeds;
  readonly secrets: readonly SecretName[];
  /** Signs addresses in its own name for files to be sent to and fetched from the bucket of attachments. */
  readonly attachments?: true;
  /** Writes reports as files, keeps them in the bucket, and signs addresses to fetch them: its font lies beside its bundle. */
  readonly forms?: true;
  readonly publishes: readonly TopicName[];
  /** Deployed with this SMS provider only. */
  readonly onlyWith?: MunicipalitySettings["sms"]["provider"];
};

const row = <const Id extends string>(definition: Omit<FunctionRow, "id"> & { readonly id: Id }) => definition;

/** API Gateway gives up at 29 s; residents give up sooner. */
const HTTP = { memoryMb: 1024, timeoutSeconds: 15 } as const;

/** Functions behind the API. */
export const ROUTE_FUNCTIONS: readonly (FunctionRow & { readonly id: RouteFunction })[] = [
  row({
    id: "cases-residents",
    entry: "functions/cases/residents.ts",
    ...HTTP,
    impact: "Residents cannot file a case or look one up, online or at a terminal in the hall.",
    tables: {
      cases: { actions: ["GetItem", "PutItem", "UpdateItem"] },
      directory: { actions: ["GetItem", "Query"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "cases-staff",
    entry: "functions/cases/staff.ts",
    ...HTTP,
    impact:
      "Window staff cannot see their work list nor accept, decide or deliver a case; residents at the counter wait.",
    tables: {
      cases: { actions: ["GetItem", "Query", "PutItem", "UpdateItem"], query: ["workList", "sharedWork", "tasks"] },
      appointments: { actions: ["GetItem"], readsOnly: ["appointment#*"] },
      directory: { actions: ["GetItem", "Query"], query: ["bySub"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "attachments-residents",
    entry: "functions/cases/attachments-residents.ts",
    ...HTTP,
    impact: "Residents cannot hand in papers as files, nor save them; they can still bring them to the counter.",
    tables: {
      cases: { actions: ["GetItem", "UpdateItem"] },
      directory: { actions: ["GetItem"] },
    },
    secrets: ["code"],
    attachments: true,
    publishes: [],
  }),
  row({
    id: "attachments-staff",
    entry: "functions/cases/attachments-staff.ts",
    ...HTTP,
    impact: "Whoever handles a case cannot open the papers handed in as files, nor add any; the case itself goes on.",
    tables: {
      cases: { actions: ["GetItem", "UpdateItem"] },
      directory: { actions: ["GetItem", "Query"], query: ["bySub"] },
    },
    secrets: ["code"],
    attachments: true,
    publishes: [],
  }),
  row({
    id: "directory-residents",
    entry: "functions/directory/residents.ts",
    ...HTTP,
    impact: "Residents cannot read which centre handles what, nor the guides that have to be published (article 6).",
    tables: { directory: { actions: ["GetItem", "Query"] } },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "directory-staff",
    entry: "functions/directory/staff.ts",
    ...HTTP,
    impact: "Absences cannot be recorded: tasks and reminders keep going to people who are away (R39).",
    tables: {
      directory: {
        actions: ["GetItem", "Query", "PutItem"],
        writesOnly: ["centre#*", "past-absences#*", "attendance#*"],
        query: ["bySub"],
      },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "calendar-office",
    entry: "functions/calendar/office.ts",
    ...HTTP,
    impact:
      "The municipal office cannot add a year, nor add or withdraw a closing day: dates are counted by the calendar before (R8).",
    tables: { directory: { actions: ["Query", "PutItem"], writesOnly: ["calendar"], query: ["bySub"] } },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "appointments-residents",
    entry: "functions/appointments/residents.ts",
    ...HTTP,
    impact: "Residents cannot book, see or cancel an appointment; they can still come without one (article 7).",
    tables: {
      appointments: { actions: ["GetItem", "Query", "PutItem", "UpdateItem"] },
      directory: { actions: ["GetItem", "Query"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "appointments-staff",
    entry: "functions/appointments/staff.ts",
    ...HTTP,
    impact: "Windows cannot see who is expected today, nor open slots, extended hours and home visits (article 7).",
    tables: {
      appointments: { actions: ["GetItem", "PutItem", "UpdateItem"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "complaints-residents",
    entry: "functions/complaints/residents.ts",
    ...HTTP,
    impact: "Residents cannot complain, nor see what became of a complaint (R51).",
    tables: {
      complaints: { actions: ["GetItem", "PutItem", "UpdateItem"] },
      directory: { actions: ["Query"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "complaints-staff",
    entry: "functions/complaints/staff.ts",
    ...HTTP,
    impact: "Nobody can see or handle a complaint: its fifteen working days go by (R52).",
    tables: {
      complaints: { actions: ["GetItem", "Query", "PutItem", "UpdateItem"], query: ["handled", "overseen"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "complaint-attachments-residents",
    entry: "functions/complaints/attachments-residents.ts",
    ...HTTP,
    impact: "Residents cannot add a file to their complaint; the complaint itself goes on.",
    tables: { complaints: { actions: ["GetItem", "UpdateItem"] } },
    secrets: ["code"],
    attachments: true,
    publishes: [],
  }),
  row({
    id: "complaint-attachments-staff",
    entry: "functions/complaints/attachments-staff.ts",
    ...HTTP,
    impact: "Staff who handle a complaint cannot open the files that came with it; the complaint itself goes on.",
    tables: {
      // What it writes is the record of who looked (R55).
      complaints: { actions: ["GetItem", "PutItem"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: ["code"],
    attachments: true,
    publishes: [],
  }),
  row({
    id: "ratings-residents",
    entry: "functions/ratings/residents.ts",
    ...HTTP,
    impact: "Residents cannot rate how they were served; the five working days for it go by (R61).",
    tables: {
      ratings: { actions: ["GetItem", "PutItem", "Query", "UpdateItem"] },
      // The look-up code of a case is the code of its rating, and wrong ones are counted in one place.
      cases: { actions: ["GetItem", "UpdateItem"] },
      directory: { actions: ["Query"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "ratings-staff",
    entry: "functions/ratings/staff.ts",
    ...HTTP,
    impact: "Nobody can follow up a poor rating: its one and five working days go by (R62).",
    tables: {
      ratings: { actions: ["GetItem", "PutItem", "UpdateItem"], query: ["handled", "ofStaff"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: ["code"],
    publishes: [],
  }),
  row({
    id: "scorecards-staff",
    entry: "functions/scorecards/staff.ts",
    ...HTTP,
    impact: "Posts, windows and centres do not see how they are doing (article 9). Nothing is lost.",
    tables: {
      ratings: { actions: [], query: ["ofCentre"] },
      complaints: { actions: [], query: ["upheld"] },
      reports: { actions: ["Query"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "bulletins-files",
    entry: "functions/bulletins/files.ts",
    ...HTTP,
    timeoutSeconds: 28,
    impact:
      "The municipal office cannot fetch the bulletin as PDF, workbook or CSV; page and data can be read. Nothing is lost.",
    tables: {
      reports: { actions: ["GetItem", "PutItem"] },
      directory: { actions: [], query: ["bySub"] },
    },
    forms: true,
    secrets: [],
    publishes: [],
  }),
  row({
    id: "bulletins-running",
    entry: "functions/bulletins/running.ts",
    memoryMb: 2048,
    timeoutSeconds: 28,
    impact:
      "The municipal office does not see the figures of the running month. Bulletins are made as before; nothing is lost.",
    tables: {
      reports: { actions: ["GetItem", "BatchGetItem", "Query"] },
      ratings: { actions: [], query: ["ofCentre"] },
      reminders: { actions: [], query: ["byDay"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "board-public",
    entry: "functions/board/public.ts",
    ...HTTP,
    impact: "Residents in the halls see no figures of today and this month on the screens. Nothing is lost.",
    tables: {
      reports: { actions: ["Query"], readsOnly: ["board#*"] },
      directory: { actions: ["Query"], readsOnly: ["items"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "bulletins-office",
    entry: "functions/bulletins/office.ts",
    ...HTTP,
    impact: "The municipal office cannot read or sign off the monthly bulletin, nor answer objections to it (R65).",
    tables: {
      reports: { actions: ["GetItem", "Query", "UpdateItem"] },
      directory: { actions: [], query: ["bySub"] },
    },
    secrets: [],
    publishes: ["monthly-reports"],
  }),
  row({
    id: "bulletins-centres",
    entry: "functions/bulletins/centres.ts",
    ...HTTP,
    impact:
      "The staff who lead a centre cannot read its figures of the month nor object to them: their two working days go by (R65).",
    tables: {
      reports: { actions: ["GetItem", "Query", "UpdateItem"], writesOnly: ["bulletins"] },
      directory: { actions: [], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "bulletins-public",
    entry: "functions/bulletins/public.ts",
    ...HTTP,
    impact: "Residents cannot read the extract of the monthly bulletin, where the municipality publishes one.",
    tables: { reports: { actions: ["GetItem", "Query"] } },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "ledgers-staff",
    entry: "functions/ledgers/staff.ts",
    memoryMb: 1792,
    timeoutSeconds: 28,
    impact:
      "Leaders of centres, proxies of stations and the municipal office cannot read or take away a ledger; it is still kept (article 14).",
    tables: {
      reports: { actions: ["Query", "PutItem"], writesOnly: ["ledger-exports#*"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "returns-staff",
    entry: "functions/returns/staff.ts",
    ...HTTP,
    impact:
      "The staff who lead a centre cannot hand in its data returns, nor the municipal office see which are missing: they may become late (article 15).",
    tables: {
      reports: {
        actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
        readsOnly: ["returns#*", "board#*"],
        writesOnly: ["returns#*"],
      },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "reminders-staff",
    entry: "functions/reminders/staff.ts",
    ...HTTP,
    impact:
      "Staff cannot read what was sent to them, nor directors which cases of their centre are yellow or red (R29, R30).",
    tables: {
      reminders: { actions: ["GetItem", "BatchGetItem"], query: ["byRecipient"] },
      cases: { actions: [], query: ["workList", "carded"] },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: [],
  }),
  row({
    id: "reminders-office",
    entry: "functions/reminders/office.ts",
    ...HTTP,
    impact:
      "The municipal office cannot see what was sent and what became of it, nor have it sent again; reminders go on.",
    tables: {
      reminders: {
        actions: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"],
        writesOnly: ["delivery#*"],
        query: ["byDay"],
      },
      directory: { actions: ["Query"], query: ["bySub"] },
    },
    secrets: [],
    publishes: ["deadline-reminders"],
  }),
];

export const AUTHORIZER = row({
  id: "identity-authorizer",
  entry: "functions/identity/authorizer.ts",
  memoryMb: 512,
  timeoutSeconds: 10,
  impact: "No member of staff can sign in: every window stands still, while residents can still file and look up.",
  tables: {},
  secrets: [],
  publishes: [],
}) satisfies FunctionRow;

export const CASES_EVENTS = row({
  id: "cases-events",
  entry: "functions/cases/events.ts",
  memoryMb: 512,
  timeoutSeconds: 60,
  impact:
    "Residents hear nothing of notices, acceptances and decisions, and the month's journal falls behind its cases.",
  tables: {
    cases: { actions: ["Query"] },
    reports: { actions: ["PutItem", "UpdateItem"] },
    reminders: { actions: ["PutItem"] },
    directory: { actions: ["Query", "PutItem"], writesOnly: ["findings#*"] },
  },
  secrets: [],
  publishes: ["cases"],
}) satisfies FunctionRow;

export const COMPLAINTS_EVENTS = row({
  id: "complaints-events",
  entry: "functions/complaints/events.ts",
  memoryMb: 512,
  timeoutSeconds: 60,
  impact: "Residents who asked for it hear nothing of what became of their complaint (R51).",
  tables: {
    complaints: { actions: ["Query"] },
    reminders: { actions: ["PutItem"] },
    reports: { actions: ["PutItem"] },
    directory: { actions: ["Query"] },
  },
  secrets: [],
  publishes: ["complaints"],
}) satisfies FunctionRow;

export const REMINDERS_SCHEDULED = row({
  id: "reminders-scheduled",
  entry: "functions/reminders/scheduled.ts",
  memoryMb: 1024,
  timeoutSeconds: 240,
  impact: "Nobody is reminded of a deadline: cases become overdue without a yellow or a red card (R29, R30).",
  tables: {
    cases: { actions: ["BatchGetItem", "UpdateItem"], query: ["nextStage"] },
    complaints: { actions: ["BatchGetItem", "UpdateItem"], query: ["nextStage"] },
    ratings: { actions: ["BatchGetItem", "UpdateItem"], query: ["nextStage"] },
    directory: { actions: ["Query"] },
    reports: { actions: ["BatchGetItem", "UpdateItem"], writesOnly: ["return-told#*"] },
    reminders: { actions: ["PutItem", "UpdateItem"], query: ["unsettled"] },
  },
  secrets: [],
  publishes: ["deadline-reminders"],
}) satisfies FunctionRow;

export const REMINDERS_WATCHDOG = row({
  id: "reminders-watchdog",
  entry: "functions/reminders/watchdog.ts",
  memoryMb: 1792,
  timeoutSeconds: 600,
  impact: "Nobody checks whether every deadline was told of: a stage that the sweep misses stays missed (R35).",
  tables: {
    cases: { actions: ["BatchGetItem", "UpdateItem"], query: ["watched"] },
    complaints: { actions: ["BatchGetItem", "UpdateItem"], query: ["watched"] },
    ratings: { actions: ["BatchGetItem", "UpdateItem"], query: ["watched"] },
    directory: { actions: ["Query"] },
    reports: { actions: ["BatchGetItem", "UpdateItem"], writesOnly: ["return-told#*"] },
    reminders: { actions: ["PutItem", "UpdateItem"], query: ["unsettled"] },
  },
  secrets: [],
  publishes: ["deadline-reminders"],
}) satisfies FunctionRow;

export const CALENDAR_SCHEDULED = row({
  id: "calendar-scheduled",
  entry: "functions/calendar/scheduled.ts",
  memoryMb: 1024,
  timeoutSeconds: 240,
  impact: "Residents and staff see dates counted by the old calendar until somebody moves the case (R8).",
  tables: {
    cases: { actions: ["GetItem", "UpdateItem"], query: ["counted"] },
    complaints: { actions: ["GetItem", "UpdateItem"], query: ["counted"] },
    ratings: { actions: ["GetItem", "UpdateItem"], query: ["counted"] },
    directory: { actions: ["Query"] },
    reminders: { actions: ["PutItem"] },
  },
  secrets: [],
  publishes: [],
}) satisfies FunctionRow;

export const SMS_SENDER = row({
  id: "reminders-sms-sender",
  entry: "functions/reminders/sms-sender.ts",
  memoryMb: 512,
  timeoutSeconds: 60,
  impact: "SMS are not sent: staff miss deadlines, and residents do not hear that their case was accepted or decided.",
  tables: {
    reminders: { actions: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"] },
    cases: { actions: ["GetItem", "UpdateItem"] },
    complaints: { actions: ["GetItem"] },
    ratings: { actions: ["GetItem"] },
    directory: { actions: ["Query"] },
  },
  secrets: ["sms", "code"],
  publishes: [],
}) satisfies FunctionRow;

export const SMS_RECEIPTS = row({
  id: "reminders-receipts",
  entry: "functions/reminders/receipts.ts",
  memoryMb: 256,
  timeoutSeconds: 60,
  impact:
    "Nobody hears that an SMS to staff or residents never arrived: it counts as unconfirmed, and the next is told.",
  tables: { reminders: { actions: ["PutItem"], writesOnly: ["receipt#*"] } },
  secrets: [],
  publishes: [],
  onlyWith: "sns",
}) satisfies FunctionRow;

export const BULLETINS_SCHEDULED = row({
  id: "bulletins-scheduled",
  entry: "functions/bulletins/scheduled.ts",
  memoryMb: 1024,
  timeoutSeconds: 600,
  impact: "The month's data sheet is not made: the municipal office has no bulletin to sign off (R65).",
  tables: {
    reports: { actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"] },
    ratings: { actions: [], query: ["ofCentre"] },
    reminders: { actions: [], query: ["byDay"] },
    directory: { actions: ["Query"] },
  },
  secrets: [],
  publishes: ["monthly-reports"],
}) satisfies FunctionRow;

export const FUNCTIONS: readonly FunctionRow[] = [
  ...ROUTE_FUNCTIONS,
  AUTHORIZER,
  CASES_EVENTS,
  COMPLAINTS_EVENTS,
  REMINDERS_SCHEDULED,
  REMINDERS_WATCHDOG,
  CALENDAR_SCHEDULED,
  SMS_SENDER,
  SMS_RECEIPTS,
  BULLETINS_SCHEDULED,
];
