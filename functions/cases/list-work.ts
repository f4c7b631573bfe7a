import { type Calendar, isProvisional, workingDaysBetween } from "../../shared/calendar/calendar.ts";
import type { Cases, OpenCase, TaskedCase } from "../../shared/casework/cases.ts";
import { STATE_NAMES } from "../../shared/casework/moves.ts";
import type { WorkListEntry } from "../../shared/casework/views.ts";
import type { TownRegister } from "../../shared/directory/register.ts";
import type { PostId } from "../../shared/directory/roster.ts";
import { inLocale, type Locale } from "../../shared/http/problems.ts";
import { inGroups } from "../../shared/kernel/ids.ts";
import type { LocalDate } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/composition.ts";
import { type Now, operation } from "../runtime/operation.ts";
import { postAsked, postsSeen, type SeenPosts, type StaffNeeds } from "./staff-access.ts";

type ListNeeds = StaffNeeds & { readonly register: TownRegister; readonly calendars: Calendars; readonly now: Now };

export const entryOf = (found: OpenCase, today: LocalDate, calendar: Calendar): WorkListEntry => ({
  caseNumber: inGroups(found.number),
  post: found.workPost,
  state: found.state,
  stateName: STATE_NAMES[found.state],
  item: { code: found.itemCode, name: found.itemName },
  applicant: found.maskedApplicant,
  receivedAt: found.receivedAt,
  ...(found.dueOn === undefined
    ? {}
    : {
        dueOn: found.dueOn,
        provisional: isProvisional(calendar, found.dueOn),
        workingDaysLeft: workingDaysBetween(calendar, today, found.dueOn),
      }),
  ...(found.dueClock === undefined ? {} : { clock: found.dueClock }),
  version: found.version,
});

const POSITION = /^(?:\d{4}-\d{2}-\d{2}T[\d:.]{12}Z|9999)#[0-9A-Z]{12}$/;

/** The cursor is the position of the last entry shown. @throws Refusal `validation-failed` when it is none of ours */
export const positionOf = (cursor: string | undefined, locale: Locale): string | undefined => {
  if (cursor === undefined) return undefined;
  const position = Buffer.from(cursor, "base64url").toString("utf8");
  if (POSITION.test(position)) return position;
  throw new Refusal("validation-failed", {}, [
    {
      pointer: "#/query/cursor",
      code: "invalid-format",
      detail: inLocale({ zh: "翻页标记无效，请从第一页开始。", en: "Not a cursor of this list." }, locale),
    },
  ]);
};

/** Sorts after every position. */
const END = "~";

/** Those of joint cases, as far as every centre's list was looked at. */
const tasksFor = async (
  cases: Pick<Cases, "taskList">,
  seen: readonly SeenPosts[],
  page: Parameters<Cases["taskList"]>[2],
): Promise<{ readonly found: readonly TaskedCase[]; readonly readTo: string }> => {
  const lists = await Promise.all(seen.map(({ centre, posts }) => cases.taskList(centre, posts, page)));
  const readTo = lists.map((list) => list.readTo ?? END).reduce((one, other) => (one < other ? one : other), END);
  return { found: lists.flatMap(({ found }) => found), readTo };
};

/** Where the next page begins; undefined: this one is the last. */
const cursorAfter = (
  shown: readonly OpenCase[],
  found: number,
  { readTo, limit }: { readonly readTo: string; readonly limit: number },
): string | undefined => {
  if (shown.length < limit) return readTo === END ? undefined : readTo;
  return found > shown.length || readTo !== END ? shown.at(-1)?.workDue : undefined;
};

/** With the open parts of the reader's posts; a case that is theirs for a part alone stands under that part's post. */
const withParts = (entry: WorkListEntry, tasked: TaskedCase | undefined, posts: readonly PostId[]): WorkListEntry => {
  const theirs = tasked?.openTasks.filter(({ post }) => posts.includes(post)) ?? [];
  const [first] = theirs;
  if (first === undefined) return entry;
  return {
    ...entry,
    post: posts.includes(entry.post) ? entry.post : first.post,
    tasks: theirs.map(({ code, name }) => ({ code, name })),
  };
};

/**
 * The work of every post that the reader answers for at this moment, merged by urgency; the municipal office's is that of
 * posts with nobody of their centre there (R34). Reads one page of each such
 * post, however many cases are closed or open. A page ends where the look at the centre's joint cases ended, and may so
 * be short, or empty, with a cursor all the same. A case that moves while somebody pages may be seen twice or on the next visit.
 */
export const listWork = operation(
  "list-work",
  ({ cases, directory, register, calendars, now }: ListNeeds) =>
    async ({ actor, query, locale }) => {
      const { at, today } = now();
      const after = positionOf(query.cursor, locale);
      const seen = await (query.post === undefined
        ? postsSeen({ directory, register }, actor, at)
        : postAsked({ directory, register }, query.post, actor, at));
      const posts: PostId[] = seen.flatMap((each) => each.posts);
      const page = { after, limit: query.limit + 1 };
      const [{ found: tasked, readTo }, ...pages] = await Promise.all([
        tasksFor(cases, seen, page),
        ...posts.map((post) => cases.workList(post, page)),
      ]);
      const own = pages.flat();
      const parts = new Map(tasked.map((each) => [each.number, each]));
      const listed = new Set(own.map(({ number }) => number));
      // Once, also where the post that decides does a part of its own.
      const found = [...own, ...tasked.filter(({ number }) => !listed.has(number))].sort((a, b) =>
        a.workDue < b.workDue ? -1 : 1,
      );
      const shown = found.filter(({ workDue }) => workDue <= readTo).slice(0, query.limit);
      const calendar = await calendars.current();
      const cursor = cursorAfter(shown, found.length, { readTo, limit: query.limit });
      return {
        status: 200,
        body: {
          posts,
          entries: shown.map((each) => withParts(entryOf(each, today, calendar), parts.get(each.number), posts)),
          ...(cursor === undefined ? {} : { cursor: Buffer.from(cursor).toString("base64url") }),
        },
      };
    },
);
