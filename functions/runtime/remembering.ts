/** Answers that may be a little old, kept in the memory of one running function. */
import { type Instant, plusMilliseconds } from "../../shared/kernel/local-date.ts";
import type { Now } from "./operation.ts";

/** Thirty seconds, in milliseconds: how late a new guide or post may take effect where this is used. */
export const KEPT_MS = 30_000;
/** A town has fewer centres and items; more keys than that are made up by callers. */
export const MOST_KEPT = 500;

/**
 * The same reading, asked at most once in `KEPT_MS` for each key. Callers at once share one read; a failed one is not
 * kept. Beyond `MOST_KEPT` keys the one read longest ago gives way.
 */
export const remembering = <Key extends string, Value>(read: (key: Key) => Promise<Value>, now: Now) => {
  const kept = new Map<Key, { readonly value: Promise<Value>; readonly from: Instant; readonly until: Instant }>();
  return (key: Key): Promise<Value> => {
    const { at } = now();
    const held = kept.get(key);
    // A clock that was set back makes no memory last longer.
    if (held !== undefined && held.from <= at && at < held.until) return held.value;
    const value = read(key);
    kept.delete(key);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest);
    kept.set(key, { value, from: at, until: plusMilliseconds(at, KEPT_MS) });
    value.catch(() => kept.delete(key));
    return value;
  };
};
