/** Functions that run by the clock: the moment is asked for once per run, and the outcome is counted in one line. */
import type { Context } from "aws-lambda";
import { type Instant, instantOf, type LocalDate, localDateOf } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { errorFields, log } from "./log.ts";

export type Run = {
  readonly at: Instant;
  readonly today: LocalDate;
  /** When the schedule meant to run: the same for a run delivered twice. */
  readonly scheduledFor: Instant;
  /** Milliseconds until the function is ended. */
  readonly remaining: () => number;
};

type ScheduledEvent = { readonly scheduledFor?: string; readonly time?: string };

const FIVE_MINUTES_MS = 5 * 60 * 1000;
/** What a run refuses, and of what: ids and dates that the runbook asks for, as `journal-gap` with case and version. */
const refusedFields = (error: unknown): Record<string, unknown> =>
  error instanceof Refusal ? { refusal: error.code, ...error.facts } : {};

const tick = (at: Instant): Instant => instantOf(Math.floor(Date.parse(at) / FIVE_MINUTES_MS) * FIVE_MINUTES_MS);

export const scheduledHandler =
  <Outcome extends object>(name: string, run: (run: Run) => Promise<Outcome>) =>
  async (event: ScheduledEvent, context: Context): Promise<Outcome> => {
    const at = instantOf(Date.now());
    const meant = Date.parse(event.scheduledFor ?? event.time ?? "");
    const scheduledFor = Number.isNaN(meant) ? tick(at) : instantOf(meant);
    try {
      const outcome = await run({
        at,
        today: localDateOf(at),
        scheduledFor,
        remaining: () => context.getRemainingTimeInMillis(),
      });
      log("scheduled-run", { name, scheduledFor, requestId: context.awsRequestId, ...outcome });
      return outcome;
    } catch (error) {
      log("scheduled-run-failed", {
        name,
        scheduledFor,
        requestId: context.awsRequestId,
        ...errorFields(error),
        ...refusedFields(error),
      });
      throw error;
    }
  };
