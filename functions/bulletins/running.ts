/** Lambda `bulletins-running`: the figures of the month that runs, and the cases behind those of others. Apart from what reads frozen bulletins: it reads more tables. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { RUNNING_ROUTES } from "../../shared/http/routes/running-figures.ts";
import {
  attendanceOf,
  calendarsOf,
  cardsOf,
  directoryToRead,
  now,
  ratingsOf,
  reportsOf,
  returnsOf,
  sentMessagesOf,
  takeOversOf,
} from "../runtime/composition.ts";
import { DirectoryTable, environment, RatingsTable, RemindersTable, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { listCasesBehindFigure } from "./list-cases-behind-figure.ts";
import { listOwnCasesBehindFigure } from "./list-own-cases-behind-figure.ts";
import { readRunningFigures } from "./read-running-figures.ts";
import { showRunningFigures } from "./show-running-figures.ts";

const env = environment(
  z.object({
    ...{ ...ReportsTable, ...DirectoryTable, ...RatingsTable, ...RemindersTable },
    CODE_VERSION: z.string().min(1),
  }),
);
const municipality = settings();
const directory = directoryToRead(env);

export const handler = httpHandler(
  "bulletins-running",
  RUNNING_ROUTES,
  [readRunningFigures, showRunningFigures, listCasesBehindFigure, listOwnCasesBehindFigure],
  {
    reports: reportsOf(env),
    cards: cardsOf(env),
    ratings: ratingsOf(env),
    book: attendanceOf(env),
    takeOvers: takeOversOf(env),
    sent: sentMessagesOf(env),
    returns: returnsOf(env),
    directory,
    people: directory,
    register: townRegister(municipality.divisionCode),
    calendars: calendarsOf(env),
    municipality,
    origins: municipality.api.corsOrigins,
    codeVersion: env.CODE_VERSION,
    now,
  },
);
