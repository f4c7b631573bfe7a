/**
 * `npm run verify -- <code> <month> [--table-prefix PREFIX]`: counts a month again from the cases themselves and says whether the frozen
 * sheet is equal, or what differs. Reads every case once; writes nothing.
 *
 * An operator's tool, no part of what is deployed: it reaches the stores by dynamic import, as `npm run load` does.
 */
import { parseArgs } from "node:util";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { addendaAgain } from "../shared/bulletins/addenda.ts";
import { monthsBefore } from "../shared/bulletins/comparison.ts";
import { complaintFiguresOf, seenByOffice } from "../shared/bulletins/complaint-figures.ts";
import { type Difference, differencesOf } from "../shared/bulletins/differences.ts";
import { type Recounted, recountOf } from "../shared/bulletins/recount.ts";
import type { Reports } from "../shared/bulletins/reports.ts";
import { type BulletinSheet, makeSheet } from "../shared/bulletins/sheet.ts";
import { type Calendar, CHINA_CALENDAR } from "../shared/calendar/calendar.ts";
import { everyCalendar } from "../shared/calendar/editions.ts";
import type { Case } from "../shared/casework/case.ts";
import type { Cases } from "../shared/casework/cases.ts";
import { holdsWholeLedger } from "../shared/casework/ledger-pages.ts";
import type { Directory } from "../shared/directory/directory.ts";
import { townRegister } from "../shared/directory/register.ts";
import { canonicalJson } from "../shared/kernel/canonical-json.ts";
import type { Sha256 } from "../shared/kernel/ids.ts";
import { Month } from "../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../shared/municipality/settings.ts";
import { municipalityOf } from "./municipalities/index.ts";

const USAGE = "npm run verify -- <code> <month, as 2026-09> [--table-prefix PREFIX]";
/** Enough to see what is wrong. */
const MOST_SHOWN = 40;

export type VerifyNeeds = {
  readonly reports: Pick<Reports, "sheet" | "complaintsOf" | "corrected">;
  /** Every case, its ledger whole. */
  readonly cases: () => AsyncIterable<Case>;
  readonly directory: Pick<Directory, "items">;
  /** Of this version: what the sheet was counted by. */
  readonly calendar: (version: string) => Promise<Calendar>;
  readonly settings: Pick<MunicipalitySettings, "divisionCode" | "sampleData">;
  readonly sha256: Sha256;
};
export type Verdict = {
  readonly cases: number;
  /** Its content still has the hash that stands in its envelope. */
  readonly intact: boolean;
  readonly differences: readonly Difference[];
};

const recountAll = async (month: Month, cases: AsyncIterable<Case>): Promise<Recounted & { cases: number }> => {
  const entries: Recounted["entries"][number][] = [];
  const dues: Recounted["dues"][number][] = [];
  const cards: Recounted["cards"][number][] = [];
  let counted = 0;
  for await (const subject of cases) {
    const part = recountOf(subject, month);
    entries.push(...part.entries);
    dues.push(...part.dues);
    cards.push(...part.cards);
    counted += 1;
  }
  return { entries, dues, cards, cases: counted };
};

/** What can be counted again: SMS, posts and ratings were frozen as they stood when the sheet was made, and definitions are words. */
const countable = ({ definitions: _, others, centres, ...sheet }: BulletinSheet) => ({
  ...sheet,
  complaints: others?.complaints,
  centres: centres.map(({ others: own, ...centre }) => ({ ...centre, complaints: own?.complaints })),
});

/** @returns undefined: there is no sheet of this month */
export const verify = async (month: Month, needs: VerifyNeeds): Promise<Verdict | undefined> => {
  const { reports, directory, calendar, settings, sha256 } = needs;
  const frozen = await reports.sheet(month);
  if (frozen === undefined) return undefined;
  const { cases, ...recounted } = await recountAll(month, needs.cases());
  const earlier = await Promise.all(monthsBefore(month).map((each) => reports.sheet(each)));
  const complaints = seenByOffice(await reports.complaintsOf(month));
  const again = makeSheet({
    ...recounted,
    ...{
      month,
      calendar: await calendar(frozen.sheet.calendarVersion),
      items: await directory.items(),
      sample: settings.sampleData,
    },
    addenda: addendaAgain(await reports.corrected(), frozen.sheet.addenda),
    earlier: earlier.flatMap((each) => (each === undefined ? [] : [each.sheet])),
    register: townRegister(settings.divisionCode),
  });
  const counted = {
    ...countable(again),
    complaints: frozen.sheet.others && complaintFiguresOf(complaints),
    centres: countable(again).centres.map((centre) => ({
      ...centre,
      complaints: frozen.sheet.others && complaintFiguresOf(complaints.filter((entry) => entry.centre === centre.code)),
    })),
  };
  const { sheet, envelope } = frozen;
  const intact = sha256(canonicalJson(sheet)) === envelope.sha256;
  return { cases, intact, differences: differencesOf(countable(sheet), counted) };
};

const tableNamed = async (client: DynamoDBDocumentClient, prefix: string): Promise<string> => {
  const { TableNames = [] } = await client.send(
    new ListTablesCommand({ ExclusiveStartTableName: prefix.slice(0, -1) }),
  );
  const found = TableNames.filter((name) => name.startsWith(prefix));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(`找不到唯一的表 / there is not exactly one table ${prefix}…`);
};

async function* allCases(client: DynamoDBDocumentClient, table: string, store: Pick<Cases, "getWhole">) {
  const { caseOf } = await import("../shared/aws/case-store.ts");
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      ConsistentRead: true,
      FilterExpression: "sk = :case",
      ExpressionAttributeValues: { ":case": "case" },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const subject = caseOf(item);
      yield holdsWholeLedger(subject) ? subject : await store.getWhole(subject.number);
    }
  }
}

const needsOf = async (settings: MunicipalitySettings, prefix: string): Promise<VerifyNeeds> => {
  process.env.AWS_REGION ??= settings.region;
  const [{ documentClient }, { reportStore }, { caseStore }, { readingDirectory }, { calendarStore }, { createHash }] =
    await Promise.all([
      import("../shared/aws/clients.ts"),
      import("../shared/aws/report-store.ts"),
      import("../shared/aws/case-store.ts"),
      import("../shared/aws/directory-store.ts"),
      import("../shared/aws/calendar-store.ts"),
      import("node:crypto"),
    ]);
  const client = documentClient();
  const [reports, cases, directory] = await Promise.all(
    ["reports", "cases", "directory"].map((name) => tableNamed(client, `${prefix}${name}Table`)),
  );
  if (reports === undefined || cases === undefined || directory === undefined) throw new Error("no tables");
  const store = caseStore(client, cases);
  return {
    reports: reportStore(client, reports),
    cases: () => allCases(client, cases, store),
    directory: readingDirectory(client, directory),
    calendar: async (version) => {
      const known = everyCalendar(await calendarStore(client, directory).all(), [CHINA_CALENDAR]);
      const found = known.find((each) => each.version === version);
      if (found === undefined) throw new Error(`没有日历 / there is no calendar ${version}`);
      return found;
    },
    settings,
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
  };
};

type Print = (line: string) => void;

const tell = ({ cases, intact, differences }: Verdict, month: Month, print: Print): 0 | 1 => {
  if (!intact) print("数据与封面的 SHA-256 不符 / the content does not have the hash of its envelope");
  for (const { path, frozen, recounted } of differences.slice(0, MOST_SHOWN)) {
    print(`${path}: ${JSON.stringify(frozen)} ≠ ${JSON.stringify(recounted)}`);
  }
  const equal = intact && differences.length === 0;
  print(
    equal
      ? `${month} 与 ${cases} 件办件重新统计的结果一致 / equal to a recount from ${cases} cases`
      : `${month} 有 ${differences.length} 处不一致 / ${differences.length} figures differ (recount from ${cases} cases)`,
  );
  return equal ? 0 : 1;
};

/** @returns the exit code: 0 equal, 1 different or not possible */
export const runVerify = async (args: readonly string[], print: Print): Promise<0 | 1> => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { "table-prefix": { type: "string" } },
    });
    const month = Month.safeParse(positionals[1]);
    if (positionals.length !== 2 || !month.success) throw new Error(`用法 usage: ${USAGE}`);
    const settings = municipalityOf(positionals[0]);
    const verdict = await verify(
      month.data,
      await needsOf(settings, values["table-prefix"] ?? `${settings.code}-data-`),
    );
    if (verdict === undefined) throw new Error(`没有 ${month.data} 的数据表 / there is no sheet of ${month.data}`);
    return tell(verdict, month.data, print);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
};

if (import.meta.main) process.exitCode = await runVerify(process.argv.slice(2), console.log);
