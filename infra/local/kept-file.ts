/** A small JSON file of the run's data, replaced as a whole: a process that dies in the middle leaves the old one. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type * as z from "zod";

export type KeptFile<T> = {
  /** Undefined: never written. */
  read(): T | undefined;
  write(value: T): void;
};

/** @param path absent: nothing is kept */
export const keptFile = <S extends z.ZodType>(path: string | undefined, schema: S): KeptFile<z.infer<S>> => ({
  read: () =>
    path !== undefined && existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined,
  write(value) {
    if (path === undefined) return;
    writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  },
});
