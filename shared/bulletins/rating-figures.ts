/** Ratings that became final in a month (R60–R65), as they stood at its end. */
import * as z from "zod";
import type { LocalDate } from "../kernel/local-date.ts";
import { distributionOf } from "../ratings/distribution.ts";
import type { ListedRating } from "../ratings/ratings.ts";
import type { Definition } from "./definitions.ts";
import { count, SMALL_NUMBER, tally } from "./promise-figures.ts";

export const RatingFigures = z
  .object({
    /** Of levels 1, 2, … 5. */
    levels: z.tuple([count, count, count, count, count]),
    /** Levels 3 to 5 ÷ those that count. */
    satisfied: z.object({ part: count, whole: count, small: z.boolean() }),
    /** Not counted: given by staff, or praise in a burst (R64). */
    marked: count,
    setAside: count,
    underReview: count,
    /** Of levels 1 and 2: what their follow-ups came to (R62). */
    followUps: z.object({ closed: count, satisfied: count, dissatisfied: count, notReached: count }),
  })
  .meta({ id: "BulletinRatingFigures" });
export type RatingFigures = z.infer<typeof RatingFigures>;

/** An appeal, or its decision, of a later day is none yet. */
const asOf = (rating: ListedRating, monthEnd: LocalDate): ListedRating => {
  const { appeal, ...without } = rating;
  if (appeal === undefined || appeal.on > monthEnd) return without;
  const { decided, ...open } = appeal;
  return { ...without, appeal: decided === undefined || decided.on > monthEnd ? open : appeal };
};

/** @param ratings that became final in the month */
export const ratingFiguresOf = (ratings: readonly ListedRating[], monthEnd: LocalDate): RatingFigures => {
  const standing = ratings.map((rating) => asOf(rating, monthEnd));
  const { levels, counted, satisfied, marked, setAside, underReview } = distributionOf(standing);
  const closed = standing.flatMap(({ followUp }) => followUp?.closed ?? []);
  const how = (...ways: readonly (typeof closed)[number]["how"][]) => tally(closed, (each) => ways.includes(each.how));
  return {
    levels: [levels[1], levels[2], levels[3], levels[4], levels[5]],
    satisfied: { part: satisfied, whole: counted, small: counted < SMALL_NUMBER },
    ...{ marked, setAside, underReview },
    followUps: {
      closed: closed.length,
      satisfied: how("satisfied"),
      dissatisfied: how("dissatisfied"),
      notReached: how("unreachable", "no-contact"),
    },
  };
};

export const RATING_DEFINITIONS: readonly Definition[] = [
  {
    figure: "ratings",
    name: "好差评",
    zh: "当月生效的评价（差评在回访结束后生效），按五级计；满意率为三至五级 ÷ 计入的评价。工作人员账号所评、短时集中的好评不计入，申诉后剔除的另计。",
    en: "Ratings that became final in the month (a poor one once its follow-up is over), by level; satisfied: levels 3 to 5 ÷ those that count. Those given by staff and praise in bursts do not count; those set aside after an appeal stand apart.",
  },
  {
    figure: "followUps",
    name: "差评回访",
    zh: "一、二级评价的回访结果：满意、不满意、未联系上（含未留联系方式）。",
    en: "What the follow-ups of levels 1 and 2 came to: satisfied, dissatisfied, not reached (or no contact given).",
  },
];
