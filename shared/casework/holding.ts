/**
 * Who held a case on each working day (article 8): the post that answered for it, whoever was on duty there by the
 * recorded absences, and what the ledger says was done. Nothing is kept for it: it follows from ledger, roster and calendar.
 */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { isWorkingDay } from "../calendar/calendar.ts";
import { openingOf } from "../calendar/office-hours.ts";
import { ROSTER_KEEPS_DAYS } from "../directory/absences.ts";
import { basisName, isLeftToOffice, onDuty } from "../directory/duty.ts";
import { PostId, type Roster, StaffId } from "../directory/roster.ts";
import { TaskCode } from "../directory/service-item.ts";
import { StationCode } from "../directory/units.ts";
import { inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate, localDateOf, plusDays } from "../kernel/local-date.ts";
import { ActedBy, type Case, type CaseState, EntryKind, type LedgerEntry } from "./case.ts";
import type { WorkingTime } from "./counting.ts";
import { responsiblePost, responsibleWindow } from "./handling.ts";
import { isClosed, MOVE_NAMES, MOVES } from "./moves.ts";

/** Calendar days in one answer. */
export const HOLDING_DAYS = 400;

const Holder = z.object({
  from: Instant.meta({ description: "The hall's opening, or the moment at which the case came to this post" }),
  post: PostId.optional(),
  window: z.string().optional(),
  task: TaskCode.optional().meta({
    description: "Holds only this part of a joint case, beside who answers for the whole",
  }),
  station: StationCode.optional().meta({ description: "Not yet at the centre: with the station's proxy" }),
  staffId: StaffId.optional().meta({
    description:
      "On duty then; absent where nobody of the centre was there (basis `office`), or absences of that time are not kept",
  }),
  name: z.string().optional(),
  basis: z
    .string()
    .optional()
    .meta({ description: "holder, stand-in, window-head, deputy-director, director, office, proxy" }),
  basisName: Bilingual.optional(),
});
type Holder = z.infer<typeof Holder>;

const HoldingDay = z.object({
  date: LocalDate,
  working: z.boolean().meta({ description: "Other days are here only when something was done" }),
  holders: z
    .array(Holder)
    .meta({ description: "More than one where the case went on to another post that day, or units do parts of it" }),
  done: z.array(z.object({ version: z.int(), at: Instant, what: EntryKind, by: ActedBy })),
});
export type HoldingDay = z.infer<typeof HoldingDay>;

export const CaseHolding = z
  .object({
    caseNumber: z.string(),
    calendarVersion: z.string(),
    earlier: z.boolean().meta({ description: "There are days before the first one: ask with an earlier `until`" }),
    days: z.array(HoldingDay),
  })
  .meta({ id: "CaseHolding" });
export type CaseHolding = z.infer<typeof CaseHolding>;

/** The state that an entry leads to, off the table of moves; undefined: the state stays. */
const stateWrittenBy = (what: EntryKind): CaseState | undefined => {
  const move = MOVE_NAMES.map((name) => MOVES[name]).find(({ writes, to }) => writes === what && to !== "same");
  return move === undefined || move.to === "same" ? undefined : move.to;
};

type Change = { readonly at: Instant; readonly state: CaseState };
const changesOf = (ledger: readonly LedgerEntry[]): Change[] =>
  ledger.flatMap(({ at, what }) => {
    const state = stateWrittenBy(what);
    return state === undefined ? [] : [{ at, state }];
  });

/** As of the moment at which the case lay with it: its place first, the person found by the caller's roster. */
const placeIn = (subject: Case, { at, state }: Change): Holder => {
  const then = { ...subject, state };
  return state === "at-station" && subject.proxy !== undefined
    ? { from: at, station: subject.proxy.station, staffId: subject.proxy.staffId, basis: "proxy" }
    : { from: at, post: responsiblePost(then), window: responsibleWindow(then).name };
};

const withPerson = (holder: Holder, roster: Roster): Holder => {
  if (holder.post === undefined) return holder;
  // Nobody of the centre was there: the post was the municipal office's (R34).
  if (isLeftToOffice(roster, holder.post, holder.from)) return { ...holder, basis: "office" };
  const duty = onDuty(roster, holder.post, holder.from);
  const name = roster.staff.find(({ id }) => id === duty?.staffId)?.name;
  return duty === undefined ? holder : { ...holder, ...duty, ...(name === undefined ? {} : { name }) };
};

const inWords = (holder: Holder): Holder => {
  const name = basisName(holder.basis);
  return name === undefined ? holder : { ...holder, basisName: name };
};

/** Where the case lay on a working day: from the opening, and from each change of hands after it until it was closed. */
const placesOn = (subject: Case, changes: readonly Change[], date: LocalDate, opening: Instant): Holder[] => {
  const before = changes.findLast(({ at }) => at <= opening);
  const during = changes.filter(({ at }) => at > opening && localDateOf(at) === date);
  const open = [...(before === undefined ? [] : [{ ...before, at: opening }]), ...during].filter(
    ({ state }) => !isClosed(state),
  );
  return open
    .map((change) => placeIn(subject, change))
    .filter(({ post, station }, n, all) => n === 0 || post !== all[n - 1]?.post || station !== all[n - 1]?.station);
};

/** Who looks, and when: days to come have no holder yet. */
export type LookingBack = WorkingTime & {
  readonly today: LocalDate;
  /** The last day asked for. */
  readonly until?: LocalDate | undefined;
};

const spanOf = (ledger: readonly LedgerEntry[], changes: readonly Change[], { today, until }: LookingBack) => {
  const begun = localDateOf(ledger[0]?.at ?? changes[0]!.at);
  const closed = changes.find(({ state }) => isClosed(state));
  const ended = closed === undefined ? today : localDateOf(closed.at);
  const last = until !== undefined && until < ended ? until : ended;
  const earliest = plusDays(last, 1 - HOLDING_DAYS);
  return { first: begun < earliest ? earliest : begun, last, earlier: begun < earliest };
};

/** Whoever had a part of a joint case to do that day: every unit, from the opening or from when it got its part. */
const partsOn = (subject: Case, changes: readonly Change[], date: LocalDate, opening: Instant): Holder[] => {
  const closedAt = changes.find(({ state }) => isClosed(state))?.at;
  return (subject.joint?.tasks ?? []).flatMap((task): Holder[] => {
    const { openedAt: at } = task;
    if (at === undefined || localDateOf(at) > date) return [];
    const from = at > opening ? at : opening;
    // What the law has decided leaves parts undone, and nobody holds them (R19).
    const over = task.doneAt ?? subject.decision?.at ?? closedAt;
    if (over !== undefined && over <= from) return [];
    return [{ from, post: task.post, window: task.window.name, task: task.code }];
  });
};

/** @param subject with its whole ledger */
export const holdingOf = (subject: Case, roster: Roster, when: LookingBack): CaseHolding => {
  const changes = changesOf(subject.ledger);
  const { first, last, earlier } = spanOf(subject.ledger, changes, when);
  // Of days before it, absences that ended since are no longer in a roster.
  const known = plusDays(when.today, -ROSTER_KEEPS_DAYS);
  const days: HoldingDay[] = [];
  for (let date = first; date <= last; date = plusDays(date, 1)) {
    const working = isWorkingDay(when.calendar, date);
    const done = subject.ledger.filter(({ at }) => localDateOf(at) === date);
    if (!working && done.length === 0) continue;
    const places = working
      ? [placesOn, partsOn].flatMap((held) => held(subject, changes, date, openingOf(when.hours, date)))
      : [];
    days.push({
      date,
      working,
      holders: (date < known ? places : places.map((holder) => withPerson(holder, roster))).map(inWords),
      done: done.map(({ version, at, what, by }) => ({ version, at, what, by })),
    });
  }
  return { caseNumber: inGroups(subject.number), calendarVersion: when.calendar.version, earlier, days };
};
