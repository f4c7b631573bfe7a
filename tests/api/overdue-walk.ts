/** Why cases are open beyond their promised limit, on a whole town in which some are. */
import { expect } from "vitest";
import type { LivingTown } from "../support/local-town.ts";

type Open = {
  readonly caseNumber: string;
  readonly clock?: string;
  readonly workingDaysLeft?: number;
  version: number;
};

/** Of the first case that is late on a person's list, and of one that is not. */
export const walkOverdue = async (town: LivingTown, staffId: string): Promise<void> => {
  const entries: readonly Open[] = (await town.as(staffId, "list-work")).body.entries;
  const promised = entries.filter(({ clock }) => clock === "promised");
  const explain = async (chosen: Open | undefined, reason: string) =>
    town.as(staffId, "give-overdue-reason", {
      params: { caseNumber: chosen!.caseNumber },
      body: { reason },
      headers: { "If-Match": `"${chosen!.version}"` },
    });
  const late = promised.find(({ workingDaysLeft = 0 }) => workingDaysLeft < 0);
  const given = await explain(late, "waiting-for-other-organ");
  expect(given).toMatchObject({
    status: 200,
    body: { overdueReason: { code: "waiting-for-other-organ", name: { zh: "等待其他机关办理" } } },
  });
  const punctual = promised.find(({ workingDaysLeft = 0 }) => workingDaysLeft > 0);
  expect(await explain(punctual, "staffing")).toMatchObject({ status: 409, body: { code: "limit-not-passed" } });
};
