/** Every route that reads, with something to ask it: a route whose parts have no value here fails the proof. */
import type { Route } from "../../shared/http/route.ts";

export type Facts = {
  readonly complaints: readonly string[];
  /** Of these complaints. */
  readonly attachments: readonly string[];
  readonly caseNumber: string;
  /** Of a counter visit, rated or not. */
  readonly visit: string;
  /** First day of the story. */
  readonly day: string;
  readonly centre: string;
};
export type Read = {
  readonly id: string;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** Numbers of things that are not there: who may see one that is, is the matrix' question. */
const NONE = "0000-0000-0001";

const valuesOf = ({
  complaints,
  attachments,
  caseNumber,
  visit,
  day,
  centre,
}: Facts): Readonly<Record<string, readonly string[]>> => ({
  complaintNumber: complaints,
  caseNumber: [caseNumber],
  ratedNumber: [visit, caseNumber],
  centreCode: [centre],
  itemCode: ["tree-felling-licence"],
  month: [day.slice(0, 7)],
  form: ["csv"],
  period: [day.slice(0, 7)],
  kind: ["work-conditions"],
  receipt: ["1"],
  receiptNumber: ["K7M2-9QXR-4T3B-1"],
  windowId: [`${centre}-w01`],
  appointmentNumber: [NONE],
  attachmentId: attachments.length === 0 ? ["000000000001"] : attachments,
  contactId: [NONE],
});

/** Stories end before the one after. */
const nextMonth = (day: string): string => {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
};

/** What a read has to be asked with; others are asked for pages of one. */
const queriesOf = ({ day, centre }: Facts): Readonly<Record<string, readonly Record<string, string>[]>> => {
  const month = day.slice(0, 7);
  return {
    "verify-receipt": [{ code: "00000000" }],
    "show-verification": [{ code: "00000000" }],
    "list-complaints-of-centre": [{ centreCode: centre, limit: "1" }, { centreCode: centre }],
    "list-messages": ["delivered", "failed", "unconfirmed"].map((state) => ({ month, state, limit: "1" })),
    "read-message-cost": [{ month }],
    "list-own-cases-behind-figure": [{ figure: "received" }, { figure: "red" }],
    "list-cases-behind-figure": [{ figure: "received" }, { figure: "red", centreCode: centre }],
    "read-ledger": [{ month, limit: "1" }, { month }],
    "export-ledger-csv": [{ month }],
    "export-ledger-workbook": [{ month }],
    "read-own-scorecards": [{ month }, { month: nextMonth(day) }],
    "read-scorecards-of-centre": [{ month }, { month: nextMonth(day) }],
  };
};

const listed = (route: Route): readonly Record<string, string>[] => {
  const fields = Object.keys((route.query as { shape?: object } | undefined)?.shape ?? {});
  return fields.includes("limit") ? [{}, { limit: "1" }] : [{}];
};

const combined = (
  names: readonly string[],
  values: Readonly<Record<string, readonly string[]>>,
): Record<string, string>[] =>
  names.reduce<Record<string, string>[]>(
    (sofar, name) => {
      const known = values[name];
      if (known === undefined) throw new Error(`no value is known here for {${name}}`);
      return sofar.flatMap((each) => known.map((value) => ({ ...each, [name]: value })));
    },
    [{}],
  );

/** Reads by their method, or by what they answer: `read-complainant` is a POST, for its reason goes on record. */
export const READS_BY_POST: Readonly<Record<string, unknown>> = {
  "read-complainant": { reason: "回访核实" },
  "read-complaint-attachment-as-staff": { reason: "核实照片" },
  "read-rater": { reason: "差评回访" },
};

export const everyRead = (routes: readonly Route[], facts: Facts): readonly Read[] => {
  const untold = routes.find(({ id, method }) => method === "POST" && id.startsWith("read-") && !(id in READS_BY_POST));
  if (untold !== undefined) throw new Error(`no body is known here for ${untold.id}`);
  const [values, queries] = [valuesOf(facts), queriesOf(facts)];
  return routes
    .filter(({ id, method }) => method === "GET" || id in READS_BY_POST)
    .flatMap((route) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const body = READS_BY_POST[route.id];
      return combined(names, values).flatMap((params) =>
        (queries[route.id] ?? listed(route)).map((query) => ({
          id: route.id,
          ...(names.length === 0 ? {} : { params }),
          query,
          ...(body === undefined ? {} : { body }),
        })),
      );
    });
};
