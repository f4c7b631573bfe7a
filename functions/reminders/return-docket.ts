/**
 * Data returns in the sweep and the watchdog (article 15): there is nothing to look for in an index, for what is owed is computed
 * from settings and calendar; read are those handed in, and what was told of.
 */
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Timetable } from "../../shared/casework/counting.ts";
import type { WatchedItems } from "../../shared/casework/watched.ts";
import type { Town } from "../../shared/directory/units.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import type { ReturnKind } from "../../shared/municipality/return-kinds.ts";
import { notificationAbout } from "../../shared/reminders/due-stage.ts";
import { seatsAlong, stepsOfCentre } from "../../shared/reminders/recipients.ts";
import {
  attentionOfReturn,
  numberOfReturn,
  owedAt,
  type ReturnReminders,
  stageAfter,
  type TimedReturn,
  timedReturn,
} from "../../shared/returns/reminding.ts";
import type { Returns } from "../../shared/returns/returns.ts";
import { sha256 } from "../runtime/hashes.ts";
import type { Docket } from "./docket.ts";

export type ReturnDocketNeeds = Omit<Timetable, "calendar"> & {
  readonly returns: Pick<Returns, "each">;
  readonly reminders: ReturnReminders;
  readonly calendars: { current(): Promise<Calendar> };
  readonly towns: readonly Town[];
  readonly kinds: readonly ReturnKind[];
  readonly now: () => { readonly at: Instant };
};
export type ReturnDocket = Docket<TimedReturn> & WatchedItems<TimedReturn>;

/** They are few: one segment holds them all. */
const SEGMENT = 0;

const timetableOf = async ({ calendars, hours, ladder }: ReturnDocketNeeds): Promise<Timetable> => ({
  ...{ hours, ladder },
  calendar: await calendars.current(),
});

const owed = ({ now, ...material }: ReturnDocketNeeds) =>
  owedAt(now().at, material).map((each) => ({ ...each, number: numberOfReturn(each, sha256) }));

const timed = async (
  which: ReturnType<typeof owed>,
  { returns, reminders, ...needs }: ReturnDocketNeeds,
): Promise<readonly TimedReturn[]> => {
  const timetable = await timetableOf({ returns, reminders, ...needs });
  const [handedIn, told] = await Promise.all([returns.each(which), reminders.told(which.map(({ number }) => number))]);
  const came = new Set(handedIn.map((each) => numberOfReturn(each, sha256)));
  return which.map((each) =>
    timedReturn(each, { handedIn: came.has(each.number), told: told.get(each.number) ?? {} }, timetable),
  );
};

export const returnDocket = (needs: ReturnDocketNeeds): ReturnDocket => {
  const those = (numbers: readonly CaseNumber[]) => owed(needs).filter(({ number }) => numbers.includes(number));
  return {
    async due(segment, until) {
      const found = segment === SEGMENT ? await timed(owed(needs), needs) : [];
      const isDue = ({ nextStage }: TimedReturn) => nextStage !== undefined && nextStage.at <= until;
      return { numbers: found.filter(isDue).map(({ number }) => number) };
    },
    // As if nothing were handed in: the sweep comes once too often rather than too late.
    earliest: async (segment) =>
      segment === SEGMENT ? stageAfter(needs.now().at, needs, await timetableOf(needs)) : undefined,
    getEach: async (numbers) =>
      new Map((await timed(those(numbers), needs)).map((subject) => [subject.number, subject])),
    advance: ({ number }, fired) =>
      needs.reminders.mark(number, Object.fromEntries(fired.map(({ id, ...mark }) => [id, mark]))),
    attention: attentionOfReturn,
    isLapse: () => false,
    lapse: async () => undefined,
    seats: (_, { stage }, people, at) => seatsAlong(stage.name, stepsOfCentre(people), people, at, "leaders"),
    notification: (subject, due, told) => notificationAbout(subject, due, told, { kind: "return" }),
    nobodyLeft: "alarms",
    async watched(segment) {
      const found = segment === SEGMENT ? await timed(owed(needs), needs) : [];
      return { found: found.filter(({ nextStage }) => nextStage !== undefined), unreadable: [] };
    },
  };
};
