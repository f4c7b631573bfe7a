/**
 * Centres by their share finished on time: only where a document approved it, whose number is printed (R66, regulation of Shandong
 * on town governments, article 19). Nowhere else does the order of centres say anything.
 */
import type { Block } from "../documents/document.ts";
import type { Row, Table } from "../documents/table.ts";
import { rate } from "./columns.ts";
import { SMALL_NUMBER } from "./promise-figures.ts";
import type { BulletinSheet } from "./sheet.ts";

type Centre = BulletinSheet["centres"][number];
const promiseOf = ({ figures: { promise } }: Centre) => promise;
/** Above 0: the other one has the larger share. Whole numbers only, so that equal shares are equal. */
const byShare = (a: Centre, b: Centre): number =>
  promiseOf(b).onTime * promiseOf(a).due - promiseOf(a).onTime * promiseOf(b).due;

/** Equal shares have the same rank, and stand in register order; too few cases have none. */
const rowsOf = ({ centres }: Pick<BulletinSheet, "centres">): readonly Row[] => {
  const isSmall = (centre: Centre) => promiseOf(centre).due < SMALL_NUMBER;
  const ranked = centres.filter((centre) => !isSmall(centre)).toSorted(byShare);
  const rankOf = (centre: Centre) => ranked.findIndex((each) => byShare(each, centre) === 0) + 1;
  const share = (centre: Centre) => rate(promiseOf(centre).onTime, promiseOf(centre).due);
  return [
    ...ranked.map((centre) => ({ cells: [centre.name, rankOf(centre), share(centre)] })),
    ...centres.filter(isSmall).map((centre) => ({ cells: [centre.name, undefined, share(centre)] })),
  ];
};

/** None without a document's number in the sheet. */
export const rankingBlocks = (sheet: BulletinSheet): readonly Block[] => {
  if (sheet.ranking === undefined) return [];
  const table: Table = {
    id: "ranking",
    title: { zh: "按期办结率排名", en: "Ranking by the share finished on time" },
    note: {
      zh: `排名依据：${sheet.ranking.document}。比率相同的名次并列；基数少于${SMALL_NUMBER}的不参加排名。`,
      en: `Ranking approved by ${sheet.ranking.document}. Equal shares, equal ranks; fewer than ${SMALL_NUMBER} cases due: not ranked.`,
    },
    columns: [
      { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "text" },
      { id: "rank", name: { zh: "名次", en: "Rank" }, kind: "count" },
      { id: "on-time", name: { zh: "按期办结率", en: "On time" }, kind: "share" },
    ],
    rows: rowsOf(sheet),
  };
  return [{ kind: "table", table }];
};
