/** What one route of the API is: validation, types, gateway method, permission, documentation and tests all follow from it. */
import type * as z from "zod";
import type { RefusalCode } from "../kernel/refusal.ts";
import type { CSV, WORKBOOK } from "./files.ts";

/** Who may call: anyone; whoever holds the case's look-up code; signed-in staff; the municipal office's staff. */
export type Audience = "public" | "resident" | "staff" | "office";

/** The Lambda function that serves a route. Public ones hold no staff permission. */
export type RouteFunction =
  | "cases-residents"
  | "cases-staff"
  | "attachments-residents"
  | "attachments-staff"
  | "directory-residents"
  | "directory-staff"
  | "calendar-office"
  | "appointments-residents"
  | "appointments-staff"
  | "complaints-residents"
  | "complaints-staff"
  | "complaint-attachments-residents"
  | "complaint-attachments-staff"
  | "ratings-residents"
  | "ratings-staff"
  | "scorecards-staff"
  | "bulletins-office"
  | "bulletins-centres"
  | "bulletins-public"
  | "bulletins-files"
  | "bulletins-running"
  | "ledgers-staff"
  | "reminders-staff"
  | "reminders-office";

export type Reply = {
  readonly description: string;
  /** Absent: an empty body. */
  readonly body?: z.ZodType;
  /** Absent: `application/json`. The body of HTML and CSV is a string, that of a workbook its bytes. */
  readonly type?: "text/html" | typeof CSV | typeof WORKBOOK;
  /** The one script that an HTML reply may run, by its very text; absent: none. */
  readonly script?: string;
  /** The reply carries the version as ETag. */
  readonly etag?: true;
};

export type Route = {
  /** Verb-noun; the operation's one name: file, `operationId`, log field. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly function: RouteFunction;
  readonly audience: Audience;
  readonly tag: string;
  readonly summary: string;
  /** What a caller could not guess from the schemas. */
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A whole body, as a caller may send it. */
  readonly example?: unknown;
  /** Needs `If-Match` with the version that was read: 428 without it, 412 when it is stale. */
  readonly ifMatch?: true;
  /** Takes an optional `Idempotency-Key`. */
  readonly idempotent?: true;
  readonly replies: Readonly<Record<number, Reply>>;
  /** What it may answer beside its replies; validation, sign-in and server problems are implied. */
  readonly refusals: readonly RefusalCode[];
};

export const route = <const R extends Route>(definition: R): R => definition;

type OutputOf<S> = S extends z.ZodType ? z.infer<S> : undefined;
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
export type ParamsOf<R extends Route> = OutputOf<R["params"]>;
export type QueryOf<R extends Route> = OutputOf<R["query"]>;
export type BodyOf<R extends Route> = OutputOf<R["body"]>;
/** One of the route's replies, before the schema has stripped what it does not name. */
export type ReplyOf<R extends Route> = {
  [Status in keyof R["replies"]]: {
    status: Status;
    body: R["replies"][Status] extends { body: infer S } ? InputOf<S> : undefined;
    /** Version for the ETag. */
    version?: number;
    /** To be saved under this name, ASCII, and not shown. */
    fileName?: string;
  };
}[keyof R["replies"]];
