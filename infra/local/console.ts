/** `/_local/*`: the clock, the SMS, the sign-in and the faults of the local run, which no deployment has. */
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { fieldErrors } from "../../shared/http/field-errors.ts";
import { type Locale, localeOf, problemOf } from "../../shared/http/problems.ts";
import { type FieldError, type FieldErrorCode, Refusal, type RefusalCode } from "../../shared/kernel/refusal.ts";
import type { RehearsalClock } from "./clock.ts";
import { type FaultSwitch, Faults } from "./faults.ts";
import { readBody, sendJson, TooLarge } from "./http-exchange.ts";
import type { Issuer } from "./issuer.ts";
import type { Queues } from "./queues.ts";
import type { SmsOutbox } from "./sms-outbox.ts";

export type ConsoleOptions = {
  readonly clock: RehearsalClock;
  readonly outbox: SmsOutbox;
  readonly issuer: Issuer;
  readonly faults: FaultSwitch;
  readonly queues: Pick<Queues, "all">;
  /** The sign-in subject of one of the sample's people. */
  readonly subOf: (staffId: string) => string | undefined;
};

type Answer = (body: unknown, locale: Locale) => unknown;
type Route = { readonly GET?: Answer; readonly POST?: Answer };

const BODY_LIMIT = 64 * 1024;
const DAY_MS = 86_400_000;
/** A longer move would take minutes, and end beyond every published calendar. */
const MOST_DAYS = 400;

const refuse = (code: RefusalCode, errors: readonly FieldError[] = []): never => {
  throw new Refusal(code, {}, errors);
};
const wrong = (locale: Locale, pointer: string, code: FieldErrorCode, zh: string, en: string): never =>
  refuse("validation-failed", [{ pointer, code, detail: locale === "en" ? en : zh }]);

const parsed = <S extends z.ZodType>(schema: S, body: unknown, locale: Locale): z.infer<S> => {
  const result = schema.safeParse(body);
  return result.success ? result.data : refuse("validation-failed", fieldErrors(result.error.issues, "", locale));
};

const ClockMove = z.strictObject({ to: z.iso.datetime({ offset: true }) });
const TokenRequest = z.strictObject({ staffId: z.string().min(1).max(100) });
const FaultChange = Faults.partial();

/** Local time of the mainland, with its offset: what people here compare with the clock on the wall. */
const written = (at: number): string => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

const moveClock = async ({ clock }: ConsoleOptions, body: unknown, locale: Locale): Promise<object> => {
  const to = Date.parse(parsed(ClockMove, body, locale).to);
  if (to < clock.now()) wrong(locale, "/to", "too-early", "时钟只能向前拨。", "The clock only moves forward.");
  if (to > clock.now() + MOST_DAYS * DAY_MS) {
    wrong(locale, "/to", "too-late", `一次最多拨 ${MOST_DAYS} 天。`, `At most ${MOST_DAYS} days at a time.`);
  }
  const ran = await clock.moveTo(to);
  return { now: written(clock.now()), ran };
};

const token = async ({ issuer, subOf }: ConsoleOptions, body: unknown, locale: Locale): Promise<object> => {
  const { staffId } = parsed(TokenRequest, body, locale);
  const sub =
    subOf(staffId) ??
    wrong(locale, "/staffId", "invalid-value", "示例数据中没有这名工作人员。", "The sample has no such staff member.");
  return { token: await issuer.mint(sub) };
};

const routesOf = (options: ConsoleOptions): Readonly<Record<string, Route>> => ({
  "/_local/clock": {
    GET: () => ({ now: written(options.clock.now()) }),
    POST: (body, locale) => moveClock(options, body, locale),
  },
  "/_local/sms": { GET: () => options.outbox.all() },
  "/_local/tokens": { POST: (body, locale) => token(options, body, locale) },
  "/_local/faults": {
    GET: () => options.faults.current,
    POST: (body, locale) => options.faults.set(parsed(FaultChange, body, locale)),
  },
  "/_local/queues": {
    GET: () => options.queues.all.map(({ name, messages }) => ({ name, messages: messages.length })),
  },
  "/_local/issuer/.well-known/jwks.json": { GET: () => options.issuer.jwks },
  "/_local/issuer/.well-known/openid-configuration": { GET: () => options.issuer.configuration },
});

const jsonOf = async (request: IncomingMessage): Promise<unknown> => {
  // A page of another site could send anything else without asking first.
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) refuse("unsupported-media-type");
  const body = await readBody(request, BODY_LIMIT).catch((error: unknown) => {
    if (error instanceof TooLarge) throw new Refusal("payload-too-large", { limit: BODY_LIMIT });
    throw error;
  });
  try {
    return JSON.parse(body.toString());
  } catch {
    return refuse("malformed-json");
  }
};

const sendProblem = (response: ServerResponse, error: unknown, locale: Locale): void => {
  const refusal = error instanceof Refusal ? error : new Refusal("internal-error");
  const { status, document } = problemOf(refusal, locale);
  sendJson(response, status, document, "application/problem+json");
};

export const createConsole = (options: ConsoleOptions) => {
  const routes = routesOf(options);
  const answer = async (request: IncomingMessage, locale: Locale): Promise<unknown> => {
    const { method = "GET", url = "/" } = request;
    const [path = ""] = url.split("?");
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined) return refuse("not-found");
    if (method === "GET" && route.GET) return route.GET(undefined, locale);
    if (method === "POST" && route.POST) return route.POST(await jsonOf(request), locale);
    return refuse("method-not-allowed");
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const locale = localeOf(request.headers["accept-language"]);
    try {
      const body = await answer(request, locale);
      sendJson(response, 200, body);
    } catch (error) {
      request.resume();
      sendProblem(response, error, locale);
    }
  };
};
