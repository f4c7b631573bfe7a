/** Cases that are due at one instant, others that are not, and what the sweep reads of both. */
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../../infra/local/tables.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { loadingDirectory } from "../../shared/aws/directory-loading.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { stagesOf } from "../../shared/calendar/ladder.ts";
import { ladderClock } from "../../shared/casework/counting.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { acceptedCase, putOpenCases } from "../open-cases.ts";
import type { Figure } from "./figures.ts";
import type { Reminded, ReminderTables } from "./reminding.ts";

const ACCEPTED_AT = "2026-09-01T10:00:00+08:00";
/** DynamoDB takes so many items in one batch. */
const BATCH = 25;

const town = sampleTown(UNITS_370481);

/** The morning on which they all turn yellow, and are half through as well. */
const yellowAt = (): Instant => {
  const [roster] = town.rosters;
  const clock = roster && acceptedCase(town, roster, ACCEPTED_AT).clocks.promised;
  if (clock === undefined) throw new Error("the sample item promises nothing");
  const { officeHours: hours, ladder } = tengzhou;
  const stages = stagesOf(ladderClock("promised", clock, ladder), { calendar: CHINA_CALENDAR, hours, ladder });
  const yellow = stages.find(({ name }) => name === "yellow");
  if (yellow === undefined) throw new Error("nothing turns yellow");
  return yellow.at;
};

/** The town's people and the cases that are due. @returns the instant of their yellow stage */
export const putDueCases = async (endpoint: string, names: ReminderTables, count: number): Promise<Instant> => {
  const raw = localClient(endpoint);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const people = {
    staff: [...town.rosters.flatMap((roster) => roster.staff), ...town.office],
    windows: town.rosters.flatMap((roster) => roster.windows),
    posts: town.rosters.flatMap((roster) => roster.posts),
  };
  await loadingDirectory(client, names.directory).putPeople(people);
  await putOpenCases(raw, names.cases, town, { from: 1, count, acceptedAt: ACCEPTED_AT });
  raw.destroy();
  return yellowAt();
};

/** What the index holds of a case that is due later. */
const lightItem = (number: string, at: Instant) => ({
  pk: `case#${number}`,
  sk: "case",
  number,
  stageSegment: "0",
  nextStage: "promised#1#yellow",
  nextStageAt: at,
});

export const putLightItems = async (
  endpoint: string,
  table: string,
  numbers: readonly string[],
  at: Instant,
): Promise<void> => {
  const raw = localClient(endpoint);
  const client = DynamoDBDocumentClient.from(raw);
  for (let n = 0; n < numbers.length; n += BATCH) {
    const puts = numbers.slice(n, n + BATCH).map((number) => ({ PutRequest: { Item: lightItem(number, at) } }));
    const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error("the database did not take a batch");
  }
  raw.destroy();
};

export const readFigures = (few: Reminded, many: Reminded, open: number): readonly Figure[] => {
  const more = open.toLocaleString("en");
  return [
    { what: `stages fired, alone and among ${more}`, value: `${few.outcome.fired} / ${many.outcome.fired}` },
    { what: "sweep's requests: reads / writes, alone", value: `${few.sweep.reads} / ${few.sweep.writes}` },
    { what: `sweep's requests: reads / writes, among ${more}`, value: `${many.sweep.reads} / ${many.sweep.writes}` },
    { what: "sweep's read units, alone", value: few.sweep.readUnits },
    { what: `sweep's read units, among ${more}`, value: many.sweep.readUnits },
    { what: "read requests ÷ the minimum", value: many.sweep.reads / few.sweep.reads, bound: { atMost: 1.1 } },
    { what: "read units ÷ the minimum", value: many.sweep.readUnits / few.sweep.readUnits, bound: { atMost: 1.1 } },
  ];
};
