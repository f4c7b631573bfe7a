import { operation } from "../runtime/operation.ts";
import { type RunningNeeds, runningSheet } from "./running-sheet.ts";

/** Counted anew each time, from the month's own records; nothing is kept. What the streams have not told yet is not in it. */
export const readRunningFigures = operation("read-running-figures", (needs: RunningNeeds) => async () => {
  const { at } = needs.now();
  return { status: 200, body: { asOf: at, sheet: await runningSheet(needs) } };
});
