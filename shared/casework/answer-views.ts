/** What the resident is shown of notices, promises and endings; beside the rest of the case in `views.ts`. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { LocalDate } from "../kernel/local-date.ts";
import type { Case } from "./case.ts";
import { correctionRolled } from "./clocks.ts";
import { Ending, GROUND_NAMES, REMEDIES } from "./endings.ts";
import { publishedReason } from "./overdue.ts";
import { OVERDUE_REASON_NAMES, OverdueReason } from "./overdue-reasons.ts";
import { FurtherRequest, NoticeChannel, PaperPromise, Submitted } from "./requested-papers.ts";
import { JointView, jointViewOf } from "./task-views.ts";
import { ANSWER_NAMES, openLeg, UpwardLeg } from "./upward-leg.ts";

export const NoticeView = z.object({
  on: LocalDate,
  missing: z.array(z.object({ code: z.string(), name: z.string() })),
  correctBy: LocalDate,
  safeBy: LocalDate.optional().meta({ description: "The last working day not after the thirty days" }),
  rolled: Bilingual.optional().meta({ description: "Why the last day is not the thirtieth: by analogy (R9)" }),
  provisional: z.boolean().meta({ description: "The calendar of that year is not published yet" }),
  channel: NoticeChannel.optional(),
  undeliveredOn: LocalDate.optional(),
  submitted: Submitted.optional().meta({ description: "What has been handed in, and when the last of it came" }),
  text: z.string().optional(),
});
type Notice = NonNullable<Case["notice"]>;
export const noticeOf = (notice: Notice, text: string | undefined): z.infer<typeof NoticeView> => ({
  ...notice,
  ...correctionRolled(notice.on, notice.correctBy),
  ...(text === undefined ? {} : { text }),
});

/** Published with the decision, and before it while the case is open beyond its limit, without identifying anyone (R27). */
export const OverdueReasonView = z.object({ code: OverdueReason, name: Bilingual });

export const AnswerFields = {
  overdueReason: OverdueReasonView.optional().meta({
    description: "Why it is open beyond the promised date; a late decision has its own",
  }),
  furtherRequests: z.array(FurtherRequest.omit({ version: true }).extend({ text: z.string().optional() })).meta({
    description: "Asked for after the notice; a violation where it is something that the notice did not list (R14)",
  }),
  paperPromise: PaperPromise.optional().meta({
    description: "Accepted against a written promise of these papers (容缺受理)",
  }),
  upwardLegs: z
    .array(UpwardLeg.extend({ dueOn: LocalDate.optional(), answerName: Bilingual.optional() }))
    .optional()
    .meta({
      description: "Sent to a higher body; dueOn: of the one that lies there now. The dates above go on running",
    }),
  joint: JointView.optional().meta({
    description: "Several offices work on it (联办); the date above covers the whole",
  }),
  renewal: z
    .object({ expiresOn: LocalDate, bySilence: z.boolean() })
    .optional()
    .meta({ description: "Of a licence held; by silence: it counts as renewed if undecided at the end of that day" }),
  ending: Ending.omit({ at: true })
    .extend({
      groundName: Bilingual,
      remedy: Bilingual,
      reason: z.string().optional(),
      whereToGo: z.string().optional(),
      handOverTo: z.string().optional().meta({ description: "The organ that the matter can be handed over to" }),
    })
    .optional()
    .meta({ description: "How it ended without a decision" }),
} as const;
type Answers = { readonly [Field in keyof typeof AnswerFields]?: z.infer<(typeof AnswerFields)[Field]> } & {
  readonly furtherRequests: z.infer<typeof AnswerFields.furtherRequests>;
};

const furtherRequestsOf = ({ furtherRequests = [], personal }: Case): Answers["furtherRequests"] =>
  furtherRequests.map((each) => {
    const text = personal.told?.[String(each.version)];
    return { ...each, ...(text === undefined ? {} : { text }) };
  });

const endingOf = ({ ending, personal }: Case): Answers["ending"] =>
  ending && {
    ...ending,
    groundName: GROUND_NAMES[ending.ground],
    remedy: REMEDIES[ending.ground],
    ...personal.ending,
  };

/** The clock is that of the last leg. */
const upwardLegsOf = ({ upwardLegs, clocks }: Case): Answers["upwardLegs"] =>
  upwardLegs?.map((leg) => ({
    ...leg,
    ...(leg === openLeg(upwardLegs) && clocks.upward?.running ? { dueOn: clocks.upward.dueOn } : {}),
    ...(leg.answer === undefined ? {} : { answerName: ANSWER_NAMES[leg.answer] }),
  }));

const reasonNamed = (code: OverdueReason | undefined): z.infer<typeof OverdueReasonView> | undefined =>
  code && { code, name: OVERDUE_REASON_NAMES[code] };

export const answersOf = (subject: Case): Answers => ({
  ...(publishedReason(subject) === undefined ? {} : { overdueReason: reasonNamed(publishedReason(subject)) }),
  furtherRequests: furtherRequestsOf(subject),
  ...(subject.paperPromise === undefined ? {} : { paperPromise: subject.paperPromise }),
  ...(subject.upwardLegs === undefined ? {} : { upwardLegs: upwardLegsOf(subject) }),
  ...(subject.joint === undefined ? {} : { joint: jointViewOf(subject) }),
  ...(subject.renewal === undefined ? {} : { renewal: subject.renewal }),
  ...(subject.ending === undefined ? {} : { ending: endingOf(subject) }),
});

export const overdueReasonOf = ({ decision }: Pick<Case, "decision">): z.infer<typeof OverdueReasonView> | undefined =>
  reasonNamed(decision?.overdueReason);

/** Erasable, and for whoever handles the case only. */
export const StaffTextFields = {
  note: z.string().optional(),
  documents: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "Numbers of the papers that the office keeps, by the ledger's version" }),
  violationReasons: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "Why something else was asked for after the notice, by the ledger's version (R14)" }),
} as const;

export const staffTextsOf = ({ personal: { note, documents, reasons } }: Case) => ({
  ...(note === undefined ? {} : { note }),
  ...(documents === undefined ? {} : { documents }),
  ...(reasons === undefined ? {} : { violationReasons: reasons }),
});
