/** The calendar of now, kept for half a minute, and every earlier one, for explaining what was counted by it. */
import { type Calendar, CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { type CalendarEditions, everyCalendar } from "../../shared/calendar/editions.ts";
import type { Now } from "./operation.ts";
import { remembering } from "./remembering.ts";

export type Calendars = { current(): Promise<Calendar> };
export type EveryCalendar = {
  /**
   * The calendars of these versions: of a stored deadline, its own (R10).
   * @throws from the answer, RangeError, for a version that never was
   */
  named(versions: readonly string[]): Promise<(version: string) => Calendar>;
};

/**
 * Asked at most once in half a minute (`KEPT_MS`), but again at once for a version that nobody here knows yet: another
 * function may have counted by an edition that is younger than this memory. Without any edition, China's published years.
 */
export const rememberedCalendars = (editions: Pick<CalendarEditions, "all">, now: Now): Calendars & EveryCalendar => {
  let known: readonly Calendar[] = [CHINA_CALENDAR];
  const read = async (): Promise<readonly Calendar[]> => {
    known = everyCalendar(await editions.all(), known);
    return known;
  };
  const remembered = remembering((_: "all") => read(), now);
  const find = (version: string): Calendar | undefined => known.find((each) => each.version === version);
  return {
    async current() {
      return (await remembered("all")).at(-1) ?? CHINA_CALENDAR;
    },
    async named(versions) {
      if (versions.some((version) => find(version) === undefined)) await read();
      return (version) => {
        const calendar = find(version);
        if (calendar === undefined) throw new RangeError(`there never was a calendar ${version}`);
        return calendar;
      };
    },
  };
};
