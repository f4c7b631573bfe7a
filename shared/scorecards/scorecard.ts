/**
 * Scorecards of posts, windows, stations and a centre for one month (article 9): led by what residents said, then cards,
 * complaints upheld, attendance. Each figure stands by itself, with numerator and denominator, its definition, and links to
 * what it is made of; nothing is added up into one mark, and no centre is ranked (R66).
 */
import * as z from "zod";
import type { Bilingual } from "../calendar/bilingual.ts";
import { Bilingual as BilingualSchema } from "../calendar/bilingual.ts";
import { SMALLEST_SHOWN } from "../complaints/small-numbers.ts";
import type { Finding } from "../directory/findings.ts";
import type { Roster } from "../directory/roster.ts";
import type { StationCode } from "../directory/units.ts";
import { type CaseNumber, inGroups } from "../kernel/ids.ts";
import { Month } from "../kernel/local-date.ts";
import { distributionOf } from "../ratings/distribution.ts";
import type { ListedRating } from "../ratings/ratings.ts";
import type { CardRow } from "./card-row.ts";

/** Fewer ratings than this say little (R66). */
export const SMALL_UNIT = 10;
/** Of one figure: what a reader clicks through at once. */
const MOST_LINKS = 50;

const Links = z.array(z.string()).meta({ description: "What the figure is made of; at most 50" });
const count = z.int().min(0);

export const Scorecard = z
  .object({
    unit: z.object({ kind: z.enum(["post", "window", "station", "centre"]), code: z.string(), name: z.string() }),
    ratings: z.object({
      levels: z.object({ 5: count, 4: count, 3: count, 2: count, 1: count }),
      satisfied: count.meta({ description: "Numerator: levels 3 to 5" }),
      counted: count.meta({ description: "Denominator" }),
      marked: count,
      setAside: count,
      underReview: count,
      small: z.boolean(),
      links: Links,
    }),
    cards: z.object({ yellow: count, red: count, supervision: count, annulled: count, links: Links }),
    attendance: z
      .object({ uncovered: count, links: Links })
      .optional()
      .meta({ description: "Absent: of a month whose attendance is kept no more, and of stations" }),
    complaints: z
      .object({ upheld: count, links: Links })
      .optional()
      .meta({ description: "Absent: not for this reader, or fewer than three (R70)" }),
  })
  .meta({ id: "Scorecard" });
export type Scorecard = z.infer<typeof Scorecard>;

const Definition = z.object({ figure: z.string(), text: BilingualSchema });
export const SCORECARD_DEFINITIONS: readonly { readonly figure: string; readonly text: Bilingual }[] = [
  {
    figure: "ratings",
    text: {
      zh: "本月生效的评价（回访整改结束且评价期满），按档计数；满意率＝基本满意及以上÷计入评价；标记为工作人员或集中评价的、经复核不计入的，另列。",
      en: "Ratings that became final in the month, by level; satisfied: levels 3 to 5 ÷ those counted. Marked and set-aside ones stand apart.",
    },
  },
  {
    figure: "cards",
    text: {
      zh: "本月向该岗位亮出的黄牌、红牌和督办，撤销的另列。",
      en: "Yellow, red and supervision cards of the month; annulled ones stand apart.",
    },
  },
  {
    figure: "attendance",
    text: {
      zh: "工作日岗位无人在岗的次数（A、B岗均不在）。",
      en: "Working days on which nobody was at the post, neither A nor B.",
    },
  },
  {
    figure: "complaints",
    text: {
      zh: "本月认定属实或部分属实的投诉；不足3件的不列，读者应回避的不计。",
      en: "Complaints upheld or partly upheld in the month; fewer than three are not shown, nor those that the reader is walled from.",
    },
  },
];

export const Scorecards = z
  .object({
    month: Month,
    final: z.boolean().meta({ description: "False while the month runs" }),
    scorecards: z.array(Scorecard).meta({ description: "In the order of the register and the windows: not a ranking" }),
    definitions: z.array(Definition),
  })
  .meta({ id: "Scorecards" });
export type Scorecards = z.infer<typeof Scorecards>;

/** An upheld complaint, as far as a scorecard says anything of it; the reader is not walled from any of them. */
export type Upheld = {
  readonly number: CaseNumber;
  readonly post?: string | undefined;
  readonly window?: string | undefined;
  readonly station?: string | undefined;
};
export type MonthFacts = {
  readonly month: Month;
  readonly roster: Roster;
  readonly stations: readonly { readonly code: StationCode; readonly name: string }[];
  readonly centreName: string;
  readonly ratings: readonly ListedRating[];
  readonly cards: readonly CardRow[];
  /** Undefined: kept no more. */
  readonly findings?: readonly Finding[] | undefined;
  /** Undefined: not for this reader. */
  readonly upheld?: readonly Upheld[] | undefined;
  /** The office sees the whole; a centre's reader nothing of small numbers, and of the centre as a whole only (R70). */
  readonly forOffice: boolean;
  /** What the reader gets in to: nothing else is linked. */
  readonly mayOpen: { readonly rating: (rating: ListedRating) => boolean; readonly findings: boolean };
};

type Unit = Scorecard["unit"];
type Of = {
  readonly rating: (rating: ListedRating) => boolean;
  readonly card: (card: CardRow) => boolean;
  readonly finding?: (finding: Finding) => boolean;
  readonly upheld: (complaint: Upheld) => boolean;
};

const first = (links: readonly string[]): string[] => [...new Set(links)].slice(0, MOST_LINKS);

const complaintsOf = (unit: Unit, { upheld }: Of, facts: MonthFacts): Pick<Scorecard, "complaints"> => {
  if (facts.upheld === undefined || (!facts.forOffice && unit.kind !== "centre")) return {};
  const own = facts.upheld.filter(upheld);
  if (!facts.forOffice && own.length < SMALLEST_SHOWN) return {};
  // A centre's reader gets into none of them by having led it.
  const links = facts.forOffice ? own.map(({ number }) => `/v1/staff/complaints/${inGroups(number)}`) : [];
  return { complaints: { upheld: own.length, links: first(links) } };
};

const attendanceOf = (
  { finding }: Of,
  { findings, roster, forOffice, mayOpen }: MonthFacts,
): Pick<Scorecard, "attendance"> => {
  if (finding === undefined || findings === undefined) return {};
  const uncovered = findings.filter(({ kind }) => kind === "both-absent" || kind === "nobody-at-post").filter(finding);
  const base = forOffice ? `/v1/office/centres/${roster.centre}/findings` : "/v1/staff/centre/findings";
  const days = (mayOpen.findings ? uncovered : []).map(({ date }) => `${base}?from=${date}&to=${date}`);
  return {
    attendance: { uncovered: new Set(uncovered.map(({ date, posts }) => `${date}${posts}`)).size, links: first(days) },
  };
};

const scorecardOf = (unit: Unit, of: Of, facts: MonthFacts): Scorecard => {
  const ratings = facts.ratings.filter(of.rating);
  const cards = facts.cards.filter(of.card);
  const counting = cards.filter(({ annulled }) => annulled === undefined);
  const given = (stage: CardRow["stage"]) => counting.filter((card) => card.stage === stage).length;
  const distribution = distributionOf(ratings);
  return {
    unit,
    ratings: {
      ...distribution,
      small: distribution.counted < SMALL_UNIT,
      links: first(ratings.filter(facts.mayOpen.rating).map(({ number }) => `/v1/staff/ratings/${inGroups(number)}`)),
    },
    cards: {
      ...{ yellow: given("yellow"), red: given("red"), supervision: given("supervision") },
      annulled: cards.length - counting.length,
      links: first(cards.map(({ subject }) => `/v1/staff/cases/${inGroups(subject)}`)),
    },
    ...attendanceOf(of, facts),
    ...complaintsOf(unit, of, facts),
  };
};

const ofPosts = (codes: ReadonlySet<string>, window?: string): Of => ({
  rating: ({ post }) => post !== undefined && codes.has(post),
  card: ({ post }) => codes.has(post),
  finding: ({ posts }) => posts.some((post) => codes.has(post)),
  upheld: (complaint) =>
    (complaint.post !== undefined && codes.has(complaint.post)) ||
    (window !== undefined && complaint.window === window),
});

/** Every unit of the centre, from the whole to the single post. */
export const scorecardsOf = (facts: MonthFacts): readonly Scorecard[] => {
  const { roster, stations, centreName } = facts;
  const all = { rating: () => true, card: () => true, finding: () => true, upheld: () => true };
  const nothing = { card: () => false, upheld: () => false };
  const postsOf = (window: string) => roster.posts.filter((post) => post.window === window);
  return [
    scorecardOf({ kind: "centre", code: roster.centre, name: centreName }, all, facts),
    ...roster.windows.flatMap(({ id, name }) => [
      scorecardOf({ kind: "window", code: id, name }, ofPosts(new Set(postsOf(id).map((post) => post.id)), id), facts),
      ...postsOf(id).map((post) =>
        scorecardOf({ kind: "post", code: post.id, name: post.name }, ofPosts(new Set([post.id])), facts),
      ),
    ]),
    ...stations.map(({ code, name }) =>
      scorecardOf(
        { kind: "station", code, name },
        {
          ...nothing,
          rating: ({ station }) => station === code,
          upheld: ({ station }) => station === code,
        },
        facts,
      ),
    ),
  ];
};
