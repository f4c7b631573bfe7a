/**
 * The data returns of a town that is at work: every centre hands them in on the first day after the period, but one, so that there is
 * somebody to remind, and not everybody at once. Those of the months to come lie there already: nothing shows them before their instant.
 */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { townRegister } from "../../shared/directory/register.ts";
import {
  type Instant,
  localDateOf,
  type Month,
  monthOf,
  nextMonth,
  plusMilliseconds,
} from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { type DataReturn, handIn } from "../../shared/returns/data-return.ts";
import { dueDay, endOf, periodDueIn } from "../../shared/returns/period.ts";
import type { Returns } from "../../shared/returns/returns.ts";

type StoreModule = { returnStore(client: DynamoDBDocumentClient, table: string): Pick<Returns, "handIn"> };
/** By path, like the handlers: nothing under `infra/` depends on the stores. */
const STORE = new URL("../../shared/aws/return-store.ts", import.meta.url).href;

/** It forgets. */
export const FORGETFUL = "370481116";
/** On the first day after the period, at nine. */
const AFTER_MS = 9 * 3_600_000;
/** Invented: the same for every field. */
const NUMBER = 6;

/** Months after the run's beginning. */
const MONTHS_AHEAD = 6;

const monthsFor = (at: Instant, from: Month): readonly Month[] => {
  let last = monthOf(localDateOf(at));
  for (let n = 0; n < MONTHS_AHEAD; n += 1) last = nextMonth(last);
  const months: Month[] = [];
  for (let month = from; month <= last; month = nextMonth(month)) months.push(month);
  return months;
};

type Town = Pick<MunicipalitySettings, "returns" | "divisionCode">;

export const sampleReturns = ({ returns, divisionCode }: Town, at: Instant): readonly DataReturn[] => {
  const due = returns.flatMap((kind) =>
    monthsFor(at, kind.from).flatMap((month) => {
      const period = periodDueIn(kind, month);
      if (period === undefined) return [];
      return [{ kind, period, dueOn: dueDay(period, kind, CHINA_CALENDAR).dueOn }];
    }),
  );
  const centres = townRegister(divisionCode).towns.map(({ code }) => code);
  return centres
    .filter((code) => code !== FORGETFUL)
    .flatMap((centre) =>
      due.map(({ kind, period, dueOn }) => {
        const values = Object.fromEntries(kind.fields.map(({ id }) => [id, NUMBER]));
        const handedInAt = plusMilliseconds(endOf(period), AFTER_MS);
        const occasion = { at: handedInAt, token: "sample", kind, known: {} };
        return handIn({ centre, kind: kind.kind, period, dueOn }, `${centre}-director`, { values }, occasion);
      }),
    );
};

export const loadSampleReturns = async (
  settings: Town,
  at: Instant,
  client: DynamoDBClient,
  table: string,
): Promise<void> => {
  const { returnStore }: StoreModule = await import(STORE);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const store = returnStore(documents, table);
  await Promise.all(sampleReturns(settings, at).map((each) => store.handIn(each)));
};
