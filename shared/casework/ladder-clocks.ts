/** Which cards of a case still count. */
import { type Clocks, remindingClocks } from "./clocks.ts";

/** `<clock>#<due version>` of each clock that still reminds: a card of another version has been left behind (R33). */
export const ladderClocksOf = (clocks: Clocks): readonly string[] =>
  remindingClocks(clocks).map(([kind, { dueVersion }]) => `${kind}#${dueVersion}`);
