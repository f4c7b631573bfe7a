/**
 * The ledgers of centres and stations in DynamoDB, as the stream consumer writes them: any write may come late, twice or out
 * of order, and the newest version stays.
 *
 *   a month's lines   pk `ledger#<centre or station>#<month>`  sk `<registered at>#<case or contact>`
 *   files taken away  pk `ledger-exports#<centre>`             sk `<instant>#<token of the request>`
 */
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import {
  firstDayOf,
  instantAt,
  type LocalDate,
  type Month,
  monthOf,
  nextMonth,
  plusDays,
} from "../kernel/local-date.ts";
import { type LedgerPlace, LedgerRow, placesOf, registeredOn } from "../ledgers/ledger-row.ts";
import { type LedgerSpan, type Ledgers, positionOf } from "../ledgers/ledgers.ts";
import { putOnce, refusedBy } from "./put-once.ts";

/** A card comes between two versions: of the same version, whoever was told of more is newer. */
const notOlder = "attribute_not_exists(pk) or #version < :version or (#version = :version and #told <= :told)";

const partitionOf = (place: LedgerPlace, month: Month): string => `ledger#${place}#${month}`;

const monthsOf = ({ from, to }: LedgerSpan): readonly Month[] => {
  const months: Month[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = nextMonth(month)) months.push(month);
  return months;
};

/** Sorts after every key that begins with what stands before it. */
const AFTER = "~";
const startOf = (day: LocalDate): string => instantAt(day, "00:00");

export const ledgerStore = (client: DynamoDBDocumentClient, TableName: string): Ledgers => {
  /** Rows of one month with keys between two ends. */
  const monthly = async (pk: string, first: string, last: string, most: number): Promise<unknown[]> => {
    const found: unknown[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk and sk between :first and :last",
          ExpressionAttributeValues: { ":pk": pk, ":first": first, ":last": last },
          Limit: most - found.length,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        }),
      );
      found.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined && found.length < most);
    return found;
  };
  return {
    async record(row) {
      const month = monthOf(registeredOn(row));
      for (const place of placesOf(row)) {
        const command = new PutCommand({
          TableName,
          Item: { pk: partitionOf(place, month), sk: positionOf(row), ...row },
          ConditionExpression: notOlder,
          ExpressionAttributeNames: { "#version": "version", "#told": "told" },
          ExpressionAttributeValues: { ":version": row.version, ":told": row.told },
        });
        await client.send(command).catch(refusedBy);
      }
    },
    async of(place, span, { after, limit }) {
      const start = startOf(span.from);
      const [first, last] = [
        after === undefined || after < start ? start : `${after}${AFTER}`,
        startOf(plusDays(span.to, 1)),
      ];
      const rows: unknown[] = [];
      for (const month of monthsOf(span)) {
        // A month that ends before the page begins is not asked.
        if (rows.length >= limit || startOf(firstDayOf(nextMonth(month))) < first) continue;
        rows.push(...(await monthly(partitionOf(place, month), first, last, limit - rows.length)));
      }
      return z.array(LedgerRow).parse(rows);
    },
    async noteExport(taken, token) {
      await putOnce(client, TableName, { pk: `ledger-exports#${taken.centre}`, sk: `${taken.at}#${token}`, ...taken });
    },
  };
};
