/** Where a case lies in its table, and in the indexes that are read segment by segment. */
import type { CaseNumber } from "../kernel/ids.ts";
import { SEGMENTS } from "../tables.ts";

export const keyOf = (number: CaseNumber) => ({ pk: `case#${number}`, sk: "case" });
/** Spread evenly: numbers are random or hashes. */
export const segmentOf = (number: CaseNumber): string => String(number.charCodeAt(number.length - 1) % SEGMENTS);
