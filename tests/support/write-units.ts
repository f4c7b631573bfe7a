/**
 * What a write costs by DynamoDB's rules (one unit for each kilobyte begun, of the whole item; an index is one more item
 * where a projected attribute changes, two where its key does), worked out from the item before and after: the local
 * database does not count it reliably.
 */
import type { TableShape } from "../../shared/tables.ts";

type Item = Readonly<Record<string, unknown>>;
const utf8 = (text: string): number => new TextEncoder().encode(text).length;

const sizeOf = (value: unknown): number => {
  if (typeof value === "string") return utf8(value);
  if (typeof value === "number") return Math.ceil(String(value).length / 2) + 1;
  if (value instanceof Set) return [...value].reduce((sum: number, each) => sum + sizeOf(each), 0);
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + sizeOf(each), 3);
  if (typeof value === "object" && value !== null) return 3 + Object.keys(value).length + itemSize({ ...value });
  return 1;
};
/** Bytes: names and values. */
export const itemSize = (item: Item): number =>
  Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + utf8(name) + sizeOf(value), 0);
const units = (item: Item): number => Math.ceil(itemSize(item) / 1024);

/** @param before undefined: there was none */
export const writeUnits = (before: Item | undefined, after: Item, shape: TableShape): number => {
  const ofIndexes = Object.values(shape.indexes).map(({ partitionKey, sortKey = "sk", project }) => {
    const keys = ["pk", "sk", partitionKey, sortKey];
    const names = project === "ALL" ? Object.keys(after) : [...keys, ...project];
    const entryOf = (item: Item | undefined): Item | undefined =>
      item?.[partitionKey] === undefined ? undefined : Object.fromEntries(names.map((name) => [name, item[name]]));
    const [was, is] = [entryOf(before), entryOf(after)];
    const same = (attributes: readonly string[]) =>
      attributes.every((name) => JSON.stringify(was?.[name]) === JSON.stringify(is?.[name]));
    if (was === undefined || is === undefined) return units(was ?? is ?? {});
    if (!same(keys)) return units(was) + units(is);
    return same(names) ? 0 : Math.max(units(was), units(is));
  });
  const ofTable = Math.max(units(before ?? {}), units(after));
  return ofIndexes.reduce((sum, each) => sum + each, ofTable);
};
