/** A small town whose calendar changes: real tables, the rights of the deployed functions, runs that can die after any write. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type RecountOutcome, recountCases } from "../../../functions/calendar/recount-cases.ts";
import { casesRegister, complaintsRegister, ratingsRegister } from "../../../functions/calendar/registers.ts";
import { calendarStore } from "../../../shared/aws/calendar-store.ts";
import { caseStore } from "../../../shared/aws/case-store.ts";
import { complaintStore } from "../../../shared/aws/complaint-store.ts";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import { ratingStore } from "../../../shared/aws/rating-store.ts";
import { countedItems, recountProgress } from "../../../shared/aws/recount-store.ts";
import type { CalendarChange } from "../../../shared/calendar/editions.ts";
import type { Case } from "../../../shared/casework/case.ts";
import { type Instant, instant, localDateOf, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { editionsOf } from "../../support/calendars.ts";
import { hours, ladder, roster, town as sample } from "../../support/casework.ts";
import { clientFor, freshTables } from "../../support/tables.ts";

export class Died extends Error {}
const READS = new Set(["GetCommand", "QueryCommand"]);

/** Dies right after its `after`-th write. */
const mortal = (client: DynamoDBDocumentClient, after: number): DynamoDBDocumentClient => {
  let writes = 0;
  return new Proxy(client, {
    get: (target, name) => {
      if (name !== "send") return Reflect.get(target, name);
      return async (command: Parameters<DynamoDBDocumentClient["send"]>[0]) => {
        if (writes >= after) throw new Died();
        if (READS.has(command.constructor.name)) return target.send(command);
        writes += 1;
        return target.send(command);
      };
    },
  });
};

export const ADDED = instant("2026-12-10T09:00:00+08:00");

export const changingTown = async () => {
  const { client, names, endpoint } = await freshTables();
  const permitted = clientFor(endpoint, names, "calendar-scheduled");
  const cases = caseStore(client, names.cases);
  const editions = calendarStore(client, names.directory);
  const all: CalendarChange[] = [];
  const world = { at: plusMilliseconds(ADDED, 10 * 60_000) as Instant };
  return {
    world,
    cases,
    complaints: complaintStore(client, names.complaints),
    ratings: ratingStore(client, names.ratings),
    editions,
    deliveries: deliveryStore(client, names.reminders),
    progress: recountProgress(client, names.cases),
    client,
    names,
    async file(...subjects: Case[]) {
      for (const subject of subjects) await cases.file(subject);
    },
    async add(...changes: CalendarChange[]) {
      all.push(...changes);
      for (const edition of editionsOf(all, ADDED)) await editions.add(edition);
    },
    /** @param remaining milliseconds, asked again and again; @param diesAfter how many writes */
    run({ diesAfter, remaining = () => 240_000 }: { diesAfter?: number; remaining?: () => number } = {}) {
      const own = diesAfter === undefined ? permitted : mortal(permitted, diesAfter);
      const run = recountCases({
        registers: [
          casesRegister({ ...caseStore(own, names.cases), ...countedItems(own, names.cases) }),
          complaintsRegister({ ...complaintStore(own, names.complaints), ...countedItems(own, names.complaints) }),
          ratingsRegister({ ...ratingStore(own, names.ratings), ...countedItems(own, names.ratings) }),
        ],
        progress: recountProgress(own, names.cases),
        editions: calendarStore(own, names.directory),
        deliveries: deliveryStore(own, names.reminders),
        directory: { roster: async () => roster, office: async () => sample.office },
        hours,
        ladder,
        window: { from: "08:00", until: "20:00" },
      });
      const { at } = world;
      return run({ at, today: localDateOf(at), scheduledFor: at, remaining }) as Promise<RecountOutcome>;
    },
  };
};
export type ChangingTown = Awaited<ReturnType<typeof changingTown>>;
