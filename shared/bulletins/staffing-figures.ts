/** What was wrong with posts in a month (articles 3, 8 and 9; R38–R44): post-days, from the recorded absences and attendance. */
import * as z from "zod";
import type { Finding } from "../directory/findings.ts";
import type { Definition } from "./definitions.ts";
import { count } from "./promise-figures.ts";

export const StaffingFigures = z
  .object({
    /** Neither A nor B was there: post-days. */
    uncovered: count,
    /** B covered more posts than one may: post-days. */
    coversMany: count,
    /** B acted for A without a recorded absence: post-days. */
    takenOverUnrecorded: count,
    outsideDuty: count,
    notCheckedIn: count,
  })
  .meta({ id: "BulletinStaffingFigures" });
export type StaffingFigures = z.infer<typeof StaffingFigures>;

export const staffingFiguresOf = (findings: readonly Finding[]): StaffingFigures => {
  const days = (...kinds: readonly Finding["kind"][]) =>
    new Set(
      findings
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap(({ date, posts, staffId }) =>
          posts.length === 0 ? [`${date}#${staffId}`] : posts.map((post) => `${date}#${post}`),
        ),
    ).size;
  return {
    uncovered: days("both-absent", "nobody-at-post"),
    coversMany: days("covers-many"),
    takenOverUnrecorded: days("taken-over-unrecorded"),
    outsideDuty: days("outside-duty"),
    notCheckedIn: days("not-checked-in"),
  };
};

const NONE: StaffingFigures = { uncovered: 0, coversMany: 0, takenOverUnrecorded: 0, outsideDuty: 0, notCheckedIn: 0 };

export const staffingSum = (all: readonly StaffingFigures[]): StaffingFigures =>
  all.reduce(
    (sum, each) => ({
      uncovered: sum.uncovered + each.uncovered,
      coversMany: sum.coversMany + each.coversMany,
      takenOverUnrecorded: sum.takenOverUnrecorded + each.takenOverUnrecorded,
      outsideDuty: sum.outsideDuty + each.outsideDuty,
      notCheckedIn: sum.notCheckedIn + each.notCheckedIn,
    }),
    NONE,
  );

export const STAFFING_DEFINITIONS: readonly Definition[] = [
  {
    figure: "staffing",
    name: "岗位在岗",
    zh: "按岗位·工作日计：A、B岗均不在岗；B岗同时顶替多岗；未登记请假而由B岗代办；窗口岗位人员外出公务；未签到。以生成数据时的登记为准。",
    en: "By post and working day: neither A nor B there; B covering several posts; B acting without a recorded absence; a post's holder on other duties; no check-in. As recorded when the sheet was made.",
  },
];
