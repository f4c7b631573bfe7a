/** How ratings are counted: those that became final, each level by itself; what is marked or set aside stands apart (R64, R65). */
import type { Level, Rating } from "./rating.ts";
import { isPoor, LEVELS } from "./rating.ts";

export type Distribution = {
  readonly levels: Readonly<Record<Level, number>>;
  /** Denominator: those that count. */
  readonly counted: number;
  /** Numerator: levels 3 to 5. */
  readonly satisfied: number;
  /** Marked as given by staff, or level 3 to 5 in a burst: not counted. */
  readonly marked: number;
  /** Set aside after an appeal: not counted. */
  readonly setAside: number;
  /** An appeal waits for its decision: counted until then (R63). */
  readonly underReview: number;
};

/**
 * A burst takes away praise, never blame: else whoever is rated could bury a poor rating among five good ones of their own. What a
 * burst of poor ones is worth, follow-up and appeal find out (R62, R63).
 */
const isCounted = ({ level, marks = new Set() }: Pick<Rating, "level" | "marks">): boolean =>
  marks.size === 0 || (isPoor(level) && marks.size === 1 && marks.has("burst"));

export const distributionOf = (ratings: readonly Pick<Rating, "level" | "marks" | "appeal">[]): Distribution => {
  const isSetAside = ({ appeal }: Pick<Rating, "appeal">) => appeal?.decided?.outcome === "set-aside";
  const setAside = ratings.filter(isSetAside).length;
  const standing = ratings.filter((rating) => !isSetAside(rating));
  const counting = standing.filter(isCounted);
  const of = (level: Level) => counting.filter((rating) => rating.level === level).length;
  return {
    levels: Object.fromEntries(LEVELS.map((level) => [level, of(level)])) as Record<Level, number>, // each level once
    counted: counting.length,
    satisfied: counting.filter(({ level }) => level >= 3).length,
    marked: standing.length - counting.length,
    setAside,
    underReview: counting.filter(({ appeal }) => appeal !== undefined && appeal.decided === undefined).length,
  };
};
