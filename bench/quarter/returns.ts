/** The data returns of an invented quarter: most come in time, some late, a few not at all. */
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { townRegister } from "../../shared/directory/register.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { type LocalDate, plusDays } from "../../shared/kernel/local-date.ts";
import type { ReturnKind } from "../../shared/municipality/return-kinds.ts";
import { type DataReturn, handIn } from "../../shared/returns/data-return.ts";
import { dueDay, type Period, periodDueIn } from "../../shared/returns/period.ts";
import type { Random } from "../soak/random.ts";
import { inOffice, MONTHS, workingDay } from "./days.ts";

const CHANCE_OF_MISSING = 0.02;
const CHANCE_OF_LATE = 0.06;

/** The settings' kinds, asked for from the quarter's first month on. */
export const kindsOf = (kinds: readonly ReturnKind[]): ReturnKind[] =>
  kinds.map((kind) => ({ ...kind, from: MONTHS[0]! }));

const numbersOf = ({ fields }: ReturnKind, random: Random): Record<string, number> =>
  Object.fromEntries(fields.map(({ id }) => [id, random.between(0, 40)]));

const dayOf = (dueOn: LocalDate, random: Random): LocalDate =>
  random.chance(CHANCE_OF_LATE) ? workingDay(plusDays(dueOn, random.between(1, 6)), 0) : workingDay(dueOn, 0);

const returnOf = (centre: CentreCode, kind: ReturnKind, period: Period, random: Random) => {
  const { dueOn } = dueDay(period, kind, CHINA_CALENDAR);
  const values = numbersOf(kind, random);
  const occasion = { at: inOffice(dayOf(dueOn, random), random), token: "quarter", kind, known: {} };
  return handIn({ centre, kind: kind.kind, period, dueOn }, `${centre}-director`, { values }, occasion);
};

export const returnsIn = (
  divisionCode: string,
  kinds: readonly ReturnKind[],
  random: Random,
): readonly DataReturn[] => {
  const due = MONTHS.flatMap((month) =>
    kinds.flatMap((kind) => {
      const period = periodDueIn(kind, month);
      return period === undefined ? [] : [{ kind, period }];
    }),
  );
  return townRegister(divisionCode).towns.flatMap(({ code }) =>
    due.flatMap(({ kind, period }) => (random.chance(CHANCE_OF_MISSING) ? [] : [returnOf(code, kind, period, random)])),
  );
};
