/** One open case by the calendar of now, and whoever is responsible told that dates of theirs have moved. */
import type { Calendar } from "../../shared/calendar/calendar.ts";
import type { Ladder } from "../../shared/calendar/ladder-settings.ts";
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import type { Case, ClockKind } from "../../shared/casework/case.ts";
import type { Cases } from "../../shared/casework/cases.ts";
import { recount } from "../../shared/casework/recounting.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { People, StaffId } from "../../shared/directory/roster.ts";
import type { CaseNumber } from "../../shared/kernel/ids.ts";
import type { Instant, LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type Deliveries, openDelivery } from "../../shared/reminders/delivery.ts";
import { seatsFor } from "../../shared/reminders/due-stage.ts";
import { type SendingWindow, sendableFrom } from "../../shared/reminders/quiet-hours.ts";
import { sha256 } from "../runtime/hashes.ts";
import { log } from "../runtime/log.ts";

export type Recounting = {
  readonly cases: Pick<Cases, "get" | "save">;
  readonly tell: (subject: Case) => Promise<void>;
  readonly hours: OfficeHours;
  readonly ladder: Ladder;
  readonly at: Instant;
  readonly today: LocalDate;
  readonly calendar: Calendar;
  /** The same for every run by this calendar: two runs at once write the same. */
  readonly token: string;
};

/** Each lost race means that someone moved the case: a few are plenty. */
const ATTEMPTS = 5;

const datesOf = ({ clocks, notice }: Case): string =>
  JSON.stringify([Object.entries(clocks).map(([kind, { dueOn }]) => [kind, dueOn]), notice?.correctBy]);

/** Undefined: the case was as it should be. False: someone moved it at the same moment. */
const attempt = async (number: CaseNumber, recounting: Recounting): Promise<boolean | undefined> => {
  const { cases, tell, at, today, calendar, hours, ladder, token } = recounting;
  const before = await cases.get(number);
  const after = recount(before, { at, today, calendar, hours, ladder, token, sha256, by: { kind: "clock" } });
  if (after === before) return undefined;
  // Told first: dying in between tells it once, for the digest is there, and moves the date in the next run.
  if (datesOf(before) !== datesOf(after)) await tell(before);
  try {
    await cases.save(after, before.version);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "version-conflict") return false;
    throw error;
  }
};

/** Says whether the case was written; one that is closed, or counted by this calendar already, stays as it is. */
export const recountCase = async (number: CaseNumber, recounting: Recounting): Promise<boolean> => {
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    const done = await attempt(number, recounting);
    if (done !== false) return done === true;
  }
  throw new Error(`${number} is moved by others again and again`);
};

export type TellingNeeds = {
  readonly directory: Pick<Directory, "roster" | "office">;
  readonly deliveries: Pick<Deliveries, "open">;
  readonly window: SendingWindow;
};
export type Telling = { readonly at: Instant; readonly calendar: Calendar; readonly edition: number };

const peopleOnce = ({ directory }: TellingNeeds) => {
  const known = new Map<string, Promise<People>>();
  return (centre: Case["centre"]): Promise<People> => {
    const people =
      known.get(centre) ??
      Promise.all([directory.roster(centre), directory.office()]).then(([roster, office]) => ({ roster, office }));
    known.set(centre, people);
    return people;
  };
};

/** Clocks whose responsible people differ: a proxy's at a station or above, beside the post's (R8, R48). */
const answering = ({ clocks }: Case): readonly ClockKind[] => {
  if (clocks.forwarding?.running) return ["forwarding"];
  return clocks.upward?.running ? ["promised", "upward"] : ["promised"];
};

/**
 * One SMS for each person and edition, however many of their cases moved and however many runs it takes: it says that
 * dates have moved, and neither which nor how many. The sweep sends it.
 */
export const tellingOnce = (needs: TellingNeeds, { at, calendar, edition }: Telling) => {
  const begun = new Map<StaffId, Promise<void>>();
  const peopleOf = peopleOnce(needs);
  let told = 0;
  const open = async (staffId: StaffId, centre: Case["centre"] | undefined): Promise<void> => {
    const delivery = openDelivery({
      id: `${staffId}#calendar-${edition}`,
      recipient: { kind: "staff", staffId, ...(centre === undefined ? {} : { centre }) },
      createdAt: at,
      notBefore: sendableFrom(at, calendar, needs.window, false),
      urgent: false,
      content: { template: "dates-moved", params: {} },
    });
    if (await needs.deliveries.open(delivery)) told += 1;
  };
  return {
    told: () => told,
    async tell(subject: Case): Promise<void> {
      const people = await peopleOf(subject.centre);
      const members = answering(subject).flatMap((kind) => {
        const [onDuty] = seatsFor(subject, { kind, stage: { name: "yellow" } }, people, at);
        return onDuty?.candidates.slice(0, 1) ?? [];
      });
      // The date moves all the same: it is what the law says, and the work list shows it.
      if (members.length === 0) log("nobody-told-of-moved-dates", { caseNumber: subject.number });
      for (const member of members) {
        const telling = begun.get(member.id) ?? open(member.id, member.centre);
        begun.set(member.id, telling);
        telling.catch(() => begun.delete(member.id));
        await telling;
      }
    },
  };
};
