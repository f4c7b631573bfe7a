/** A growing list of the run's data, one JSON value a line: what has been added is there after a kill. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type * as z from "zod";

export type KeptLines<T> = {
  /** Oldest first. */
  readonly all: readonly T[];
  add(value: T): void;
};

/** The last line may be torn by a kill. */
const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** @param path absent: kept in memory only */
export const keptLines = <S extends z.ZodType>(path: string | undefined, schema: S): KeptLines<z.infer<S>> => {
  const text = path !== undefined && existsSync(path) ? readFileSync(path, "utf8") : "";
  const all = text.split("\n").flatMap((line): z.infer<S>[] => {
    const value = schema.safeParse(parsed(line));
    return value.success ? [value.data] : [];
  });
  // A torn line must not swallow the next one.
  if (path !== undefined && text !== "" && !text.endsWith("\n")) appendFileSync(path, "\n");
  return {
    all,
    add(value) {
      all.push(value);
      if (path !== undefined) appendFileSync(path, `${JSON.stringify(value)}\n`);
    },
  };
};
