/** Which cards of a case still count. */
import type { Case } from "./case.ts";
import { type Clocks, remindingClocks } from "./clocks.ts";

/** `<clock>#<due version>` of each clock that still reminds: a card of another version has been left behind (R33). */
export const ladderClocksOf = (clocks: Clocks): readonly string[] =>
  remindingClocks(clocks).map(([kind, { dueVersion }]) => `${kind}#${dueVersion}`);

/** Whether a case has a card that counts, or an order that waits for its answer; half of the time is no card. */
export const hasCard = ({
  clocks,
  firedStages,
  annulled = {},
}: Pick<Case, "clocks" | "firedStages" | "annulled">): boolean => {
  const counting = ladderClocksOf(clocks);
  const shown = (id: string) =>
    !id.endsWith("#half") && !(id in annulled) && counting.some((clock) => id.startsWith(`${clock}#`));
  return clocks.order?.running === true || Object.keys(firedStages).some(shown);
};
