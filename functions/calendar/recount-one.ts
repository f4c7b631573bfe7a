/** One open matter by the calendar of now, and whoever is responsible told that dates of theirs have moved. */
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { CountedItems } from "../../shared/casework/counting-span.ts";
import type { Moment } from "../../shared/casework/writing.ts";
import type { People, StaffId } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant, LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type Deliveries, openDelivery } from "../../shared/reminders/delivery.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import type { Told } from "../../shared/reminders/recipients.ts";
import { sha256 } from "../runtime/hashes.ts";
import { log } from "../runtime/log.ts";

type Counted = { readonly number: CaseNumber; readonly version: number; readonly centre: CentreCode };

/** Open matters of one kind, cases or complaints, as they are counted again. */
export type CountedKind<S extends Counted> = CountedItems & {
  get(number: CaseNumber): Promise<S>;
  /** @throws Refusal `version-conflict` */
  save(after: S, expecting: number): Promise<void>;
  /** As it is where nothing moved. */
  recount(before: S, moment: Moment, people: People): S;
  /** What people are told of when it changes. */
  datesOf(subject: S): string;
  responsible(subject: S, people: People, at: Instant): readonly Told[];
  /** That there is one is nobody else's to know (R53). */
  readonly confidential: boolean;
};

export type Recounting = {
  readonly tell: (members: readonly Told[], about: { number: CaseNumber; confidential: boolean }) => Promise<void>;
  readonly peopleOf: (centre: CentreCode) => Promise<People>;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly at: Instant;
  readonly today: LocalDate;
  readonly calendar: Calendar;
  /** The same for every run by this calendar: two runs at once write the same. */
  readonly token: string;
};

/** A kind, with all that is needed to count one of them again: nobody else looks into what it hands out. */
export type Register = CountedItems & {
  /** Says whether it was written; one that is closed, or counted by this calendar already, stays as it is. */
  recount(number: CaseNumber, recounting: Recounting): Promise<boolean>;
};

/** Each lost race means that someone moved it: a few are plenty. */
const ATTEMPTS = 5;

/** Undefined: it was as it should be. False: someone moved it at the same moment. */
const attempt = async <S extends Counted>(
  number: CaseNumber,
  kind: CountedKind<S>,
  { tell, peopleOf, at, today, calendar, hours, ladder, token }: Recounting,
): Promise<boolean | undefined> => {
  const before = await kind.get(number);
  const people = await peopleOf(before.centre);
  const moment = { at, today, calendar, hours, ladder, token, sha256, by: { kind: "clock" as const } };
  const after = kind.recount(before, moment, people);
  if (after === before) return undefined;
  const { confidential } = kind;
  // Told first: dying in between tells it once, for the digest is there, and moves the date in the next run.
  if (kind.datesOf(before) !== kind.datesOf(after))
    await tell(kind.responsible(before, people, at), { number, confidential });
  try {
    await kind.save(after, before.version);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "version-conflict") return false;
    throw error;
  }
};

export const registerOf = <S extends Counted>(kind: CountedKind<S>): Register => ({
  counted: kind.counted,
  async recount(number, recounting) {
    for (let left = ATTEMPTS; left > 0; left -= 1) {
      const done = await attempt(number, kind, recounting);
      if (done !== false) return done === true;
    }
    throw new Error(`${number} is moved by others again and again`);
  },
});

export type TellingNeeds = {
  readonly deliveries: Pick<Deliveries, "open">;
  readonly window: SendingWindow;
};
export type Telling = { readonly at: Instant; readonly calendar: Calendar; readonly edition: number };

/**
 * One SMS for each person and edition, however many of their cases moved and however many runs it takes: it says that
 * dates have moved, and neither which nor how many. Of complaints it is one of its own, which no list shows (R53). The sweep
 * sends it.
 */
export const tellingOnce = (needs: TellingNeeds, { at, calendar, edition }: Telling) => {
  const begun = new Map<string, Promise<void>>();
  let told = 0;
  const open = async (id: string, staffId: StaffId, centre: Told["centre"], confidential: boolean): Promise<void> => {
    const delivery = openDelivery({
      id,
      recipient: { kind: "staff", staffId, ...(centre === undefined ? {} : { centre }) },
      createdAt: at,
      notBefore: sendableFrom(at, calendar, needs.window, false),
      urgent: false,
      content: { template: "dates-moved", params: {} },
      ...(confidential ? { confidential } : {}),
    });
    if (await needs.deliveries.open(delivery)) told += 1;
  };
  const tell: Recounting["tell"] = async (members, { number, confidential }) => {
    // The date moves all the same: it is what the law says, and the work list shows it.
    if (members.length === 0) log("nobody-told-of-moved-dates", { caseNumber: number });
    for (const { id: staffId, centre } of members) {
      const id = `${staffId}#calendar-${edition}${confidential ? "#complaints" : ""}`;
      const telling = begun.get(id) ?? open(id, staffId, centre, confidential);
      begun.set(id, telling);
      telling.catch(() => begun.delete(id));
      await telling;
    }
  };
  return { told: () => told, tell };
};
