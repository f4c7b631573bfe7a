/** One stage told to one recipient: what a digest is made of. It is bound to the one delivery that carries it. */
import * as z from "zod";
import { StageName } from "../calendar/ladder-settings.ts";
import { StaffId } from "../directory/roster.ts";
import { CentreCode } from "../directory/units.ts";
import { Instant, LocalDate } from "../kernel/local-date.ts";

/**
 * In what role someone is told; part of the notification's id, so that a stage swept twice tells nobody twice, even when
 * the roster changed in between. Deputies and members of the municipal office carry their own id, and whoever comes after an unreachable person carries theirs.
 */
export type RecipientRole =
  | "on-duty"
  | "window-head"
  | "director"
  | `deputy-director/${StaffId}`
  | `office/${StaffId}`
  | `after/${StaffId}`;

/** `<case number>#<clock>#<due version>#<stage>#<recipient role>` */
export const notificationId = (caseNumber: string, stageId: string, role: RecipientRole): string =>
  `${caseNumber}#${stageId}#${role}`;

export const Notification = z.object({
  schema: z.literal(1),
  id: z.string(),
  /** Which delivery carries it; may change only while that delivery neither has it nor can ever have it. */
  deliveryId: z.string(),
  staffId: StaffId,
  /** Where the recipient's phone is looked up; absent: the municipal office. */
  centre: CentreCode.optional(),
  at: Instant,
  role: z.string(),
  /** The stage had been missed, and the watchdog made up for it (R35). */
  late: z.literal(true).optional(),
  subject: z.object({
    /** Of twelve characters, without dashes. */
    caseNumber: z.string(),
    centre: CentreCode,
    /**
     * A complaint's, a rating's or a data return's number stands in the place of a case's; of the first two no list tells
     * (R53, R64).
     */
    kind: z.enum(["complaint", "rating", "return"]).optional(),
    /** The post that answered for it when the stage fired; of a case. */
    post: z.string().optional(),
    stageId: z.string(),
    stage: StageName,
    dueOn: LocalDate,
    /** Of an hour clock: not held back at night (R36). */
    urgent: z.boolean(),
  }),
});
export type Notification = z.infer<typeof Notification>;
/** One that is not bound yet. */
export type NewNotification = Omit<Notification, "deliveryId">;
