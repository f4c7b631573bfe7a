/** Pages of complaints: what somebody may not see is not among what they are made of (R53). */
import type { ListPage } from "../../shared/complaints/lists.ts";
import { complaintLine } from "../../shared/complaints/views.ts";
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

export const answeredPage = ({ complaints, after }: ListPage) => ({
  complaints: complaints.map(complaintLine),
  ...(after === undefined ? {} : { cursor: Buffer.from(after).toString("base64url") }),
});
