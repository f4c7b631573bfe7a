/** A centre's cases that are due today, or on yellow, red or supervision: what its leaders and the municipal office see. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { type Calendar, isProvisional, nextWorkingDay, workingDaysBetween } from "../calendar/calendar.ts";
import { onDuty } from "../directory/duty.ts";
import { PostId, type Roster, StaffId } from "../directory/roster.ts";
import { ItemCode } from "../directory/service-item.ts";
import { CentreCode } from "../directory/units.ts";
import { inGroups } from "../kernel/ids.ts";
import { Instant, instantAt, LocalDate, localDateOf, plusDays } from "../kernel/local-date.ts";
import { CaseState, ClockKind, FiredStage } from "./case.ts";
import { OpenCase } from "./cases.ts";
import { STATE_NAMES } from "./moves.ts";

/** The worst last. Half of the time is no risk yet: it is told of in digests only (R28). */
const CARDS = ["yellow", "red", "supervision"] as const;
export const Card = z.enum(CARDS);
export type Card = z.infer<typeof Card>;
const CARD_NAMES: Readonly<Record<Card, Bilingual>> = {
  yellow: { zh: "黄牌", en: "yellow" },
  red: { zh: "红牌", en: "red" },
  supervision: { zh: "督办", en: "under supervision" },
};

/** What the index of open cases carries for this list, beside what work lists show. */
export const CaseAtRisk = OpenCase.extend({
  ladderClocks: z.array(z.string()).default(() => []),
  firedStages: z.record(z.string(), FiredStage).default(() => ({})),
  annulled: z.record(z.string(), z.object({ at: Instant })).optional(),
  nextStage: z.string().optional(),
  nextStageAt: Instant.optional(),
});
export type CaseAtRisk = z.infer<typeof CaseAtRisk>;

export type CasesAtRisk = {
  /** Open cases of one post whose leading clock ends before a position or an instant, the latest of these first. */
  dueBefore(post: PostId, before: string, limit: number): Promise<readonly CaseAtRisk[]>;
  /** Those of one post with a card or an open order whose leading clock ends later, or that have none, in the same order. */
  carded(
    post: PostId,
    span: { readonly from: string; readonly before: string },
    limit: number,
  ): Promise<readonly CaseAtRisk[]>;
};

const CardView = z.object({
  clock: z.string(),
  card: Card,
  cardName: Bilingual,
  at: Instant.meta({ description: "When it was told of" }),
  late: z.boolean().optional().meta({ description: "The sweep had missed it, and the watchdog fired it (R35)" }),
  annulledAt: Instant.optional().meta({ description: "The municipal office annulled it; it stays on record (R31a)" }),
});
type CardView = z.infer<typeof CardView>;

export const CentreDeadline = z
  .object({
    caseNumber: z.string().meta({ example: "K7M2-9QXR-4T3B" }),
    item: z.object({ code: ItemCode, name: z.string() }),
    state: CaseState,
    stateName: Bilingual,
    post: PostId,
    onDuty: z
      .object({ staffId: StaffId, name: z.string().optional(), basis: z.string() })
      .optional()
      .meta({ description: "Absent: nobody of the centre is there" }),
    clock: ClockKind.optional(),
    dueOn: LocalDate.optional(),
    provisional: z.boolean().optional().meta({ description: "The calendar of that year is not published yet" }),
    workingDaysLeft: z.int().optional().meta({ description: "Negative: overdue" }),
    dueToday: z.boolean(),
    card: Card.optional().meta({ description: "The worst that is not annulled" }),
    cardName: Bilingual.optional(),
    supervised: z.boolean(),
    cards: z.array(CardView).meta({ description: "Of the dates that count now, the newest first" }),
    nextToday: z
      .object({ card: Card, cardName: Bilingual, at: Instant })
      .optional()
      .meta({ description: "A card that it gets today unless it moves, or should have got and nobody could be told" }),
  })
  .meta({ id: "CentreDeadline" });
export type CentreDeadline = z.infer<typeof CentreDeadline>;

export const CentreDeadlines = z
  .object({
    centre: CentreCode,
    cases: z.array(CentreDeadline).meta({ description: "The newest risks first: by their dates, the latest first" }),
    cursor: z.string().optional().meta({ description: "Opaque: there are more. A page may be short, or empty" }),
  })
  .meta({ id: "CentreDeadlines" });

export const CentreDeadlinesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional().meta({ description: "Opaque: from the page before" }),
});

/** `<instant>#<case number>`, or `9999#…` where no clock leads, as lists of open cases are sorted. Undefined: no position of ours. */
export const workPositionIn = (text: string): string | undefined =>
  /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z|9999)#[0-9A-Z]{12}$/.test(text) ? text : undefined;

/**
 * Nothing that is due later is yellow yet: yellow comes on the last working day before a date, and a date that rolled on
 * over rest days lies one working day further (R9, R29).
 */
export const riskHorizon = (today: LocalDate, calendar: Calendar): Instant =>
  instantAt(plusDays(nextWorkingDay(calendar, nextWorkingDay(calendar, today)), 1), "00:00");

const cardIn = (stageId: string): Card | undefined => Card.safeParse(stageId.split("#")[2]).data;

const cardsOf = ({ ladderClocks, firedStages, annulled }: CaseAtRisk): readonly CardView[] =>
  Object.entries(firedStages)
    .flatMap(([id, { at, late }]): CardView[] => {
      const [clock = "", version] = id.split("#");
      const card = cardIn(id);
      if (card === undefined || !ladderClocks.includes(`${clock}#${version}`)) return [];
      const annulledAt = annulled?.[id]?.at;
      return [
        {
          clock,
          card,
          cardName: CARD_NAMES[card],
          at,
          ...(late ? { late } : {}),
          ...(annulledAt === undefined ? {} : { annulledAt }),
        },
      ];
    })
    .sort((a, b) => (a.at === b.at ? CARDS.indexOf(b.card) - CARDS.indexOf(a.card) : a.at < b.at ? 1 : -1));

const worstOf = (cards: readonly CardView[]): Card | undefined =>
  CARDS.findLast((card) => cards.some((each) => each.card === card && each.annulledAt === undefined));

const nextToday = ({ nextStage, nextStageAt }: CaseAtRisk, today: LocalDate): CentreDeadline["nextToday"] => {
  const card = nextStage === undefined ? undefined : cardIn(nextStage);
  if (card === undefined || nextStageAt === undefined || localDateOf(nextStageAt) > today) return undefined;
  return { card, cardName: CARD_NAMES[card], at: nextStageAt };
};

const dutyOf = (roster: Roster, post: PostId, at: Instant): Pick<CentreDeadline, "onDuty"> => {
  const duty = onDuty(roster, post, at);
  if (duty === undefined) return {};
  const name = roster.staff.find(({ id }) => id === duty.staffId)?.name;
  return { onDuty: { ...duty, ...(name === undefined ? {} : { name }) } };
};

export type Looking = {
  readonly roster: Roster;
  readonly calendar: Calendar;
  readonly at: Instant;
  readonly today: LocalDate;
};

const datesOf = ({ dueOn }: CaseAtRisk, { calendar, today }: Looking) =>
  dueOn === undefined
    ? {}
    : {
        dueOn,
        provisional: isProvisional(calendar, dueOn),
        workingDaysLeft: workingDaysBetween(calendar, today, dueOn),
      };

/** Undefined: it is not at risk today. */
export const deadlineOf = (found: CaseAtRisk, looking: Looking): CentreDeadline | undefined => {
  const { today, roster, at } = looking;
  const cards = cardsOf(found);
  const card = worstOf(cards);
  const dueToday = found.dueOn === today;
  const next = nextToday(found, today);
  const isOverdue = found.dueOn !== undefined && found.dueOn < today;
  const isOrdered = found.ladderClocks.some((clock) => clock.startsWith("order#"));
  if (cards.length === 0 && !dueToday && !isOverdue && !isOrdered && next === undefined) return undefined;
  return {
    caseNumber: inGroups(found.number),
    item: { code: found.itemCode, name: found.itemName },
    state: found.state,
    stateName: STATE_NAMES[found.state],
    post: found.workPost,
    ...dutyOf(roster, found.workPost, at),
    ...(found.dueClock === undefined ? {} : { clock: found.dueClock }),
    ...datesOf(found, looking),
    dueToday,
    ...(card === undefined ? {} : { card, cardName: CARD_NAMES[card] }),
    supervised: card === "supervision" || isOrdered,
    cards: [...cards],
    ...(next === undefined ? {} : { nextToday: next }),
  };
};
