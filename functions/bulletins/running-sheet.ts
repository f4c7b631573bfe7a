/** The month that runs, as of today. */
import { type BulletinSheet, makeSheet } from "../../shared/bulletins/sheet.ts";
import { monthOf } from "../../shared/kernel/local-date.ts";
import type { Now } from "../runtime/operation.ts";
import { type GatheringNeeds, materialOf } from "./gathering.ts";

export type RunningNeeds = GatheringNeeds & { readonly now: Now; readonly codeVersion: string };

export const runningSheet = async (needs: RunningNeeds): Promise<BulletinSheet> => {
  const { today } = needs.now();
  return makeSheet({ ...(await materialOf(monthOf(today), today, needs)), asOf: today });
};
