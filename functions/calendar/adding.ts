/** How the municipal office changes the calendar: check it against the calendar of now, put the next edition once. */
import { type Calendar, CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { type CalendarView, calendarView } from "../../shared/calendar/calendar-views.ts";
import type { Fault } from "../../shared/calendar/edition-rules.ts";
import {
  amended,
  type CalendarChange,
  type CalendarEdition,
  type CalendarEditions,
  everyCalendar,
  holds,
} from "../../shared/calendar/editions.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import { inLocale, type Locale } from "../../shared/http/problems.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Now } from "../runtime/operation.ts";

export type AddingNeeds = { readonly editions: CalendarEditions; readonly now: Now };
export type Adding = { readonly actor: StaffMember; readonly ifMatch: number; readonly locale: Locale };

type Shown = { readonly status: 200; readonly version: number; readonly body: CalendarView };

const shown = (calendar: Calendar, editions: readonly CalendarEdition[]): Shown => ({
  status: 200,
  version: editions.length,
  body: calendarView(calendar, CHINA_CALENDAR.version, editions),
});

/**
 * Of two who add at once, the second is told that the calendar changed. What it holds already changes nothing.
 * @throws Refusal `version-conflict`, `validation-failed`, and whatever `faultsOf` refuses
 */
export const addToCalendar = async (
  { editions: store, now }: AddingNeeds,
  { actor, ifMatch, locale }: Adding,
  change: CalendarChange,
  faultsOf: (calendar: Calendar, today: LocalDate) => readonly Fault[],
): Promise<Shown> => {
  const editions = await store.all();
  const calendar = everyCalendar(editions).at(-1) ?? CHINA_CALENDAR;
  if (holds(calendar, change, editions)) return shown(calendar, editions);
  if (ifMatch !== editions.length) throw new Refusal("version-conflict", { version: editions.length });
  const { at, today } = now();
  const faults = faultsOf(calendar, today);
  if (faults.length > 0) {
    const errors = faults.map(({ pointer, code, says }) => ({ pointer, code, detail: inLocale(says, locale) }));
    throw new Refusal("validation-failed", {}, errors);
  }
  const after = amended(calendar, change);
  const sequence = editions.length + 1;
  const edition = { schema: 1, sequence, version: after.version, addedAt: at, addedBy: actor.id, change } as const;
  if (!(await store.add(edition))) throw new Refusal("version-conflict", { version: sequence });
  return shown(after, [...editions, edition]);
};
