/**
 * R34: people who are not there, one after the other and all together; and a schedule that was down for three days. The
 * whole sweep and senders, by what the gateway took on.
 */
import type { Roster, StaffMember } from "../../../shared/directory/roster.ts";
import { instant } from "../../../shared/kernel/local-date.ts";
import type { Figure } from "../figures.ts";
import { type Draft, PATIENT, type Played, playAlone, sum } from "./proof.ts";
import { personsOwed } from "./reckoning.ts";
import { town } from "./small-town.ts";

const CASES = 3;
const LONG_AGO = instant("2026-09-01T00:00:00+08:00");
const THREE_DAYS_MS = 3 * 24 * 60 * 60_000;

type Missing = (roster: Roster, who: ReadonlySet<string>) => Roster;
const without = ({ phone: _, ...member }: StaffMember): StaffMember => member;
const WAYS: Readonly<Record<string, Missing>> = {
  "has left": (roster, who) => ({ ...roster, staff: roster.staff.filter(({ id }) => !who.has(id)) }),
  "has no phone": (roster, who) => ({
    ...roster,
    staff: roster.staff.map((member) => (who.has(member.id) ? without(member) : member)),
  }),
  "is absent": (roster, who) => ({
    ...roster,
    absences: [...who].map((staffId) => absenceOf(roster, staffId)),
  }),
};
const absenceOf = ({ centre }: Roster, staffId: string): Roster["absences"][number] => ({
  schema: 1,
  id: `missing-${staffId}`,
  centre,
  staffId,
  kind: "sick",
  from: LONG_AGO,
  recordedBy: staffId,
  recordedAt: LONG_AGO,
});

const story = (seed: number, roster: Roster): Draft => ({
  ...{ seed, roster, due: "notice", cases: CASES, manners: PATIENT, plan: new Map(), restlessTicks: 2 },
});

/** Each of the centre's people by themselves, then holder and stand-in of every post, then everybody. */
const missingIn = ({ staff, posts }: Roster): readonly ReadonlySet<string>[] => [
  ...staff.map(({ id }) => new Set([id])),
  ...posts.map(({ holder, standIn }) => new Set([holder, standIn])),
  new Set(staff.map(({ id }) => id)),
];

const isRight = ({ lost, strange, toldTwice, repeated, failures }: Played): boolean =>
  lost.length + strange.length + toldTwice + repeated + failures.length === 0;

const figuresFor = (name: string, played: readonly Played[]): readonly Figure[] => {
  const wrong = played.filter((one) => !isRight(one)).length;
  const owed = sum(played, (one) => one.owed);
  return [
    { what: `${name}: stories, with ${owed} owed to a person each`, value: played.length },
    { what: `${name}: with anyone untold, told twice or told wrongly`, value: wrong, bound: { atMost: 0 } },
  ];
};

/** Who is owed when nobody of the centre is there: the office, and nobody else. */
const ofOfficeAlone = (roster: Roster): boolean => {
  const office = new Set(town.office.map(({ id }) => id));
  const [post] = roster.posts;
  const owed = [...personsOwed(roster, post?.id ?? "", "red")];
  return owed.length > 0 && owed.every((id) => office.has(id));
};

export const missingPeople = async (seed: number): Promise<readonly Figure[]> => {
  const roster = town.rosters[seed % town.rosters.length];
  if (roster === undefined) throw new Error("a town without centres");
  const played: Played[] = [];
  const emptied: Roster[] = [];
  for (const remove of Object.values(WAYS)) {
    const left = missingIn(roster).map((who) => remove(roster, who));
    for (const each of left) played.push(await playAlone(story(seed, each)));
    emptied.push(...left.slice(-1));
  }
  const outage = { from: instant("2026-09-23T08:00:00+08:00"), ms: THREE_DAYS_MS };
  const down = await playAlone({ ...story(seed, roster), outage });
  const unreached = emptied.filter((each) => !ofOfficeAlone(each)).length;
  return [
    ...figuresFor("someone missing", played),
    { what: "nobody of the centre there: not the office's", value: unreached, bound: { atMost: 0 } },
    ...figuresFor("down for three days, then caught up", [down]),
  ];
};
