/** A board with every line that a screen has room for. */
import { boardOf } from "../../shared/bulletins/board.ts";
import { SAMPLE_ITEMS } from "../../shared/directory/items-sample.ts";
import { instant } from "../../shared/kernel/local-date.ts";

const counts = (times: number) =>
  SAMPLE_ITEMS.map(({ code }, n) => ({
    centre: "370481001",
    itemCode: code,
    received: times * (9 + n * 7),
    accepted: times * (8 + n * 6),
    decided: times * (7 + n * 5),
    delivered: times * (6 + n * 5),
    withLimit: times * (7 + n * 5),
    inTime: times * (7 + n * 5) - n,
  }));

export const SAMPLE_BOARD = boardOf({
  at: instant("2026-09-18T07:42:00Z"),
  name: "荆河街道便民服务中心",
  today: counts(1),
  thisMonth: counts(23),
  items: SAMPLE_ITEMS,
  sample: true,
});
