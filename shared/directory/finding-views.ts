/** Findings in plain words, Chinese first, for those who keep a centre's posts filled and for the municipal office. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";
import { OutsideDuty } from "../municipality/posts.ts";
import { basisName, DutyBasis } from "./duty.ts";
import { type Finding, FindingKind, type Span } from "./findings.ts";
import { PostId, type Roster, StaffId } from "./roster.ts";
import { Sampled, sampled } from "./sample-notice.ts";
import { CentreCode } from "./units.ts";

type Kind = { readonly rule: string; readonly title: Bilingual };
const KINDS: Readonly<Record<FindingKind, Kind>> = {
  "covers-many": {
    rule: "R38",
    title: { zh: "一名B岗同时顶替多个岗位", en: "One stand-in covers more than one absent post" },
  },
  "taken-over-unrecorded": {
    rule: "R41",
    title: { zh: "B岗顶岗未登记交接", en: "Taken over by B without a recorded hand-over" },
  },
  "both-absent": { rule: "R42", title: { zh: "A岗、B岗同时不在岗", en: "A and B are both away" } },
  "nobody-at-post": {
    rule: "R42",
    title: {
      zh: "岗位无人：A岗、B岗和窗口负责人都不在岗",
      en: "Nobody at the post: A, B and the window's head are away",
    },
  },
  "outside-duty": {
    rule: "R44",
    title: { zh: "A岗人员承担窗口以外的工作", en: "Duties outside the window for an A post" },
  },
  "not-checked-in": { rule: "article-9", title: { zh: "未按时签到", en: "Not checked in on time" } },
};

const DUTIES: Readonly<Record<OutsideDuty, Bilingual>> = {
  meeting: { zh: "参加会议", en: "a meeting" },
  "site-visit": { zh: "现场勘查", en: "a visit to a site" },
  "home-visit": { zh: "上门服务", en: "a home visit" },
  inspection: { zh: "迎接或参加检查", en: "an inspection" },
  emergency: { zh: "应急值守（防汛、防火等）", en: "an emergency (flood, fire)" },
  seconded: { zh: "被抽调", en: "secondment elsewhere" },
  other: { zh: "其他工作", en: "other work" },
};

export const FindingView = z
  .object({
    kind: FindingKind,
    rule: z.string().meta({ example: "R42" }),
    title: Bilingual,
    text: Bilingual,
    date: LocalDate,
    posts: z.array(z.object({ id: PostId, name: z.string() })),
    staffId: StaffId.optional().meta({
      description: "Whom it is about; of a post without A and B: who has its work meanwhile, absent for the office",
    }),
    staffName: z.string().optional(),
    from: Instant,
    until: Instant.optional(),
    basis: DutyBasis.optional(),
    basisName: Bilingual.optional(),
    duty: OutsideDuty.optional().meta({ description: "Absent: none was given" }),
    caseNumber: z.string().optional().meta({ description: "The first that was taken over that day" }),
    contactId: z.string().optional().meta({ description: "Instead, where it was something that was asked" }),
  })
  .meta({ id: "Finding" });
export type FindingView = z.infer<typeof FindingView>;

export const FindingList = z
  .object({ centre: CentreCode, from: LocalDate, to: LocalDate, findings: z.array(FindingView), ...Sampled })
  .meta({ id: "FindingList" });

type Named = { readonly post: string; readonly who: string };
type Sentence = (finding: Finding, named: Named) => Bilingual;
const reasonOf = ({ duty }: Finding): Bilingual =>
  duty === undefined ? { zh: "未登记原因", en: "no reason recorded" } : DUTIES[duty];

const SENTENCES: Readonly<Record<FindingKind, Sentence>> = {
  "covers-many": (_, { post, who }) => ({
    zh: `${who}作为B岗同时顶替：${post}。`,
    en: `${who} stands in at the same time for: ${post}.`,
  }),
  "taken-over-unrecorded": (_, { post, who }) => ({
    zh: `${who}代办了“${post}”的工作，当时没有登记A岗离岗。`,
    en: `${who} did the work of ${post}, and no absence of its holder was on record then.`,
  }),
  "both-absent": (_, { post, who }) => ({
    zh: `“${post}”的A岗、B岗都不在岗，工作转给窗口负责人${who}。`,
    en: `A and B of ${post} are away; its work goes to the window's head, ${who}.`,
  }),
  "nobody-at-post": ({ staffId }, { post, who }) =>
    staffId === undefined
      ? {
          zh: `“${post}”无人，中心领导也不在岗，工作转给市政管办。`,
          en: `Nobody is at ${post}, nor any leader at the centre; its work goes to the municipal office.`,
        }
      : {
          zh: `“${post}”无人，工作转给${who}。`,
          en: `Nobody is at ${post}; its work goes to ${who}.`,
        },
  "outside-duty": (finding, { post, who }) => ({
    zh: `${who}（${post}）承担窗口以外的工作：${reasonOf(finding).zh}。`,
    en: `${who} (${post}) has duties outside the window: ${reasonOf(finding).en}.`,
  }),
  "not-checked-in": ({ until }, { post, who }) => ({
    zh: `${who}（${post}）${until === undefined ? "当日没有签到" : "签到迟到"}，也没有离岗记录。`,
    en: `${who} (${post}) ${until === undefined ? "did not check in that day" : "checked in late"}, without a recorded absence.`,
  }),
};

const viewOf = (finding: Finding, { posts: all, staff }: Roster): FindingView => {
  const { kind, date, staffId, from, until, basis, duty, caseNumber, contactId } = finding;
  const posts = finding.posts.map((id) => ({ id, name: all.find((post) => post.id === id)?.name ?? id }));
  const staffName = staff.find(({ id }) => id === staffId)?.name ?? staffId;
  const text = SENTENCES[kind](finding, { post: posts.map(({ name }) => name).join("、"), who: staffName ?? "" });
  const name = basisName(basis);
  return {
    kind,
    ...KINDS[kind],
    text,
    date,
    posts,
    ...(staffId === undefined ? {} : { staffId }),
    ...(staffName === undefined ? {} : { staffName }),
    from,
    ...(until === undefined ? {} : { until }),
    ...(basis === undefined ? {} : { basis }),
    ...(name === undefined ? {} : { basisName: name }),
    ...(duty === undefined ? {} : { duty }),
    ...(caseNumber === undefined ? {} : { caseNumber: inGroups(caseNumber) }),
    ...(contactId === undefined ? {} : { contactId: inGroups(contactId) }),
  };
};

export const findingList = (
  roster: Roster,
  { from, to }: Span,
  findings: readonly Finding[],
): z.infer<typeof FindingList> => ({
  centre: roster.centre,
  from,
  to,
  findings: findings.map((finding) => viewOf(finding, roster)),
  ...sampled(roster.staff.some(({ sample }) => sample)),
});
