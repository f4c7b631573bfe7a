/** Pages of complaints: what somebody may not see is not among what they are made of (R53). */
import type { ListedComplaint } from "../../shared/complaints/complaints.ts";
import { complaintLine } from "../../shared/complaints/views.ts";
import { openListed, type Sealed, type Viewer } from "../../shared/complaints/walls.ts";
import type { People } from "../../shared/directory/roster.ts";
import { inLocale, type Locale } from "../../shared/http/problems.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";

const POSITION = /^(?:\d{4}-\d{2}-\d{2}T[\d:.]{12}Z|9999)#[0-9A-Z]{12}$/;

/** @throws Refusal `validation-failed` when it is none of ours */
export const positionIn = (cursor: string | undefined, locale: Locale): string | undefined => {
  if (cursor === undefined) return undefined;
  const position = Buffer.from(cursor, "base64url").toString("utf8");
  if (POSITION.test(position)) return position;
  const detail = inLocale({ zh: "翻页标记无效，请从第一页开始。", en: "Not a cursor of this list." }, locale);
  throw new Refusal("validation-failed", {}, [{ pointer: "#/query/cursor", code: "invalid-format", detail }]);
};

/** @param found one more than a page holds, if there are as many */
export const pageOf = (found: readonly Sealed<ListedComplaint>[], limit: number, viewer: Viewer, people: People) => {
  const shown = openListed(found.slice(0, limit), viewer, people);
  const last = shown.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    complaints: shown.map(complaintLine),
    ...(more ? { cursor: Buffer.from(last.workDue).toString("base64url") } : {}),
  };
};
