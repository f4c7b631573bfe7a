/** What stands in a sheet beside the cases, read for one month: complaints, final ratings, findings at posts, SMS. */
import type { OtherMaterial } from "../../shared/bulletins/other-figures.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { Calendar } from "../../shared/calendar/calendar.ts";
import { ROSTER_KEEPS_DAYS } from "../../shared/directory/absences.ts";
import type { AttendanceBook, Directory, TakeOvers } from "../../shared/directory/directory.ts";
import { type Finding, findingsOf, type Looking } from "../../shared/directory/findings.ts";
import type { TownRegister } from "../../shared/directory/register.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import {
  firstDayOf,
  instantAt,
  type LocalDate,
  lastDayOf,
  type Month,
  plusDays,
} from "../../shared/kernel/local-date.ts";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import type { ListedRating, Ratings } from "../../shared/ratings/ratings.ts";
import { costCounter, type MessageCost } from "../../shared/reminders/message-cost.ts";
import type { SentMessages } from "../../shared/reminders/sent-messages.ts";
import { lateReturns, type ReturnLine, refsNamedIn } from "../../shared/returns/month.ts";
import type { Returns } from "../../shared/returns/returns.ts";

export type OtherNeeds = {
  readonly reports: Pick<Reports, "complaintsOf">;
  readonly ratings: Pick<Ratings, "ofCentre">;
  readonly directory: Pick<Directory, "roster">;
  readonly book: Pick<AttendanceBook, "days">;
  readonly takeOvers: Pick<TakeOvers, "of">;
  readonly sent: Pick<SentMessages, "ofDay">;
  readonly returns: Pick<Returns, "each">;
  readonly calendars: { current(): Promise<Calendar> };
  readonly register: TownRegister;
  readonly municipality: Pick<MunicipalitySettings, "officeHours" | "posts" | "sms" | "returns">;
};

const PAGE = 500;
/** Messages: more than a town sends in a month; beyond, the sheet says that it counted no further. */
const MOST = 200_000;

type Days = { readonly from: LocalDate; readonly to: LocalDate };
const daysOf = (month: Month): Days => ({ from: firstDayOf(month), to: lastDayOf(month) });

const ratingsIn = async (centre: CentreCode, days: Days, { ratings }: OtherNeeds): Promise<readonly ListedRating[]> => {
  const found: ListedRating[] = [];
  let after: string | undefined;
  do {
    const page = await ratings.ofCentre(centre, { ...days, after, limit: PAGE });
    found.push(...page.ratings);
    after = page.after;
  } while (after !== undefined);
  return found;
};

/** As of the month's end, whenever the sheet is made. */
const findingsIn = async (centre: CentreCode, span: Days, needs: OtherNeeds): Promise<readonly Finding[]> => {
  const { directory, book, takeOvers, calendars, municipality } = needs;
  const [roster, taken, calendar] = await Promise.all([
    directory.roster(centre),
    takeOvers.of(centre, span),
    calendars.current(),
  ]);
  const days = await Promise.all(roster.staff.map(({ id }) => book.days(id, span)));
  const looking: Looking = {
    ...{ calendar, span, hours: municipality.officeHours, rules: municipality.posts },
    at: instantAt(plusDays(span.to, 1), "00:00"),
  };
  return findingsOf(roster, days.flat(), taken, looking);
};

const messagesIn = async (month: Month, { sent, municipality }: OtherNeeds): Promise<MessageCost> => {
  const counter = costCounter(municipality.sms.signature);
  const { from, to } = daysOf(month);
  for (let day = from; day <= to && counter.counted() < MOST; day = plusDays(day, 1)) {
    let before: string | undefined;
    do {
      const page = await sent.ofDay(day, { before, limit: PAGE });
      for (const message of page) counter.count(message);
      before = page.length < PAGE ? undefined : page.at(-1)?.listedAt;
    } while (before !== undefined && counter.counted() < MOST);
  }
  return counter.result(month, {
    ...{ over: true, complete: counter.counted() < MOST, price: municipality.sms.pricePerPart },
  });
};

const returnsIn = async (
  month: Month,
  today: LocalDate,
  { returns, register, municipality, calendars }: OtherNeeds,
): Promise<readonly ReturnLine[]> => {
  const material = { towns: register.towns, kinds: municipality.returns, calendar: await calendars.current() };
  const handedIn = await returns.each(refsNamedIn(month, material));
  return lateReturns(month, material, handedIn, instantAt(today, "23:59"));
};

/** Absences of a month that began before they were still kept: it has no findings. */
export const othersIn = async (month: Month, today: LocalDate, needs: OtherNeeds): Promise<OtherMaterial> => {
  const days = daysOf(month);
  const keepsFrom = plusDays(today, -ROSTER_KEEPS_DAYS);
  const centres = needs.register.towns.map(({ code }) => code);
  const kept = days.from >= keepsFrom ? centres : [];
  const [complaints, ratings, messages] = await Promise.all([
    needs.reports.complaintsOf(month),
    Promise.all(centres.map((centre) => ratingsIn(centre, days, needs))),
    messagesIn(month, needs),
  ]);
  const findings = new Map<CentreCode, readonly Finding[]>();
  for (const centre of kept) findings.set(centre, await findingsIn(centre, days, needs));
  return { complaints, ratings: ratings.flat(), findings, messages, returns: await returnsIn(month, today, needs) };
};
