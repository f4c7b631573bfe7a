/** Scenarios of the crash proof: a few cases that become due, a plan of deaths and pauses, and what came of them. */
import { BatchWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import type { Roster } from "../../../shared/directory/roster.ts";
import { type Instant, instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { acceptedCase, filedCase, itemOf } from "../../open-cases.ts";
import { type Random, randomFrom } from "../random.ts";
import type { ReminderTables } from "../reminding.ts";
import { type Owed, personsOwed, type Reckoning, reckon } from "./reckoning.ts";
import { SmallTown, town } from "./small-town.ts";
import { type Manners, SmsCentre } from "./sms-centre.ts";
import { type Plan, Weaver } from "./weaver.ts";

export type Scenario = {
  /** Tells scenarios apart that share their tables. */
  readonly nth: number;
  readonly seed: number;
  readonly cases: number;
  readonly roster: Roster;
  /** `promised`: yellow of a case in hand. `notice`: both cards and the silence of one that nobody looked at. */
  readonly due: "promised" | "notice";
  readonly manners: Manners;
  readonly plan: Plan;
  /** Ticks that are delivered, with what they publish, once to three times; later ones once. */
  readonly restlessTicks: number;
  /** The first tick, where it is not that of the kind; and for how long the schedule is then down, milliseconds. */
  readonly outage?: { readonly from: Instant; readonly ms: number };
};
export type Outcome = Reckoning & {
  readonly points: number;
  /** Planned ones that came about. */
  readonly dooms: number;
  /** Deaths and pauses between the gateway's taking a message on and the next write. */
  readonly insideSending: number;
  readonly failures: readonly unknown[];
};

/** Notice: filed on the 18th, red and silent on the 28th. Promised: half of it gone unnoticed, and yellow in the morning of the 10th. */
const STARTS = { promised: instant("2026-10-10T08:30:00+08:00"), notice: instant("2026-09-28T10:00:00+08:00") };
const ENDS = { promised: instant("2026-10-10T20:00:00+08:00"), notice: instant("2026-09-28T20:00:00+08:00") };
const FILED = { promised: "2026-09-23T16:00:00+08:00", notice: "2026-09-18T09:00:00+08:00" };
/** Of slots, and so of deliveries, of scenarios that share their tables. */
const APART_MS = 7;
const BATCH = 25;
/** Silence is acceptance as of receipt: half of the promise has gone by then, too. */
const OWED = {
  promised: [
    ["promised", "half"],
    ["promised", "yellow"],
  ],
  notice: [
    ["notice", "yellow"],
    ["notice", "red"],
    ["promised", "half"],
  ],
} as const;

const numbersOf = ({ nth, cases }: Scenario): readonly string[] =>
  Array.from({ length: cases }, (_, n) => `${String(nth).padStart(6, "0")}${String(n).padStart(6, "0")}`);

const putCases = async (
  client: DynamoDBDocumentClient,
  table: string,
  scenario: Scenario,
  roster: Roster,
): Promise<readonly Owed[]> => {
  const { due, manners } = scenario;
  const make = due === "promised" ? acceptedCase : filedCase;
  const cases = numbersOf(scenario).map((number) => make(town, roster, FILED[due], number));
  const items = await Promise.all(cases.map(itemOf));
  for (let n = 0; n < items.length; n += BATCH) {
    const puts = items.slice(n, n + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
  return cases.flatMap(({ number, acceptingPost, decidingPost }) =>
    OWED[due].flatMap(([kind, stage]) => {
      const post = kind === "promised" ? decidingPost : acceptingPost;
      const stageId = `${kind}#1#${stage}`;
      return [...personsOwed(roster, post, stage, manners.dead)].map((staffId) => ({ number, stageId, staffId }));
    }),
  );
};

/** Tables in which one scenario after the other is played. */
export type Stage = { readonly client: DynamoDBDocumentClient; readonly names: ReminderTables };

/** Lives through one scenario, until nothing is to come any more. */
export const play = async ({ client, names }: Stage, scenario: Scenario): Promise<Outcome> => {
  const { due, nth, roster, manners, plan } = scenario;
  const random: Random = randomFrom(scenario.seed);
  const owed = await putCases(client, names.cases, scenario, roster);
  const start: Instant = plusMilliseconds(scenario.outage?.from ?? STARTS[due], nth * APART_MS);
  const weaver = new Weaver(start, random, plan);
  const centre = new SmsCentre(manners, random);
  const { restlessTicks, outage } = scenario;
  const downForMs = outage?.ms ?? 0;
  const place = new SmallTown({ weaver, centre, random, client, names, roster, restlessTicks, downForMs });
  await place.liveOn(ENDS[due]);
  const deliveries = deliveryStore(client, names.reminders);
  const reckoning = await reckon(owed, centre.taken, deliveries, manners.dead);
  return {
    ...reckoning,
    points: weaver.points,
    dooms: weaver.dooms,
    insideSending: place.mishaps.insideSending,
    failures: place.failures,
  };
};
