/** Which cases an invented quarter brings: where, of what, how, and on which day. The same seed is the same quarter. */

import type { ActedBy, Channel } from "../../shared/casework/case.ts";
import { completeAtOnce, type Filing, fileCase } from "../../shared/casework/handling.ts";
import type { Roster } from "../../shared/directory/roster.ts";
import type { SampleTown } from "../../shared/directory/sample-town.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";
import { CaseNumber } from "../../shared/kernel/ids.ts";
import {
  type Instant,
  instantOf,
  type LocalDate,
  lastDayOf,
  localDate,
  millisecondsOf,
  plusDays,
} from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import { type Random, randomFrom } from "../soak/random.ts";
import { Living, liveOut, type Manner, type Step } from "./case-life.ts";
import { atHome, daysOf, inOffice, MONTHS, weightOf } from "./days.ts";

/** How often each item is asked for; those that are not named, now and then. */
const ITEMS: Readonly<Record<string, number>> = {
  "medical-insurance-enrolment": 26,
  "pension-enrolment": 20,
  "birth-registration": 9,
  "unemployment-registration": 9,
  "old-age-allowance": 10,
  "tree-felling-licence": 5,
  "rural-homestead-approval": 3,
  "veteran-card": 6,
  "disability-subsidies": 4,
  "minimum-living-allowance": 3,
  "extreme-poverty-support": 1,
  "temporary-assistance": 2,
};
/** Two centres have a hard quarter; the others are late with two to five in a hundred. */
const WEAK = [7, 15];
const LATE_AT_ONCE = 0.4;

export const QUARTER_END: Instant = instantOf(
  millisecondsOf(`${lastDayOf(MONTHS.at(-1)!)}T16:00:00.000Z` as Instant) + 8 * 86_400_000,
);

const weighted = <T>(random: Random, among: readonly T[], weight: (each: T) => number): T => {
  const sum = among.reduce((all, each) => all + weight(each), 0);
  let left = random.below(Math.round(sum * 1000)) / 1000;
  for (const each of among) {
    left -= weight(each);
    if (left < 0) return each;
  }
  return among.at(-1)!;
};

const PHONES = 9000;
export const phoneOf = (random: Random): string => `1000000${String(1000 + random.below(PHONES))}`;

type Arrival = {
  readonly day: LocalDate;
  readonly roster: Roster;
  readonly item: ServiceItem;
  readonly channel: Channel;
  readonly n: number;
};

const arrivalOf = (
  n: number,
  town: SampleTown,
  days: readonly LocalDate[],
  sizes: ReadonlyMap<string, number>,
  random: Random,
): Arrival => {
  const channel = weighted(
    random,
    ["counter", "online", "phone", "station", "appointment"] as const,
    (each) => ({ counter: 50, online: 27, phone: 4, station: 11, appointment: 8 })[each],
  );
  const day = weighted(random, days, (each) => (channel === "online" ? weightOf(each) + 3 : weightOf(each)));
  const roster = weighted(random, town.rosters, ({ centre }) => sizes.get(centre) ?? 1);
  const item = weighted(random, town.items, ({ code }) => ITEMS[code] ?? 1);
  return { day, roster, item, channel, n };
};

const filingOf = ({ n, item, roster, channel }: Arrival, town: SampleTown, random: Random): Filing => ({
  number: CaseNumber.parse(`Q${String(n).padStart(11, "0")}`),
  bodyHash: "quarter",
  item,
  decidingOrgan: "示例机关",
  centre: roster.centre,
  channel,
  applicant: { name: "示例甲", phone: phoneOf(random) },
  urgent: item.limits.urgentHours !== undefined && random.chance(0.3),
  notifyBySms: random.chance(0.3),
  ...(channel === "station" ? proxyOf(roster.centre, item, town, random) : {}),
});

/** At a station that is entrusted with it; none: at the centre's counter. */
const proxyOf = (centre: string, item: ServiceItem, town: SampleTown, random: Random) => {
  const entrusted = town.entrustments.filter((each) => each.centre === centre && each.items[item.code] !== undefined);
  if (entrusted.length === 0) return { channel: "counter" as const };
  const { station, items } = random.pick(entrusted);
  const proxy = town.proxies.find((each) => each.station === station);
  const level = items[item.code];
  if (proxy === undefined || level === undefined) return { channel: "counter" as const };
  const authorisation = { until: localDate("2026-12-31"), form: "signature" as const };
  return { station, proxy: { staffId: proxy.id, station, level, authorisation } };
};

const RULING = { outcome: "approved" } as const;

/** What is done while the resident waits is late only when a system is down. */
const mannerOf = (index: number, { limits }: ServiceItem): Manner => {
  const late = WEAK.includes(index) ? 0.15 : 0.02 + (index % 4) * 0.008;
  return {
    late: limits.promised.unit === "immediate" ? late * LATE_AT_ONCE : late,
    notice: 0.07 + (index % 5) * 0.02,
  };
};

const firstBy = (arrival: Arrival, filing: ReturnType<typeof filingOf>): ActedBy => {
  const { channel, roster } = arrival;
  if (filing.proxy !== undefined) {
    return { kind: "proxy", staffId: filing.proxy.staffId, station: filing.proxy.station };
  }
  if (channel === "online") return { kind: "resident" };
  const post = roster.posts[0]!;
  return { kind: "staff", staffId: post.holder, postId: post.id, basis: "holder" };
};

/** One case after another, each with its whole life; an item that the centre does not offer brings none. */
export function* livesOf(
  town: SampleTown,
  { seed, cases }: { seed: number; cases: number },
): Generator<readonly Step[]> {
  const random = randomFrom(seed);
  const days = daysOf(MONTHS).filter((day) => weightOf(day) > 0 || random.chance(1));
  const stations = Map.groupBy(town.proxies, ({ centre }) => centre);
  const sizes = new Map(town.rosters.map(({ centre }) => [centre, 20 + (stations.get(centre)?.length ?? 0)]));
  for (let n = 1; n <= cases; n += 1) {
    const arrival = arrivalOf(n, town, days, sizes, random);
    const { roster, item, day, channel } = arrival;
    const at = channel === "online" ? atHome(day, random) : inOffice(day, random);
    const filing = filingOf(arrival, town, random);
    try {
      const manner = mannerOf(town.rosters.indexOf(roster), item);
      const by = firstBy(arrival, filing);
      const atOnce = by.kind === "staff" && item.limits.promised.unit === "immediate" && !random.chance(manner.late);
      const life = new Living(roster, at, by, (occasion) =>
        atOnce ? completeAtOnce(filing, RULING, roster, occasion) : fileCase(filing, roster, occasion),
      );
      yield liveOut(life, { random, item, manner, roster }, QUARTER_END);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

/** The first working morning on which the month's sheet is made, at half past six. */
export const madeOn = (day: LocalDate): { at: Instant; today: LocalDate } => ({
  at: new Date(`${day}T06:30:00+08:00`).toISOString() as Instant,
  today: day,
});
export const dayAfter = (day: LocalDate): LocalDate => plusDays(day, 1);
