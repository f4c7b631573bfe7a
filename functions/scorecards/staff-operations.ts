/** What `scorecards-staff` serves. */
import { readOwnScorecards } from "./read-own-scorecards.ts";
import { readScorecardsOfCentre } from "./read-scorecards-of-centre.ts";

export const STAFF_OPERATIONS = [readOwnScorecards, readScorecardsOfCentre] as const;
