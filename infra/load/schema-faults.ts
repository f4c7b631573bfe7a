/** What a schema says of a line, at the columns that the line was made from. */
import type * as z from "zod";
import { fieldErrors } from "../../shared/http/field-errors.ts";

export type ColumnFault = { readonly column: string; readonly zh: string; readonly en: string };

/** The column of the longest pointer that the given one begins with. */
export const columnOf = (columns: Readonly<Record<string, string>>, pointer: string): string | undefined => {
  const known = Object.keys(columns).filter((each) => pointer === each || pointer.startsWith(`${each}/`));
  const longest = known.toSorted((one, other) => other.length - one.length)[0];
  return longest === undefined ? undefined : columns[longest];
};

/** @param columns pointers into the parsed value, and the columns they came from */
export const schemaFaults = (error: z.ZodError, columns: Readonly<Record<string, string>>): ColumnFault[] => {
  const english = fieldErrors(error.issues, "", "en");
  return fieldErrors(error.issues, "", "zh-CN").map(({ pointer, detail }, n) => ({
    column: columnOf(columns, pointer) ?? pointer,
    zh: detail,
    en: english[n]?.detail ?? "Not valid.",
  }));
};
