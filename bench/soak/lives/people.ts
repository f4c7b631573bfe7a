/** Random people of a centre: with and without telephones, there and away; some posts name people who have left. */
import type { Absence, Roster, StaffMember } from "../../../shared/directory/roster.ts";
import { instantAt, type LocalDate, plusDays } from "../../../shared/kernel/local-date.ts";
import type { Random } from "../random.ts";

export const CENTRE = "370481102";
export const POST = `${CENTRE}-p01`;
export const PROXY = `${CENTRE}201-proxy`;

export const timeOf = (random: Random): string =>
  `${String(random.between(0, 23)).padStart(2, "0")}:${String(random.between(0, 59)).padStart(2, "0")}`;

const member = (random: Random, id: string, role: StaffMember["role"], centre?: string): StaffMember => ({
  schema: 1,
  id,
  name: "示例",
  sub: id,
  ...(random.chance(0.85) ? { phone: "10100000001" } : {}),
  role,
  ...(centre === undefined ? {} : { centre }),
  sample: true,
});

const absencesOf = (random: Random, ids: readonly string[], from: LocalDate): readonly Absence[] =>
  ids.flatMap((staffId, n): Absence[] => {
    if (!random.chance(0.35)) return [];
    const on = plusDays(from, random.between(-10, 40));
    const begins = instantAt(on, timeOf(random));
    const until = instantAt(plusDays(on, random.between(1, 30)), timeOf(random));
    const recorded = { recordedBy: staffId, recordedAt: begins };
    const ends = random.chance(0.8) ? { until } : {};
    return [{ schema: 1, id: `away-${n}`, staffId, centre: CENTRE, kind: "leave", from: begins, ...ends, ...recorded }];
  });

export const rosterOf = (random: Random, from: LocalDate): Roster => {
  const clerks = Array.from({ length: random.between(2, 5) }, (_, n) => `${CENTRE}-a${n + 1}`);
  const deputies = Array.from({ length: random.below(3) }, (_, n) => `${CENTRE}-deputy${n + 1}`);
  const staff = [
    ...clerks.map((id) => member(random, id, "clerk", CENTRE)),
    ...deputies.map((id) => member(random, id, "deputy-director", CENTRE)),
    ...(random.chance(0.9) ? [member(random, `${CENTRE}-director`, "director", CENTRE)] : []),
  ];
  const someone = () => (random.chance(0.1) ? `${CENTRE}-gone` : random.pick(clerks));
  const common = { schema: 1 as const, centre: CENTRE };
  const window = `${CENTRE}-w01`;
  return {
    centre: CENTRE,
    staff,
    windows: [{ ...common, id: window, name: "窗口", number: 1, comprehensive: true, head: someone() }],
    posts: [{ ...common, id: POST, window, name: "岗位", holder: someone(), standIn: someone() }],
    absences: absencesOf(random, [...staff.map(({ id }) => id), PROXY], from),
  };
};

export const officeOf = (random: Random): readonly StaffMember[] =>
  Array.from({ length: random.below(4) }, (_, n) =>
    member(random, `office-${n}`, random.chance(0.4) ? "office-head" : "office-member"),
  );
