/** One bulletin, or one full scan of the table that it is made from, in a process of its own: how long, and how much memory. */
import { createHash } from "node:crypto";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { makeBulletins } from "../functions/bulletins/make-bulletins.ts";
import { theSample } from "../infra/local/sample.ts";
import { localClient } from "../infra/local/tables.ts";
import { tengzhou } from "../infra/municipalities/tengzhou.ts";
import { CHINA_CALENDAR } from "../shared/calendar/calendar.ts";
import { townRegister } from "../shared/directory/register.ts";
import { instantAt, localDate, monthOf, previousMonth } from "../shared/kernel/local-date.ts";
import type { TableName } from "../shared/tables.ts";
import { storesOf } from "./quarter/stores.ts";

const [, , endpoint = "", names = "{}", what = "", day = ""] = process.argv;
const tables: Record<TableName, string> = JSON.parse(names);
const client = DynamoDBDocumentClient.from(localClient(endpoint), { marshallOptions: { removeUndefinedValues: true } });
const stores = storesOf(client, tables);

const scan = async (): Promise<number> => {
  let items = 0;
  for await (const page of paginateScan({ client }, { TableName: tables.reports })) items += page.Items?.length ?? 0;
  return items;
};
const make = async (): Promise<number> => {
  await makeBulletins({
    ...stores,
    directory: { ...stores.directory, items: async () => theSample().items },
    register: townRegister(tengzhou.divisionCode),
    calendars: { current: async () => CHINA_CALENDAR },
    topic: { publish: async () => undefined },
    municipality: { ...tengzhou, sampleData: true },
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    codeVersion: "bench",
  })({ at: instantAt(localDate(day), "06:30"), today: localDate(day) });
  const frozen = await stores.reports.sheet(previousMonth(monthOf(localDate(day))));
  return frozen?.sheet.total.received ?? 0;
};

const from = performance.now();
const count = what === "scan" ? await scan() : await make();
const seconds = (performance.now() - from) / 1000;
// Kilobytes, as the kernel counts them.
console.log(JSON.stringify({ count, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
