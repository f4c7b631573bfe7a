/** Writes people and items as the files that the load command reads. */
import type { ItemColumn } from "../../../infra/load/items.ts";
import type { PeopleColumn } from "../../../infra/load/people.ts";
import type { Limit } from "../../../shared/calendar/limit.ts";
import type { Roster, StaffMember } from "../../../shared/directory/roster.ts";
import type { ServiceItem } from "../../../shared/directory/service-item.ts";

export type Cells<Column extends string> = Partial<Record<Column, string | undefined>>;

export const personCells = (member: StaffMember, roster: Roster): Cells<PeopleColumn> => {
  const { id, name, sub, phone, badge, role, centre, station } = member;
  const own = { id, name, sub, phone, badge, role, centre, station };
  const post = roster.posts.find(({ holder }) => holder === id);
  const window = roster.windows.find((each) => each.id === post?.window);
  const heads = roster.windows
    .filter(({ head }) => head === id)
    .map(({ number }) => number)
    .join(" ");
  if (post === undefined || window === undefined) return { ...own, heads };
  return {
    ...own,
    post: String(Number(post.id.slice(-2))),
    post_name: post.name,
    stand_in: post.standIn,
    window: String(window.number),
    window_name: window.name,
    window_unit: window.unit ?? "comprehensive",
    heads,
  };
};

const days = (limit: Limit | null | undefined) => {
  if (limit === null) return "none";
  return limit === undefined || limit.unit === "immediate" ? "" : String(limit.days);
};
const yesOrNothing = (flag: boolean | undefined) => (flag === undefined ? "" : flag ? "yes" : "no");
export const itemCells = ({ guide, limits, materials, ...item }: ServiceItem): Cells<ItemColumn> => ({
  code: item.code,
  name: item.name,
  name_en: item.nameEn,
  regime: item.regime,
  kind: item.kind,
  unit: item.unit,
  deciding_organ: item.decidingOrgan,
  centres: item.centres,
  sensitive: item.sensitive ? "yes" : "no",
  legal_basis: guide.legalBasis,
  procedure: guide.procedure.join("|"),
  materials: materials
    .map(({ code, name, demanded, conditional, note }) =>
      [code, name, conditional ? "conditional" : demanded ? "demanded" : "looked-up", note ?? ""].join(";"),
    )
    .join(" | "),
  promised_days: days(limits.promised),
  promised_unit: limits.promised.unit,
  statutory_days: days(limits.statutory),
  statutory_unit: limits.statutory?.unit ?? "",
  notice_days: days(limits.notice),
  notice_unit: limits.notice?.unit ?? "",
  urgent_hours: String(limits.urgentHours ?? ""),
  extension_days: String(limits.extension?.workingDays ?? ""),
  extension_approver: limits.extension?.approver.zh ?? "",
  extension_approver_en: limits.extension?.approver.en ?? "",
  upward_body: item.upwardLeg?.body ?? "",
  upward_days: String(item.upwardLeg?.limit.days ?? ""),
  upward_unit: item.upwardLeg?.limit.unit ?? "",
  joint_order: item.joint?.order ?? "",
  joint_steps: (item.joint?.steps ?? [])
    .map(({ code, unit, name, limit }) => [code, unit, name, limit.days, limit.unit].join(";"))
    .join(" | "),
  uncorrected: item.uncorrected,
  unkept_promise: item.unkeptPromise,
  renewal_by_silence: yesOrNothing(item.renewalBySilence),
  asks_relatives: yesOrNothing(item.asksRelatives),
  fee_basis: guide.feeBasis ?? "",
  fee_standard: guide.feeStandard,
  sample: "yes",
});

export const csvOf = <Column extends string>(columns: readonly Column[], lines: readonly Cells<Column>[]): string => {
  const quoted = (text = "") => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...lines.map((cells) => columns.map((column) => cells[column]))]
    .map((row) => row.map(quoted).join(","))
    .join("\r\n");
};
