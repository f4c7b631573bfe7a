/** Loading a town, repeatably: what is new or changed is written, the rest is left alone, and the report says which. */
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Directory, DirectoryWriter, People } from "./directory.ts";
import { type Entrustment, entrustable } from "./entrustment.ts";
import type { SampleTown } from "./sample-town.ts";
import type { ServiceItem } from "./service-item.ts";
import type { CentreCode } from "./units.ts";

export type Change = "created" | "changed" | "unchanged";
export type Loaded = {
  readonly what: "staff" | "window" | "post" | "item" | "entrustment";
  readonly id: string;
  readonly change: Change;
};
/** `version` of an item is not looked at: every change of content is the next version. */
export type DirectoryContents = People & {
  readonly items: readonly ServiceItem[];
  readonly entrustments?: readonly Entrustment[];
};

const changeOf = (before: unknown, after: unknown): Change => {
  if (before === undefined) return "created";
  return canonicalJson(before) === canonicalJson(after) ? "unchanged" : "changed";
};

type Identified = { readonly id: string };
type Planned<T> = { readonly after: T; readonly id: string; readonly change: Change };

const planned = <T extends Identified>(before: readonly T[], after: readonly T[]): readonly Planned<T>[] => {
  const known = new Map(before.map((each) => [each.id, each]));
  return after.map((each) => ({ after: each, id: each.id, change: changeOf(known.get(each.id), each) }));
};

const plannedItems = (
  before: readonly ServiceItem[],
  after: readonly ServiceItem[],
): readonly Planned<ServiceItem>[] => {
  const known = new Map(before.map((item) => [item.code, item]));
  return after.map((item) => {
    const current = known.get(item.code);
    const asCurrent = { ...item, version: current?.version ?? 1 };
    const change = changeOf(current, asCurrent);
    const version = change === "changed" ? asCurrent.version + 1 : asCurrent.version;
    return { after: { ...item, version }, id: item.code, change };
  });
};

const toWrite = <T>(plans: readonly Planned<T>[]): T[] =>
  plans.filter(({ change }) => change !== "unchanged").map(({ after }) => after);

type Listed = Entrustment & Identified;
/** Of the contents, by station. @throws RangeError when a list may not be published (R48) */
const listsIn = ({ entrustments = [], items }: DirectoryContents, current: readonly ServiceItem[]): Listed[] => {
  const problems = entrustments.flatMap((list) => entrustable(list, [...items, ...current]));
  if (problems.length > 0) throw new RangeError(problems.map(({ zh, en }) => `${zh} / ${en}`).join("\n"));
  return entrustments.map((list) => ({ ...list, id: list.station }));
};

/**
 * @param centres all centres that the contents speak of
 * @param dryRun says what would change and writes nothing
 * @throws Refusal `version-conflict` when an item was published by someone else in between; loading again is harmless
 */
export const loadDirectory = async (
  directory: Pick<Directory, "items"> & DirectoryWriter,
  contents: DirectoryContents,
  centres: readonly CentreCode[],
  dryRun = false,
): Promise<readonly Loaded[]> => {
  const [before, items] = await Promise.all([directory.people(centres), directory.items()]);
  const staff = planned(before.staff, contents.staff);
  const windows = planned(before.windows, contents.windows);
  const posts = planned(before.posts, contents.posts);
  const published = plannedItems(items, contents.items);
  const lists = listsIn(contents, items);
  const known = lists.length === 0 ? [] : await directory.entrustments(centres);
  const entrusted = planned(
    known.map((list) => ({ ...list, id: list.station })),
    lists,
  );
  if (!dryRun) {
    await directory.putPeople({ staff: toWrite(staff), windows: toWrite(windows), posts: toWrite(posts) });
    for (const item of toWrite(published)) await directory.publish(item);
    await directory.putEntrustments(toWrite(entrusted).map(({ id: _, ...list }) => list));
  }
  const told = (what: Loaded["what"], plans: readonly Planned<unknown>[]): Loaded[] =>
    plans.map(({ id, change }) => ({ what, id, change }));
  return [
    ...told("staff", staff),
    ...told("window", windows),
    ...told("post", posts),
    ...told("item", published),
    ...told("entrustment", entrusted),
  ];
};

/** Loads the invented people and the sample items of a local run or a test; some 1,800 entries. */
export const loadSampleTown = (
  directory: Pick<Directory, "items"> & DirectoryWriter,
  town: SampleTown,
): Promise<readonly Loaded[]> =>
  loadDirectory(
    directory,
    {
      staff: [...town.office, ...town.rosters.flatMap(({ staff }) => staff), ...town.proxies],
      windows: town.rosters.flatMap(({ windows }) => windows),
      posts: town.rosters.flatMap(({ posts }) => posts),
      items: town.items,
      entrustments: town.entrustments,
    },
    town.rosters.map(({ centre }) => centre),
  );
