/** What a load did, in lines: ids and counts, never names. */
import type { Change, Loaded } from "../../shared/directory/loading.ts";

const KINDS = {
  staff: "人员 staff",
  window: "窗口 windows",
  post: "岗位 posts",
  item: "事项 items",
  entrustment: "站点委托 entrusted lists",
} as const;
const CHANGES = { created: "新增 created", changed: "变更 changed", unchanged: "未变 unchanged" } as const;
const MARKS: Readonly<Record<Change, string>> = { created: "+", changed: "~", unchanged: " " };

const kinds = Object.keys(KINDS) as Loaded["what"][]; // Object.keys forgets the keys' type
/** The files hold no stations' lists: those are named only where some were loaded. */
const kindsIn = (loaded: readonly Loaded[]): Loaded["what"][] =>
  kinds.filter((kind) => kind !== "entrustment" || loaded.some(({ what }) => what === kind));
const changes = Object.keys(CHANGES) as Change[]; // likewise

export const reportOf = (loaded: readonly Loaded[], notInFile: readonly string[], dryRun: boolean): string[] => [
  dryRun ? "试运行，未写入 / Dry run, nothing was written" : "已写入 / Written",
  ...kindsIn(loaded).map((kind) => {
    const count = (change: Change) => loaded.filter((each) => each.what === kind && each.change === change).length;
    return `${KINDS[kind]}: ${changes.map((change) => `${CHANGES[change]} ${count(change)}`).join(" · ")}`;
  }),
  ...loaded
    .filter(({ change }) => change !== "unchanged")
    .map(({ what, id, change }) => `${MARKS[change]} ${what} ${id}`),
  ...(notInFile.length === 0
    ? []
    : [
        `不在文件中，保持不变 / Not in the file, left as they are: ${notInFile.length}`,
        ...notInFile.map((id) => `? ${id}`),
      ]),
];
