/** What residents and staff are shown of a case. Names and phones are masked for all but whoever handles it. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { type Calendar, dayKind } from "../calendar/calendar.ts";
import { DayExplained, explainDeadline } from "../calendar/deadline.ts";
import { SUSPENSION_LABELS } from "../calendar/suspension.ts";
import { basisName } from "../directory/duty.ts";
import { PostId } from "../directory/roster.ts";
import { ItemCode, TaskCode } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber, inGroups } from "../kernel/ids.ts";
import { Instant, LocalDate, plusDays } from "../kernel/local-date.ts";
import { maskedIdNumber, maskedName, maskedPhone } from "../kernel/masking.ts";
import {
  AnswerFields,
  answersOf,
  NoticeView,
  noticeOf,
  OverdueReasonView,
  overdueReasonOf,
  StaffTextFields,
  staffTextsOf,
} from "./answer-views.ts";
import {
  ActedBy,
  type Case,
  CaseClock,
  CaseExtension,
  CaseState,
  CaseSuspension,
  Channel,
  ClockKind,
  EntryKind,
  type LedgerEntry,
  Outcome,
} from "./case.ts";
import { leadingClock } from "./clocks.ts";
import { responsiblePost, responsibleWindow } from "./handling.ts";
import { MOVE_NAMES, movesFrom, STATE_NAMES } from "./moves.ts";
import { nextStepOf } from "./next-steps.ts";
import { ProxyFiling } from "./proxy-filing.ts";
import { SupervisionFields, supervisionOf } from "./supervision-views.ts";
import { StaffTask, staffTasksOf } from "./task-views.ts";
import { toGiveAgain } from "./undelivered.ts";

const DueView = z.object({
  clock: ClockKind,
  dueOn: LocalDate,
  dueAt: Instant.optional().meta({ description: "Hour clocks: the very instant" }),
  safeBy: LocalDate.optional(),
  provisional: z.boolean().meta({ description: "The calendar of that year is not published yet" }),
  basis: Bilingual.meta({ description: "The law or promise that sets the date" }),
});

export const ResidentCase = z
  .object({
    caseNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    state: CaseState,
    stateName: Bilingual,
    nextStep: Bilingual,
    item: z.object({ code: ItemCode, name: z.string() }),
    centre: z.object({ code: CentreCode, name: z.string() }),
    responsible: z.object({ window: z.string() }).meta({ description: "The window that answers for it now" }),
    decidingOrgan: z.string(),
    channel: Channel,
    receivedAt: Instant,
    due: DueView.nullable().meta({ description: "The date that runs now; its days are at …/deadline" }),
    notice: NoticeView.optional(),
    acceptedOn: LocalDate.optional(),
    decision: z
      .object({
        on: LocalDate,
        outcome: Outcome,
        deemed: z.boolean().optional().meta({ description: "Made by the law when nobody had decided (R19)" }),
        reason: z.string().optional(),
        remedy: z.string().optional(),
        overdueReason: OverdueReasonView.optional(),
      })
      .optional(),
    deliveredOn: LocalDate.optional(),
    proxy: ProxyFiling.optional().meta({
      description: "Filed for the applicant, at no cost, under this authorisation",
    }),
    suspensions: z.array(
      CaseSuspension.extend({ label: Bilingual, notice: z.string().optional() }).meta({
        description: "Days that do not count, both of them included, and what was said of them in writing",
      }),
    ),
    extension: CaseExtension.extend({ reason: z.string().optional() }).optional(),
    ...AnswerFields,
    sampleData: z.boolean().meta({ description: "示例数据: invented people, placeholders for limits" }),
  })
  .meta({ id: "ResidentCase" });
export type ResidentCase = z.infer<typeof ResidentCase>;

export const StaffCase = ResidentCase.extend({
  version: z.int(),
  responsiblePost: PostId,
  toGiveAgain: Bilingual.optional(),
  moves: z.array(z.enum(MOVE_NAMES)).meta({ description: "What its state allows now" }),
  applicant: z.object({
    name: z.string(),
    phone: z.string().optional(),
    idNumber: z.string().optional(),
    masked: z.boolean(),
  }),
  ...StaffTextFields,
  relativeOfOfficial: z
    .boolean()
    .optional()
    .meta({ description: "Declared at filing: a decision must confirm the separate check" }),
  tasks: z
    .array(StaffTask)
    .optional()
    .meta({ description: "Of a joint case: where each part is done, and its result" }),
  ...SupervisionFields,
  ledger: z.array(
    z.object({
      version: z.int(),
      at: Instant,
      what: EntryKind,
      by: ActedBy,
      basisName: Bilingual.optional().meta({ description: "Of staff: on what basis they acted for the post (R40)" }),
      facts: z.record(z.string(), z.unknown()),
      hash: z.string(),
    }),
  ),
}).meta({ id: "StaffCase" });
export type StaffCase = z.infer<typeof StaffCase>;

export const WorkListEntry = z
  .object({
    caseNumber: z.string(),
    post: PostId,
    state: CaseState,
    stateName: Bilingual,
    item: z.object({ code: ItemCode, name: z.string() }),
    applicant: z.string().meta({ description: "Masked", example: "张*" }),
    receivedAt: Instant,
    dueOn: LocalDate.optional(),
    provisional: z.boolean().optional().meta({ description: "The calendar of that year is not published yet" }),
    clock: ClockKind.optional(),
    workingDaysLeft: z.int().optional().meta({ description: "Negative: overdue" }),
    tasks: z
      .array(z.object({ code: TaskCode, name: z.string() }))
      .optional()
      .meta({ description: "Of a joint case: the open parts of the reader's posts" }),
    version: z.int(),
  })
  .meta({ id: "WorkListEntry" });
export type WorkListEntry = z.infer<typeof WorkListEntry>;

export const ClockExplained = CaseClock.pick({
  from: true,
  limit: true,
  dueOn: true,
  safeBy: true,
  dueAt: true,
  provisional: true,
  calendarVersion: true,
  extendedBy: true,
  running: true,
  basis: true,
})
  .extend({ clock: ClockKind, days: z.array(DayExplained) })
  .meta({ id: "ClockExplained" });
export type ClockExplained = z.infer<typeof ClockExplained>;

/** The text that went with an entry of the ledger, under `name`; nothing once it is erased. */
const toldOf = <Name extends string>(
  { ledger, personal }: Case,
  what: EntryKind,
  which: (entry: LedgerEntry) => boolean,
  name: Name,
): Partial<Record<Name, string>> => {
  const entry = ledger.find((each) => each.what === what && which(each));
  const text = entry && personal.told?.[String(entry.version)];
  return text === undefined ? {} : ({ [name]: text } as Partial<Record<Name, string>>); // a computed key widens
};

/** @param centre the centre's name; @param sample whether people and items are invented */
export const residentView = (subject: Case, centre: string, sample: boolean): ResidentCase => {
  const { notice, decision, personal } = subject;
  const leading = leadingClock(subject.clocks);
  return {
    caseNumber: inGroups(subject.number),
    state: subject.state,
    stateName: STATE_NAMES[subject.state],
    nextStep: nextStepOf(subject),
    item: { code: subject.itemCode, name: subject.itemName },
    centre: { code: subject.centre, name: centre },
    responsible: { window: responsibleWindow(subject).name },
    decidingOrgan: subject.decidingOrgan,
    channel: subject.channel,
    receivedAt: subject.receivedAt,
    due: leading === undefined ? null : { clock: leading[0], ...leading[1] },
    ...(notice === undefined ? {} : { notice: noticeOf(notice, personal.noticeText) }),
    ...(subject.acceptedOn === undefined ? {} : { acceptedOn: subject.acceptedOn }),
    ...(decision === undefined
      ? {}
      : {
          decision: {
            ...decision,
            reason: personal.decisionReason,
            remedy: personal.remedy,
            overdueReason: overdueReasonOf(subject),
          },
        }),
    ...(subject.deliveredOn === undefined ? {} : { deliveredOn: subject.deliveredOn }),
    ...(subject.proxy === undefined ? {} : { proxy: subject.proxy }),
    suspensions: subject.suspensions.map((each) => ({
      ...each,
      label: SUSPENSION_LABELS[each.reason],
      ...toldOf(subject, "suspended", ({ facts }) => facts.suspension === each.id, "notice"),
    })),
    ...(subject.extension === undefined
      ? {}
      : { extension: { ...subject.extension, ...toldOf(subject, "extended", () => true, "reason") } }),
    ...answersOf(subject),
    sampleData: sample,
  };
};

/** Free text may tell about a person what a mask hides. */
const withoutTexts = ({ personal, ...subject }: Case): Case => ({
  ...subject,
  personal: { applicant: personal.applicant },
});

const withBasis = (entry: LedgerEntry) => {
  const name = entry.by.kind === "staff" ? basisName(entry.by.basis) : undefined;
  return name === undefined ? entry : { ...entry, basisName: name };
};

/** @param inFull whether the reader handles the case now; others see masked names and no free text */
export const staffView = (subject: Case, centre: string, sample: boolean, inFull: boolean): StaffCase => {
  const { name, phone, idNumber } = subject.personal.applicant;
  const shown = <T extends string>(value: T, masked: (text: string) => string) => (inFull ? value : masked(value));
  return {
    ...residentView(inFull ? subject : withoutTexts(subject), centre, sample),
    version: subject.version,
    responsiblePost: responsiblePost(subject),
    toGiveAgain: toGiveAgain(subject),
    moves: [...movesFrom(subject.state)],
    applicant: {
      name: shown(name, maskedName),
      ...(phone === undefined ? {} : { phone: shown(phone, maskedPhone) }),
      ...(idNumber === undefined ? {} : { idNumber: shown(idNumber, maskedIdNumber) }),
      masked: !inFull,
    },
    ...(inFull ? staffTextsOf(subject) : {}),
    ...(subject.relativeOfOfficial === undefined ? {} : { relativeOfOfficial: subject.relativeOfOfficial }),
    ...(subject.joint === undefined ? {} : { tasks: staffTasksOf(subject, inFull) }),
    ...supervisionOf(subject, subject.personal.supervision ?? {}),
    ledger: subject.ledger.map(withBasis),
  };
};

const daysOf = (clock: CaseClock, calendar: Calendar): DayExplained[] => {
  const { from, limit } = clock;
  if (limit.unit === "hours") return [];
  if (limit.unit !== "immediate") return explainDeadline(calendar, { from, limit, suspensions: clock.suspensions });
  const days: DayExplained[] = [{ date: from, counted: clock.dueOn === from, reason: "event-day" }];
  for (let day = plusDays(from, 1); day <= clock.dueOn; day = plusDays(day, 1)) {
    const { working, reason, name } = dayKind(calendar, day);
    days.push({ date: day, counted: working, reason, ...(name === undefined ? {} : { label: name }) });
  }
  return days;
};

/** The calendars that the clocks of a case were counted by. */
export const calendarsIn = ({ clocks }: Pick<Case, "clocks">): string[] => [
  ...new Set(Object.values(clocks).map(({ calendarVersion }) => calendarVersion)),
];

/** Every clock of the case, day by day, each by the calendar that it was counted by (R10, R10a). */
export const explainClocks = (
  subject: Pick<Case, "clocks">,
  calendarNamed: (version: string) => Calendar,
): ClockExplained[] =>
  ClockKind.options.flatMap((kind) => {
    const clock = subject.clocks[kind];
    return clock === undefined
      ? []
      : [{ clock: kind, ...clock, days: daysOf(clock, calendarNamed(clock.calendarVersion)) }];
  });

/** What a filing or a re-issue answers: the number and the secret code, once. */
export const FilingReceipt = z
  .object({
    caseNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    lookupCode: z.string().meta({ example: "7Q4M-ZK2P", description: "Needed to look the case up; shown only now" }),
    item: z.object({ code: ItemCode, name: z.string() }),
    centre: z.object({ code: CentreCode, name: z.string() }),
    receivedAt: Instant,
    due: DueView.nullable(),
    nextStep: Bilingual,
  })
  .meta({ id: "FilingReceipt" });
export type FilingReceipt = z.infer<typeof FilingReceipt>;
export const CaseNumberParam = z.strictObject({ caseNumber: CaseNumber });
