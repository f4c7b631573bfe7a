/** The cards that a case was given, as scorecards count them: one row a stage that was told of. Ids, codes and dates only. */
import * as z from "zod";
import { StageName } from "../calendar/ladder-settings.ts";
import { type Case, ClockKind } from "../casework/case.ts";
import { postAnswering } from "../casework/handling.ts";
import { PostId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { CaseNumber } from "../kernel/ids.ts";
import { LocalDate, localDateOf } from "../kernel/local-date.ts";

export const CardRow = z.object({
  schema: z.literal(1),
  subject: CaseNumber,
  /** Of the case when the row was written: an older one never overwrites it. */
  version: z.int().min(1),
  stageId: z.string(),
  stage: StageName,
  clock: ClockKind,
  centre: CentreCode,
  /** The post that answered for it then. */
  post: PostId,
  on: LocalDate,
  annulled: z.literal(true).optional(),
});
export type CardRow = z.infer<typeof CardRow>;

/** A half-time note is no card. */
const CARDS: readonly z.infer<typeof StageName>[] = ["yellow", "red", "supervision"];

type Carded = Pick<
  Case,
  "number" | "version" | "centre" | "firedStages" | "annulled" | "state" | "acceptingPost" | "decidingPost" | "joint"
>;

/** @param stageIds of those that are new, or annulled since */
export const cardRowsOf = (subject: Carded, stageIds: readonly string[]): readonly CardRow[] =>
  stageIds.flatMap((stageId) => {
    const [kind, , name] = stageId.split("#");
    const [clock, stage] = [ClockKind.safeParse(kind), StageName.safeParse(name)];
    const fired = subject.firedStages[stageId];
    if (!clock.success || !stage.success || fired === undefined || !CARDS.includes(stage.data)) return [];
    const { number, version, centre } = subject;
    return [
      {
        ...{ schema: 1 as const, subject: number, version, stageId, stage: stage.data, clock: clock.data, centre },
        post: postAnswering(subject, clock.data),
        on: localDateOf(fired.at),
        ...(subject.annulled?.[stageId] === undefined ? {} : { annulled: true as const }),
      },
    ];
  });

export type Cards = {
  record(row: CardRow): Promise<void>;
  /** Of one centre in one month, by the day on which they were given. */
  ofCentre(centre: CentreCode, month: string): Promise<readonly CardRow[]>;
};
