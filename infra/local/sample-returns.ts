/**
 * The data returns of a town that has been at work: what was due before the run begins has been handed in, but by one centre, so that
 * there is somebody to remind, and not everybody at once.
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

/** It forgot. */
const FORGETFUL = "370481102";
/** On the first day after the period, at nine. */
const AFTER_MS = 9 * 3_600_000;
/** Invented: the same for every field. */
const NUMBER = 6;

const monthsUpTo = (at: Instant, from: Month): readonly Month[] => {
  const months: Month[] = [];
  for (let month = from; month <= monthOf(localDateOf(at)); month = nextMonth(month)) months.push(month);
  return months;
};

type Town = Pick<MunicipalitySettings, "returns" | "divisionCode">;

export const sampleReturns = ({ returns, divisionCode }: Town, at: Instant): readonly DataReturn[] => {
  const due = returns.flatMap((kind) =>
    monthsUpTo(at, kind.from).flatMap((month) => {
      const period = periodDueIn(kind, month);
      if (period === undefined) return [];
      const { dueOn } = dueDay(period, kind, CHINA_CALENDAR);
      return dueOn < localDateOf(at) ? [{ kind, period, dueOn }] : [];
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
