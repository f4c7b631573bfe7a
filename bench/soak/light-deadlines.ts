/**
 * A great many open deadlines that are not due: light items with what the sweep's index holds of a case, and no more.
 *
 * DynamoDB Local takes some two thousand items a second, so that a million would take ten minutes. It keeps them in SQLite,
 * one row an item; while it is stopped, rows are added there in batches, like one that it has written itself.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SEGMENTS } from "../../shared/tables.ts";

const FILE = "shared-local-instance.db";
const BATCH = 50_000;
/** Only the order of equal keys hangs on these, and only pages of due cases are read on from one. Rising: sooner put. */
const HASH_DIGITS = 20;

type Row = Readonly<Record<string, Uint8Array | number | null>>;

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const textOf = (value: Row[string] | undefined): string => Buffer.from((value ?? "") as Uint8Array).toString();

export type LightDeadlines = {
  readonly folder: string;
  readonly table: string;
  readonly count: number;
  /** Of the item that is there already, and that all others are like. */
  readonly like: { readonly number: string; readonly nextStageAt: string };
  /** The nth one's instant. */
  readonly at: (n: number) => string;
};

const numberOf = (n: number): string => `9${String(n).padStart(11, "0")}`;

/** Adds them, numbered from 900000000001. @throws Error when DynamoDB Local does not keep its items as expected */
export const addLightDeadlines = ({ folder, table, count, like, at }: LightDeadlines): void => {
  const database = new DatabaseSync(join(folder, FILE));
  try {
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
    // A table's name is ours, and SQLite binds no names.
    const row = database.prepare(`SELECT * FROM "${table}" LIMIT 1`).get() as Row | undefined;
    const model = textOf(row?.ObjectJSON);
    if (row === undefined || !model.includes(like.number) || textOf(row.indexKey_1) !== like.nextStageAt)
      throw new Error("DynamoDB Local keeps its items otherwise than expected");
    const columns = Object.keys(row);
    const insert = database.prepare(
      `INSERT INTO "${table}" (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    );
    const rowFor = (n: number): Row => {
      const [number, instant, segment] = [numberOf(n), at(n), String(n % SEGMENTS)];
      const hash = bytes(String(n).padStart(HASH_DIGITS, "0"));
      const json = model
        .replaceAll(like.number, number)
        .replace(like.nextStageAt, instant)
        .replace(/("stageSegment":\{"S":")\d+/, `$1${segment}`);
      return {
        ...row,
        hashKey: bytes(`case#${number}`),
        hashValue: hash,
        hashRangeValue: hash,
        ObjectJSON: bytes(json),
        indexKey_0: bytes(segment),
        indexKey_1: bytes(instant),
      };
    };
    for (let n = 0; n < count; ) {
      database.exec("BEGIN");
      for (const end = Math.min(n + BATCH, count); n < end; n += 1) {
        const values = rowFor(n + 1);
        insert.run(...columns.map((column) => values[column] ?? null));
      }
      database.exec("COMMIT");
    }
  } finally {
    database.close();
  }
};
