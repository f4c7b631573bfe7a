/** An invented quarter, lived through: cases, ratings and complaints written through the stores, then one bulletin a month. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { makeBulletins } from "../../functions/bulletins/make-bulletins.ts";
import { pdfOf } from "../../functions/runtime/documents/pdf.ts";
import { workbookOf } from "../../functions/runtime/documents/workbook.ts";
import { reportFont } from "../../infra/font.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { verify } from "../../infra/verify.ts";
import type { FrozenSheet } from "../../shared/bulletins/bulletin.ts";
import { bulletinDocument } from "../../shared/bulletins/bulletin-document.ts";
import type { Difference } from "../../shared/bulletins/differences.ts";
import { bulletinInEnglish, bulletinPage } from "../../shared/bulletins/page.ts";
import type { BulletinSheet } from "../../shared/bulletins/sheet.ts";
import { CHINA_CALENDAR, onOrAfter } from "../../shared/calendar/calendar.ts";
import type { Case } from "../../shared/casework/case.ts";
import { loadSampleTown } from "../../shared/directory/loading.ts";
import { townRegister } from "../../shared/directory/register.ts";
import type { SampleTown } from "../../shared/directory/sample-town.ts";
import { csvOf } from "../../shared/documents/csv.ts";
import type { CaseNumber, Sha256 } from "../../shared/kernel/ids.ts";
import { firstDayOf, type Month, nextMonth } from "../../shared/kernel/local-date.ts";
import type { Rating } from "../../shared/ratings/rating.ts";
import type { TableName } from "../../shared/tables.ts";
import { randomFrom } from "../soak/random.ts";
import { holidaysOf } from "./absences.ts";
import { MONTHS } from "./days.ts";
import { type Compared, compare, type InTables, keptIn } from "./recount.ts";
import { kindsOf, returnsIn } from "./returns.ts";
import { type Stores, storesOf, writeComplaint, writeLife, writeRating } from "./stores.ts";
import { livesOf, madeOn } from "./town-life.ts";
import { complaintOf, ratingOf } from "./voices.ts";

export type QuarterOptions = {
  readonly seed: number;
  readonly cases: number;
  readonly sha256: Sha256;
  readonly tell: (line: string) => void;
  /** False: the sheets alone. */
  readonly files?: boolean;
};
export type QuarterBulletin = {
  readonly month: Month;
  readonly sha256: string;
  readonly sheet: BulletinSheet;
  /** Against `npm run verify`'s recount, by the sheet's own rules. */
  readonly differences: readonly Difference[];
  /** Against a plain count of what lies in the tables. */
  readonly compared: readonly Compared[];
  readonly files: Readonly<Record<string, string | Uint8Array>>;
};

/** Lives written at a time: each waits for the database more than it computes. */
const AT_ONCE = 24;
/** One complaint, suggestion or praise to so many cases. */
const CASES_PER_COMPLAINT = 190;

const inParallel = async <T>(things: Iterable<T>, work: (thing: T) => Promise<void>): Promise<void> => {
  const left = things[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

const positionOf = (rating: Rating | undefined): string => `${rating?.givenAt}#${rating?.number}`;

/** @returns the number of every case */
const writeAll = async (stores: Stores, town: SampleTown, { seed, cases, tell }: QuarterOptions) => {
  const written = new Set<CaseNumber>();
  const ratings: (readonly Rating[])[] = [];
  await inParallel(livesOf(town, { seed, cases }), async (steps) => {
    const number = steps[0]?.state.number;
    if (number === undefined) return;
    // Each life has numbers of its own, whichever is written first.
    const random = randomFrom(seed * 1_000_003 + Number(number.slice(1)));
    const subject = await writeLife(steps, stores, random);
    written.add(number);
    const rating = ratingOf(subject, town, random);
    if (rating.length > 0) ratings.push(rating);
    if (written.size % 2500 === 0) tell(`${written.size} cases`);
  });
  // Of a centre one after another, as they came: whether praise is a burst (R64) depends on what came before.
  const ofCentres = Map.groupBy(ratings, ([first]) => first?.centre);
  await inParallel(ofCentres.values(), async (given) => {
    const inOrder = given.toSorted(([a], [b]) => (positionOf(a) < positionOf(b) ? -1 : 1));
    for (const states of inOrder) await writeRating(states, stores);
  });
  const complaints = Math.ceil(cases / CASES_PER_COMPLAINT);
  for (let n = 1; n <= complaints; n += 1) {
    const states = complaintOf(n, town, randomFrom(seed * 7_919 + n));
    if (states.length > 0) await writeComplaint(states, stores);
  }
  tell(`${written.size} cases, ${ratings.length} ratings, ${complaints} complaints, suggestions and praise`);
  return written;
};

/** Read back, not as they were written. */
const readBack = async (
  numbers: Iterable<CaseNumber>,
  { cases }: Stores,
  client: DynamoDBDocumentClient,
  names: Readonly<Record<TableName, string>>,
): Promise<InTables> => {
  const found = new Map<CaseNumber, Case>();
  await inParallel(numbers, async (number) => {
    found.set(number, await cases.getWhole(number));
  });
  const [complaints, ratings] = await Promise.all([
    keptIn(client, names.complaints, "complaint"),
    keptIn(client, names.ratings, "rating"),
  ]);
  return { cases: [...found.values()], complaints, ratings };
};

const filesOf = async (frozen: FrozenSheet): Promise<QuarterBulletin["files"]> => {
  const document = bulletinDocument(frozen);
  return {
    json: `${JSON.stringify(frozen, undefined, 2)}\n`,
    html: bulletinPage(frozen),
    "en.html": bulletinInEnglish(frozen),
    csv: csvOf(document),
    xlsx: await workbookOf(document),
    pdf: await pdfOf(document, { font: reportFont(), at: frozen.envelope.madeAt }),
  };
};

const bulletinOfMonth = async (
  month: Month,
  stores: Stores,
  tables: InTables,
  { sha256, files = true }: QuarterOptions,
): Promise<QuarterBulletin> => {
  const frozen = await stores.reports.sheet(month);
  if (frozen === undefined) throw new Error(`no sheet of ${month}`);
  const verdict = await verify(month, {
    reports: stores.reports,
    cases: async function* () {
      yield* tables.cases;
    },
    directory: stores.directory,
    calendar: async () => CHINA_CALENDAR,
    settings: { divisionCode: tengzhou.divisionCode, sampleData: true },
    sha256,
  });
  return {
    month,
    sha256: frozen.envelope.sha256,
    sheet: frozen.sheet,
    differences: verdict?.differences ?? [],
    compared: compare(frozen.sheet, tables),
    files: files ? await filesOf(frozen) : {},
  };
};

export const liveQuarter = async (
  client: DynamoDBDocumentClient,
  names: Readonly<Record<TableName, string>>,
  town: SampleTown,
  options: QuarterOptions,
): Promise<readonly QuarterBulletin[]> => {
  const stores = storesOf(client, names);
  await loadSampleTown(stores.directory, town);
  for (const absence of holidaysOf(town, randomFrom(options.seed))) await stores.directory.record(absence);
  const municipality = { ...tengzhou, sampleData: true, returns: kindsOf(tengzhou.returns) };
  for (const each of returnsIn(tengzhou.divisionCode, municipality.returns, randomFrom(options.seed)))
    await stores.returns.handIn(each);
  const tables = await readBack(await writeAll(stores, town, options), stores, client, names);
  const make = makeBulletins({
    ...stores,
    register: townRegister(tengzhou.divisionCode),
    calendars: { current: async () => CHINA_CALENDAR },
    topic: { publish: async () => undefined },
    municipality,
    sha256: options.sha256,
    codeVersion: "quarter",
  });
  const bulletins: QuarterBulletin[] = [];
  for (const month of MONTHS) {
    await make(madeOn(onOrAfter(CHINA_CALENDAR, firstDayOf(nextMonth(month)))));
    options.tell(`the sheet of ${month}`);
    bulletins.push(await bulletinOfMonth(month, stores, tables, options));
  }
  return bulletins;
};
