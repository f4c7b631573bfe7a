/** What the watchdog sees of an open case, and what it finds missing in any matter that has deadlines (R35). */
import * as z from "zod";
import { CaseNumber } from "../kernel/ids.ts";
import { type Instant, plusMilliseconds } from "../kernel/local-date.ts";
import { Case } from "./case.ts";

/** All that stages and lapses are computed from, and nothing that was computed from it: the next stage as kept is not trusted. */
export const WatchedCase = Case.pick({
  number: true,
  state: true,
  regime: true,
  clocks: true,
  firedStages: true,
  orders: true,
  notice: true,
  paperPromise: true,
  renewal: true,
});
export type WatchedCase = z.infer<typeof WatchedCase>;

/** Open matters of one kind. */
export type WatchedItems<W> = {
  /** Those of one segment, in no order that means anything; `unreadable`: numbers of those that are none any more. */
  watched(
    segment: number,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<{ found: readonly W[]; unreadable: readonly string[]; cursor?: string }>;
};

const Numbered = z.object({ number: CaseNumber });
/** One that cannot be read keeps nobody else from being watched. */
export const watchedIn = <W>(items: readonly unknown[], schema: z.ZodType<W>) => {
  const found: W[] = [];
  const unreadable: string[] = [];
  for (const item of items) {
    const read = schema.safeParse(item);
    const named = Numbered.safeParse(item);
    if (read.success) found.push(read.data);
    else unreadable.push(named.success ? named.data.number : "unnamed");
  }
  return { found, unreadable };
};

/** Milliseconds after which a stage that did not fire is missing: two sweeps have gone by [P] (R35). */
export const MISSING_AFTER_MS = 10 * 60 * 1000;

export type Attention = NonNullable<Case["nextStage"]>;

export const isMissing = ({ at: due }: Pick<Attention, "at">, at: Instant): boolean =>
  plusMilliseconds(due, MISSING_AFTER_MS) < at;

/**
 * The earliest stage or lapse that time should have acted on and has not. What a move brought into the past is missing only
 * when the sweep has had its time since.
 * @param next what it asks of time, worked out anew
 */
export const missingIn = (
  { ledger }: { readonly ledger: readonly { readonly at: Instant }[] },
  next: Attention | undefined,
  at: Instant,
): Attention | undefined => {
  const movedAt = ledger.at(-1)?.at;
  const isFresh = movedAt !== undefined && !isMissing({ at: movedAt }, at);
  return next !== undefined && !isFresh && isMissing(next, at) ? next : undefined;
};
