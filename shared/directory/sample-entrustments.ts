/** What invented centres entrust to their first two stations: every level once, for local runs and tests. */
import type { Entrustment } from "./entrustment.ts";
import type { Units } from "./units.ts";

const LISTS: readonly Entrustment["items"][] = [
  {
    "medical-insurance-enrolment": "handle",
    "pension-enrolment": "handle",
    "old-age-allowance": "accept",
    "tree-felling-licence": "file",
    "temporary-assistance": "file",
  },
  { "old-age-allowance": "file", "tree-felling-licence": "accept" },
];

/** 示例数据: in register order. */
export const sampleEntrustments = ({ towns, villages }: Pick<Units, "towns" | "villages">): readonly Entrustment[] =>
  towns.flatMap(({ code }) =>
    villages
      .filter(({ centre }) => centre === code)
      .slice(0, LISTS.length)
      .map((village, nth) => ({ schema: 1, station: village.code, centre: code, items: LISTS[nth]!, sample: true })),
  );
