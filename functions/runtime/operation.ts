/** One operation of the API: load, decide, save, answer. Its types follow from its route. */
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { Locale } from "../../shared/http/problems.ts";
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from "../../shared/http/route.ts";
import type { RouteId, Routes } from "../../shared/http/routes.ts";
import type { Instant, LocalDate } from "../../shared/kernel/local-date.ts";

/** The moment, asked for once per request; never kept. */
export type Now = () => { at: Instant; today: LocalDate };

type Audience<Id extends RouteId> = Routes[Id]["audience"];

export type RequestOf<Id extends RouteId> = {
  readonly params: ParamsOf<Routes[Id]>;
  readonly query: QueryOf<Routes[Id]>;
  readonly body: BodyOf<Routes[Id]>;
  /** Who signed in; routes for staff and office only. */
  readonly actor: Audience<Id> extends "staff" | "office" ? StaffMember : undefined;
  /** The version that the caller read; routes with `ifMatch` only. */
  readonly ifMatch: Routes[Id] extends { ifMatch: true } ? number : undefined;
  /** What the resident typed, normalised; routes for residents only. */
  readonly lookupCode: Audience<Id> extends "resident" ? string : undefined;
  /** A UUID, on routes that are `idempotent`, when the caller sent one. */
  readonly idempotencyKey: string | undefined;
  /** Unique to this request: ledger entries keep it. */
  readonly token: string;
  /** The caller's network address: only ever used as a keyed hash. */
  readonly address: string;
  /** Where this API is reached, as the caller reached it: `https://…/prod`, without a slash at the end. */
  readonly base: string;
  /** Whether it came with a sign-in, though the route asks for none. */
  readonly carriesSignIn: boolean;
  readonly locale: Locale;
};

export type Answer<Id extends RouteId> = ReplyOf<Routes[Id]>;

export type Operation<Id extends RouteId, Needs> = {
  readonly id: Id;
  readonly make: (needs: Needs) => (request: RequestOf<Id>) => Promise<Answer<Id>>;
};

/** `const`: a reply's status stays the number that the route names. */
export const operation = <Id extends RouteId, Needs, const A extends Answer<Id>>(
  id: Id,
  make: (needs: Needs) => (request: RequestOf<Id>) => Promise<A>,
): Operation<Id, Needs> => ({ id, make });
