/** Windows and posts, from the lines of the people who hold them (R38, R42). */
import { type Post, type ServiceWindow, StaffId } from "../../shared/directory/roster.ts";
import { UnitKind } from "../../shared/directory/service-item.ts";
import type { PeopleColumn, PersonLine, Say } from "./people.ts";

const POST_COLUMNS = ["post_name", "stand_in", "window", "window_name", "window_unit"] as const;
const COMPREHENSIVE = "comprehensive";
const LONGEST_NAME = 40;

const REQUIRED = ["必填。", "Required."] as const;
const NUMBER = ["须为 1—99 的整数。", "A whole number from 1 to 99."] as const;

const numbered = (text: string | undefined): string | undefined =>
  text !== undefined && /^[1-9]\d?$/.test(text) ? text.padStart(2, "0") : undefined;

type Found = { readonly line: PersonLine; readonly post: Post; readonly window: Omit<ServiceWindow, "head"> };

const unitOf = (text: string): Pick<ServiceWindow, "comprehensive" | "unit"> | undefined => {
  if (text === COMPREHENSIVE) return { comprehensive: true };
  const { data } = UnitKind.safeParse(text);
  return data === undefined ? undefined : { comprehensive: false, unit: data };
};

const columnFaults = ({ row, member }: PersonLine, known: ReadonlySet<string>): [PeopleColumn, string, string][] => {
  const { post, stand_in, window, post_name, window_name, window_unit } = row.of;
  const faults: [PeopleColumn, string, string][] = [];
  for (const column of POST_COLUMNS) if (row.of[column] === undefined) faults.push([column, ...REQUIRED]);
  if (numbered(post) === undefined) faults.push(["post", ...NUMBER]);
  if (window !== undefined && numbered(window) === undefined) faults.push(["window", ...NUMBER]);
  for (const [column, name] of [
    ["post_name", post_name],
    ["window_name", window_name],
  ] as const) {
    if (name !== undefined && name.length > LONGEST_NAME) {
      faults.push([column, `最多 ${LONGEST_NAME} 个字。`, `At most ${LONGEST_NAME} characters.`]);
    }
  }
  if (window_unit !== undefined && unitOf(window_unit) === undefined) {
    faults.push(["window_unit", "没有这样的进驻单位。", "There is no such unit."]);
  }
  if (stand_in === member.id) faults.push(["stand_in", "A岗、B岗不能是同一人。", "A and B must be two people (R38)."]);
  else if (stand_in !== undefined && !known.has(stand_in)) {
    faults.push(["stand_in", "文件中没有这个人。", "There is no such person in the file."]);
  }
  return faults;
};

/** The post on a line and its window; undefined: it has none, or one that cannot be read. */
const placeOf = (line: PersonLine, known: ReadonlySet<string>, say: Say): Found | undefined => {
  const { row, member } = line;
  if (row.of.post === undefined) {
    for (const column of POST_COLUMNS) {
      if (row.of[column] !== undefined) say(row, column, "没有岗位编号（post）。", "There is no post on this line.");
    }
    return undefined;
  }
  const faults = columnFaults(line, known);
  for (const fault of faults) say(row, ...fault);
  const { centre } = member;
  const [post, window] = [numbered(row.of.post), numbered(row.of.window)];
  const unit = unitOf(row.of.window_unit ?? "");
  const standIn = StaffId.safeParse(row.of.stand_in).data;
  if (faults.length > 0 || centre === undefined || !post || !window || !unit || !standIn) return undefined;
  const plain = { schema: 1, centre } as const;
  const id = `${centre}-w${window}`;
  return {
    line,
    window: { ...plain, id, name: row.of.window_name ?? "", number: Number(window), ...unit },
    post: { ...plain, id: `${centre}-p${post}`, window: id, name: row.of.post_name ?? "", holder: member.id, standIn },
  };
};

const checkTogether = (found: readonly Found[], lines: readonly PersonLine[], say: Say): void => {
  const posts = new Map<string, number>();
  const windows = new Map<string, Found>();
  // Proxies work at their stations.
  const centres = new Map(lines.map(({ member: { id, role, centre } }) => [id, role === "proxy" ? undefined : centre]));
  for (const each of found) {
    const { row, member } = each.line;
    const taken = posts.get(each.post.id);
    if (taken === undefined) posts.set(each.post.id, row.line);
    else say(row, "post", `与第 ${taken} 行是同一岗位。`, `The same post as on line ${taken}.`);
    const first = windows.get(each.window.id) ?? each;
    windows.set(each.window.id, first);
    for (const column of ["window_name", "window_unit"] as const) {
      if (row.of[column] === first.line.row.of[column]) continue;
      say(
        row,
        column,
        `与第 ${first.line.row.line} 行的同一窗口不一致。`,
        `Line ${first.line.row.line} says otherwise of this window.`,
      );
    }
    const { standIn } = each.post;
    if (centres.has(standIn) && centres.get(standIn) !== member.centre) {
      say(row, "stand_in", "不是本中心的人员。", "Not someone of this centre.");
    }
  }
};

/** Who heads which window: `heads` lists their numbers. */
const headsOf = (lines: readonly PersonLine[], windows: ReadonlySet<string>, say: Say): Map<string, string> => {
  const heads = new Map<string, string>();
  for (const { row, member } of lines) {
    if (member.role === "proxy" || member.centre === undefined) continue;
    for (const number of row.of.heads?.split(/[\s;；、]+/) ?? []) {
      const id = `${member.centre}-w${numbered(number) ?? ""}`;
      if (!windows.has(id)) say(row, "heads", `没有 ${number} 号窗口。`, `There is no window ${number}.`);
      else if (heads.has(id)) say(row, "heads", `${number} 号窗口已有负责人。`, `Window ${number} has a head already.`);
      else heads.set(id, member.id);
    }
  }
  return heads;
};

/** @param known the ids of all lines, also of those with faults */
export const placesOf = (
  lines: readonly PersonLine[],
  known: ReadonlySet<string>,
  say: Say,
): { readonly windows: readonly ServiceWindow[]; readonly posts: readonly Post[] } => {
  const found = lines
    .filter(({ member }) => member.centre !== undefined && member.role !== "proxy")
    .flatMap((line) => placeOf(line, known, say) ?? []);
  checkTogether(found, lines, say);
  const firstOf = new Map(found.toReversed().map((each) => [each.window.id, each]));
  const heads = headsOf(lines, new Set(firstOf.keys()), say);
  const windows = [...firstOf.values()].flatMap(({ line, window }) => {
    const head = heads.get(window.id);
    if (head !== undefined) return [{ ...window, head }];
    say(line.row, "window", "没有人是该窗口的负责人（heads）。", "Nobody heads this window (column heads).");
    return [];
  });
  return { windows, posts: found.map(({ post }) => post) };
};
